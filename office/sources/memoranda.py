"""What the reader's own side of a memorandum has to submit, judge, answer or decide."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mou.enums import Owing
from mou.models import Change, Evidence, Obligation, Party
from mou.querysets import party_filter
from mou.states import DELIVERABLE

from .source import Clock, Source

OF_EVIDENCE = "obligation__commitment__memorandum__"
OF_OBLIGATION = "commitment__memorandum__"
EVIDENCE_DAYS = 10


def own_party(user, prefix: str) -> Q:
    if user.is_minamin:
        return Q(**{f"{prefix}parties__chamber": None, f"{prefix}parties__firm": None})
    return party_filter(user, prefix) or Q(pk=None)


def own_side(user, prefix: str, field: str) -> Q:
    """Rows whose `field` names the side of the reader's party."""
    return own_party(user, prefix) & Q(**{field: F(f"{prefix}parties__side")})


def other_side(user, prefix: str, field: str) -> Q:
    theirs = {"japan": "central_asia", "central_asia": "japan"}
    sides = [Q(**{field: side, f"{prefix}parties__side": own}) for side, own in theirs.items()]
    return own_party(user, prefix) & (sides[0] | sides[1])


def to_submit(user, _at: Clock) -> QuerySet:
    joint = own_party(user, OF_EVIDENCE) & Q(obligation__owing=Owing.JOINT)
    owed = Q(state="proposed", obligation__state__in=DELIVERABLE)
    return Evidence.objects.filter(owed & (joint | own_side(user, OF_EVIDENCE, "obligation__owing"))).distinct()


def disputed(user, _at: Clock) -> QuerySet:
    return Evidence.objects.filter(own_side(user, OF_EVIDENCE, "submitted_side"), state="disputed").distinct()


def changes(user, _at: Clock) -> QuerySet:
    return Change.objects.open().filter(other_side(user, OF_EVIDENCE, "asked_side")).distinct()


def proposals(user, _at: Clock) -> QuerySet:
    """Obligations of the other side's proposal."""
    return Obligation.objects.filter(other_side(user, OF_OBLIGATION, "proposed_side"), state="proposed").distinct()


def columns(prefix: str, **more) -> dict:
    partner = Party.objects.filter(memorandum=OuterRef(prefix.removesuffix("__")), side="central_asia")
    at = partner.annotate(at=Coalesce("chamber__country", "firm__country"))
    return {
        "said": prefix + "number", "days": EVIDENCE_DAYS, "country": Subquery(at.values("at")[:1]),
        "chamber": Subquery(partner.values("chamber")[:1]), "firm": Subquery(partner.values("firm")[:1]),
    } | more


MEMORANDA = (
    Source(
        "evidence_submit", _("Evidence to submit"), _("Look at it and submit"), "mou:evidence", to_submit,
        columns(OF_EVIDENCE, since="added_at"), liaison=True,
    ),
    Source(
        "countersign", _("Evidence to countersign"), _("Countersign or dispute"), "mou:evidence",
        lambda user, _at: Evidence.objects.to_countersign(user), columns(OF_EVIDENCE, since="submitted_at"),
        liaison=True,
    ),
    Source(
        "dispute", _("Disputed evidence"), _("Answer"), "mou:evidence", disputed,
        columns(OF_EVIDENCE, since="submitted_at"), liaison=True,
    ),
    Source(
        "change", _("Change of an obligation that the other side asks for"), _("Decide"), "mou:obligation", changes,
        columns(OF_EVIDENCE, since="asked_at", target="obligation_id", days=5), liaison=True,
    ),
    Source(
        "proposal", _("Obligation that the other side proposes"), _("Agree or decline"), "mou:obligation", proposals,
        columns(OF_OBLIGATION, since="proposed_at", days=5), liaison=True,
    ),
)
