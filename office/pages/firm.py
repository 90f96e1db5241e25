"""A firm whole, as its two pages show it: what goes on with it, and whom one reaches there."""
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Firm
from companies.pages.display import check_row, contact_facts
from companies.pages.timeline import timeline_of
from companies.services import latest_checks
from core.activity import ref

from ..computed.firm_whole import groups
from ..models import Care, Note
from ..services.firms import FIRM
from .search import groups_of

HISTORY, NOTES = 30, 20
NAMED = ("person_id", "person__full_name", "person__name_latin")


def with_responsible(firms: QuerySet) -> QuerySet:
    """Minamin's."""
    care = Care.objects.filter(kind=FIRM, item=OuterRef("pk"), chamber=None)
    return firms.annotate(**{f"care_{name}": Subquery(care.values(name)) for name in NAMED})


def responsible_of(firm: Any) -> User | None:
    given = [getattr(firm, f"care_{name}") for name in NAMED]
    return User(pk=given[0], full_name=given[1], name_latin=given[2]) if given[0] else None


def page_of(firm: Firm, reader, *, people: bool) -> dict[str, Any]:
    found = groups(firm, reader, people=people)
    shown = {
        "firm": firm, "people": people, "person": responsible_of(firm), "groups": groups_of(found, ""),
        "tabs": [
            {"url": reverse("office:firm", args=[firm.pk]), "label": _("What goes on"), "current": not people},
            {"url": reverse("office:firm_people", args=[firm.pk]), "label": _("People and checks"), "current": people},
        ],
    }
    if people:
        return shown | {
            "contact": contact_facts(getattr(firm, "contact", None)),
            "checks": [check_row(check) for check in latest_checks(firm)],
        }
    names = {ref(row): name_of(row) for group in found for row in group.rows}
    notes = Note.objects.filter(firm=firm).exclude(text="").select_related("written_by").order_by("-written_at", "pk")
    return shown | {
        "notes": notes[:NOTES], "items": timeline_of(firm, reader, None, most=HISTORY, names=names),
    }


def name_of(row: Any) -> str:
    """What it is called on a timeline: its number where it has one."""
    return " · ".join(filter(None, [getattr(row, "case_number", ""), str(row)]))
