"""Evidence: added and submitted by one side, countersigned or disputed by the other; one by one or all that waits."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import begun
from core.acting import attempt, posted, press
from core.errors import require
from core.uploads import dropped_files

from .. import forms, services
from ..computed import ledger
from ..enums import Cadence
from ..models import Evidence
from ..pages.evidence import evidence_page, evidence_rows
from ..pages.obligations import period_choices
from ..permissions import acts_for_a_side, can_add_evidence, can_answer, can_judge, can_submit, side_of
from ..sources import standing
from .memoranda import partner_zone, visible
from .obligations import visible_obligation

PER_PAGE = 50


def _visible(request, pk) -> Evidence:
    rows = Evidence.objects.visible_to(request.user).with_obligation().select_related(
        "submitted_by", "countersigned_by"
    )
    return get_object_or_404(rows.with_parties(), pk=pk)


@require_GET
def evidence(request, pk):
    return _page(request, _visible(request, pk))


def _page(request, found: Evidence, *, bound: dict | None = None, status: int = 200):
    zone = partner_zone(found.obligation.commitment.memorandum, request.user)
    context = evidence_page(found, request.user, zone, bound or {})
    return render(request, "mou/evidence.html", context, status=status)


@require_http_methods(["GET", "POST"])
def evidence_new(request, pk):
    found = visible_obligation(request, pk)
    require(can_add_evidence(request.user, found))
    choices = period_choices(ledger.account(found, timezone.now()), found, request.user)
    per_event = found.cadence == Cadence.PER_EVENT
    form = forms.EvidenceForm(
        posted(request), request.FILES or None, periods=choices, needs_period=per_event, initial={"quantity": 1},
        dropped=dropped_files(request),
    )
    status = attempt(form, services.add_evidence, found, by=request.user) if request.method == "POST" else 200
    if not status:
        messages.success(request, _("Submitted. The other side is asked to countersign."))
        return redirect(found)
    context = {"form": begun(request, form), "obligation": found, "memorandum": found.commitment.memorandum}
    return render(request, "mou/evidence_new.html", context, status=status)


@require_POST
def submit(request, pk):
    found = _visible(request, pk)
    require(can_submit(request.user, found))
    press(request, services.submit_evidence, found, done=_("Submitted. The other side is asked to countersign."))
    return redirect(found)


@require_POST
def countersign(request, pk):
    found = _visible(request, pk)
    require(can_judge(request.user, found))
    press(request, services.countersign_evidence, found, done=_("Countersigned. It now counts."))
    return redirect(found)


@require_POST
def accept(request, pk):
    found = _visible(request, pk)
    require(can_judge(request.user, found))
    press(request, services.accept_evidence, found, done=_("Accepted. It counts from now on."))
    return redirect(found)


@require_POST
def dispute(request, pk):
    return _reasoned(
        request, pk, can_judge, "dispute", services.dispute_evidence, _("Disputed. The other side is told why.")
    )


@require_POST
def answer(request, pk):
    found = _visible(request, pk)
    require(can_answer(request.user, found))
    form = forms.AnswerForm(request.POST, auto_id="answer-%s")
    return _finish(
        request, found, "answer", form, services.answer_dispute, _("Answered. The other side looks at it again.")
    )


@require_POST
def reject(request, pk):
    return _reasoned(request, pk, can_judge, "reject", services.reject_evidence, _("Rejected. The other side is told."))


@require_POST
def withdraw(request, pk):
    return _reasoned(request, pk, can_answer, "withdraw", services.withdraw_evidence, _("Withdrawn."))


@require_POST
def revision(request, pk):
    found = _visible(request, pk)
    require(can_answer(request.user, found))
    form = forms.RevisionForm(request.POST, request.FILES, auto_id="file-%s", dropped=dropped_files(request))
    return _finish(request, found, "file", form, services.add_revision, _("Added. The file is being checked."))


@require_POST
def word(request, pk):
    found = _visible(request, pk)
    require(can_answer(request.user, found))
    form = forms.EvidenceTextsForm(request.POST, auto_id="word-%s", row=found)
    return _finish(request, found, "word", form, services.word_evidence, _("Saved."))


def _reasoned(request, pk, allowed, name: str, service, done: str):
    found = _visible(request, pk)
    require(allowed(request.user, found))
    return _finish(request, found, name, forms.ReasonForm(request.POST, auto_id=f"{name}-%s"), service, done)


def _finish(request, found: Evidence, name: str, form, service, done: str):
    if status := attempt(form, service, found, by=request.user):
        return _page(request, _visible(request, found.pk), bound={name: form}, status=status)
    messages.success(request, done)
    return redirect(found)


TABS = ("countersign", "submit", "disputed", "all")


@require_GET
def waiting(request, pk):
    """All evidence of a memorandum, what waits for the reader's side first."""
    found = visible(request, pk)
    side, now_shown = side_of(request.user, found), request.GET.get("show", "")
    tabs = ["all"] if side is None else list(TABS)
    chosen = now_shown if now_shown in tabs else tabs[0]
    page = Paginator(_chosen(found, chosen, side), PER_PAGE).get_page(request.GET.get("page"))
    counts = _counts(found, tabs, side)
    return render(request, "mou/waiting.html", {
        "memorandum": found,
        "rows": evidence_rows(list(page), request.user),
        "page": page,
        "tabs": [
            {"url": f"?show={key}", "label": _tab_word(key), "current": key == chosen, "count": counts[key]}
            for key in tabs
        ],
    } | (_ticked(found, chosen) if side is not None and chosen in ("countersign", "submit") else {}))


def _ticked(found, chosen: str) -> dict:
    """What is done with those that are ticked; the next page says their number."""
    if chosen == "countersign":
        return {
            "ticked_url": reverse("mou:countersign_chosen", args=[found.pk]), "ticked_icon": "check",
            "ticked_word": _("Countersign what is ticked"),
            "hint": _("Tick what is in order; open one to see its files or to dispute it."),
        }
    return {
        "ticked_url": reverse("mou:submit_chosen", args=[found.pk]), "ticked_icon": "send",
        "ticked_word": _("Submit what is ticked"),
        "hint": _("The portal has found these in daily work. Tick what is right; open one to withdraw it."),
    }


def _tab_word(key: str) -> str:
    words = {
        "countersign": _("To countersign"), "submit": _("To submit"),
        "disputed": _("Disputed"), "all": _("All evidence"),
    }
    return words[key]


def _wanted(chosen: str, side: str | None) -> Q:
    if chosen == "countersign":
        return standing() & Q(state="submitted") & ~Q(submitted_side=side)
    if chosen == "submit":
        return standing() & Q(state="proposed", obligation__owing__in=[side, "joint"])
    return Q(state="disputed") if chosen == "disputed" else Q()


def _of(memorandum) -> QuerySet:
    return Evidence.objects.filter(obligation__commitment__memorandum=memorandum)


def _chosen(memorandum, chosen: str, side: str | None) -> QuerySet:
    return _of(memorandum).filter(_wanted(chosen, side)).select_related("obligation")


def _counts(memorandum, tabs: list[str], side: str | None) -> dict[str, int]:
    return _of(memorandum).aggregate(**{key: Count("pk", filter=_wanted(key, side)) for key in tabs})


def _ids(given: list[str]) -> list[UUID]:
    """What is no id was ticked by nobody."""
    found = []
    for one in given:
        with suppress(ValueError):
            found.append(UUID(one))
    return found


def _together(request, pk, chosen: str, service, words: dict):
    """First the ticked ones whole, with their number on the button; then the act."""
    found = visible(request, pk)
    require(acts_for_a_side(request.user, found))
    back = f"{reverse('mou:waiting', args=[found.pk])}?show={chosen}"
    ticked = _ids(request.POST.getlist("evidence")[:PER_PAGE])
    rows = list(_chosen(found, chosen, side_of(request.user, found)).filter(pk__in=ticked))
    if not rows:
        messages.error(request, _("Tick at least one that still waits."))
        return redirect(back)
    if "sure" not in request.POST:
        number = len(rows)
        return render(request, "mou/waiting_sure.html", {
            "memorandum": found, "rows": evidence_rows(rows, request.user), "back": back,
            "title": words["title"](number) % {"count": number}, "button": words["button"](number) % {"count": number},
        })
    done = service([row.pk for row in rows], by=request.user, now=timezone.now())
    messages.success(request, words["done"](done) % {"count": done})
    if left := len(ticked) - done:
        messages.warning(request, ngettext(
            "%(count)s was left out: its file is not checked yet, or it was decided meanwhile.",
            "%(count)s were left out: their files are not checked yet, or they were decided meanwhile.", left,
        ) % {"count": left})
    return redirect(back)


@require_POST
def submit_chosen(request, pk):
    return _together(request, pk, "submit", services.submit_chosen, {
        "title": lambda n: ngettext("Submit %(count)s piece of evidence?", "Submit %(count)s pieces of evidence?", n),
        "button": lambda n: ngettext("Submit %(count)s", "Submit %(count)s", n),
        "done": lambda n: ngettext("%(count)s submitted.", "%(count)s submitted.", n),
    })


@require_POST
def countersign_chosen(request, pk):
    return _together(request, pk, "countersign", services.countersign_chosen, {
        "title": lambda n: ngettext(
            "Countersign %(count)s piece of evidence?", "Countersign %(count)s pieces of evidence?", n
        ),
        "button": lambda n: ngettext("Countersign %(count)s", "Countersign %(count)s", n),
        "done": lambda n: ngettext("%(count)s countersigned.", "%(count)s countersigned.", n),
    })
