"""How memoranda, obligations and evidence look on a page: tones, words, facts, rows."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.days import local_day
from core.geography import place_name
from core.i18n import city_of, language_name, say_day

from ..computed.ledger import Account
from ..enums import Standing
from ..models import Bulletin, Memorandum, Obligation, Party
from ..reckoning.standing import Reckoned

MEMORANDUM_TONE = {"draft": "draft", "signed": "waiting", "in_force": "done", "expired": "due", "terminated": "planned"}
OBLIGATION_TONE = {
    "proposed": "waiting", "agreed": "planned", "active": "info", "on_hold": "planned",
    "closed": "planned", "waived": "planned", "superseded": "planned", "declined": "planned",
}
EVIDENCE_TONE = {
    "proposed": "draft", "submitted": "waiting", "countersigned": "done", "disputed": "overdue", "accepted": "done",
    "rejected": "planned", "withdrawn": "planned",
}
BULLETIN_TONE = {"draft": "draft", "published": "done", "withdrawn": "planned"}
QUALITY_TONE = {"original": "info", "translated": "done", "unchecked": "due"}
SESSION_TONE = {"draft": "draft", "planned": "info", "held": "done", "cancelled": "planned"}
REPORT_TONE = {"queued": "info", "running": "info", "issued": "done", "failed": "overdue"}
CHANGE_TONE = {"asked": "waiting", "approved": "done", "refused": "planned", "withdrawn": "planned"}
STANDING_TONE = {
    "planned": "planned", "on_track": "info", "due_soon": "due", "overdue": "overdue",
    "fulfilled": "done", "partial": "due", "not_fulfilled": "overdue", "on_hold": "planned", "ended_early": "planned",
}
# From worst to best: a commitment shows the worst that is not settled history.
LIGHTS = (
    "overdue", "due_soon", "on_track", "planned", "fulfilled", "not_fulfilled", "partial", "on_hold", "ended_early"
)


def standing_words(one: Reckoned) -> str:
    """What the tag says: days where days matter, otherwise how much is done."""
    if one.standing == "overdue":
        late = -one.days_left
        return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", late) % {"days": late}
    if one.standing == "due_soon":
        if one.days_left == 0:
            return _("Due today")
        return ngettext("%(days)s day left", "%(days)s days left", one.days_left) % {"days": one.days_left}
    if one.standing in ("on_track", "partial") and one.delivered:
        return _("%(done)s of %(target)s done") % {"done": one.delivered, "target": one.target}
    if one.late:
        return _("Fulfilled, late")
    return str(Standing(one.standing).label)


def standing_tag(one: Reckoned) -> dict[str, str]:
    return {"tone": STANDING_TONE[one.standing], "word": standing_words(one)}


def account_tag(book: Account) -> dict[str, str]:
    """Of an obligation: its present period, or that nothing is asked of it now."""
    if book.obligation.state == "on_hold":
        return {"tone": "planned", "word": book.obligation.get_state_display()}
    return standing_tag(book.current) if book.current else {"tone": "planned", "word": _("No occasion yet")}


def bulletin_tag(bulletin: Bulletin) -> dict[str, str] | None:
    """None for a published one: that is what bulletins are."""
    if bulletin.state == "published":
        return None
    return {"tone": BULLETIN_TONE[bulletin.state], "word": bulletin.get_state_display()}


def light_of(books: Iterable[Account]) -> dict[str, str]:
    """The light of a commitment: its most urgent obligation that runs."""
    current = [book.current.standing for book in books if book.current and book.terms.live]
    for standing in LIGHTS:
        if standing in current:
            return {"tone": STANDING_TONE[standing], "word": str(Standing(standing).label)}
    return {"tone": "planned", "word": _("No obligation yet")}


def exchange_tabs(current: str) -> list[dict[str, Any]]:
    """Memoranda, bulletins, sessions: one place in the menu, three pages."""
    pages = [("memoranda", _("Memoranda")), ("bulletins", _("Bulletins")), ("sessions", _("Experience sessions"))]
    return [{"url": reverse(f"mou:{key}"), "label": label, "current": key == current} for key, label in pages]


def term_line(memorandum: Memorandum, today: date) -> str:
    """Number, term, days left: the line below the title."""
    parts = [_("No. %(number)s") % {"number": memorandum.number}]
    if memorandum.in_force_on:
        begins = {"first": say_day(memorandum.in_force_on)}
        if memorandum.last_day:
            parts.append(
                _("in force from %(first)s until %(last)s") % (begins | {"last": say_day(memorandum.last_day)})
            )
        else:
            parts.append(_("in force since %(first)s, without an end") % begins)
    if memorandum.state == "in_force" and memorandum.ends_on and memorandum.ends_on >= today:
        left = (memorandum.ends_on - today).days
        parts.append(ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left})
    return " · ".join(parts)


def party_view(party: Party) -> dict[str, Any]:
    return {"side": party.side, "place": party.get_side_display(), "name": party.name, "lang": party.name_language}


def owing_marker(obligation: Obligation) -> list[dict[str, str]]:
    return [{"side": side.value} for side in obligation.owing_sides]


def period_words(one: Reckoned) -> str:
    first, last = say_day(one.period.start, width="short"), say_day(one.period.end)
    return f"{first} – {last}"


def terms_facts(obligation: Obligation) -> list[dict[str, Any]]:
    rhythm = f"{obligation.get_cadence_display()} · {obligation.target}"
    if obligation.days_to_deliver:
        days = obligation.days_to_deliver
        rhythm += " · " + ngettext("within %(days)s day", "within %(days)s days", days) % {"days": days}
    until = say_day(obligation.ends_on) if obligation.ends_on else _("as long as the memorandum runs")
    return [
        {"label": _("Responsible side"), "value": obligation.get_owing_display()},
        {"label": _("What is counted"), "value": obligation.get_indicator_display()},
        {"label": _("How often, how many"), "value": rhythm},
        {"label": _("From"), "value": say_day(obligation.starts_on)},
        {"label": _("Until"), "value": until},
        {"label": _("Time zone of the calendar days"), "value": city_of(obligation.zone)},
        {"label": _("Responsible"), "value": obligation.responsible or "", "missing": _("the party’s contact person")},
    ]


def languages_of(texts: Iterable[str]) -> str:
    return " · ".join(language_name(code) for code in texts)


def when_signed(memorandum: Memorandum) -> str:
    if not memorandum.signed_on:
        return ""
    return " · ".join(filter(None, [say_day(memorandum.signed_on), place_name(memorandum.place)]))


def local_today(memorandum: Memorandum, now: datetime) -> date:
    """The Central Asian party's calendar day; whole-memorandum pages use it."""
    zones = {party.side: party.zone for party in memorandum.parties.all()}
    return local_day(now, zones["central_asia"])
