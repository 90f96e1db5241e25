"""The organiser's desk: who waits for a decision, seats, programme, contributors;
everything about one event in one place.
"""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proving import proof_first
from companies.pages.timeline import timeline_of
from companies.pages.vacancies import of_chamber
from core.acting import attempt, attempt_fields, posted, press
from core.forms.languages import SendForm
from core.lifecycle import allowed_actions
from core.readers import Unread, lights, unread_by
from core.sheets import download

from .. import forms, services
from ..followers import desk_links
from ..messages.people import read_by_other_side
from ..models import Event, Substitution
from ..pages.display import CHANGE_TONE, EVENT_TONE, contributors_of, pool_figures, seat_row
from ..pages.documents import documents_of
from ..pages.exports import delegates
from ..pages.missed import missed_at_event
from ..pages.roles import desk_offers, role_choices
from ..states import PRESENT, TO_DECIDE
from .events import own_chamber
from .shared import form_page, run_event

PER_PAGE = 50
LISTS = {
    "decide": (gettext_lazy("To decide"), [*TO_DECIDE]),
    "coming": (gettext_lazy("Who comes"), list(PRESENT)),
    "waiting": (gettext_lazy("Waiting list"), ["waitlisted", "offered"]),
    "invited": (gettext_lazy("Invited"), ["invited"]),
    "gone": (
        gettext_lazy("Not coming"),
        ["withdrawn", "declined", "lapsed", "refused", "late_refused", "cancelled", "substituted", "no_show"],
    ),
}
STEPS: dict[str, tuple[Callable, str]] = {
    "announce": (services.announce_event, gettext_lazy("Announced. The other side has been told.")),
    "open_registration": (services.open_registration, gettext_lazy("Registration is open.")),
    "close_registration": (services.close_registration, gettext_lazy("Registration is closed.")),
    "hold": (services.hold_event, gettext_lazy("Noted: the event was held.")),
    "report": (services.report_event, gettext_lazy("Noted: the figures are complete.")),
}
STEP_LABELS = {
    "announce": gettext_lazy("Announce"),
    "open_registration": gettext_lazy("Open registration"),
    "close_registration": gettext_lazy("Close registration"),
    "hold": gettext_lazy("It was held"),
    "report": gettext_lazy("Mark figures as complete"),
}


@require_GET
def desk(request, pk):
    return desk_page(request, run_event(request, pk))


def desk_page(request, event: Event, *, seats_form=None, status: int = 200):
    waiting = dict(event.registrations.filter(state="waitlisted").values_list("pool").annotate(Count("pk")))
    context = {
        "event": event,
        "tone": EVENT_TONE[event.state],
        "pools": pool_figures(list(event.pools.all()), waiting),
        "seats_form": seats_form or forms.SeatsForm(auto_id="seats-%s"),
        "steps": _steps(event),
        "lights": lights([event.titles, event.summaries]),
        "unread": _unread(event),
        "send_form": SendForm(auto_id="announce-%s"),
        "links": desk_links(event) if event.takes_place else [],
        "offers": desk_offers(event, timezone.now()),
        "changeable": event.is_changeable,
        "vacancy": of_chamber(event.chamber, for_staff=True) if event.chamber else None,
        "missed": missed_at_event(event, reader=request.user, now=timezone.now()),
        "sessions": event.sessions.all(),
        "contributors": contributors_of(event),
        "substitutions": Substitution.objects.filter(original__event=event, state="asked").with_people(),
        "changes": [{"change": one, "tone": CHANGE_TONE[one.state]} for one in event.changes.order_by("-confirmed_at")],
        "delegations": event.delegations.all(),
        "timeline": timeline_of(event, request.user, None, own=True),
    }
    context |= _people(request, event) | documents_of(event, request.user, may_manage=True)
    return render(request, "events/desk.html", context, status=status)


def _people(request, event: Event) -> dict:
    """One list at a time: what waits for a decision first, otherwise who comes."""
    counts = event.registrations.aggregate(
        **{name: Count("pk", filter=Q(state__in=states)) for name, (_label, states) in LISTS.items()}
    )
    chosen = request.GET.get("list", "decide" if counts["decide"] else "coming")
    chosen = chosen if chosen in LISTS else "decide"
    order = ("queued_at", "pk") if chosen == "waiting" else ("-registered_at", "pk")
    query = request.GET.get("q", "").strip()
    rows = event.registrations.filter(state__in=LISTS[chosen][1]).named(query).with_people().order_by(*order)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"url": f"?list={name}", "label": f"{row[0]} ({counts[name]})", "current": name == chosen}
        for name, row in LISTS.items()
    ]
    shown = [seat_row(row) for row in page]
    ticks = [
        {"pk": row.pk if "confirm" in allowed_actions(row) else "", "shown": words}
        for row, words in zip(page, shown, strict=True)
    ]
    if chosen == "waiting" and not query:
        for number, words in enumerate(shown, page.start_index()):
            words["meta"] = " · ".join([_("Place %(number)s") % {"number": number}, words["meta"]])
    return {
        "page": page, "rows": shown, "ticks": ticks if any(one["pk"] for one in ticks) else [],
        "query": query, "chosen": chosen, "tabs": tabs,
    }


def _steps(event: Event) -> list[dict]:
    """Buttons for what comes next; beginning is the clock's."""
    can = [action for action in allowed_actions(event) if action in STEPS]
    if timezone.now() >= event.closes_at:
        can = [action for action in can if action != "open_registration"]
    kinds = {"announce": "filled", "hold": "filled"}
    return [{"act": action, "label": STEP_LABELS[action], "kind": kinds.get(action, "outline")} for action in can]


def _unread(event: Event) -> Unread | None:
    """Of those whom announcing it would tell, who cannot read it."""
    if "announce" not in allowed_actions(event):
        return None
    return unread_by(read_by_other_side(event), [event.titles, event.summaries])


@require_POST
def step(request, pk, act: str):
    event = run_event(request, pk)
    service, done = STEPS[act]
    anyway = {"anyway": "anyway" in request.POST} if act == "announce" else {}
    press(request, service, event, done=done, **anyway)
    return redirect("events:desk", event.pk)


@require_POST
def seats(request, pk):
    event = run_event(request, pk)
    form, offered = forms.SeatsForm(request.POST, auto_id="seats-%s"), []

    def act(event, **given) -> None:
        offered.append(services.set_seats(event, **given))

    if status := attempt(form, act, event, by=request.user):
        return desk_page(request, event, seats_form=form, status=status)
    messages.success(request, _offered_words(offered[0]))
    return redirect("events:desk", event.pk)


def _offered_words(count: int) -> str:
    if not count:
        return _("Saved.")
    words = ngettext(
        "Saved. %(count)s person on the waiting list has been offered a seat.",
        "Saved. %(count)s people on the waiting list have been offered a seat.", count,
    )
    return words % {"count": count}


def _back(event: Event) -> dict:
    return {"back_url": reverse("events:desk", args=[event.pk]), "back_text": str(event)}


@require_http_methods(["GET", "POST"])
def session_new(request, pk):
    event = run_event(request, pk)
    form = forms.SessionForm(posted(request), event=event)
    status = attempt_fields(form, services.add_session, event, request.user, "fields_of_session")
    if status == 0:
        messages.success(request, _("Added."))
        return redirect("events:desk", event.pk)
    return form_page(request, form, _("Add a part of the programme"), _("Add"), status=status or 200, **_back(event))


@require_http_methods(["GET", "POST"])
def session_edit(request, pk, session):
    event = run_event(request, pk)
    found = get_object_or_404(event.sessions, pk=session)
    found.event = event
    form = forms.SessionForm(posted(request), event=event, row=found, under=event)
    status = attempt_fields(form, services.edit_session, found, request.user, "fields_of_session")
    if status == 0:
        messages.success(request, _("Saved."))
        return redirect("events:desk", event.pk)
    return form_page(
        request, form, _("Change this part of the programme"), _("Save"), status=status or 200, **_back(event)
    )


@require_http_methods(["GET", "POST"])
def contributor_new(request, pk):
    event = run_event(request, pk)
    form = forms.ContributorForm(posted(request), initial={"zone": event.zone})
    if form.is_bound and not (status := attempt(form, services.add_contributor, event, by=request.user)):
        messages.success(request, _("Added."))
        return redirect("events:desk", event.pk)
    return form_page(
        request, form, _("Add a speaker, interpreter or host"), _("Add"),
        status=status if form.is_bound else 200, **_back(event),
    )


@require_POST
def contributor_release(request, pk, person):
    event = run_event(request, pk)
    found = get_object_or_404(event.contributors.select_related("event__chamber"), pk=person)
    press(request, services.release_contributor, found, done=_("Released."))
    return redirect("events:desk", event.pk)


@require_http_methods(["GET", "POST"])
def invite(request, pk):
    event = run_event(request, pk)
    form = forms.InviteForm(
        posted(request), initial={"role": "guest", "country": event.country}, roles=role_choices(event)
    )
    status = 200
    if form.is_bound:
        given = form.cleaned_data if form.is_valid() else {}
        person = {name: value for name, value in given.items() if name != "role"}
        status = attempt(form, _invite, event, by=request.user, person=person) if form.is_valid() else 422
        if status == 0:
            messages.success(request, _("Invited. The answer takes the seat."))
            return redirect("events:desk", event.pk)
    return form_page(request, form, _("Invite a guest"), _("Invite"), status=status, **_back(event))


def _invite(event, *, person, by, now, role: str, **_fields):
    return services.invite(event, person=person, role=role, by=by, now=now)


@require_POST
def approve(request, pk):
    """Those that were ticked."""
    event, found = run_event(request, pk), {}
    seats = _ids(request.POST.getlist("seat")[:PER_PAGE])

    def act(event, **given) -> None:
        found.update(services.approve_chosen(event, seats=seats, **given))

    if press(request, act, event, done=_("Decided. Everybody has been told.")):
        for words in _approved_words(found):
            messages.info(request, words)
    return redirect(f"{reverse('events:desk', args=[event.pk])}?list=decide#people")


def _ids(given: list[str]) -> list[UUID]:
    """What is no number of a seat is passed over, like one of another event."""
    found = []
    for one in given:
        with suppress(ValueError):
            found.append(UUID(one))
    return found


def _approved_words(found: dict[str, int]) -> list[str]:
    said = {
        "seated": _("Have a seat: %(count)s"),
        "waiting": _("On the waiting list, because no seat is free: %(count)s"),
        "left": _("Decided meanwhile by somebody else: %(count)s"),
    }
    return [words % {"count": found[name]} for name, words in said.items() if found[name]]


@require_http_methods(["GET", "POST"])
def admit(request, pk):
    """Somebody who comes after registration has closed: entered and admitted in one act."""
    event = run_event(request, pk)
    form = forms.AdmissionForm(
        posted(request), initial={"country": event.country, "language": request.user.language},
        roles=role_choices(event),
    )
    status = 200
    if form.is_bound:
        status = attempt(form, _admit, event, by=request.user, chamber=own_chamber(request.user))
        if status == 0:
            messages.success(request, _("Admitted. The person has been told."))
            return redirect("events:desk", event.pk)
    note = _("Registration is closed. The person has a seat at once and hears of it; the history names the reason.")
    return form_page(
        request, form, _("Admit somebody after the closing date"), _("Admit"), note=note, status=status, **_back(event)
    )


def _admit(event, *, role: str, reason: str, extra_seat: bool, chamber, by, now, **person):
    return services.admit_at_the_desk(
        event, person=person, role=role, reason=reason, extra_seat=extra_seat, chamber=chamber, by=by, now=now
    )


@require_POST
def delete(request, pk):
    event = run_event(request, pk)
    if press(request, services.delete_draft, event, done=_("Deleted.")):
        return redirect("events:events")
    return redirect("events:desk", pk)


@require_http_methods(["GET", "POST"])
def copy(request, pk):
    event, made = run_event(request, pk), []
    form = forms.CopyForm(posted(request))

    def act(event, **given) -> None:
        made.append(services.copy_event(event, **given))

    status = attempt(form, act, event, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, _("Copied. This is a draft: look at its dates, then announce it."))
        return redirect("events:desk", made[0].pk)
    note = _("Words, place, seats and programme are taken along; each time moves by as many days. People, documents "
             "and meetings are not.")
    return form_page(request, form, _("Hold it again"), _("Copy"), note=note, status=status, **_back(event))


@require_GET
@proof_first
def export(request, pk, kind: str):
    """The delegates as a table; no cell can act as a formula."""
    event = run_event(request, pk)
    rows = services.hand_out_delegates(event, by=request.user, now=timezone.now())
    return download("delegates", kind, [delegates(rows)])
