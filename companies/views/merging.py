"""Two records of one firm become one; two firms are kept apart."""
import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.acting import posted, press
from core.errors import Refusal
from core.sort_keys import in_order
from core.text import clean

from .. import services
from ..forms import BarForm, MergeForm
from ..models import Firm
from ..pages.display import business_facts, contact_facts, fact, firm_tag, identity_facts
from ..rules.naming import REASONS
from ..successors import Living, living_with
from .firm_case import firm_for_staff

FOUND = 10


@require_http_methods(["GET", "POST"])
def merge(request, pk):
    """Choose the other record → both beside each other, which one stays, why → confirm."""
    firm = firm_for_staff(request, pk)
    chosen = request.GET.get("other") or request.POST.get("other")
    if not chosen:
        return _choose(request, firm)
    other = get_object_or_404(Firm.objects.visible_to(request.user).open().select_related("contact"), pk=_uuid(chosen))
    form = MergeForm(posted(request), firms=[other, firm], initial={"keep": str(other.pk)})
    if not form.is_valid():
        return _compare(request, firm, other, form)
    kept, gone = (firm, other) if form.cleaned_data["keep"] == str(firm.pk) else (other, firm)
    if "confirmed" not in request.POST:
        return _preview(request, firm, other, kept, gone, form)
    return _merge(request, gone, kept, form.cleaned_data["reason"])


def _preview(request, firm: Firm, other: Firm, kept: Firm, gone: Firm, form: MergeForm):
    lines = living_with(gone, kept)
    return render(request, "companies/merge_confirm.html", {
        "firm": firm, "other": other, "kept": kept, "gone": gone, "given": form.cleaned_data,
        "lives": living_facts(lines), "ends": any(line.ends for line in lines),
        "two": services.needs_two_deciders(gone, kept), "hides": gone.is_live and not kept.is_live,
    })


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _choose(request, firm: Firm):
    found = _search(request, firm).filter(country=firm.country)[:FOUND]
    likely = [other for other, _likeness in services.likely_duplicates(firm)]
    return render(
        request, "companies/merge_choose.html", {"firm": firm, "q": _words(request), "found": found, "likely": likely}
    )


def _words(request) -> str:
    return clean(request.GET.get("q"))


def _search(request, firm: Firm):
    words = _words(request)
    others = Firm.objects.visible_to(request.user).open().exclude(pk=firm.pk).order_by(in_order(), "pk")
    return others.searched(q=words) if words else others.none()


def _compare(request, firm: Firm, other: Firm, form: MergeForm):
    likeness = services.likeness_of(firm, other)
    return render(request, "companies/merge_compare.html", {
        "firm": firm, "other": other, "sides": both_sides(other, firm), "form": form,
        "reasons": [REASONS[code] for code in likeness.reasons], "percent": round(100 * likeness.score),
    }, status=422 if form.errors else 200)


def both_sides(*firms: Firm) -> list[dict]:
    return [{"firm": one, "tag": firm_tag(one), "facts": _all_facts(one)} for one in firms]


def living_facts(lines: list[Living]) -> list[dict]:
    """All that follows or ends, for components/facts.html."""
    return [fact(line.label, line.count) for line in lines]


def _all_facts(firm: Firm) -> list[dict]:
    return identity_facts(firm) + business_facts(firm) + contact_facts(getattr(firm, "contact", None))


def _merge(request, gone: Firm, kept: Firm, reason: str):
    try:
        merge = services.merge_firms(gone, kept, reason=reason, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("companies:review_firm", gone.pk)
    if merge.reversible_until is None:
        messages.success(request, _("Proposed. A colleague looks at both records and decides."))
        return redirect(merge)
    messages.success(request, _("Merged. Everybody concerned has been told."))
    return redirect("companies:review_firm", kept.pk)


@require_http_methods(["GET", "POST"])
def bar(request, pk):
    """Search the other firm, choose it, say why: the two are not matched again."""
    firm = firm_for_staff(request, pk)
    found = list(_search(request, firm)[:FOUND])
    form = BarForm(posted(request), found=found)
    if form.is_valid():
        done = _("These two firms will not be matched.")
        press(request, services.bar_firms, firm, **form.cleaned_data, done=done)
        return redirect("companies:review_firm", pk)
    context = {"firm": firm, "q": _words(request), "found": found, "form": form}
    return render(request, "companies/bar.html", context, status=422 if form.errors else 200)
