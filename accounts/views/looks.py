"""Who saw whose e-mail address and telephone: one's own, and all of them for staff."""

from uuid import UUID

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.errors import require
from core.models import Look

from .. import services
from ..looks import rows_for_person, rows_for_staff
from ..models import User
from ..permissions import can_audit_looks

PER_PAGE = 25


@require_GET
def my_looks(request):
    found = services.looks_at(services.person_of(request.user)).newest()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/my_looks.html", {"page": page, "rows": rows_for_person(page)})


@require_GET
def looks(request):
    """All, or those by one person, or those at one: ?by= and ?at= hold their ids."""
    require(can_audit_looks(request.user))
    by, at = (_person(request.GET.get(name, "")) for name in ("by", "at"))
    found = services.looks_at(services.person_of(at)) if at else Look.objects.all()
    found = found.filter(actor=by) if by else found
    page = Paginator(found.newest(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/looks.html", {"page": page, "rows": rows_for_staff(page), "by": by, "at": at})


def _person(code: str) -> User | None:
    try:
        return User.objects.filter(pk=UUID(code)).first()
    except ValueError:
        return None
