"""One obligation as plain data: its terms, periods, evidence, open questions,
and the forms of what the reader may do.
"""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from companies.pages.timeline import timeline_of
from matching.permissions import firm_of

from .. import forms
from ..computed import ledger
from ..computed.people import people_of
from ..enums import Cadence
from ..messages.obligations import until_answered
from ..messages.recipients import other_side
from ..models import Change, Obligation
from ..permissions import (
    can_add_evidence,
    can_agree,
    can_ask_change,
    can_decide_change,
    can_keep_memoranda,
    side_of,
)
from ..services import next_boundary
from . import display, labels
from .evidence import evidence_rows

PERIODS, PER_PAGE = 24, 25


def obligation_page(found: Obligation, user, now: datetime, zone: str, bound: dict, page: str | None) -> dict[str, Any]:
    memorandum = found.commitment.memorandum
    book = ledger.account(found, now)
    evidence = Paginator(found.evidence.select_related("obligation"), PER_PAGE).get_page(page)
    return {
        "obligation": found,
        "memorandum": memorandum,
        "sides": display.owing_marker(found),
        "tone": display.OBLIGATION_TONE[found.state],
        "current": display.standing_tag(book.current) if book.current and book.terms.live else None,
        "facts": display.terms_facts(found),
        "periods": period_rows(book, found, user),
        "page": evidence,
        "evidence": evidence_rows(list(evidence), user),
        "changes": [
            _change_row(change, user, bound) for change in found.changes.select_related("asked_by", "decided_by")
        ],
        "may_add_evidence": can_add_evidence(user, found),
        "other_zone": zone,
        "timeline": timeline_of(found, user, firm_of(user), partner_zone=zone),
        "acts": _acts(found, book, user, now, bound),
        "answer_by": _answer_by(found, user, now),
    }


def _answer_by(found: Obligation, user, now: datetime) -> datetime | None:
    """For the side that has proposed it, until the other should have answered."""
    if found.state != "proposed" or can_agree(user, found):
        return None
    side = other_side(found.proposed_side) if found.proposed_side else found.owing_sides[0]
    by = until_answered(found, side, found.proposed_at)
    return by if by > now else None


def period_rows(book: ledger.Account, found: Obligation, user) -> list[dict[str, Any]]:
    """Newest first; planned ones beyond the next are left out."""
    planned = [one for one in book.periods if one.standing == "planned"]
    shown = [one for one in book.periods if one.standing != "planned"] + planned[:1]
    names = _occasion_names(book, found, user)
    return [
        display.standing_tag(one) | {
            "words": names.get(one.period.key) or display.period_words(one),
            "due_on": one.period.due_on, "delivered": one.delivered, "target": one.target,
        }
        for one in reversed(shown[-PERIODS:])
    ]


def _occasion_names(book: ledger.Account, found: Obligation, user) -> dict[str, str]:
    if found.cadence != Cadence.PER_EVENT:
        return {}
    rows = found.occasions.filter(pk__in=[one.period.key for one in book.periods])
    return {str(pk): label.title for pk, label in labels.occasion_labels(rows, user).items()}


def period_choices(book: ledger.Account, found: Obligation, user) -> list[tuple[str, str]]:
    """(key, words) of periods for which something may still be delivered, the oldest first."""
    names = _occasion_names(book, found, user)
    wanted = ("overdue", "due_soon", "on_track", "partial", "not_fulfilled")
    return [
        (one.period.key, names.get(one.period.key) or display.period_words(one))
        for one in book.periods if one.standing in wanted
    ]


def _change_row(change: Change, user, bound: dict) -> dict[str, Any]:
    is_open = change.state == "asked"
    may_decide = is_open and can_decide_change(user, change)
    by = until_answered(change.obligation, other_side(change.asked_side), change.asked_at) if is_open else None
    return {
        "change": change,
        "answer_by": by,
        "tone": "due" if may_decide else display.CHANGE_TONE[change.state],
        "word": _("Your answer is awaited") if may_decide else change.get_state_display(),
        "facts": _change_facts(change),
        "may_decide": may_decide,
        "may_withdraw": is_open and side_of(user, change.obligation.commitment.memorandum) == change.asked_side,
        "refuse_form": (bound.get("refuse") or forms.ReasonForm(auto_id="refuse-%s")) if may_decide else None,
    }


def _change_facts(change: Change) -> list[dict[str, Any]]:
    facts = [{"label": _("Asked by"), "value": change.get_asked_side_display()}]
    if change.due_on:
        facts.append({"label": _("New due date"), "value": display.say_day(change.due_on)})
    if change.cadence:
        facts.append({"label": _("How often, how many"), "value": f"{change.get_cadence_display()} · {change.target}"})
    if change.period_start:
        facts.append({"label": _("From"), "value": display.say_day(change.period_start)})
    return [*facts, {"label": _("Reason"), "value": change.reason, "lang": change.asked_by.language}]


def _acts(found: Obligation, book: ledger.Account, user, now: datetime, bound: dict) -> dict[str, Any]:
    """What the reader may do now; each form with what was typed when it was refused."""
    memorandum = found.commitment.memorandum
    running, side = found.state in ("active", "on_hold"), side_of(user, memorandum)
    acts: dict[str, Any] = {}
    if found.state == "proposed" and can_agree(user, found):
        ended = [one for one in book.periods if one.standing in ("overdue", "not_fulfilled")]
        acts |= {"begun": [display.period_words(one) for one in ended][:PERIODS]}
        acts |= {"agree": True, "decline": bound.get("decline") or forms.ReasonForm(auto_id="decline-%s")}
    if running and can_ask_change(user, found):
        acts |= _requests(found, book, user, now, bound)
        acts["resume"] = found.state == "on_hold"
        if found.cadence == Cadence.PER_EVENT:
            acts["occasion"] = bound.get("occasion") or forms.OccasionForm(auto_id="occasion-%s")
            acts["occasions"] = found.occasions.filter(source_id=None).order_by("-happened_on", "pk")[:PERIODS]
    if running and side in found.owing_sides:
        party = next(one for one in memorandum.parties.all() if one.side == side)
        acts["responsible"] = bound.get("responsible") or forms.ResponsibleForm(
            people=people_of(party), row=found, auto_id="responsible-%s"
        )
    if running and can_keep_memoranda(user):
        acts["close"] = bound.get("close") or forms.ReasonForm(auto_id="close-%s")
    return acts


def _requests(found: Obligation, book: ledger.Account, user, now: datetime, bound: dict) -> dict[str, Any]:
    """Forms of what one side may ask of the other."""
    choices, boundary = period_choices(book, found, user), next_boundary(found, now)
    acts = {"waiver": bound.get("waiver") or forms.ReasonForm(auto_id="waiver-%s")}
    if choices:
        acts["date"] = bound.get("date") or forms.DueDateForm(periods=choices, auto_id="date-%s")
    if boundary:
        initial = {"cadence": found.cadence, "target": found.target, "period_start": boundary}
        acts["terms"] = bound.get("terms") or forms.TermsForm(initial=initial, auto_id="terms-%s")
    if found.state == "active":
        acts["hold"] = bound.get("hold") or forms.ReasonForm(auto_id="hold-%s")
    return acts
