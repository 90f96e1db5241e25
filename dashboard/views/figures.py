"""The overview of figures: funnel, map, statistics, the next meeting day; the same as a file."""
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.errors import require
from core.geography import other_zone
from core.sheets import KINDS, download
from office.computed.figures import Chosen, steps
from office.computed.meeting_day import next_meeting_day
from office.computed.places import places
from office.computed.targets import measures
from office.forms import FiguresFilter
from office.pages import figures as said
from office.permissions import can_see_figures, country_of_house


def _form(request) -> FiguresFilter:
    require(can_see_figures(request.user))
    return FiguresFilter(request.GET or None, own=country_of_house(request.user))


def _chosen(form: FiguresFilter) -> Chosen:
    return form.chosen(timezone.localdate())


@require_GET
def figures(request):
    form, now = _form(request), timezone.now()
    chosen = _chosen(form)
    found = steps(chosen)
    day = next_meeting_day(now, chosen.country) if request.user.is_minamin else None
    return render(request, "dashboard/figures.html", {
        "form": form,
        "span": said.span_words(chosen),
        "funnel": said.funnel_rows(found),
        "meaning": said.meaning(found) if request.user.is_minamin else None,
        "panels": said.maps(places(chosen)),
        "measures": said.measure_rows(*measures(chosen, now)),
        "day": said.day_view(day, now, other_zone(day.event.zone)) if day else None,
        "query": request.GET.urlencode(),
    }, status=422 if form.errors else 200)


@require_GET
def figures_file(request, kind: str):
    form, now = _form(request), timezone.now()
    if kind not in KINDS:
        raise Http404
    chosen = _chosen(form)
    name = f"figures-{chosen.first.isoformat()}-{chosen.last.isoformat()}"
    return download(name, kind, said.sheets(chosen, steps(chosen), places(chosen), *measures(chosen, now)))
