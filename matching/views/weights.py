"""The weights: versions, a draft, what it would do to the lists, and putting it in use."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acting import attempt, press
from core.errors import require
from core.lifecycle import allowed_actions

from .. import services
from ..computed.weights import active_set, active_weights
from ..forms import ReasonForm, WeightsForm
from ..models import WeightSet
from ..pages.weights import change_rows, comparison_figures, number_rows, sample_words, version_row
from ..permissions import can_set_weights


@require_GET
def weights(request):
    require(can_set_weights(request.user))
    return _list(request, WeightsForm(weights=active_weights()))


@require_POST
def weights_draft(request):
    require(can_set_weights(request.user))
    form = WeightsForm(request.POST, weights=active_weights())
    if status := attempt(form, _draft, None, by=request.user):
        return _list(request, form, status)
    messages.success(request, _("Drafted. Nothing has changed yet: a worker compares the lists."))
    return redirect(WeightSet.objects.filter(made_by=request.user).first())


def _draft(_nothing, **given) -> None:
    services.draft_weights(**given)


def _list(request, form, status: int = 200):
    found = WeightSet.objects.visible_to(request.user).select_related("made_by")[:50]
    context = {"form": form, "rows": [version_row(one) for one in found], "active": active_weights()["version"]}
    return render(request, "matching/weights.html", context, status=status)


@require_GET
def weight_set(request, pk):
    return _page(request, _found(request, pk))


@require_POST
def weights_activate(request, pk):
    draft, form = _found(request, pk), ReasonForm(request.POST)
    if status := attempt(form, services.activate_weights, draft, by=request.user):
        return _page(request, _found(request, pk), form=form, status=status)
    messages.success(request, _("In use. A run scores all pairs with it now."))
    return redirect(draft)


@require_POST
def weights_drop(request, pk):
    draft = _found(request, pk)
    press(request, services.drop_weights, draft, done=_("Dropped."))
    return redirect("matching:weights")


def _found(request, pk) -> WeightSet:
    require(can_set_weights(request.user))
    found = WeightSet.objects.visible_to(request.user).select_related("made_by", "activated_by")
    return get_object_or_404(found, pk=pk)


def _page(request, one: WeightSet, *, form=None, status: int = 200):
    actions, current = allowed_actions(one), active_set()
    context = {"one": one, "row": version_row(one), "numbers": number_rows(active_weights(), one.data)}
    if "activate" in actions:
        question = services.ask_weights(one, by=request.user, now=timezone.now())
        context |= {"question": question, "form": form or ReasonForm(), "may_drop": "drop" in actions}
        context |= {"may_activate": services.is_compared(one), "current": current}
        if found := services.weights_answer(question):
            context |= {
                "figures": comparison_figures(found), "sample": sample_words(found),
                "changes": change_rows(found.changes),
            }
    return render(request, "matching/weight_set.html", context, status=status)
