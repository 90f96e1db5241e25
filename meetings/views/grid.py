"""The organiser's side of meetings: setup, grid, one meeting, interpreters, sheets to print."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.pages.timeline import timeline_items
from core.acting import activities_of, attempt, attempt_fields, posted, press
from core.errors import require
from core.lifecycle import allowed_actions
from events.models import Event, Registration
from events.permissions import can_run
from events.states import PRESENT
from events.views.shared import form_page, run_event

from .. import forms, services
from ..models import Meeting, MeetingSetup, Slot, TimetableRun
from ..pages.meetings import (
    MEETING_TONE,
    free_places,
    grid,
    meeting_row,
    pair_words,
    place_words,
    wish_words,
    with_place,
)
from ..pages.missed import missed_of_meetings
from ..pages.setup import setup_shown
from ..pages.sheets import day_sheets, interpreter_rows, meeting_figures
from ..pages.slots import interpreter_shown

MEETINGS_ON_A_PAGE = 50
TABLES_ON_A_PAGE = 6


def _with_setup(request, pk) -> tuple[Event, MeetingSetup]:
    event = run_event(request, pk)
    return event, get_object_or_404(MeetingSetup.objects.filter(event=event))


@require_http_methods(["GET", "POST"])
def setup(request, pk):
    event = run_event(request, pk)
    form = forms.SetupForm(posted(request), event=event, row=event, shown=setup_shown)
    status = attempt_fields(form, services.set_up_meetings, event, request.user, "fields_of_setup")
    if status == 0:
        messages.success(
            request, _("Saved. Meetings whose slot or table is gone have lost their place; the people have been told.")
        )
        return redirect("meetings:grid", event.pk)
    return form_page(
        request,
        form,
        _("Slots and tables"),
        _("Save"),
        back_url=reverse("events:desk", args=[event.pk]),
        back_text=str(event),
        note=_("Where both fields are empty, there are no meetings."),
        status=status or 200,
    )


@require_GET
def timetable(request, pk):
    event = run_event(request, pk)
    setup_ = MeetingSetup.objects.filter(event=event).first()
    if setup_ is None:
        return redirect("meetings:meeting_setup", event.pk)
    first = _first_table(request, setup_)
    shown = min(TABLES_ON_A_PAGE, setup_.tables - first + 1)
    rows = Meeting.objects.filter(event=event).with_people().order_by("requested_at", "pk")
    lists = [
        ("displaced", gettext_lazy("Lost their place")),
        ("accepted", gettext_lazy("To be placed")),
        ("requested", gettext_lazy("Not answered yet")),
    ]
    return render(
        request,
        "meetings/grid.html",
        {
            "event": event,
            "figures": meeting_figures(event),
            "missed": missed_of_meetings(rows, reader=request.user, now=timezone.now()),
            "rows": grid(event, first_table=first, tables=shown),
            "tables": range(first, first + shown),
            "pages": _pages(setup_, first),
            "lists": [
                _one_list(request, rows.filter(state=state), state, label) for state, label in lists
            ],
            "run": TimetableRun.objects.light().filter(event=event).exclude(state="discarded").order_by(
                "-requested_at"
            ).first(),
            "run_form": forms.RunForm(auto_id="run-%s"),
        },
    )


def _one_list(request, found, state: str, label) -> dict:
    """One page of the meetings in a state; the page's number is asked under the state's name."""
    page = Paginator(found, MEETINGS_ON_A_PAGE).get_page(request.GET.get(state))
    return {"name": state, "label": label, "page": page, "rows": [meeting_row(one) for one in page]}


def _first_table(request, setup_: MeetingSetup) -> int:
    try:
        asked = int(request.GET.get("from", 1))
    except ValueError:
        asked = 1
    return max(1, min(asked, setup_.tables))


def _pages(setup_: MeetingSetup, first: int) -> list[dict]:
    starts = range(1, setup_.tables + 1, TABLES_ON_A_PAGE)
    if len(starts) == 1:
        return []
    last = setup_.tables
    return [
        {
            "url": f"?from={start}",
            "label": f"{start}–{min(start + TABLES_ON_A_PAGE - 1, last)}",
            "current": start <= first < start + TABLES_ON_A_PAGE,
        }
        for start in starts
    ]


def visible_meeting(request, pk) -> Meeting:
    found = get_object_or_404(Meeting.objects.visible_to(request.user).with_people(), pk=pk)
    require(can_run(request.user, found.event))
    return found


@require_GET
def meeting(request, pk):
    return meeting_page(request, visible_meeting(request, pk))


def meeting_page(request, found: Meeting, *, bound: dict | None = None, status: int = 200):
    bound, now = bound or {}, timezone.now()
    begun = found.slot is not None and now >= found.slot.starts_at
    people = Registration.objects.filter(pk__in=[found.asker_id, found.asked_id])
    open_, acts = found.is_open, allowed_actions(found)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "event": found.event,
            "tone": MEETING_TONE[found.state],
            "place": place_words(found),
            "missed": missed_of_meetings([found], reader=request.user, now=now),
            "pair": pair_words(found.pair),
            "wish": wish_words(found),
            "places": free_places(found, now) if found.is_plannable else [],
            "topic_form": bound.get("topic") or forms.TopicForm(auto_id="topic-%s", row=found, under=found.event),
            "pair_form": (
                bound.get("pair") or forms.PairForm(auto_id="pair-%s", row=found, under=found.event)
            ) if open_ else None,
            "after_form": (bound.get("after") or _after_form(found)) if open_ else None,
            "after": meeting_row(found.after) if found.after else None,
            "may_loosen": open_ and found.is_fixed,
            "cancel_form": (bound.get("cancel") or forms.CancelMeetingForm(auto_id="cancel-%s")) if open_ else None,
            "may_hold": begun and "hold" in acts,
            "miss_form": (bound.get("miss") or forms.MissForm(auto_id="miss-%s", people=people))
            if begun and "miss" in acts
            else None,
            "follow_ups": found.follow_ups.select_related("registration"),
            "timeline": timeline_items(activities_of(found), request.user, None),
        },
        status=status,
    )


def _after_form(found: Meeting, given=None) -> forms.AfterForm:
    others = Meeting.objects.open().filter(event=found.event).sharing_people(found).with_people().order_by(
        "requested_at", "pk"
    )
    return forms.AfterForm(given, auto_id="after-%s", row=found, under=found.event, others=others, words=with_place)


@require_POST
def loosen(request, pk):
    found = visible_meeting(request, pk)
    press(request, services.loosen_meeting, found, done=_("The next plan may move it again."))
    return redirect(found)


@require_POST
def place(request, pk):
    """Into a free place of the list."""
    found = visible_meeting(request, pk)
    form = forms.SlotForm(request.POST, slots=Slot.objects.filter(event=found.event), words=str)
    if not form.is_valid():
        raise Http404
    press(
        request, services.place_meeting, found, done=_("Placed. Both people have been told."),
        slot=form.cleaned_data["slot"],
    )
    return redirect(found)


@require_POST
def hold(request, pk):
    found = visible_meeting(request, pk)
    press(request, services.hold_meeting, found, done=_("Noted: the meeting was held."))
    return redirect(found)


@require_POST
def note(request, pk, what: str):
    """Who did not come, other languages, or that it does not take place."""
    found = visible_meeting(request, pk)
    people = Registration.objects.filter(pk__in=[found.asker_id, found.asked_id])
    table = {
        "miss": (forms.MissForm(request.POST, auto_id="miss-%s", people=people), services.miss_meeting, _("Saved.")),
        "after": (_after_form(found, request.POST), services.order_meeting, _("Saved.")),
        "topic": (
            forms.TopicForm(request.POST, auto_id="topic-%s", row=found, under=found.event),
            services.word_topic, _("Saved."),
        ),
        "pair": (
            forms.PairForm(request.POST, auto_id="pair-%s", row=found, under=found.event),
            services.correct_pair, _("Saved."),
        ),
        "cancel": (
            forms.CancelMeetingForm(request.POST, auto_id="cancel-%s"),
            services.cancel_meeting,
            _("Cancelled. Both have been told."),
        ),
    }
    if what not in table:
        raise Http404
    form, service, done = table[what]
    if status := attempt(form, service, found, by=request.user):
        return meeting_page(request, found, bound={what: form}, status=status)
    messages.success(request, done)
    return redirect(found)


@require_http_methods(["GET", "POST"])
def arrange(request, pk):
    event, _setup = _with_setup(request, pk)
    people = event.registrations.filter(state__in=PRESENT).by_firm()
    form = forms.ArrangeForm(posted(request), people=people)
    status = attempt(form, services.arrange_meeting, event, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, _("Arranged. It is placed with the next timetable."))
        return redirect("meetings:grid", event.pk)
    return form_page(
        request,
        form,
        _("Arrange a meeting"),
        _("Arrange"),
        back_url=reverse("meetings:grid", args=[event.pk]),
        back_text=_("Timetable"),
        status=status,
    )


@require_GET
def sheets(request, pk):
    """Day sheets, table cards and agendas to print."""
    event, _setup = _with_setup(request, pk)
    kind = request.GET.get("kind", "day")
    if kind not in ("day", "tables", "people"):
        raise Http404
    context = {"event": event, "kind": kind, "sheets": day_sheets(event, kind), "as_of": timezone.now()}
    return render(request, "meetings/sheets.html", context)


@require_GET
def interpreters(request, pk):
    event, _setup = _with_setup(request, pk)
    return render(
        request, "meetings/interpreters.html", {"event": event, "rows": interpreter_rows(event, timezone.now())}
    )


@require_http_methods(["GET", "POST"])
def interpreter(request, pk, person):
    """When an interpreter is away, and between which languages they work."""
    event, _setup = _with_setup(request, pk)
    found = get_object_or_404(
        event.contributors.filter(role="interpreter", released_at=None).select_related("event"), pk=person
    )
    form = forms.InterpreterForm(posted(request), event=event, shown=partial(interpreter_shown, found.pk))
    status = attempt_fields(form, services.set_interpreter, found, request.user, "absences")
    if status == 0:
        messages.success(request, _("Saved."))
        return redirect("meetings:interpreters", event.pk)
    return render(
        request,
        "meetings/interpreter.html",
        {
            "event": event,
            "person": found,
            "form": form,
        },
        status=status or 200,
    )
