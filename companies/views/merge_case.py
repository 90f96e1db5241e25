"""One merge as staff see it: both records, who said what, the colleague's decision, and the way back."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.activity import ref
from core.errors import ReasonMissing, Refusal, require
from core.i18n import say_moment
from core.models import Activity
from core.text import TextProblem

from ..models import Merge
from ..pages.display import fact, merge_tag
from ..pages.timeline import timeline_items
from ..permissions import can_confirm_merge, can_review
from ..successors import living_with
from .deciding import ON_MERGE, buttons, decide, decision_of
from .merging import both_sides, living_facts


def merge_for_staff(request, pk) -> Merge:
    found = get_object_or_404(Merge.objects.visible_to(request.user).with_firms(), pk=pk)
    require(can_review(request.user))
    return found


@require_GET
def merge_case(request, pk):
    return case(request, merge_for_staff(request, pk))


def case(request, merge: Merge, *, reason: str = "", error: str = ""):
    actions = _actions(request.user, merge)
    waits = bool(actions) and merge.reversible_until is None
    return render(request, "companies/merge_case.html", {
        "merge": merge, "tag": merge_tag(merge), "facts": _facts(merge), "sides": both_sides(merge.firm, merge.into),
        "lives": living_facts(living_with(merge.firm, merge.into)) if waits else [],
        "waits": waits, "own": waits and not can_confirm_merge(request.user, merge),
        "actions": actions, "reason": reason, "error": error,
        "items": timeline_items(Activity.objects.about(ref(merge)).for_timeline(), request.user, None),
    }, status=422 if error else 200)


def _actions(user, merge: Merge) -> list[dict]:
    """Without what the author may not do alone, and without a way back that is closed."""
    if merge.reversible_until and timezone.now() > merge.reversible_until:
        return []
    table = (
        ON_MERGE if can_confirm_merge(user, merge)
        else {"refuse": ON_MERGE["refuse"], "take_back": ON_MERGE["take_back"]}
    )
    return buttons(merge, table, "companies:merge_action")


def _facts(merge: Merge) -> list[dict]:
    until = merge.reversible_until
    said = [
        fact(_("Proposed by"), f"{merge.proposed_by} · {_moment(merge.proposed_at)}"),
        fact(_("Reason"), merge.reason),
    ]
    if merge.decided_by:
        said.append(fact(_("Decided by"), f"{merge.decided_by} · {_moment(merge.decided_at)}"))
    if until:
        said.append(fact(_("Can be taken back until"), _moment(until)))
    if merge.taken_back_by:
        said.append(fact(_("Taken back by"), f"{merge.taken_back_by} · {_moment(merge.taken_back_at)}"))
    return said + ([fact(_("Why not merged"), merge.answer)] if merge.answer else [])


def _moment(at) -> str:
    return say_moment(at, str(timezone.get_current_timezone()))


@require_POST
def merge_action(request, pk, action: str):
    merge = merge_for_staff(request, pk)
    decision, reason = decision_of(ON_MERGE, action), request.POST.get("reason", "")
    require(action != "confirm" or can_confirm_merge(request.user, merge))
    try:
        decide(merge, decision, reason=reason, by=request.user, now=timezone.now())
    except (ReasonMissing, TextProblem) as refusal:
        return case(request, merge, reason=reason, error=refusal.message)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, decision.done)
    return redirect("companies:merge_case", pk)
