"""Decisions of staff: a table of what can be done, the buttons of the decision bar, the one call a button makes."""
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.lifecycle import allowed_actions

from .. import services


class Decision(NamedTuple):
    """`done` is said on the next page; `look` is the kind of button."""

    label: Any
    service: Callable
    done: Any
    needs_reason: bool = False
    look: str = "outline"


ON_FIRM = {
    "suspend": Decision(_("Suspend"), services.suspend_firm, _("The firm is suspended."), True, "danger"),
    "start_review": Decision(_("Start review"), services.start_firm_review, _("Review started.")),
    "request_more_info": Decision(
        _("Ask for more"), services.request_more_info, _("The firm was asked for more information."), True
    ),
    "reinstate": Decision(
        _("Lift the suspension"), services.reinstate_firm, _("The suspension is lifted."), True, "filled"
    ),
    "verify": Decision(_("Verify"), services.verify_firm, _("The firm is verified."), look="filled"),
}
# What stands in the bar of the page; suspending is rare, and stands in the menu beside it.
IN_REVIEW = {name: decision for name, decision in ON_FIRM.items() if name != "suspend"}
CLOSING = {"cease": Decision(_("Close the firm"), services.cease_firm, _("The firm is closed in the portal."), True)}
ON_MERGE = {
    "refuse": Decision(
        _("Do not merge"), services.refuse_merge, _("Both records stay as they are."), True, "danger-text"
    ),
    "confirm": Decision(
        _("Merge"), services.confirm_merge, _("Merged. Everybody concerned has been told."), look="danger"
    ),
    "take_back": Decision(
        _("Take back"), services.take_back_merge, _("Taken back. Everybody has been told."), True, "danger"
    ),
}
ON_PROFILE = {
    "start_review": Decision(_("Start review"), services.start_profile_review, _("Review started.")),
    "request_changes": Decision(
        _("Ask for changes"), services.request_profile_changes, _("The firm was asked for changes."), True
    ),
    "publish": Decision(_("Publish"), services.publish_profile, _("The profile is published."), look="filled"),
}


def buttons(case, table: dict[str, Decision], url_name: str) -> list[dict]:
    """Buttons for what the state of the case allows now."""
    allowed = allowed_actions(case)
    return [
        {"label": decision.label, "kind": decision.look, "formaction": reverse(url_name, args=[case.pk, action])}
        for action, decision in table.items() if action in allowed
    ]


def decision_of(table: dict[str, Decision], action: str) -> Decision:
    if action not in table:
        raise Http404
    return table[action]


def decide(case, decision: Decision, *, reason: str, by, now) -> None:
    given = {"reason": reason} if decision.needs_reason else {}
    decision.service(case, **given, by=by, now=now)
