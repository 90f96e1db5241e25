"""Events: public pages, planning, programme, support."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from companies.models import Liaison
from companies.pages.timeline import timeline_of
from core.acting import asked_language, attempt, attempt_fields, posted, press
from core.errors import require
from core.i18n import current_language
from core.lifecycle import allowed_actions
from core.paging import page_for
from core.sort_keys import in_order

from .. import forms, services
from ..calendars import feed_of
from ..followers import feed_entries
from ..forms.events import initial_of
from ..models import Event, Registration, Support
from ..pages.display import EVENT_TONE, contributors_of, event_facts, event_row, seat_row
from ..pages.documents import documents_of
from ..pages.roles import hindrance
from ..permissions import (
    can_plan_events,
    can_register,
    can_run,
    can_support,
    can_withdraw_support,
    registers_for,
)
from .shared import form_page, run_event, visible_event

OWN_PER_PAGE = 30
PER_PAGE = 20


def own_chamber(user):
    """The chamber a liaison acts for; None for Minamin's staff."""
    liaison = Liaison.objects.select_related("chamber").filter(user=user).first() if user.is_liaison else None
    return liaison.chamber if liaison else None


@login_not_required
@require_GET
def events(request):
    now, show = timezone.now(), request.GET.get("show", "coming")
    found = Event.objects.visible_to(request.user).with_organiser()
    tabs = {"coming": (_("Coming"), found.coming(now).order_by("starts_at")), "past": (_("Past"), _past(found, now))}
    may_plan = request.user.is_authenticated and can_plan_events(request.user)
    if may_plan:
        tabs["drafts"] = (_("Drafts"), found.filter(state="draft").order_by("starts_at"))
    show = show if show in tabs else "coming"
    page = Paginator(tabs[show][1], PER_PAGE).get_page(request.GET.get("page"))
    seats = _mine(request, now)
    return render(
        request,
        "events/events.html",
        {
            "page": page,
            "rows": [event_row(event, numbered=may_plan) for event in page],
            "layout": layout_of(request),
            "tabs": [
                {"url": f"?show={key}", "label": label, "current": key == show} for key, (label, _rows) in tabs.items()
            ],
            "seats": seats,
            "mine": [seat_row(row, with_event=True) for row in seats or ()],
            "may_plan": may_plan,
        },
    )


def _past(found, now):
    return found.exclude(state="draft").exclude(pk__in=found.coming(now).values("pk")).order_by("-starts_at")


def _mine(request, now):
    """A page of the seats of the reader and their firm at what is still to come; None for Minamin's staff, who find
    theirs at the organiser's page.
    """
    user = request.user
    if not user.is_authenticated or user.is_minamin:
        return None
    who = {"user": user.pk, "now": now}
    return page_for(_seats_to_come, user.role, who, size=OWN_PER_PAGE, number=request.GET.get("seats"))


def _seats_to_come(role: str, values: dict):
    user = User.reader(values["user"], role)
    rows = Registration.objects.visible_to(user).live().with_people().filter(event__ends_at__gte=values["now"])
    if user.is_liaison:
        rows = rows.filter(registered_by=user)
    return rows.order_by("event__starts_at", in_order(), "pk")


def layout_of(request) -> str:
    return "base.html" if request.user.is_authenticated else "layouts/public.html"


@login_not_required
@require_GET
def event(request, pk):
    return event_page(request, visible_event(request, pk))


def event_page(request, found: Event, *, support_form=None, status: int = 200):
    user, now = request.user, timezone.now()
    known = user.is_authenticated
    runs = known and can_run(user, found)
    supports = [
        {"support": one, "may_withdraw": known and can_withdraw_support(user, one)}
        for one in found.supports.filter(withdrawn_at=None).select_related("chamber")
    ]
    may_support = known and can_support(user, found) and found.takes_support
    is_open = services.is_open(found, now)
    may_register = known and can_register(user)
    own = _own_seats(request, found) if known and not runs else None
    return render(
        request,
        "events/event.html",
        {
            "event": found,
            "facts": event_facts(found),
            "tone": EVENT_TONE[found.state],
            "runs": runs,
            "is_open": is_open,
            "late": services.takes_late(found, now),
            "layout": layout_of(request),
            "may_register": may_register,
            "hindrance": hindrance(found, registers_for(user), own_chamber(user)) if may_register else "",
            "sessions": found.sessions.all(),
            "speakers": contributors_of(found, "speaker", "moderator"),
            "supports": supports,
            "support_form": (support_form or forms.SupportForm()) if may_support else None,
            "page": own,
            "mine": [seat_row(row) for row in own or ()],
            "timeline": timeline_of(found, user, None, own=True) if runs else [],
            "changes": found.changes.filter(state="carried_out").order_by("-confirmed_at")[:1],
        }
        | documents_of(found, user, may_manage=False),
        status=status,
    )


def _own_seats(request, found: Event):
    """A page of those the reader acts for: a chamber may send hundreds."""
    rows = found.registrations.visible_to(request.user).live().with_people().by_name()
    return Paginator(rows, OWN_PER_PAGE).get_page(request.GET.get("page"))


@require_http_methods(["GET", "POST"])
def new(request):
    require(can_plan_events(request.user))
    form = forms.EventForm(posted(request))
    if form.is_valid():
        made = services.plan_event(
            chamber=own_chamber(request.user), **form.fields_of_event, by=request.user, now=timezone.now()
        )
        messages.success(request, _("Planned. Add seats, then announce it."))
        return redirect("events:desk", made.pk)
    return form_page(
        request, form, _("Plan an event"), _("Plan"), back_url=reverse("events:events"), back_text=_("All events")
    )


@require_http_methods(["GET", "POST"])
def edit(request, pk):
    found = run_event(request, pk)
    fixed = "announce" not in allowed_actions(found)
    form = forms.EventForm(posted(request), row=found, shown=initial_of, fixed=fixed)
    status = attempt_fields(form, services.edit_event, found, request.user, "fields_of_event")
    if status == 0:
        messages.success(request, _("Saved."))
        return redirect("events:desk", found.pk)
    note = (
        _("Time and place of an announced event change through “Postpone” or “Move”, so that everybody hears of it.")
        if fixed else ""
    )
    return form_page(
        request, form, _("Change the event"), _("Save"), back_url=reverse("events:desk", args=[found.pk]),
        back_text=str(found), note=note, status=status or 200,
    )


@require_POST
def support(request, pk):
    found = visible_event(request, pk)
    require(can_support(request.user, found))
    form = forms.SupportForm(request.POST)
    if status := attempt(form, services.give_support, found, chamber=own_chamber(request.user), by=request.user):
        return event_page(request, found, support_form=form, status=status)
    messages.success(request, _("Noted. The organiser sees it, and the memorandum counts it."))
    return redirect(found)


@require_POST
def support_withdraw(request, pk):
    events = Event.objects.visible_to(request.user)
    given = Support.objects.filter(event__in=events).select_related("event__chamber", "chamber")
    found = get_object_or_404(given, pk=pk)
    require(can_withdraw_support(request.user, found))
    press(request, services.withdraw_support, found, done=_("Taken back. The memorandum does not count it any more."))
    return redirect(found.event)


@login_not_required
@require_GET
def ics(request, pk):
    found = visible_event(request, pk)
    return calendar_file(feed_of([found], current_language(), str(found), now=timezone.now()))


@login_not_required
@require_GET
def calendar(request):
    """All announced events, to subscribe to."""
    language = asked_language(request.GET, "lang", current_language())
    found = list(Event.objects.public().for_calendars())
    return calendar_file(feed_of(found, language, gettext_lazy("Minamin: events"), now=timezone.now()))


@login_not_required
@require_GET
def feed(request, token):
    """A person's own events and meetings; nothing says whether a token once existed."""
    owner = services.owner_of(token)
    if owner is None:
        return HttpResponse(status=404)
    text = feed_of(
        services.events_of(owner), owner.language, gettext_lazy("Minamin: my events"),
        own=services.entry_changes_of(owner), others=feed_entries(owner), now=timezone.now(),
    )
    return calendar_file(text)


def calendar_file(text: str) -> HttpResponse:
    return HttpResponse(
        text, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, max-age=300"}
    )


@require_http_methods(["GET", "POST"])
def feeds(request):
    """The personal calendar address: a new one is shown once; revoking ends it at once."""
    address = ""
    if request.method == "POST" and "revoke" in request.POST:
        services.revoke_feed(by=request.user, now=timezone.now())
        messages.success(request, _("Revoked. Calendars that use the address get nothing any more."))
        return redirect("events:feeds")
    if request.method == "POST":
        token = services.new_feed(by=request.user, now=timezone.now())
        address = request.build_absolute_uri(reverse("events:feed", args=[token]))
    return render(
        request,
        "events/feeds.html",
        {
            "address": address, "public": request.build_absolute_uri(reverse("events:calendar")),
            "has_feed": services.has_feed(request.user),
        },
    )
