"""Who may see which case. Firms see their own, a liaison their chamber's referrals, staff everything."""
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Value,
    When,
)

from companies.models import Firm, ProductLine
from companies.rules.export_control import clearance_day, controlled_codes
from core.prepared import rows_for

from .states import LIVE_INTRODUCTION, LIVE_MATCH, OPEN_MATCH, OPEN_REFERRAL, UNDER_WAY_INTRODUCTION

MOST_TRIES = 3  # of a part of a run
CODES = ArrayField(models.CharField(max_length=6))


class Common(Func):
    """The values that two arrays share."""

    template = "ARRAY(SELECT unnest(%(expressions)s))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = CODES


class MatchQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MatchQuerySet":
        """Members: matches of their verified firm, as teasers until contacts are released."""
        if user.is_minamin:
            return self
        if not user.is_member:
            return self.none()
        # A subquery, not a join: a partner with three members must not make three rows of one match.
        mine = Firm.objects.of_member(user).live()
        return self.filter(Q(japan__in=mine) | Q(partner__in=mine)).exclude(state="blocked")

    def of_firm(self, firm) -> "MatchQuerySet":
        return self.of_firms([firm])

    def of_firms(self, firms) -> "MatchQuerySet":
        return self.filter(Q(japan__in=firms) | Q(partner__in=firms))

    def live(self) -> "MatchQuerySet":
        return self.filter(state__in=LIVE_MATCH)

    def unclaimed(self) -> "MatchQuerySet":
        """Suggestions that nobody has answered or kept: what is found later may take their place."""
        return self.filter(state="suggested", interests=None)

    def for_firm_to_answer(self, firm) -> "MatchQuerySet":
        """Open suggestions this firm has not answered yet, best first."""
        return (
            self.of_firm(firm)
            .filter(state__in=OPEN_MATCH)
            .exclude(interests__firm=firm)
            .order_by("-fit", "pk")
        )

    def known_to_firm(self, firm) -> "MatchQuerySet":
        """What the firm has answered, or has been asked to consent to, newest first."""
        answered = self.model.objects.filter(interests__firm=firm).values("pk")
        return self.of_firm(firm).filter(Q(pk__in=answered) | Q(approved_at__isnull=False)).order_by("-scored_at", "pk")

    def for_approval(self) -> "MatchQuerySet":
        return self.filter(state="proposed").order_by("decide_by", "-fit", "pk")

    def for_export_review(self, now: datetime) -> "MatchQuerySet":
        """Every live pair with an open question, whatever its state; what was brought forward first comes first."""
        return self.for_export_review_on(clearance_day(now))

    def for_export_review_on(self, day: date) -> "MatchQuerySet":
        found = self.live().with_export_question_on(day)
        return found.order_by(F("proposed_at").asc(nulls_last=True), "-fit", "pk")

    def with_firms(self) -> "MatchQuerySet":
        return self.select_related("japan", "partner", "japan_profile", "partner_profile")

    def with_lines(self) -> "MatchQuerySet":
        """Firms, profiles and product lines: three queries however many rows."""
        return self.with_firms().prefetch_related("japan_profile__lines", "partner_profile__lines")

    def with_open_export_question(self, now: datetime) -> "MatchQuerySet":
        return self.with_export_question_on(clearance_day(now))

    def with_export_question_on(self, day: date) -> "MatchQuerySet":
        """With a question that keeps contacts back: raised and not cleared, or asked by the list and never answered."""
        reviews = self.model.objects.filter(pk=OuterRef("pk"), export_reviews__isnull=False)
        holds = Q(export_reviews__state="cleared", export_reviews__cleared_until__gte=day)
        cleared = ArraySubquery(reviews.filter(holds).values("export_reviews__code"), output_field=CODES)
        listed = Value(list(controlled_codes().questions), output_field=CODES)
        # Few pairs hold a listed line or a review: found at once, so that each pair is not asked for its lines.
        profiles = ProductLine.objects.filter(hs_codes__overlap=listed).values("profile")
        reviewed = self.model.objects.filter(export_reviews__isnull=False).values("pk")
        concerned = Q(japan_profile__in=profiles) | Q(partner_profile__in=profiles) | Q(pk__in=reviewed)
        of_the_pair = Q(profile=OuterRef("japan_profile")) | Q(profile=OuterRef("partner_profile"))
        lines = ProductLine.objects.filter(of_the_pair)
        asked = lines.filter(hs_codes__overlap=listed).annotate(asked=Common("hs_codes", listed))
        unanswered = asked.exclude(asked__contained_by=OuterRef("cleared_codes"))
        lapsed = Q(export_reviews__state="cleared", export_reviews__cleared_until__lt=day)
        unclear = reviews.filter(~Q(export_reviews__state="cleared") | lapsed)
        return self.filter(concerned).alias(cleared_codes=cleared).filter(Exists(unclear) | Exists(unanswered))


class ExportReviewQuerySet(models.QuerySet):
    def lapsed(self, now: datetime) -> "ExportReviewQuerySet":
        """Cleared until a day that is over, of pairs that still live."""
        return self.filter(state="cleared", cleared_until__lt=clearance_day(now), match__state__in=LIVE_MATCH)


# An approval taken back within the undo window: the firms have never heard of this introduction.
UNDONE = Q(state="recalled") & ~Q(match__state__in=["expired", "blocked"])


class IntroductionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IntroductionQuerySet":
        if user.is_minamin:
            return self
        if not user.is_member:
            return self.none()
        mine = Firm.objects.of_member(user)
        return self.filter(Q(match__japan__in=mine) | Q(match__partner__in=mine)).exclude(UNDONE)

    def of_firm(self, firm) -> "IntroductionQuerySet":
        return self.of_firms([firm])

    def of_firms(self, firms) -> "IntroductionQuerySet":
        return self.filter(Q(match__japan__in=firms) | Q(match__partner__in=firms))

    def waiting_for_consent_of(self, firm) -> "IntroductionQuerySet":
        missing = Q(match__japan=firm, japan_consent_at=None) | Q(match__partner=firm, partner_consent_at=None)
        return self.filter(missing, state="consent_requested")

    def live(self) -> "IntroductionQuerySet":
        return self.filter(state__in=LIVE_INTRODUCTION)

    def shown_as(self, part: str) -> "IntroductionQuerySet":
        """One of the three lists: under way, "concluded", "closed" without a result."""
        if part == "closed":
            return self.exclude(state__in=LIVE_INTRODUCTION)
        return self.filter(state__in=["concluded"] if part == "concluded" else UNDER_WAY_INTRODUCTION)

    def counted(self) -> dict[str, int]:
        """How many each of the three lists holds."""
        live, under_way = Q(state__in=LIVE_INTRODUCTION), Q(state__in=UNDER_WAY_INTRODUCTION)
        return self.order_by().aggregate(
            under_way=Count("pk", filter=under_way), concluded=Count("pk", filter=live & ~under_way),
            closed=Count("pk", filter=~live),
        )

    def most_urgent_first(self, firm=None) -> "IntroductionQuerySet":
        """What waits for this firm, what waits for any, both by their day; then what was asked last."""
        asked = Q(state="consent_requested")
        own = Q(match__japan=firm, japan_consent_at=None) | Q(match__partner=firm, partner_consent_at=None)
        mine = [When(asked & own, then=0)] if firm else []
        turn = Case(*mine, When(asked, then=1), default=2, output_field=IntegerField())
        due = Case(When(asked, then="answer_by"), output_field=DateTimeField())
        return self.order_by(turn, due.asc(nulls_last=True), "-requested_at", "pk")

    def overdue(self, now: datetime) -> "IntroductionQuerySet":
        """Past its day with an answer missing; where both agreed it is Minamin's turn, and nothing expires."""
        unanswered = Q(japan_consent_at=None) | Q(partner_consent_at=None)
        return self.filter(unanswered, state="consent_requested", answer_by__lt=now)

    def with_firms(self) -> "IntroductionQuerySet":
        return self.select_related("match__japan", "match__partner", "match__japan_profile", "match__partner_profile")

    def of_call(self, call) -> "IntroductionQuerySet":
        return self.filter(Q(japan_call=call) | Q(partner_call=call))

    def by_call(self, calls) -> dict:
        """By the call's id, with the firms; two queries, however many calls."""
        found = {}
        for field in ("japan_call", "partner_call"):
            rows = rows_for(_of_calls, (self.model, field), {"calls": [call.pk for call in calls]})
            found |= {getattr(row, field + "_id"): row for row in rows}
        return found

    def calls_to_make(self) -> Q:
        """About calls: those whose answer is still awaited here."""
        asked = self.filter(state="consent_requested")
        japan = asked.filter(japan_consent_at=None, japan_call__isnull=False).values("japan_call")
        partner = asked.filter(partner_consent_at=None, partner_call__isnull=False).values("partner_call")
        return Q(pk__in=japan) | Q(pk__in=partner)

    def with_spoken(self) -> "IntroductionQuerySet":
        """With what was recorded on behalf of its firms."""
        return self.select_related("japan_consent_spoken", "partner_consent_spoken", "decline_spoken")


def _of_calls(kind: tuple, values: dict):
    model, field = kind
    return model.objects.with_firms().filter(**{f"{field}__in": values["calls"]})


class StaffQuerySet(models.QuerySet):
    """What the match engine keeps for itself: the staff's business only."""

    def visible_to(self, user) -> "StaffQuerySet":
        return self if user.is_minamin else self.none()


class RunQuerySet(StaffQuerySet):
    def paused(self) -> bool:
        """The last run that ended found no encoder: nothing new is suggested until one does."""
        last = self.filter(finished_at__isnull=False).order_by("-finished_at").values_list("figures", flat=True).first()
        return bool(last and last.get("paused"))

    def at_its_parts(self) -> "RunQuerySet":
        """Whoever is next waits: of two that were at it at once the older one might write last."""
        return self.filter(state="running", read_at__isnull=False)

    def standing(self):
        """The run whose pool firms are met with until the next one is done; None before the first."""
        return self.filter(state="done", parts__number=0).order_by("-finished_at").first()


class QuestionQuerySet(StaffQuerySet):
    def waiting(self) -> "QuestionQuerySet":
        return self.filter(Q(answered_at=None) | Q(answered_at__lt=F("asked_at"))).order_by("asked_at", "pk")


class RefreshQuerySet(StaffQuerySet):
    def waiting(self) -> "RefreshQuerySet":
        return self.filter(done_at=None).order_by("asked_at", "pk")


class ShardQuerySet(StaffQuerySet):
    def free(self, now: datetime) -> "ShardQuerySet":
        """Not met yet, and nobody is at it."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lt=now), data=None)

    def given_up(self, now: datetime) -> "ShardQuerySet":
        """Its last try ended its worker too."""
        return self.free(now).filter(attempts__gte=MOST_TRIES)

    def counted(self, now: datetime) -> dict[str, int]:
        """How many there are, how many are done, how many workers are at one."""
        at_work = Q(data=None, leased_until__gte=now)
        return self.aggregate(
            total=Count("pk"), done=Count("pk", filter=~Q(data=None)), workers=Count("pk", filter=at_work)
        )

    def to_meet(self, now: datetime) -> "ShardQuerySet":
        return self.free(now).filter(run__state="running", attempts__lt=MOST_TRIES)


class EncodedLineQuerySet(StaffQuerySet):
    def with_problem(self) -> "EncodedLineQuerySet":
        return self.exclude(problem="").order_by("-quarantined_at", "pk")


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ReferralQuerySet":
        """A liaison sees the referrals to their chamber and no others."""
        if user.is_minamin:
            return self
        return self.filter(chamber__liaisons__user=user) if user.is_liaison else self.none()

    def open(self) -> "ReferralQuerySet":
        return self.filter(state__in=OPEN_REFERRAL)

    def with_firms(self) -> "ReferralQuerySet":
        return self.select_related("chamber", "introduction__match__japan", "introduction__match__partner")

    def for_timers(self) -> "ReferralQuerySet":
        """Those whose days run, with what their timers ask for."""
        return self.open().with_firms().with_last_note()

    def of_firms(self, firms) -> "ReferralQuerySet":
        return self.filter(Q(introduction__match__japan__in=firms) | Q(introduction__match__partner__in=firms))

    def closed(self) -> "ReferralQuerySet":
        return self.exclude(state__in=OPEN_REFERRAL)

    def with_lines(self) -> "ReferralQuerySet":
        profiles = ["introduction__match__japan_profile", "introduction__match__partner_profile"]
        return self.select_related(*profiles).prefetch_related(*(f"{profile}__lines" for profile in profiles))

    def with_last_note(self) -> "ReferralQuerySet":
        """Adds last_note_at, from which the chamber's clock starts again."""
        return self.annotate(last_note_at=Max("notes__written_at"))
