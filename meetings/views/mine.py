"""A delegate's meetings, behind their pass: agenda, requests, people to meet, times, what came of it.
With an account or without.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, attempt_fields, posted
from core.errors import Refusal
from events.models import Registration
from events.views.events import calendar_file
from events.views.passes import holder_of, in_their_language

from .. import forms, services
from ..calendars import agenda_of
from ..models import Meeting, MeetingSetup, Slot, TimeProposal
from ..pages.clocks import both_at_work
from ..pages.meetings import agenda, candidate, could_meet, people_to_meet, place_words, slot_words, wish_words
from ..pages.missed import has_not_heard
from ..pages.slots import availability, away_shown, free_times

PER_PAGE = 30
ACTS: dict[str, tuple[Callable, str]] = {
    "accept": (services.accept_meeting, gettext_lazy("Accepted. Time and table follow with the timetable.")),
    "decline": (services.decline_meeting, gettext_lazy("Declined.")),
    "confirm": (services.confirm_meeting, gettext_lazy("Confirmed.")),
}


def _holder(token: str) -> Registration:
    """Who has a seat at an event where meetings are arranged."""
    found = holder_of(token)
    if not MeetingSetup.objects.filter(event=found.event).exists():
        raise Http404
    return found


def _asker(token: str) -> Registration:
    """Who comes: only they see whom they could meet."""
    found = _holder(token)
    if not found.is_present:
        raise Http404
    return found


def _own(found: Registration, pk) -> Meeting:
    return get_object_or_404(Meeting.objects.of(found).with_people(), pk=pk)


@login_not_required
@never_cache
@require_GET
def mine(request, token):
    found = _holder(token)
    with in_their_language(found), timezone.override(found.zone):
        return render(
            request,
            "meetings/meetings.html",
            {
                "registration": found, "event": found.event, "token": token,
                "groups": agenda(found), "may_ask": found.is_present,
            },
        )


@login_not_required
@never_cache
@require_GET
def people(request, token):
    """Whom one could meet; introduced partners of one's firm first."""
    found = _asker(token)
    query = request.GET.get("q", "").strip()
    page = Paginator(people_to_meet(found, query), PER_PAGE).get_page(request.GET.get("page"))
    with in_their_language(found), timezone.override(found.zone):
        return render(
            request,
            "meetings/meet_people.html",
            {
                "registration": found,
                "event": found.event,
                "token": token,
                "query": query,
                "page": page,
                "rows": could_meet(page, found),
            },
        )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request, token, other):
    """For a meeting with one of them: about what, and when one would like it."""
    found = _asker(token)
    person = get_object_or_404(Registration.objects.askable_by(found).with_people(), pk=other)
    with in_their_language(found), timezone.override(found.zone):
        form = forms.RequestForm(posted(request), times=free_times(found, timezone.now()), zone=found.event.zone)
        given = {"asked": person, "by": found.account}
        status = attempt(form, services.request_meeting, found, **given) if form.is_bound else 200
        if status == 0:
            sent = _("Request sent. Until when it is answered stands in the mail that is on its way to you.")
            messages.success(request, sent)
            return redirect("meetings:meet_people", token)
        context = {"event": found.event, "token": token, "row": candidate(person, found), "form": form}
        return render(request, "meetings/meet_ask.html", context, status=status)


def _do(request, found: Registration, service: Callable, *args, done, **given) -> bool:
    """In the language of the person; the link is the person."""
    with in_their_language(found):
        try:
            service(*args, **given, by=found.account, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal.message))
            return False
        messages.success(request, str(done))
        return True


@login_not_required
@require_POST
def act(request, token, pk, what: str):
    found = _holder(token)
    if what not in ACTS:
        raise Http404
    service, done = ACTS[what]
    _do(request, found, service, _own(found, pk), done=done, registration=found)
    return redirect("meetings:my_meetings", token)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def meeting(request, token, pk):
    """One meeting: another time, cancelling, and afterwards rating and next step."""
    found = _holder(token)
    row = _own(found, pk)
    with in_their_language(found), timezone.override(found.zone):
        page = _MeetingPage(request, found, token, row)
        if request.method == "POST" and page.send():
            return redirect("meetings:my_meeting", token, pk)
        return page.render()


class _MeetingPage:
    """The forms of one meeting's page; `send` does what was posted."""

    def __init__(self, request, found: Registration, token: str, row: Meeting):
        self.request, self.found, self.token, self.row = request, found, token, row
        self.what = request.POST.get("what", "")
        free = [slot.pk for _day, slots in free_times(found, timezone.now()) for slot, _words in slots]
        ahead = Slot.objects.filter(event=row.event, pk__in=free)
        self.time = forms.SlotForm(
            self._data("time"), slots=ahead, words=lambda slot: slot_words(slot, row.event.zone), auto_id="time-%s"
        )
        self.cancel = forms.CancelMeetingForm(self._data("cancel"), auto_id="cancel-%s")
        self.follow = forms.FollowUpForm(
            self._data("follow"), row=row, shown=partial(forms.follow_up_shown, found), auto_id="follow-%s"
        )
        self.status = 200

    def _data(self, what: str):
        return self.request.POST if self.what == what else None

    def send(self) -> bool:
        table = {
            "time": (
                self.time, services.propose_time, _("Proposed. Until the other side answers, the present time stays.")
            ),
            "cancel": (self.cancel, services.cancel_meeting, _("Cancelled. The other side has been told.")),
            "follow": (self.follow, services.follow_up, _("Saved.")),
        }
        if self.what not in table:
            return False
        form, service, done = table[self.what]
        self.status = attempt(form, service, self.row, by=self.found.account, registration=self.found) or 200
        if form.errors:
            self.row = _own(self.found, self.row.pk)  # as it is now: it may have moved on meanwhile
            return False
        messages.success(self.request, done)
        return True

    def render(self):
        return render(
            self.request,
            "meetings/my_meeting.html",
            {
                "registration": self.found,
                "event": self.row.event,
                "token": self.token,
                "meeting": self.row,
                "other": self.row.other(self.found),
                "place": place_words(self.row),
                "not_heard": has_not_heard(self.row, self.row.other(self.found)),
                "wish": wish_words(self.row),
                "time_form": _shown(self.time, when=self.row.is_open),
                "cancel_form": _shown(self.cancel, when=self.row.is_placed),
                "follow_form": _shown(self.follow, when=self.row.is_over),
            },
            status=self.status,
        )


def _shown(form, *, when: bool):
    """What was refused stays on the page with what was typed, also where it would not be offered any more."""
    return form if when or form.is_bound else None


@login_not_required
@require_POST
def proposal(request, token, pk, answer: str):
    found = _holder(token)
    if answer not in ("take", "keep"):
        raise Http404
    rows = TimeProposal.objects.filter(meeting__in=Meeting.objects.of(found)).select_related("slot")
    row = get_object_or_404(rows, pk=pk)
    _do(request, found, services.answer_proposal, row, done=_("Saved."), registration=found, take=answer == "take")
    return redirect("meetings:my_meetings", token)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def times(request, token):
    """When one cannot come, on one's own clock and the clock of the place."""
    found = _holder(token)
    with in_their_language(found), timezone.override(found.zone):
        form = forms.AwayForm(posted(request), event=found.event, shown=partial(away_shown, found.pk))
        status = attempt_fields(form, services.set_absences, found, found.account, "absences")
        if status == 0:
            messages.success(request, _("Saved. Meetings at these times get another place."))
            return redirect("meetings:my_times", token)
        days = availability(found, form["away"].value() or [])
        context = {"event": found.event, "token": token, "form": form, "days": days, "work": both_at_work(found)}
        return render(request, "meetings/my_times.html", context, status=status or 200)


@login_not_required
@require_POST
def listed(request, token):
    """Whether others may ask for a meeting."""
    found = _holder(token)
    _do(request, found, services.set_listed, found, done=_("Saved."), listed="listed" in request.POST)
    return redirect("meetings:meet_people", token)


@login_not_required
@require_GET
def ics(request, token):
    found = _holder(token)
    rows = list(Meeting.objects.of(found).in_calendars().with_people().order_by("slot__starts_at"))
    return calendar_file(agenda_of(found, rows, now=timezone.now()))
