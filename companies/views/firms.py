"""The staff's list of all firms: searched, filtered, paged."""
from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.errors import require
from core.sort_keys import in_order

from ..computed.reach import reach_in_row
from ..forms import FirmFilter
from ..models import Firm
from ..pages.display import firm_tag, number_tag, reach_tag
from ..permissions import can_review

PER_PAGE = 25


@require_GET
def firms(request):
    require(can_review(request.user))
    form = FirmFilter(request.GET)
    asked = form.values()
    reach, flagged = asked.pop("reach", ""), asked.pop("register", "")
    found = Firm.objects.visible_to(request.user).searched(**asked).reached(reach, timezone.now())
    found = found.flagged() if flagged else found
    page = Paginator(found.order_by(in_order(), "pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"firm": firm, "tag": firm_tag(firm), "number": number_tag(firm), "reach": reach_tag(reach_in_row(firm))}
        for firm in page
    ]
    return render(request, "companies/firms.html", {
        "form": FirmFilter(initial=form.values()), "page": page, "rows": rows, "chips": _chips(form.values()),
        "total": page.paginator.count,
    })


def _chips(asked: dict[str, str]) -> list[dict]:
    """One chip for each filter in use, with the address of the list without it."""
    labels = {name: dict(FirmFilter.base_fields[name].choices) for name in ("state", "country", "reach", "register")}
    chips = []
    for name, value in asked.items():
        rest = QueryDict(mutable=True)
        rest.update({key: other for key, other in asked.items() if key != name})
        label = labels[name][value] if name in labels else _("“%(words)s”") % {"words": value}
        chips.append({"label": label, "remove_url": f"?{rest.urlencode()}"})
    return chips
