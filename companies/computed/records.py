"""Which records were one with a firm's own: what the log and the consents say of them is said of the firm."""
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from core.activity import ref

from ..models import Firm


def refs_of(firm: Firm) -> list[str]:
    """The firm and every record merged into it, however long ago; one query (a merge keeps the chain flat)."""
    return [ref(firm), *earlier_refs(firm)]


def earlier_refs(firm: Firm) -> QuerySet:
    """The same without the firm itself, fit for a subquery."""
    name = Concat(Value("companies.firm:"), Cast("pk", CharField()))
    return Firm.objects.filter(merged_into=firm).order_by("pk").values_list(name, flat=True)
