"""Commitments and obligations: what is owed, how it stands, and what either side may ask of the other."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import begun
from core.acting import attempt, posted, press
from core.errors import Refusal, require

from .. import forms, services
from ..computed import ledger
from ..computed.people import people_of
from ..computed.years import year_of
from ..models import Change, Commitment, Obligation
from ..pages import display, overview
from ..pages.obligations import obligation_page, period_choices
from ..permissions import (
    acts_for_a_side,
    can_agree,
    can_ask_change,
    can_decide_change,
    can_keep_memoranda,
    can_name_responsible,
    can_propose_obligation,
    can_withdraw_change,
    party_of,
)
from .memoranda import partner_zone, visible

ASK = {
    "date": services.ask_due_date, "terms": services.ask_terms, "hold": services.ask_hold,
    "waiver": services.ask_waiver,
}


def visible_obligation(request, pk) -> Obligation:
    rows = Obligation.objects.visible_to(request.user).with_memorandum().select_related("responsible", "proposed_by")
    return get_object_or_404(rows.with_parties(), pk=pk)


@require_GET
def commitment(request, pk):
    rows = Commitment.objects.visible_to(request.user).select_related("memorandum")
    found = get_object_or_404(rows.with_parties(), pk=pk)
    memorandum, now = found.memorandum, timezone.now()
    today = display.local_today(memorandum, now)
    year = year_of(memorandum, today)
    books = next((rows for one, rows in ledger.of_memorandum(memorandum, now) if one.pk == found.pk), [])
    return render(request, "mou/commitment.html", {
        "commitment": found,
        "memorandum": memorandum,
        "light": display.light_of(books),
        "rows": [_obligation_row(book) for book in books],
        "others": [
            {"obligation": row, "tone": display.OBLIGATION_TONE[row.state], "word": row.get_state_display()}
            for row in found.obligations.exclude(state__in=ledger.COUNTED)
        ],
        "reciprocity": overview.reciprocity(memorandum, [(found, books)], year) if year and books else None,
        "may_propose": can_propose_obligation(request.user, memorandum) and memorandum.is_bound,
    })


def _obligation_row(book: ledger.Account) -> dict:
    current = book.current
    return display.account_tag(book) | {
        "obligation": book.obligation,
        "sides": display.owing_marker(book.obligation),
        "due_on": current.period.due_on if current else None,
        "count": _("%(done)s of %(target)s done") % {
            "done": current.delivered, "target": current.target
        } if current else "",
    }


@require_http_methods(["GET", "POST"])
def propose(request, pk):
    rows = Commitment.objects.visible_to(request.user).select_related("memorandum")
    found = get_object_or_404(rows.with_parties(), pk=pk)
    require(can_propose_obligation(request.user, found.memorandum))
    form = forms.ObligationForm(posted(request), initial={"target": 1})
    status = attempt(form, services.propose_obligation, found, by=request.user) if request.method == "POST" else 200
    if not status:
        messages.success(request, _("Proposed. It takes effect when the other side agrees."))
        return redirect(found)
    context = {"form": begun(request, form), "title": _("Propose an obligation")}
    context |= {"submit": pgettext("obligation", "Propose"), "memorandum": found.memorandum, "back": found}
    return render(request, "mou/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def propose_under(request, pk):
    """The same from the dashboard, with the commitment to choose."""
    memorandum = visible(request, pk)
    require(can_propose_obligation(request.user, memorandum))
    form = forms.NewObligationForm(posted(request), commitments=memorandum.commitments.all(), initial={"target": 1})
    if form.is_valid():
        given = dict(form.cleaned_data)
        article = given.pop("commitment")
        article.memorandum = memorandum
        try:
            made = services.propose_obligation(article, **given, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("Proposed. It takes effect when the other side agrees."))
            return redirect(made)
    context = {
        "form": begun(request, form), "title": _("Propose an obligation"),
        "submit": pgettext("obligation", "Propose"), "memorandum": memorandum,
    }
    return render(request, "mou/form.html", context | {"back": memorandum}, status=422 if form.errors else 200)


@require_GET
def obligation(request, pk):
    return _page(request, visible_obligation(request, pk))


def _page(request, found: Obligation, *, bound: dict | None = None, status: int = 200):
    zone = partner_zone(found.commitment.memorandum, request.user)
    context = obligation_page(found, request.user, timezone.now(), zone, bound or {}, request.GET.get("page"))
    return render(request, "mou/obligation.html", context, status=status)


@require_POST
def agree(request, pk):
    found = visible_obligation(request, pk)
    require(can_agree(request.user, found))
    press(request, services.agree_obligation, found, done=_("Agreed."))
    return redirect(found)


@require_POST
def decline(request, pk):
    found = visible_obligation(request, pk)
    require(can_agree(request.user, found))
    return _submit(
        request, found, "decline", forms.ReasonForm, services.decline_obligation, _("Declined. The other side is told.")
    )


@require_POST
def resume(request, pk):
    found = visible_obligation(request, pk)
    require(acts_for_a_side(request.user, found.commitment.memorandum))
    press(request, services.resume_obligation, found, done=_("Resumed."))
    return redirect(found)


@require_POST
def close(request, pk):
    found = visible_obligation(request, pk)
    require(can_keep_memoranda(request.user))
    return _submit(request, found, "close", forms.ReasonForm, services.close_obligation, _("Closed."))


@require_POST
def responsible(request, pk):
    found = visible_obligation(request, pk)
    require(can_name_responsible(request.user, found))
    party = party_of(request.user, found.commitment.memorandum)
    form = forms.ResponsibleForm(request.POST, people=people_of(party), row=found, auto_id="responsible-%s")
    return _finish(request, found, "responsible", form, services.name_responsible, _("Saved."))


@require_POST
def occasion(request, pk):
    found = visible_obligation(request, pk)
    require(can_ask_change(request.user, found))
    return _submit(request, found, "occasion", forms.OccasionForm, services.note_occasion, _("Saved."))


@require_POST
def ask(request, pk, kind: str):
    found = visible_obligation(request, pk)
    if kind not in ASK:
        raise Http404
    require(can_ask_change(request.user, found))
    done = _("Asked. Nothing changes before the other side approves.")
    if kind == "date":
        choices = period_choices(ledger.account(found, timezone.now()), found, request.user)
        form = forms.DueDateForm(request.POST, periods=choices, auto_id="date-%s")
        return _finish(request, found, kind, form, ASK[kind], done)
    return _submit(request, found, kind, forms.TermsForm if kind == "terms" else forms.ReasonForm, ASK[kind], done)


def _submit(request, found: Obligation, name: str, form_class, service, done: str):
    return _finish(request, found, name, form_class(request.POST, auto_id=f"{name}-%s"), service, done)


def _finish(request, found: Obligation, name: str, form, service, done: str):
    if status := attempt(form, service, found, by=request.user):
        return _page(request, visible_obligation(request, found.pk), bound={name: form}, status=status)
    messages.success(request, done)
    return redirect(found)


def _visible_change(request, pk) -> Change:
    rows = Change.objects.visible_to(request.user).select_related("obligation__commitment__memorandum")
    return get_object_or_404(rows.with_parties(), pk=pk)


@require_POST
def change_approve(request, pk):
    change = _visible_change(request, pk)
    require(can_decide_change(request.user, change))
    press(request, services.approve_change, change, done=_("Approved."))
    return redirect(change.obligation)


@require_POST
def change_refuse(request, pk):
    change = _visible_change(request, pk)
    require(can_decide_change(request.user, change))
    form = forms.ReasonForm(request.POST, auto_id="refuse-%s")
    if status := attempt(form, services.refuse_change, change, by=request.user):
        return _page(request, visible_obligation(request, change.obligation_id), bound={"refuse": form}, status=status)
    messages.success(request, _("Refused. The other side is told."))
    return redirect(change.obligation)


@require_POST
def change_withdraw(request, pk):
    change = _visible_change(request, pk)
    require(can_withdraw_change(request.user, change))
    press(request, services.withdraw_change, change, done=_("Taken back."))
    return redirect(change.obligation)
