"""Experience sessions: planned, enrolled for, held with those who came, cancelled; materials stay."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from companies.models import Chamber, Firm
from core.activity import record
from core.errors import ReasonMissing, permit
from core.files.services import store_file
from core.geography import Country
from core.lifecycle import lock, move
from core.multilingual import Texts, worded
from core.readers import require_readable
from core.reasons import required_reason

from .. import messages
from ..computed.people import read_by_enrolled, read_by_firms_of
from ..errors import FirmMissing, NotYetBegun, SessionHasEnded, SessionIsOver, TitleMissing
from ..models import ExperienceSession, Material, Participant
from ..permissions import can_write_for, comes_from_outside, is_of_organiser


@transaction.atomic
def draft_session(*, chamber, by, now: datetime, **given) -> ExperienceSession:
    """`given`: kind, for_country, titles, summaries, spoken, speaker, place, starts_at, ends_at, zone."""
    permit(by, can_write_for, chamber)
    given |= worded(ExperienceSession(), given, by=by, at=now)
    if not given.get("titles"):
        raise TitleMissing
    session = ExperienceSession.objects.create(chamber=chamber, created_by=by, created_at=now, state="draft", **given)
    record(session, "plan", by=by, now=now)
    return session


@transaction.atomic
def publish_session(session: ExperienceSession, *, anyway: bool = False, by, now: datetime) -> None:
    """From now on firms see it and enrol. `anyway`: though people of these firms cannot read what it is about."""
    permit(by, is_of_organiser, session)
    locked = lock(session)
    unread = require_readable(
        read_by_firms_of(locked.for_country), [locked.titles, locked.summaries], anyway=anyway
    )
    move(session, "publish", by=by, now=now, data=unread)


@transaction.atomic
def edit_session(session: ExperienceSession, *, by, now: datetime, **given) -> None:
    """Before it is held; who has enrolled hears of another time or place.
    Languages that are not named stay as they are.
    """
    permit(by, is_of_organiser, session)
    old = lock(session)
    if old.state not in ("draft", "planned"):
        raise SessionIsOver
    given |= worded(old, given, by=by, at=now)
    if not given.get("titles", old.titles):
        raise TitleMissing
    for name, value in given.items():
        setattr(session, name, value)
    session.save(update_fields=list(given))
    record(session, "edit", by=by, now=now)
    if (old.starts_at, old.ends_at, old.place) != (session.starts_at, session.ends_at, session.place):
        messages.session_changed(session, now=now)


@transaction.atomic
def enrol(session: ExperienceSession, *, firm: Firm | None, by, now: datetime) -> Participant:
    """Oneself, once, until it ends. `firm`: the member's; liaisons and staff come for their organisation."""
    permit(by, comes_from_outside, session, firm)
    locked = lock(session)
    if locked.state != "planned":
        raise SessionIsOver
    if now >= locked.ends_at:
        raise SessionHasEnded
    given = {"name": by.full_name or by.email, "name_latin": by.name_latin} | _origin_of(by, firm)
    person, is_new = session.participants.get_or_create(user=by, defaults=given)
    if is_new:
        messages.session_enrolled(locked, by, now=now)
    return person


def _origin_of(person, firm: Firm | None) -> dict[str, str]:
    """The country is never guessed, because a participant of the other one makes the session count."""
    if firm:
        return {"organisation": firm.name, "organisation_latin": firm.name_latin, "country": firm.country}
    if person.is_minamin:
        return {"organisation": settings.PORTAL_NAME, "country": Country.JP}
    chamber = Chamber.objects.filter(liaisons__user=person).first()
    if chamber is None:
        raise FirmMissing
    return {"organisation": chamber.names.in_original, "country": chamber.country}


@transaction.atomic
def leave(session: ExperienceSession, *, by, now: datetime) -> None:
    if lock(session).state != "planned":
        raise SessionIsOver
    session.participants.filter(user=by).delete()


@transaction.atomic
def add_participant(
    session: ExperienceSession, *, name: str, organisation: str, country: str, name_latin: str = "",
    organisation_latin: str = "", by, now: datetime,
) -> Participant:
    """Somebody without an account; also afterwards, when they came unannounced."""
    permit(by, is_of_organiser, session)
    state = lock(session).state
    if state == "cancelled":
        raise SessionIsOver
    person = session.participants.create(
        name=name, name_latin=name_latin, organisation=organisation, organisation_latin=organisation_latin,
        country=country, attended=state == "held",
    )
    if state == "held":
        record(session, "attendance", by=by, now=now)
    return person


@transaction.atomic
def hold_session(session: ExperienceSession, *, attended: list, by, now: datetime) -> None:
    """It took place, with these participants (ids)."""
    permit(by, is_of_organiser, session)
    if now < lock(session).starts_at:
        raise NotYetBegun
    _note_attendance(session, attended)
    move(session, "hold", by=by, now=now)


@transaction.atomic
def correct_attendance(session: ExperienceSession, *, attended: list, by, now: datetime) -> None:
    permit(by, is_of_organiser, session)
    if lock(session).state != "held":
        raise SessionIsOver
    _note_attendance(session, attended)
    record(session, "attendance", by=by, now=now)


def _note_attendance(session: ExperienceSession, attended: list) -> None:
    came = {str(pk) for pk in attended}
    for person in session.participants.all():
        if person.attended != (str(person.pk) in came):
            person.attended = str(person.pk) in came
            person.save(update_fields=["attended"])


@transaction.atomic
def cancel_session(
    session: ExperienceSession, *, reasons: Mapping[str, str], anyway: bool = False, by, now: datetime
) -> None:
    """Everybody enrolled is told, with the time it would have been; `anyway`: though some cannot read why."""
    permit(by, is_of_organiser, session)
    said = {language: required_reason(text) for language, text in reasons.items() if text}
    texts = Texts().with_wordings(said, by=by, at=now)
    if not texts:
        raise ReasonMissing
    unread = require_readable(read_by_enrolled(session), [texts], anyway=anyway)
    move(session, "cancel", by=by, now=now, reason=texts.in_original, data=unread)
    messages.session_cancelled(session, reasons=texts, now=now)


@transaction.atomic
def add_material(
    session: ExperienceSession, *, file: tuple[str, bytes], titles: Mapping[str, str], language: str, by, now: datetime
) -> Material:
    permit(by, is_of_organiser, session)
    stored = store_file(*file, by=by, now=now)
    said = Texts().with_wordings(titles, by=by, at=now)
    material = Material.objects.create(session=session, file=stored, titles=said, language=language)
    record(session, "add_material", by=by, now=now, data={"sha256": stored.sha256})
    return material
