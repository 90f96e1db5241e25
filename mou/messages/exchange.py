from datetime import datetime

from django.urls import reverse

from companies.senders import sender_of
from core.i18n import language_name, speaking
from core.multilingual import Quality, Texts
from notifications.services import say

from .. import calendars
from ..models import Bulletin, ExperienceSession, Subscription


def bulletin_digest(row: Subscription, bulletins: list[Bulletin], *, count: int, now: datetime) -> None:
    """`count`: how many are new, when the mail names fewer. Each bulletin in the reader's language,
    marked where the wording is not theirs or not checked.
    """
    rows = [_digest_row(bulletin, row.user.language) for bulletin in bulletins]
    say(
        row.user, "mou/bulletin_digest", about=row, path=reverse("mou:bulletins"),
        key=row.sent_until.isoformat(), now=now, context={"rows": rows, "count": count, "more": count - len(rows)},
    )


def _digest_row(bulletin: Bulletin, language: str) -> dict[str, str]:
    """What the mail says of one bulletin; `language` is the reader's."""
    title = bulletin.titles.said(language)
    with speaking(language):
        marks = [bulletin.get_kind_display(), bulletin.get_about_country_display()]
        if title.is_foreign:
            marks.append(language_name(title.language))
        if title.is_foreign or title.quality == Quality.UNCHECKED:
            marks.append(str(title.quality.label))
        return {"title": str(title), "marks": " · ".join(marks)}


def session_enrolled(session: ExperienceSession, person, *, now: datetime) -> None:
    """With the entry for the calendar."""
    facts = {"session": session, "other_zone": session.other_zone(person.time_zone)}
    say(
        person, "mou/session_enrolled", about=session, path=session.get_absolute_url(), key=now.isoformat(), now=now,
        context=facts, sender=sender_of(session.created_by), calendar=calendars.mail_session(session, person, now=now),
    )


def session_changed(session: ExperienceSession, *, now: datetime) -> None:
    _tell_enrolled(session, "session_changed", session.get_absolute_url(), now=now)


def session_cancelled(session: ExperienceSession, *, reasons: Texts, now: datetime) -> None:
    """Each in the language of their mail."""
    _tell_enrolled(session, "session_cancelled", reverse("mou:sessions"), now=now, reason=reasons)


def _tell_enrolled(session: ExperienceSession, kind: str, path: str, *, now: datetime, **context) -> None:
    """Signed by whoever planned it."""
    sender = sender_of(session.created_by)
    people = session.participants.filter(user__is_active=True).select_related("user")
    for person in people:
        facts = {"session": session, "other_zone": session.other_zone(person.user.time_zone)} | context
        say(
            person.user, f"mou/{kind}", about=session, path=path, key=now.isoformat(), now=now,
            context=facts, sender=sender,
        )
