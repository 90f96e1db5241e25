"""Who may see which conversation, and what waits for whom."""
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from companies.models import Firm
from core.geography import Side
from matching.models import Match, Referral
from matching.states import IN_CONTACT, LIVE_MATCH, RELEASED

from .states import OF_BUYER, OF_SELLER, UNDER_WAY


def talked_matches(user) -> models.QuerySet[Match]:
    """Staff: all; members: their firm's; liaisons: those referred to their chamber, once contacts are released."""
    if not user.is_liaison:
        return Match.objects.visible_to(user)
    referred = Referral.objects.visible_to(user).filter(introduction__state__in=RELEASED)
    return Match.objects.filter(pk__in=referred.values("introduction__match"))


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ThreadQuerySet":
        return self.filter(match__in=talked_matches(user))

    def of_firm(self, firm: Firm) -> "ThreadQuerySet":
        return self.filter(Q(match__japan=firm) | Q(match__partner=firm))

    def with_firms(self) -> "ThreadQuerySet":
        profiles = ("match__japan_profile", "match__partner_profile")
        return self.select_related("match__japan", "match__partner", *profiles)

    def with_parts(self) -> "ThreadQuerySet":
        """Adds how many messages there are, and what else there is: a page asks only for that."""
        many = self._own("remarks").order_by().values("thread").annotate(many=Count("pk")).values("many")
        parts = ("calls", "decisions", "files", "follow_ups", "questions", "samples")
        held = {f"has_{name}": Exists(self._own(name)) for name in parts}
        return self.annotate(many_remarks=Coalesce(Subquery(many), 0), **held)

    def _own(self, name: str) -> models.QuerySet:
        return self.model._meta.get_field(name).related_model._base_manager.filter(thread=OuterRef("pk"))

    def waiting_first(self, questions, follow_ups) -> "ThreadQuerySet":
        """Adds `waiting`: how many of these questions each holds; `result_waits`: one of these follow-ups."""
        mine = questions.filter(thread=OuterRef("pk")).order_by().values("thread").annotate(many=Count("pk"))
        counted = self.annotate(
            waiting=Coalesce(Subquery(mine.values("many")), 0),
            result_waits=Exists(follow_ups.filter(thread=OuterRef("pk"))),
        )
        rows = counted.prefetch_related("match__introductions")
        return rows.order_by("-waiting", "-result_waits", "-opened_at", "pk")


class AskedQuerySet(models.QuerySet):
    def open(self) -> "AskedQuerySet":
        return self.filter(state="open")

    def standing(self) -> "AskedQuerySet":
        return self.exclude(state="withdrawn")

    def waiting_for(self, firm: Firm) -> "AskedQuerySet":
        """Questions that this firm has not answered, of pairs that go on."""
        to_japan = Q(to_side=Side.JAPAN, thread__match__japan=firm)
        to_partner = Q(to_side=Side.CENTRAL_ASIA, thread__match__partner=firm)
        return self.open().filter(to_japan | to_partner, thread__match__state__in=LIVE_MATCH)


class SharedFileQuerySet(models.QuerySet):
    def standing(self) -> "SharedFileQuerySet":
        return self.filter(removed_at=None)

    def shown_to(self, side: str | None) -> "SharedFileQuerySet":
        """What was refused, only the side that added it and staff see, with the reason. Without the bytes."""
        rows = self.standing().select_related("file").defer("file__content").order_by("-added_at", "pk")
        return rows if side == "office" else rows.exclude(~Q(by_side=side), file__state="refused")


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RemarkQuerySet":
        """Whoever takes part in the conversation."""
        return self.filter(thread__match__in=talked_matches(user))

    def with_firms(self) -> "RemarkQuerySet":
        rows = self.select_related("thread__match__japan", "thread__match__partner")
        return rows.prefetch_related("thread__match__introductions")


class DecidingQuerySet(models.QuerySet):
    def current(self) -> "DecidingQuerySet":
        """At most one of each side of a conversation."""
        return self.filter(state__in=["standing", "passed"])

    def standing(self) -> "DecidingQuerySet":
        return self.filter(state="standing", thread__match__state__in=LIVE_MATCH)

    def with_firms(self) -> "DecidingQuerySet":
        profiles = ("thread__match__japan_profile", "thread__match__partner_profile")
        rows = self.select_related("thread__match__japan", "thread__match__partner", *profiles)
        return rows.prefetch_related("thread__match__introductions")


class SampleQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SampleQuerySet":
        """Whoever takes part in the conversation, once contacts are released."""
        return self.filter(thread__match__in=talked_matches(user))

    def under_way(self) -> "SampleQuerySet":
        return self.filter(state__in=UNDER_WAY)

    def waiting_for(self, firm: Firm) -> "SampleQuerySet":
        """Those in which this firm acts next, of pairs that go on."""
        to_japan = Q(self.turn(Side.JAPAN, Side.CENTRAL_ASIA), thread__match__japan=firm)
        to_partner = Q(self.turn(Side.CENTRAL_ASIA, Side.JAPAN), thread__match__partner=firm)
        return self.filter(to_japan | to_partner, thread__match__state__in=LIVE_MATCH)

    @staticmethod
    def turn(side: str, other: str) -> Q:
        """What rules.turns says of one row, asked of all."""
        return (
            Q(buyer_side=side, state__in=OF_BUYER) | Q(buyer_side=other, state__in=OF_SELLER)
            | Q(terms_by=other, state="requested") | Q(order_by=other, state="order_proposed")
        )

    def arrived(self) -> "SampleQuerySet":
        """What was entered by mistake never did."""
        return self.filter(received_on__isnull=False).exclude(end_code="mistake")

    def delivered(self) -> "SampleQuerySet":
        return self.filter(delivered_on__isnull=False).exclude(end_code="mistake")

    def with_firms(self) -> "SampleQuerySet":
        return self.select_related("thread__match__japan", "thread__match__partner")


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FollowUpQuerySet":
        return self.filter(thread__match__in=talked_matches(user))

    def alive(self) -> "FollowUpQuerySet":
        """Of introductions that still go on."""
        return self.filter(introduction__state__in=IN_CONTACT, thread__match__state__in=LIVE_MATCH)

    def different(self) -> "FollowUpQuerySet":
        """Staff settle these."""
        return self.alive().filter(state="different")

    def waiting_for(self, firm: Firm) -> "FollowUpQuerySet":
        """Those that this firm has not answered."""
        return self.alive().filter(
            Q(self._silent(Side.JAPAN), thread__match__japan=firm)
            | Q(self._silent(Side.CENTRAL_ASIA), thread__match__partner=firm),
            state="open",
        )

    def _silent(self, side: str) -> Q:
        said = self.model._meta.get_field("results").related_model.objects.current()
        return ~Exists(said.filter(follow_up=OuterRef("pk"), by_side=side))

    def with_firms(self) -> "FollowUpQuerySet":
        profiles = ("thread__match__japan_profile", "thread__match__partner_profile")
        firms = ("thread__match__japan", "thread__match__partner", "introduction")
        return self.select_related(*firms, *profiles).prefetch_related("thread__match__introductions", "results")


class ResultQuerySet(models.QuerySet):
    def current(self) -> "ResultQuerySet":
        """At most one of each side."""
        return self.filter(replaced_at=None)


class PlannedCallQuerySet(models.QuerySet):
    def live(self, now: datetime) -> "PlannedCallQuerySet":
        """Proposed, or agreed and not over; at most one of each."""
        over = now - timedelta(hours=2)
        return self.filter(Q(state="proposed") | Q(state="agreed", starts_at__gt=over))

    def with_firms(self) -> "PlannedCallQuerySet":
        profiles = ("thread__match__japan_profile", "thread__match__partner_profile")
        rows = self.select_related("thread__match__japan", "thread__match__partner", *profiles)
        return rows.prefetch_related("thread__match__introductions")
