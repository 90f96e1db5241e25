"""Cancel, postpone, move: what is to change, who is touched, the confirmation that quotes it;
then who has been reached.
"""

from math import ceil

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import begun
from companies.pages.timeline import timeline_of
from core.acting import attempt, posted, press
from core.errors import Refusal, require
from core.lifecycle import allowed_actions

from .. import forms, services
from ..models import EventChange, Notice
from ..pages.display import CHANGE_TONE
from ..pages.reach_report import FILTERS, notice_rows, preview_groups, reach_figures, read_by
from ..permissions import can_run
from .shared import run_event

FORMS = {"cancel": forms.CancelForm, "postpone": forms.PostponeForm, "move": forms.MoveForm}
PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def change_new(request, pk, kind: str):
    """One page: the form, and below it everyone who will hear of it. Confirming quotes the list that was shown."""
    event = run_event(request, pk)
    if kind not in FORMS:
        raise Http404
    initial = (
        {name: getattr(event, name) for name in ("country", "zone", "venue", "address", "online_link")}
        if kind == "move" else None
    )
    form = FORMS[kind](posted(request), event=event, initial=initial)
    status = _confirm(request, event, kind, form) if form.is_bound else 200
    if isinstance(status, EventChange):
        return redirect(status)
    people, others, digest = services.preview_change(event, kind)
    return render(
        request,
        "events/change_new.html",
        {
            "event": event,
            "kind": kind,
            "title": _title(kind),
            "form": begun(request, form),
            "digest": digest,
            "groups": preview_groups(people),
            "others": others,
            "total": len(people),
            "read": read_by(people),
        },
        status=status,
    )


def _title(kind: str) -> str:
    return {"cancel": _("Cancel the event"), "postpone": _("Postpone the event"), "move": _("Move the event")}[kind]


def _confirm(request, event, kind: str, form) -> int | EventChange:
    if not form.is_valid():
        return 422
    try:
        change = services.confirm_change(
            event,
            kind=kind,
            digest=request.POST.get("digest", ""),
            reasons=form.reasons,
            at_once=form.cleaned_data["at_once"],
            anyway=form.cleaned_data["anyway"],
            by=request.user,
            now=timezone.now(),
            **form.fields_of_change,
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return refusal.status
    return change


def visible_change(request, pk) -> EventChange:
    found = get_object_or_404(
        EventChange.objects.visible_to(request.user).select_related("event__chamber", "confirmed_by"), pk=pk
    )
    require(can_run(request.user, found.event))
    return found


@require_GET
def change(request, pk):
    """The reach report: who has not been reached, oldest first, with what time it is for them."""
    return change_page(request, visible_change(request, pk))


def change_page(request, found: EventChange, *, bulk_form=None, status: int = 200):
    now = timezone.now()
    notices = list(found.notices.with_mails().order_by("told_at", "pk"))
    figures, can = reach_figures(notices, now), allowed_actions(found)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else "open"
    rows = notice_rows(notices, chosen, now)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    left = max(0, ceil((found.effective_at - now).total_seconds() / 60))
    return render(
        request,
        "events/change.html",
        {
            "change": found,
            "event": found.event,
            "tone": CHANGE_TONE[found.state],
            "figures": figures,
            "page": page,
            "tabs": [
                {"url": f"?show={key}", "label": f"{label} ({figures['counts'][key]})", "current": key == chosen}
                for key, label in FILTERS.items()
            ],
            "may_revoke": "revoke" in can,
            "minutes": ngettext("%(count)s minute", "%(count)s minutes", left) % {"count": left},
            "may_close": "close" in can,
            "running": "close" in can,
            "bulk_form": (
                bulk_form or forms.AccountForm(auto_id="bulk-%s")
            ) if figures["counts"]["delivered"] and "close" in can else None,
            "reasons": found.reasons,
            "timeline": timeline_of(found, request.user, None, own=True),
        },
        status=status,
    )


@require_POST
def revoke(request, pk):
    found = visible_change(request, pk)
    press(request, services.revoke_change, found, done=_("Revoked. Nobody has been told anything."))
    return redirect(found)


@require_POST
def close(request, pk):
    found = visible_change(request, pk)
    press(request, services.close_change, found, done=_("Closed: everyone is reached or accounted for."))
    return redirect(found)


@require_POST
def account_delivered(request, pk):
    found = visible_change(request, pk)
    form = forms.AccountForm(request.POST, auto_id="bulk-%s")
    if status := attempt(form, services.account_for_delivered, found, by=request.user):
        return change_page(request, found, bulk_form=form, status=status)
    messages.success(request, _("Noted for all of them."))
    return redirect(found)


@require_GET
def phone_list(request, pk):
    """To call one after the other, or to print: oldest first, with what time it is there."""
    found = visible_change(request, pk)
    now = timezone.now()
    rows = notice_rows(list(found.notices.with_mails().order_by("told_at", "pk")), "phone", now)
    return render(
        request, "events/phone_list.html", {"change": found, "event": found.event, "rows": rows, "as_of": now}
    )


def visible_notice(request, pk) -> Notice:
    changes = EventChange.objects.visible_to(request.user)
    return get_object_or_404(
        Notice.objects.filter(change__in=changes).with_mails().select_related("change__event__chamber"), pk=pk
    )


@require_http_methods(["GET", "POST"])
def notice_work(request, pk):
    """One person who has not been reached: their numbers, their hour, calls so far, what came of this one."""
    found = visible_notice(request, pk)
    require(can_run(request.user, found.change.event))
    act = request.POST.get("act", "")
    call = forms.CallForm(request.POST if act == "call" else None, auto_id="call-%s")
    account = forms.AccountForm(request.POST if act == "account" else None, auto_id="account-%s")
    status = 200
    if act == "returned":
        press(request, services.note_returned, found, done=_("Noted. The second contact is told next."))
        return redirect("events:notice_work", found.pk)
    if request.method == "POST":
        form, service = (call, services.note_call) if act == "call" else (account, services.account_for)
        status = attempt(form, service, found, by=request.user)
        if status == 0:
            messages.success(request, _("Saved."))
            return redirect(reverse("events:change", args=[found.change_id]) + "?show=phone")
    [row] = notice_rows([found], "all", timezone.now())
    return render(
        request,
        "events/notice_work.html",
        {
            "notice": found,
            "row": row,
            "event": found.change.event,
            "call_form": call,
            "account_form": account,
            "calls": found.calls.select_related("called_by"),
            "may_return": found.returned_at is None and found.told_at,
        },
        status=status,
    )
