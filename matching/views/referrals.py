"""Referrals: a chamber works its own, the staff look on and answer questions, others find nothing."""
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from companies.models import Firm
from companies.pages.timeline import timeline_of
from companies.pages.vacancies import of_chamber
from core.acting import activities_about, asked_filter, attempt, press
from core.errors import require
from core.text import clean

from .. import forms, services
from ..computed.timers import by_urgency, timer_of
from ..models import Referral
from ..pages.behalf import spoken_views
from ..pages.missed import missed_of_chamber, missed_of_match
from ..pages.referrals import asked_of_chamber, newest_question, open_acts, referral_row, timer_tag
from ..permissions import can_propose, can_work_referral
from ..rules.overlap import far_zone
from . import introductions

PARTS = ("", "new", "late", "closed")  # in the address


@require_GET
def referrals(request):
    """Open ones by their day, the most urgent first; closed ones newest first."""
    require(request.user.is_liaison or request.user.is_minamin)
    part, query = asked_filter(request, "state", PARTS[1:]), clean(request.GET.get("q", ""))
    found = Referral.objects.visible_to(request.user)
    found = found.of_firms(Firm.objects.searched(q=query)) if query else found
    timed = by_urgency(found.for_timers(), timezone.now())
    lists = {
        "": timed, "new": [pair for pair in timed if pair[0].step == "acknowledge"],
        "late": [pair for pair in timed if pair[0].is_overdue],
    }
    closed = found.closed().with_firms().order_by("-closed_at", "pk")
    page = Paginator(lists.get(part, closed), 50).get_page(request.GET.get("page"))
    pairs = [(None, one) for one in page] if part == "closed" else page
    rows = [referral_row(one, timer, request.user.time_zone) for timer, one in pairs]
    tabs = [_tab(request.path, name, query, part, len(lists[name]) if name in lists else None) for name in PARTS]
    context = {"page": page, "rows": rows, "tabs": tabs, "part": part, "query": query}
    return render(request, "matching/referrals.html", context)


def _tab(path: str, name: str, query: str, part: str, count: int | None) -> dict:
    label = {"": _("Under way"), "new": _("New"), "late": _("Late"), "closed": _("Ended")}[name]
    given = urlencode({key: value for key, value in {"state": name, "q": query}.items() if value})
    return {"url": f"{path}?{given}" if given else path, "label": label, "current": name == part, "count": count}


@require_GET
def referral(request, pk):
    return _page(request, _visible(request, pk))


@require_POST
def referral_acknowledge(request, pk):
    return _press(request, pk, services.acknowledge_referral, _("Acknowledged."))


@require_POST
def referral_take(request, pk):
    return _press(
        request, pk, services.take_in_charge,
        _("You have taken this referral in charge. The firm in your country is told."),
    )


@require_POST
def referral_ask(request, pk):
    return _act(
        request, pk, "ask", forms.QuestionForm, services.ask_information, _("Your question has gone to Minamin.")
    )


@require_POST
def referral_comment(request, pk):
    return _act(request, pk, "comment", forms.CommentForm, services.comment_on_referral, _("Comment added."))


@require_POST
def referral_interaction(request, pk):
    return _act(request, pk, "interaction", forms.InteractionForm, services.record_interaction, _("Recorded."))


@require_POST
def referral_complete(request, pk):
    return _act(
        request, pk, "complete", forms.CompleteForm, services.complete_referral, _("Closed. Thank you for helping.")
    )


@require_POST
def referral_decline(request, pk):
    return _act(
        request, pk, "decline", forms.ReferralDeclineForm, services.decline_referral, _("Declined. Minamin is told.")
    )


@require_POST
def referral_answer(request, pk):
    """The one act of the staff here."""
    found = _visible(request, pk)
    require(can_propose(request.user))
    return _submit(
        request, found, "answer", forms.AnswerForm, services.answer_information,
        _("Your answer has gone to the chamber."),
    )


def _act(request, pk, name: str, form_class, act, done: str):
    found = _visible(request, pk)
    require(can_work_referral(request.user, found))
    return _submit(request, found, name, form_class, act, done)


def _submit(request, found: Referral, name: str, form_class, act, done: str):
    form = form_class(request.POST, auto_id=f"{name}-%s")
    if status := attempt(form, act, found, by=request.user):
        return _page(request, _visible(request, found.pk), bound={name: form}, status=status)
    messages.success(request, done)
    return redirect("matching:referral", found.pk)


def _press(request, pk, act, done: str):
    found = _visible(request, pk)
    require(can_work_referral(request.user, found))
    press(request, act, found, done=done)
    return redirect("matching:referral", found.pk)


def _visible(request, pk) -> Referral:
    found = Referral.objects.visible_to(request.user).with_firms().select_related(
        "acknowledged_by", "taken_by", "closed_by"
    )
    return get_object_or_404(found.with_lines(), pk=pk)


def _missed(user, found: Referral, now) -> list[dict]:
    if user.is_minamin:
        return missed_of_match(found.introduction.match, [found.introduction], reader=user, now=now)
    return missed_of_chamber(found, reader=user, now=now)


def _page(request, found: Referral, *, bound: dict | None = None, status: int = 200):
    now, match, bound = timezone.now(), found.introduction.match, bound or {}
    history = activities_about(found)
    notes = list(found.notes.select_related("written_by"))
    timer = timer_of(found, now, max((note.written_at for note in notes), default=None))
    works = can_work_referral(request.user, found)
    has_interaction = any(note.channel for note in notes)
    # The firm of the chamber's own country comes first: it is the one the chamber calls.
    firms = sorted([match.japan, match.partner], key=lambda firm: firm.country != found.chamber.country)
    context = {
        "referral": found,
        "match": match,
        "chamber": found.chamber,
        "timer": timer,
        "tag": timer_tag(timer) if timer else None,
        "timer_tone": "overdue" if timer and timer.is_overdue else "",
        "sides": asked_of_chamber(found),
        "notes": notes,
        "acts": open_acts(
            found, works=works, is_staff=request.user.is_minamin, has_interaction=has_interaction, bound=bound
        ),
        "works": works,
        "missed": _missed(request.user, found, now),
        "vacancy": of_chamber(found.chamber, for_staff=True) if request.user.is_minamin and timer else None,
        "spoken": spoken_views(found.introduction, request.user),
        "question": newest_question(history),
        "other_zone": far_zone(match, request.user.time_zone),
        "timeline": timeline_of(
            found, request.user, None, most=60, partner_zone=far_zone(match, request.user.time_zone)
        ),
    }
    shown = introductions.open_contacts(request, found.introduction, firms, now, own=firms[0])
    return render(request, "matching/referral.html", context | shown, status=status)
