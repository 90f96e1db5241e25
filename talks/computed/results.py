"""What came of introductions, in figures."""
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from matching.enums import Outcome
from matching.models import Introduction
from matching.states import RELEASED

from ..enums import ResultAnswer
from ..models import FollowUp, Result

AGREED = (Outcome.AGREEMENT, Outcome.ORDER, Outcome.MOU)
IN_TOUCH = ("first_contact_confirmed", "in_discussion")


class Results(NamedTuple):
    """Of introductions whose contacts were opened. `first_contact`: at least one firm says that both are in touch."""

    released: int
    first_contact: int
    in_talks: int
    agreement: int
    nothing: int
    asked: int
    answered_by_both: int


def results_of(introductions: QuerySet[Introduction]) -> Results:
    """One query; `introductions`: of a country, of a month, all of them."""
    asked = FollowUp.objects.filter(introduction=OuterRef("pk"))
    in_touch = Result.objects.current().filter(
        follow_up__introduction=OuterRef("pk"), answer__in=[ResultAnswer.IN_TALKS, ResultAnswer.AGREEMENT]
    )
    agreed, ended = Q(state="concluded", outcome__in=AGREED), Q(state="concluded")
    both = asked.filter(state__in=["same", "different", "concluded"])
    marked = introductions.filter(state__in=RELEASED).annotate(
        was_asked=Exists(asked), both_said=Exists(both), touched=Exists(in_touch)
    )
    return Results(**marked.aggregate(
        released=Count("pk"),
        first_contact=Count("pk", filter=Q(state__in=IN_TOUCH) | Q(touched=True) | agreed),
        in_talks=Count("pk", filter=Q(state="in_discussion")),
        agreement=Count("pk", filter=agreed),
        nothing=Count("pk", filter=ended & ~Q(outcome__in=AGREED)),
        asked=Count("pk", filter=Q(was_asked=True)),
        answered_by_both=Count("pk", filter=Q(both_said=True)),
    ))


def reasons_of(introductions: QuerySet[Introduction]) -> dict[str, int]:
    """{code: how many firms gave it}, the answers that stand."""
    said = Result.objects.current().filter(follow_up__introduction__in=introductions.values("pk")).exclude(code="")
    return dict(said.order_by().values_list("code").annotate(many=Count("pk")))
