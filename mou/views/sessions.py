"""Experience sessions: everybody signed in sees them and enrols;
the side that gives them keeps names, attendance, materials.
"""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.pages.timeline import timeline_of
from core.acting import asked_filter, attempt, attempt_fields, posted, press
from core.errors import Refusal, require
from core.forms.languages import SendForm
from core.geography import ZONE
from core.lifecycle import allowed_actions
from core.readers import lights, unread_by
from core.sorting import place
from core.uploads import dropped_files
from matching.permissions import firm_of

from .. import forms, services
from ..computed.people import read_by_firms_of
from ..models import ExperienceSession
from ..pages.display import SESSION_TONE, exchange_tabs
from ..pages.exchange import session_facts
from ..permissions import can_enrol, can_note_attendance, can_see_participants, can_write_bulletins, is_of_organiser
from .bulletins import home_of
from .exchange_forms import form_page

PER_PAGE = 20


@require_GET
def sessions(request):
    past, now = asked_filter(request, "show", ["past"]) == "past", timezone.now()
    found = ExperienceSession.objects.visible_to(request.user).with_counts().select_related("chamber")
    coming = found.filter(ends_at__gte=now).order_by("starts_at", "pk")
    chosen = found.filter(ends_at__lt=now).order_by("-starts_at", "pk") if past else coming
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    times = [
        {"url": request.path, "label": _("Coming"), "current": not past},
        {"url": "?show=past", "label": _("Past"), "current": past},
    ]
    rows = [_row(one, request.user) for one in page]
    return render(request, "mou/sessions.html", {
        "tabs": exchange_tabs("sessions"), "times": times, "page": page, "rows": rows,
        "may_plan": can_write_bulletins(request.user),
    })


def _row(session: ExperienceSession, user) -> dict:
    """With the clock that is shown beside the reader's own."""
    return {
        "session": session, "tone": SESSION_TONE[session.state], "word": session.get_state_display(),
        "other_zone": session.other_zone(user.time_zone),
    }


def visible_session(request, pk) -> ExperienceSession:
    return get_object_or_404(
        ExperienceSession.objects.visible_to(request.user).with_counts().select_related("chamber"), pk=pk
    )


@require_GET
def session(request, pk):
    return _page(request, visible_session(request, pk))


def _page(request, found: ExperienceSession, *, bound: dict | None = None, status: int = 200):
    user, bound = request.user, bound or {}
    own = is_of_organiser(user, found)
    people = sorted(found.participants.all(), key=lambda one: place(one.name, one.name_latin))
    now = timezone.now()
    enrolled = any(person.user_id == user.pk for person in people)
    can = allowed_actions(found)
    takes_place, may_note = own and "cancel" in can, can_note_attendance(user, found, now)
    came = any(person.attended and person.country == found.for_country for person in people)
    sees = can_see_participants(user, found)
    return render(request, "mou/session.html", _row(found, user) | {
        "own": own, "enrolled": enrolled, "sees_people": sees, "people": people if sees else [],
        "counts_not": own and found.is_held and not came,
        "facts": session_facts(found, len(people)),
        "materials": found.materials.select_related("file").defer("file__content"),
        "may_enrol": can_enrol(user, found) and not enrolled and now < found.ends_at,
        "may_leave": "hold" in can and enrolled, "may_edit": own and bool({"hold", "publish"} & set(can)),
        **_publishing(found, own and "publish" in can),
        "attendance_form": (bound.get("attendance") or _attendance(found, people)) if may_note and people else None,
        "attendance_url": reverse("mou:session_attendance" if found.is_held else "mou:session_hold", args=[found.pk]),
        "participant_form": (
            bound.get("participant") or forms.ParticipantForm(auto_id="participant-%s")
        ) if takes_place else None,
        "material_form": (bound.get("material") or forms.MaterialForm(auto_id="material-%s")) if own else None,
        "cancel_form": (bound.get("cancel") or forms.CancelSessionForm(auto_id="cancel-%s")) if takes_place else None,
        "timeline": timeline_of(found, user, None) if own else [],
    }, status=status)


def _publishing(found: ExperienceSession, may: bool) -> dict:
    """What stands beside the button, for whoever may press it."""
    if not may:
        return {}
    texts = [found.titles, found.summaries]
    return {
        "may_publish": True, "lights": lights(texts), "send_form": SendForm(auto_id="publish-%s"),
        "unread": unread_by(read_by_firms_of(found.for_country), texts),
    }


def _attendance(found: ExperienceSession, people: list, data=None) -> forms.AttendanceForm:
    words = {str(person.pk): [str(person), person.comes_from, person.get_country_display()] for person in people}
    choices = [(pk, " · ".join(filter(None, parts))) for pk, parts in words.items()]
    return forms.AttendanceForm(data, people=choices, row=found)


@require_http_methods(["GET", "POST"])
def session_new(request):
    require(can_write_bulletins(request.user))
    chamber, home = home_of(request.user)
    form = forms.SessionForm(posted(request), home=home, initial={"zone": ZONE[home]})
    made = _planned(request, form, chamber) if form.is_valid() else None
    if made:
        messages.success(request, _("The draft is saved. Look at it, then publish it."))
        return redirect(made)
    return _form(request, form, _("Plan a session"), _("Save the draft"))


def _planned(request, form, chamber) -> ExperienceSession | None:
    """None: the form says why not."""
    try:
        return services.draft_session(
            chamber=chamber, **form.fields_of_session, by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


_form = partial(form_page, home="mou:sessions")


def _own(request, pk) -> ExperienceSession:
    found = visible_session(request, pk)
    require(is_of_organiser(request.user, found))
    return found


@require_http_methods(["GET", "POST"])
def session_edit(request, pk):
    found = _own(request, pk)
    home = found.chamber.country if found.chamber else "JP"
    form = forms.SessionForm(posted(request), home=home, row=found)
    status = attempt_fields(form, services.edit_session, found, request.user, "fields_of_session")
    if status == 0:
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, form, _("Change the session"), _("Save"), back=found, status=status or 200)


@require_POST
def session_publish(request, pk):
    found = _own(request, pk)
    press(
        request, services.publish_session, found, anyway="anyway" in request.POST,
        done=_("Published. Firms can enrol now."),
    )
    return redirect(found)


@require_POST
def session_enrol(request, pk):
    found = visible_session(request, pk)
    require(can_enrol(request.user, found))
    press(request, services.enrol, found, done=_("You are enrolled."), firm=firm_of(request.user))
    return redirect(found)


@require_POST
def session_leave(request, pk):
    found = visible_session(request, pk)
    press(request, services.leave, found, done=_("You are no longer enrolled."))
    return redirect(found)


@require_POST
def session_hold(request, pk):
    return _note(request, pk, services.hold_session, _("Noted: the session was held."))


@require_POST
def session_attendance(request, pk):
    return _note(request, pk, services.correct_attendance, _("Saved."))


def _note(request, pk, service, done: str):
    found = _own(request, pk)
    form = _attendance(found, list(found.participants.all()), request.POST)
    return _finish(request, found, "attendance", form, service, done)


@require_POST
def session_participant(request, pk):
    found = _own(request, pk)
    form = forms.ParticipantForm(request.POST, auto_id="participant-%s")
    return _finish(request, found, "participant", form, services.add_participant, _("Added."))


@require_POST
def session_material(request, pk):
    found = _own(request, pk)
    form = forms.MaterialForm(request.POST, request.FILES, auto_id="material-%s", dropped=dropped_files(request))
    return _finish(request, found, "material", form, services.add_material, _("Added. The file is being checked."))


@require_POST
def session_cancel(request, pk):
    found = _own(request, pk)
    form = forms.CancelSessionForm(request.POST, auto_id="cancel-%s")
    return _finish(request, found, "cancel", form, services.cancel_session, _("Cancelled. Everybody enrolled is told."))


def _finish(request, found: ExperienceSession, name: str, form, service, done: str):
    if status := attempt(form, service, found, by=request.user):
        return _page(request, visible_session(request, found.pk), bound={name: form}, status=status)
    messages.success(request, done)
    return redirect(found)
