"""Firms of a pair that nobody can answer for, and how they may be asked."""
from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.computed.reach import Reached, reach_in_row
from companies.models import Call, Contact, Firm
from companies.pages.display import fact, reach_tag
from core.i18n import say_both, say_date_of
from core.lifecycle import allowed_actions
from core.looks import look_at
from core.telephones import link_of, say_telephone

from ..computed.callers import callers_for
from ..models import Introduction, Match
from ..services import is_needed

RESULT = {"somebody": "done", "invited": "waiting", "nobody": "failed"}
CALL_TONE = {"open": "waiting", "agreed": "done", "declined": "planned", "wrong_number": "overdue"}


class Unreached(NamedTuple):
    """`waits`: the words of an invitation that is open already."""

    firm: Firm
    contact: Contact | None
    waits: str
    callers: dict


def reach_of_both(match: Match, now: datetime) -> dict[Any, Reached]:
    """By firm; one query."""
    rows = Firm.objects.with_reach(now).in_bulk([match.japan_id, match.partner_id])
    return {pk: reach_in_row(row) for pk, row in rows.items()}


def unreached(match: Match, reach: dict[Any, Reached]) -> list[Unreached]:
    found = []
    for firm in match.firms:
        reached = reach[firm.pk]
        if not reached.by_somebody:
            waits = reach_tag(reached)["word"] if reached.invited_at else ""
            contact = Contact.objects.filter(firm=firm).first()
            found.append(Unreached(firm, contact, waits, callers_for(firm, match)))
    return found


def reach_check(firm: Firm, reached: Reached) -> dict[str, Any]:
    """A row of components/checks.html."""
    title = _("%(firm)s: can somebody answer?") % {"firm": firm.name}
    word = reach_tag(reached)["word"]
    return {"result": RESULT[reached.code], "title": title, "word": word, "url": firm.get_absolute_url()}


def call_row(call: Call, introduction: Introduction | None, viewer, now: datetime) -> dict[str, Any]:
    """The pair is for staff only: a chamber does not know the other firm."""
    needed = introduction is not None and is_needed(introduction, call)
    note_number(call, about=introduction or call)
    return {
        "call": call, "number": say_telephone(call.number), "url": reverse("matching:call", args=[call.pk]),
        "pair": introduction if viewer.is_minamin else None, "is_open": needed and "agree" in allowed_actions(call),
        **call_tag(call, needed=needed, now=now),
    }


def note_number(call: Call, *, about) -> None:
    """The number is the contact person's, where one is named."""
    contact = getattr(call.firm, "contact", None)
    look_at(call, contact.email if contact else "", call.number, about=about, what="phone")


def call_facts(call: Call) -> list[dict[str, Any]]:
    return [
        fact(_("Telephone"), say_telephone(call.number), url=link_of(call.number)),
        fact(_("Who calls?"), f"{call.caller}, {call.chamber}" if call.chamber else call.caller),
        fact(_("Call by"), say_both(call.due_at, timezone.get_current_timezone_name(), call.firm.zone)),
        fact(_("Tried so far"), str(call.tries)),
    ]


def call_tag(call: Call, *, needed: bool, now: datetime) -> dict[str, str]:
    if "agree" not in allowed_actions(call):
        return {"tone": CALL_TONE[call.state], "word": call.get_state_display()}
    if not needed:
        return {"tone": "planned", "word": _("Not needed any more")}
    if call.due_at <= now:
        return {"tone": "overdue", "word": _("Late")}
    return {"tone": "due", "word": _("Call by: %(day)s") % {"day": say_date_of(call.due_at)}}
