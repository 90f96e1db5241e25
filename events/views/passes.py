"""Pages that a signed link opens, for people with and without an account: one's own seat, and the answer to a
cancellation.

Opening changes nothing; every act is a POST. The reader's language is the one they are written to.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.acting import attempt, posted
from core.errors import Refusal
from core.i18n import speaking
from core.lifecycle import allowed_actions
from core.through import enter_by_link

from .. import services
from ..calendars import feed_of
from ..enums import Offer
from ..followers import pass_links
from ..links import notice_of, registration_of
from ..models import Registration, Substitution
from ..pages.display import SEAT_TONE, answer_until, event_facts, own_actions, seat_words, when
from ..pages.documents import documents_of_pass
from ..pages.qr import qr_svg
from .events import calendar_file
from .registrations import CORRECTED, CORRECTION, OWN_ACTS, correction_form, name_from_form, substitute_form
from .shared import form_page

SESSION_ACTS: dict[str, Callable] = {"book": services.book_session, "leave": services.leave_session}


def holder_of(token: str) -> Registration:
    found = registration_of(token, now=timezone.now())
    if found is None:
        raise Http404
    enter_by_link(found)
    return found


def in_their_language(registration) -> AbstractContextManager:
    """For strangers to the portal; who is signed in keeps their own."""
    return speaking(registration.user.language if registration.user else registration.reads)


@login_not_required
@never_cache
@require_GET
def seat(request, token):
    found = holder_of(token)
    with in_their_language(found), timezone.override(found.zone):
        return _seat_page(request, found, token)


def _seat_page(request, found: Registration, token: str, status: int = 200):
    event, now = found.event, timezone.now()
    can = set(allowed_actions(found))
    booked = set(found.session_seats.values_list("session", flat=True))
    own = own_actions(found, open_again=services.is_open(event, now))
    scanned = request.build_absolute_uri(reverse("events:scan", args=[event.pk, found.badge_code]))
    return render(
        request,
        "events/pass.html",
        {
            "registration": found,
            "event": event,
            "token": token,
            "tone": SEAT_TONE[found.state],
            "word": seat_words(found),
            "facts": event_facts(event),
            "own": own,
            "qr": qr_svg(scanned) if found.holds_seat else "",
            "sessions": [
                {"session": one, "booked": one.pk in booked} for one in event.sessions.all()
            ],
            "may_substitute": "substitute" in can,
            "may_correct": found.is_live,
            "proxy": Substitution.objects.filter(Q(original=found) | Q(substitute=found), state="in_place").exists(),
            "notice": found.notices.select_related("change").order_by("-change__confirmed_at").first(),
            "links": pass_links(found, token),
            "answer_by": answer_until(found, now),
            "until": when(found.offered_until, event.zone) if "accept" in can else "",
        }
        | documents_of_pass(found, token),
        status=status,
    )


@login_not_required
@require_POST
def seat_act(request, token, act: str):
    found = holder_of(token)
    if act not in OWN_ACTS:
        raise Http404
    service, done = OWN_ACTS[act]
    with in_their_language(found):
        _press_as_holder(request, service, found, str(done))
    return redirect("events:pass", token)


def _press_as_holder(request, service: Callable, found: Registration, done: str) -> None:
    """The link is the person: they act in their own name, with an account or without."""
    try:
        service(found, by=found.account, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)


@login_not_required
@require_POST
def seat_session(request, token, session, act: str):
    found = holder_of(token)
    if act not in SESSION_ACTS:
        raise Http404
    part, service = get_object_or_404(found.event.sessions, pk=session), SESSION_ACTS[act]
    with in_their_language(found):
        try:
            service(part, registration=found, by=found.account, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Saved."))
    return redirect("events:pass", token)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def seat_substitute(request, token):
    found = holder_of(token)
    with in_their_language(found), timezone.override(found.zone):
        form = substitute_form(found, posted(request))
        status = attempt(form, name_from_form, found, by=found.account) if form.is_bound else 200
        if status == 0:
            messages.success(request, _("Named. Where the rank changes, the partner’s side consents first."))
            return redirect("events:pass", token)
        back = {"back_url": request.path.removesuffix("substitute/"), "back_text": str(found)}
        return form_page(
            request,
            form,
            _("Name a substitute"),
            _("Name the substitute"),
            lead=str(found.event),
            status=status,
            layout="layouts/public.html",
            **back,
        )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def seat_correct(request, token):
    found = holder_of(token)
    with in_their_language(found), timezone.override(found.zone):
        form = correction_form(found, posted(request))
        given = {"by": found.account}
        status = attempt(form, services.correct_delegate, found, **given) if form.is_bound else 200
        if status == 0:
            messages.success(request, CORRECTED)
            return redirect("events:pass", token)
        back = {"back_url": request.path.removesuffix("correct/"), "back_text": found}
        return form_page(
            request, form, **CORRECTION, **back, lead=str(found.event), status=status, layout="layouts/public.html"
        )


@login_not_required
@require_GET
def seat_ics(request, token):
    found = holder_of(token)
    return calendar_file(feed_of([found.event], found.language, str(found.event), now=timezone.now()))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def notice(request, token):
    """What was cancelled, postponed or moved, and the button that says: I have read it."""
    known = notice_of(token, now=timezone.now())
    if known is None:
        raise Http404
    found, second = known
    enter_by_link(found)
    with speaking(found.user.language if found.user else found.reads, found.zone):
        if request.method == "POST":
            choice = request.POST.get("choice", "")
            services.acknowledge(
                found, choice=choice if choice in Offer.values else "", second=second, now=timezone.now()
            )
            messages.success(request, _("Thank you. The organiser has been informed."))
            return redirect("events:notice", token)
        return render(request, "events/notice.html", notice_context(found, second))


def notice_context(found, second: bool) -> dict:
    change, event = found.change, found.change.event
    offers = [Offer.NEW_DATE] if change.after.get("starts_at") else []
    offers += [Offer.ONLINE] if change.online_link else []
    offers += [Offer.OFFICE] if change.office else []
    return {
        "notice": found,
        "change": change,
        "event": event,
        "second": second,
        "was": when(datetime.fromisoformat(change.before["starts_at"]), change.before["zone"]),
        "now_at": when(
            datetime.fromisoformat(change.after["starts_at"]), event.zone
        ) if change.after.get("starts_at") else "",
        "offers": [
            {"value": one.value, "label": one.label, "chosen": found.choice == one.value}
            for one in [*offers, *([Offer.NONE] if offers else [])]
        ],
        "chosen": found.get_choice_display() if found.choice else "",
    }
