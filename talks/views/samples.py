"""A sample and its trial order: the page, and a short form for each step."""
from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms as django_forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted, press
from core.errors import require
from core.lifecycle import allowed_actions
from matching.permissions import has_open_export_question

from .. import forms, services
from ..enums import Asker
from ..models import Sample
from ..pages import samples as pages
from ..pages.thread import title_of
from ..permissions import can_move_sample, can_remind_of_sample, can_request_sample, is_heard, side_of
from .shared import visible_match


class Step(NamedTuple):
    form: type[django_forms.Form]
    act: Callable
    title: Promise
    submit: Promise
    begins_with_row: bool = False


SEND = gettext_lazy("Save and tell the other firm")
STEPS = {
    "terms": Step(forms.TermsForm, services.offer_terms, gettext_lazy("Propose other terms"), SEND, True),
    "send": Step(forms.SendForm, services.send_sample, gettext_lazy("The sample is sent"), SEND),
    "receive": Step(forms.ReceiveForm, services.receive_sample, gettext_lazy("The sample has arrived"), SEND),
    "judge": Step(forms.JudgeForm, services.judge_sample, gettext_lazy("Say how the sample is"), SEND),
    "order": Step(forms.OrderForm, services.propose_order, gettext_lazy("Propose a trial order"), SEND, True),
    "deliver": Step(forms.DeliverForm, services.deliver_order, gettext_lazy("The trial order is delivered"), SEND),
}
PRESSES = {
    "agree": services.agree_sample, "agree_order": services.agree_order, "repeat": services.repeat_order,
    "finish": services.finish_order,
}


@require_http_methods(["GET", "POST"])
def sample_new(request, pk):
    match = visible_match(request, pk)
    require(can_request_sample(request.user, match))
    form = forms.SampleForm(posted(request), match=match, side=side_of(request.user, match))
    status = attempt(form, services.request_sample, match, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("The other firm is asked for a sample. It reads this in its own language."))
        return redirect("talks:thread", match.pk)
    is_blocked = has_open_export_question(match, timezone.now())
    context = {"match": match, "form": form, "title": title_of(match, side_of(request.user, match))}
    return render(request, "talks/sample_new.html", context | {"is_blocked": is_blocked}, status=status)


@require_GET
def sample(request, pk):
    return render(request, "talks/sample.html", _context(request, _visible(request, pk)))


@require_http_methods(["GET", "POST"])
def sample_step(request, pk, act):
    row, step = _visible(request, pk), STEPS[act]
    require(can_move_sample(request.user, row))
    form = step.form(posted(request), **({"sample": row} if step.begins_with_row else {}))
    return _form_page(request, row, form, step.act, step.title, step.submit)


@require_http_methods(["GET", "POST"])
def sample_end(request, pk):
    """Declined by whoever was asked, else stopped."""
    row = _visible(request, pk)
    require(can_move_sample(request.user, row))
    is_asked = "decline" in allowed_actions(row) and row.turn == side_of(request.user, row.thread.match)
    act, title = (services.decline_sample, _("Decline")) if is_asked else (services.stop_sample, _("Stop"))
    return _form_page(request, row, forms.EndForm(posted(request)), act, title, SEND)


@require_POST
def sample_press(request, pk, act):
    row = _visible(request, pk)
    require(can_move_sample(request.user, row))
    press(request, PRESSES[act], row, done=_("Saved. The other firm is told."))
    return redirect(row)


@require_POST
def sample_remind(request, pk):
    row = _visible(request, pk)
    require(can_remind_of_sample(request.user, row))
    press(request, services.remind_of_sample, row, done=_("The firm is reminded by mail."))
    return redirect(row)


def _form_page(request, row: Sample, form, act: Callable, title: Any, submit: Any):
    status = attempt(form, act, row, by=request.user) if form.is_bound else 200
    if form.is_bound and not status:
        messages.success(request, _("Saved. The other firm is told."))
        return redirect(row)
    context = _context(request, row) | {"form": form, "title": title, "submit": submit}
    return render(request, "talks/sample_step.html", context, status=status)


def _visible(request, pk) -> Sample:
    found = Sample.objects.visible_to(request.user).with_firms().prefetch_related("thread__match__introductions")
    return get_object_or_404(found, pk=pk)


def _context(request, row: Sample) -> dict[str, Any]:
    match = row.thread.match
    side = side_of(request.user, match) or Asker.OFFICE
    is_blocked = has_open_export_question(match, timezone.now())
    return {
        "match": match,
        "partner": title_of(match, side),
        "view": pages.sample_view(row, side, is_open=is_heard(match), is_blocked=is_blocked),
        "terms": pages.terms_view(row, side, is_blocked=is_blocked),
    }
