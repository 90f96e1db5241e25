"""Days on which offices are closed, as staff write them down."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.acting import attempt, posted
from core.closing import remove_closing_day, write_closing_days
from core.errors import require
from core.geography import Country
from core.models import ClosingDay

from ..forms import ClosingForm
from ..pages import closing as page_of
from ..permissions import can_keep_closing_days


@require_http_methods(["GET", "POST"])
def closing_days(request):
    require(can_keep_closing_days(request.user))
    today = timezone.localdate()
    country, year = _chosen(request, today)
    form = ClosingForm(posted(request), initial={"country": country})
    status = attempt(form, _write, None, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, _("Saved. Deadlines that are counted from now on take it into account."))
        return redirect(_page(form.cleaned_data["country"], form.cleaned_data["first"].year))
    return render(request, "dashboard/closing.html", {
        "form": form, "rows": page_of.rows(country, year), **page_of.tabs(country, year, today),
        "heading": f"{Country(country).label}, {year}",
    }, status=status)


def _write(_nothing, **given):
    write_closing_days(**given)


def _chosen(request, today) -> tuple[str, int]:
    """Wrong values in an address are not worth an error page."""
    country, year = request.GET.get("country"), request.GET.get("year", "")
    years = {str(one): one for one in page_of.years(today)}
    return (country if country in Country.values else Country.JP), years.get(year, today.year)


def _page(country: str, year: int) -> str:
    return f"{reverse('staff:closing_days')}?country={country}&year={year}"


@require_POST
def remove(request, pk):
    require(can_keep_closing_days(request.user))
    row = get_object_or_404(ClosingDay.objects.all(), pk=pk)
    remove_closing_day(row, by=request.user, now=timezone.now())
    messages.success(request, _("Removed. The day counts again as usual."))
    return redirect(_page(row.country, row.day.year))
