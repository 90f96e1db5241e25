"""Suggestions before anybody has asked for them: found by firm, country and fit; proposed or dismissed by the staff."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from companies.rules.legal_forms import proper_name
from core.acting import attempt
from core.errors import require
from core.searching import found as found_by

from .. import services
from ..enums import MatchState
from ..forms import NoteForm, RefuseForm, WorkbenchFilter
from ..models import Match, MatchRun
from ..pages.sentences import fit_tag
from ..pages.teasers import topic
from ..permissions import can_propose
from ..states import UNPROPOSED
from .approvals import case_page


@require_GET
def workbench(request):
    require(can_propose(request.user))
    form = WorkbenchFilter(request.GET)
    found = Match.objects.visible_to(request.user).filter(state__in=UNPROPOSED)
    if form.is_valid():
        found = _filtered(found, **form.cleaned_data)
    page = Paginator(found.with_lines().order_by("-fit", "pk"), 25).get_page(request.GET.get("page"))
    rows = [_row(match) for match in page]
    return render(
        request, "matching/workbench.html",
        {"form": form, "page": page, "rows": rows, "paused": MatchRun.objects.paused()},
        status=200 if form.is_valid() else 422,
    )


def _filtered(found, *, q: str, country: str, fit: int | None, kept: bool):
    if kept:
        found = found.filter(state=MatchState.SHORTLISTED)
    if q:
        words = proper_name(q)
        found = found.filter(found_by(words, "japan__search_text") | found_by(words, "partner__search_text"))
    if country:
        found = found.filter(partner__country=country)
    return found.filter(fit__gte=fit) if fit else found


def _row(match: Match) -> dict:
    topics = [topic(match.japan_profile, match.japan), topic(match.partner_profile, match.partner)]
    tone, word = fit_tag(match.fit)
    named = " × ".join(dict.fromkeys(filter(None, topics)))
    return {"match": match, "topic": named, "tone": tone, "word": word, "kept": match.is_kept}


@require_POST
def propose(request, pk):
    return _act(request, pk, services.propose_match, NoteForm, _("Proposed. A colleague decides."))


@require_POST
def shortlist(request, pk):
    done = _("Kept for later. Matching runs leave it in the list.")
    return _act(request, pk, services.shortlist_match, NoteForm, done)


@require_POST
def dismiss(request, pk):
    return _act(
        request, pk, services.dismiss_match, RefuseForm,
        _("Dismissed. The pair is not suggested again for half a year."),
    )


def _act(request, pk, act, form_class, done: str):
    require(can_propose(request.user))
    match = get_object_or_404(Match.objects.visible_to(request.user).with_firms(), pk=pk)
    typed = request.POST.get("reason", "")
    form = form_class({"reason": typed, "note": typed, "code": request.POST.get("code", "")})
    if status := attempt(form, act, match, by=request.user):
        return case_page(request, match, form=form, typed=typed, status=status)
    messages.success(request, done)
    return redirect("matching:workbench")
