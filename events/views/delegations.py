"""Delegations and visits: the list, one journey, its people, stops and letters."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.pages.timeline import timeline_of
from core.acting import attempt, attempt_fields, posted, press
from core.errors import Refusal, require
from core.geography import ZONE
from core.lifecycle import allowed_actions

from .. import forms, services
from ..models import Delegation, Event, Registration
from ..pages.display import DELEGATION_TONE, delegation_row, when
from ..pages.missed import missed_of_delegation
from ..permissions import can_keep_delegation, can_plan_events, can_see_all_of
from ..states import PRESENT
from .events import own_chamber
from .shared import form_page

PER_PAGE = 20
STEPS: dict[str, tuple[Callable, str, str]] = {
    "confirm": (services.confirm_delegation, gettext_lazy("Confirm the journey"), gettext_lazy("Confirmed.")),
    "begin": (
        services.begin_delegation, gettext_lazy("Mark as departed"), gettext_lazy("Noted: they are on their way.")
    ),
    "complete": (
        services.complete_delegation, gettext_lazy("Mark as returned"), gettext_lazy("Noted: the journey is completed.")
    ),
}


@require_GET
def delegations(request):
    rows = Delegation.objects.visible_to(request.user).order_by("-starts_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "events/delegations.html",
        {"page": page, "rows": [delegation_row(one) for one in page], "may_plan": can_plan_events(request.user)},
    )


@require_http_methods(["GET", "POST"])
def delegation_new(request):
    require(can_plan_events(request.user))
    chamber = own_chamber(request.user)
    form = forms.DelegationForm(posted(request), events=_events(request), initial=_initial(request))
    if form.is_bound and form.is_valid() and (made := _plan(request, form, chamber)):
        return redirect(made)
    return form_page(
        request, form, _("Plan a delegation"), _("Plan"), back_url=reverse("events:delegations"),
        back_text=_("All delegations"),
    )


def _events(request):
    return Event.objects.visible_to(request.user).exclude(state="cancelled").order_by("-starts_at")


def _initial(request) -> dict:
    """Planned from an event's desk, it is the event's."""
    event = _events(request).filter(pk=request.GET["event"]).first() if _is_id(request.GET.get("event", "")) else None
    return {"event": event, "to_country": event.country} if event else {}


def _is_id(text: str) -> bool:
    return len(text) == 36 and set(text) <= set("0123456789abcdef-")


def _plan(request, form, chamber) -> Delegation | None:
    try:
        made = services.plan_delegation(chamber=chamber, **form.cleaned_data, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None
    messages.success(request, _("Planned. Name who travels and where they stop."))
    return made


def visible_delegation(request, pk) -> Delegation:
    return get_object_or_404(
        Delegation.objects.visible_to(request.user).select_related("event__chamber", "chamber"), pk=pk
    )


def _kept(request, pk) -> Delegation:
    found = visible_delegation(request, pk)
    require(can_keep_delegation(request.user, found))
    return found


def _back(found: Delegation) -> dict:
    return {"back_url": found.get_absolute_url(), "back_text": str(found)}


@require_GET
def delegation(request, pk):
    return delegation_page(request, visible_delegation(request, pk))


def delegation_page(request, found: Delegation, *, cancel_form=None, report_form=None, status: int = 200):
    keeps = can_keep_delegation(request.user, found)
    can = set(allowed_actions(found))
    open_ = keeps and "cancel" in can
    travelling = found.members.travelling()
    members = travelling.visible_to(request.user)
    return render(
        request,
        "events/delegation.html",
        {
            "delegation": found,
            "tone": DELEGATION_TONE[found.state],
            "keeps": keeps,
            "missed": missed_of_delegation(found, reader=request.user, now=timezone.now()) if keeps else [],
            "open": open_,
            "members": members,
            "others": travelling.count() - len(members),
            "stops": [
                {"stop": one, "from": when(one.starts_at, one.zone), "until": when(one.ends_at, one.zone)}
                for one in found.stops.all()
            ],
            "letters": found.letters.visible_to(request.user).defer("pdf"),
            "steps": [
                {"act": act, "label": label} for act, (_service, label, _done) in STEPS.items() if open_ and act in can
            ],
            "query": request.GET.get("q", "").strip(),
            "page": _may_join(request, found, travelling) if open_ else None,
            "keeps_stops": open_ or (keeps and found.waits_for_report),
            "report": found.reports if can_see_all_of(request.user, found) else None,
            "report_form": (report_form or _report_form(found)) if keeps and found.is_back else None,
            "cancel_form": (cancel_form or forms.ReasonForm(auto_id="cancel-%s")) if open_ else None,
            "all_languages": _host_first(found),
            "timeline": timeline_of(found, request.user, None) if keeps else [],
        },
        status=status,
    )


def _report_form(found: Delegation, data=None):
    return forms.DelegationReportForm(data, auto_id="report-%s", row=found)


def _seated(request, found: Delegation):
    """Who of the event may join the journey:
    a liaison of another chamber's or Minamin's event sees only their own people there.
    """
    seats = Registration.objects.visible_to(request.user).filter(state__in=PRESENT)
    return seats.filter(event=found.event_id) if found.event_id else seats.none()


def _may_join(request, found: Delegation, travelling):
    """A page of those of the event who do not travel yet, by organisation and name; searched where they are many."""
    rows = _seated(request, found).exclude(pk__in=travelling.exclude(registration=None).values("registration"))
    rows = rows.named(request.GET.get("q", "").strip()).by_firm()
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _host_first(found: Delegation) -> list[tuple[str, str]]:
    """Languages for a letter, those of the hosts first."""
    hosts = [stop.host_language for stop in found.stops.all() if stop.host]
    return sorted(settings.LANGUAGES, key=lambda pair: (pair[0] not in hosts, pair[0] != "en"))


@require_http_methods(["GET", "POST"])
def delegation_edit(request, pk):
    found = _kept(request, pk)
    form = forms.DelegationForm(posted(request), events=_events(request), row=found)
    if form.is_bound and not (status := attempt(form, services.edit_delegation, found, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(
        request,
        form,
        _("Change the delegation"),
        _("Save"),
        status=status if form.is_bound else 200,
        back_url=found.get_absolute_url(),
        back_text=str(found),
    )


@require_http_methods(["GET", "POST"])
def member_new(request, pk):
    found = _kept(request, pk)
    form = forms.MemberForm(posted(request))
    if form.is_bound and not (status := attempt(form, services.add_member, found, by=request.user)):
        messages.success(request, _("Added."))
        return redirect(found)
    return form_page(
        request,
        form,
        _("Add somebody who travels"),
        _("Add"),
        status=status if form.is_bound else 200,
        back_url=found.get_absolute_url(),
        back_text=str(found),
    )


@require_http_methods(["GET", "POST"])
def member_edit(request, pk, member):
    found = _kept(request, pk)
    row = get_object_or_404(found.members.travelling(), pk=member)
    row.delegation = found
    form = forms.MemberForm(posted(request), row=row, under=found)
    status = attempt(form, services.edit_member, row, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(request, form, _("Change the details of a traveller"), _("Save"), status=status, **_back(found))


@require_POST
def member_from_seat(request, pk):
    """A delegate of the event joins with their seat, so that a substitute takes over both."""
    found = _kept(request, pk)
    seats, asked = _seated(request, found), request.POST.get("registration", "")
    row = get_object_or_404(seats, pk=asked) if _is_id(asked) else None
    if row is not None:
        person = {name: getattr(row, name) for name in services.OF_THE_SEAT}
        press(request, services.add_member, found, done=_("Added."), registration=row, **person)
    return redirect(found)


@require_POST
def member_remove(request, pk, member):
    found = _kept(request, pk)
    row = get_object_or_404(found.members.select_related("delegation__chamber", "delegation__event"), pk=member)
    press(request, services.remove_member, row, done=_("Removed."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def stop_new(request, pk):
    found = _kept(request, pk)
    form = forms.StopForm(posted(request), initial={"zone": ZONE[found.to_country], "day": found.starts_on})
    status = attempt_fields(form, services.add_stop, found, request.user, "fields_of_stop")
    if status == 0:
        messages.success(request, _("Added."))
        return redirect(found)
    return form_page(
        request, form, _("Add a stop"), _("Add"), status=status or 200,
        back_url=found.get_absolute_url(), back_text=str(found),
    )


@require_http_methods(["GET", "POST"])
def stop_edit(request, pk, stop):
    found = _kept(request, pk)
    row = get_object_or_404(found.stops, pk=stop)
    row.delegation = found
    form = forms.StopForm(posted(request), row=row, under=found)
    status = attempt_fields(form, services.edit_stop, row, request.user, "fields_of_stop")
    if status == 0:
        messages.success(request, _("Saved."))
        return redirect(found)
    return form_page(request, form, _("Change a stop"), _("Save"), status=status or 200, **_back(found))


@require_POST
def stop_remove(request, pk, stop):
    found = _kept(request, pk)
    row = get_object_or_404(found.stops.select_related("delegation__chamber"), pk=stop)
    press(request, services.remove_stop, row, done=_("Removed."))
    return redirect(found)


@require_POST
def delegation_step(request, pk, act: str):
    found = _kept(request, pk)
    service, _label, done = STEPS[act]
    press(request, service, found, done=done)
    return redirect(found)


@require_POST
def delegation_cancel(request, pk):
    found = _kept(request, pk)
    form = forms.ReasonForm(request.POST, auto_id="cancel-%s")
    if status := attempt(form, services.cancel_delegation, found, by=request.user):
        return delegation_page(request, found, cancel_form=form, status=status)
    messages.success(request, _("Cancelled. Travellers and hosts have been told."))
    return redirect(found)


@require_POST
def delegation_report(request, pk):
    found = _kept(request, pk)
    form = _report_form(found, request.POST)
    if status := attempt(form, services.report_delegation, found, by=request.user):
        return delegation_page(request, found, report_form=form, status=status)
    messages.success(request, _("Saved. Received and reported, the journey counts for the memorandum."))
    return redirect(found)
