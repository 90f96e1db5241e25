"""The match engine for the staff: runs, the measure of expected pairs, texts left alone."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import require

from .. import services
from ..computed.expected import expected_of
from ..models import EncodedLine, MatchRun
from ..pages.runs import expected_figures, quarantine_row, run_view
from ..permissions import can_propose


@require_GET
def runs(request):
    require(can_propose(request.user))
    found = MatchRun.objects.visible_to(request.user).select_related("requested_by")
    page = Paginator(found, 20).get_page(request.GET.get("page"))
    return render(request, "matching/runs.html", {
        "page": page, "rows": [run_view(run) for run in page], "paused": MatchRun.objects.paused(),
    })


@require_POST
def run_start(request):
    require(can_propose(request.user))
    found = services.request_run(by=request.user, now=timezone.now())
    return redirect("matching:run", found.pk)


@require_GET
def run(request, pk):
    """Progress; htmx asks again for the panel alone until the run has ended."""
    require(can_propose(request.user))
    found = get_object_or_404(MatchRun.objects.visible_to(request.user).select_related("requested_by"), pk=pk)
    template = "matching/partials/_run.html" if request.htmx else "matching/run.html"
    return render(request, template, {"row": run_view(found)})


@require_GET
def expected(request):
    """Where the right partners rank, as a worker found."""
    require(can_propose(request.user))
    question = services.ask_expected(by=request.user, now=timezone.now())
    found = expected_of(services.expected_answer(question))
    context = {"question": question, "expected": found, "figures": expected_figures(found)}
    return render(request, "matching/expected.html", context)


@require_GET
def quarantine(request):
    require(can_propose(request.user))
    found = EncodedLine.objects.visible_to(request.user).with_problem().select_related("line__profile__firm")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    return render(request, "matching/quarantine.html", {"page": page, "rows": [quarantine_row(row) for row in page]})


@require_POST
def quarantine_retry(request, pk):
    require(can_propose(request.user))
    row = get_object_or_404(EncodedLine.objects.visible_to(request.user).with_problem().select_related("line"), pk=pk)
    services.try_again(row, by=request.user, now=timezone.now())
    messages.success(request, _("The next matching run reads this line again."))
    return redirect("matching:quarantine")
