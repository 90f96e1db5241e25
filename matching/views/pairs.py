"""Any two firms: why they are not suggested to each other, and staff proposing them by hand."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acting import attempt
from core.errors import require

from .. import services
from ..computed.why_not import obstacle
from ..forms import PairForm, ProposePairForm
from ..pages.runs import pair_report
from ..pages.why_not import found_firms, pair_url, reasons
from ..permissions import can_propose


@require_GET
def why_not(request):
    require(can_propose(request.user))
    return _page(request)


@require_POST
def propose_pair(request):
    """The two firms stand in the address, as on the page."""
    require(can_propose(request.user))
    pair, form = PairForm(request.GET), ProposePairForm(request.POST)
    japan, partner = _firms(pair)
    if not (japan and partner):
        return _page(request)
    if status := attempt(form, services.propose_pair, japan, partner=partner, by=request.user):
        return _page(request, form=form, status=status)
    messages.success(request, _("Proposed. A colleague decides."))
    return redirect(f"{pair_url(japan, partner)}")


def _firms(form: PairForm) -> tuple:
    given = form.cleaned_data if form.is_valid() else {}
    return given.get("japan"), given.get("partner")


def _page(request, *, form: ProposePairForm | None = None, status: int = 200):
    pair, now = PairForm(request.GET), timezone.now()
    japan, partner = _firms(pair)
    context = {"form": pair, "japan": japan, "partner": partner}
    if japan and partner:
        question = services.ask_pair(japan, partner, by=request.user, now=now)
        context |= _answered(question, japan, partner, now)
        refusal = obstacle(japan, partner)
        context |= {
            "question": question, "refusal": refusal.message if refusal else "",
            "reason_form": form or ProposePairForm(), "query": request.GET.urlencode(),
        }
    elif pair.is_valid():
        context["found"] = found_firms(pair.cleaned_data["q"], japan, partner)
    return render(request, "matching/why_not.html", context, status=422 if pair.errors else status)


def _answered(question, japan, partner, now) -> dict:
    if not question.answered_at:
        return {}
    score = services.pair_answer(question)
    found = reasons(japan, partner, score, services.ranks_answer(question), now)
    return found | {"report": pair_report(score, japan, partner)}
