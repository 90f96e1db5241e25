"""Matches, introductions, referrals, conversations."""
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import (
    Case,
    DateTimeField,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest
from django.utils.translation import gettext_lazy as _

from core.geography import Country
from core.models import TextTranslation
from matching.computed.callers import waiting_calls
from matching.computed.timers import ACKNOWLEDGE, CHASE, LAST_CHANCE, TAKE
from matching.models import ExportReview, Introduction, Match, Referral, ReferralNote
from matching.states import LIVE_MATCH
from talks.computed.silence import ENDURED, unanswered
from talks.models import Asked, FollowUp, Remark, Thread

from .source import Clock, Source

SOON = timedelta(days=14)
CONSENT_SOON = timedelta(days=5)
LIMITS = (ACKNOWLEDGE, TAKE, CHASE, LAST_CHANCE)


def later(now: datetime, by: timedelta):
    """A moment in SQL, so that a query that was drawn up once holds no date."""
    return Value(now, output_field=DateTimeField()) + Value(by)


def approvals(_user, _at: Clock) -> QuerySet:
    return Match.objects.for_approval()


def export_questions(_user, _at: Clock) -> QuerySet:
    return ExportReview.objects.filter(match__state__in=LIVE_MATCH).exclude(state__in=["cleared", "blocked"])


def clearances(_user, at: Clock) -> QuerySet:
    """Those in force that end soon, while the pair lives."""
    ends = Cast("cleared_until", DateTimeField())
    found = ExportReview.objects.filter(state="cleared", match__state__in=LIVE_MATCH).annotate(ends_at=ends)
    return found.filter(ends_at__lte=later(at.now, SOON))


def consents(user, at: Clock) -> QuerySet:
    """A firm has not answered and its day is near."""
    missing = Q(japan_consent_at=None) | Q(partner_consent_at=None)
    asked = Introduction.objects.visible_to(user).filter(missing, state="consent_requested")
    return asked.filter(answer_by__lte=later(at.now, CONSENT_SOON))


def questions(user, _at: Clock) -> QuerySet:
    """One row a conversation, however many questions of it are open."""
    asked = Asked.objects.open().filter(thread=OuterRef("pk")).order_by().values("thread").annotate(at=Min("asked_at"))
    found = Thread.objects.visible_to(user).filter(match__state__in=LIVE_MATCH)
    return found.annotate(asked_at=Subquery(asked.values("at"))).filter(asked_at__isnull=False)


def messages_to_translate(_user, _at: Clock) -> QuerySet:
    """With the two firms of the conversation."""
    said = Remark.objects.filter(pk=OuterRef("row"))
    return TextTranslation.objects.asked("talks.remark").annotate(
        japan=Subquery(said.values("thread__match__japan_id")),
        partner=Subquery(said.values("thread__match__partner_id")),
        partner_country=Subquery(said.values("thread__match__partner__country")),
    )


def silences(user, at: Clock) -> QuerySet:
    """Both countries have worked five days since a firm wrote, and the other one has said nothing."""
    late = [
        Q(match__partner__country=country, spoke_at__lt=at.late_before(country, ENDURED))
        for country in Country.values if country != Country.JP
    ]
    return unanswered().visible_to(user).filter(reduce(or_, late))


def referrals(user, _at: Clock) -> QuerySet:
    noted = ReferralNote.objects.filter(referral=OuterRef("pk")).order_by().values("referral")
    last = Greatest("taken_at", Subquery(noted.annotate(at=Max("written_at")).values("at")))
    return Referral.objects.visible_to(user).open().annotate(last_at=Coalesce(last, "taken_at", "sent_at"))


def late_referrals(user, at: Clock) -> QuerySet:
    """Past what `matching.computed.timers` says."""
    found = [
        Q(introduction__match__partner__country=country)
        & (
            Q(state="sent", sent_at__lt=before[ACKNOWLEDGE])
            | Q(state="acknowledged", sent_at__lt=before[TAKE])
            | Q(state__in=WORKED_ON) & (Q(last_at__lt=before[CHASE]) | Q(sent_at__lt=before[LAST_CHANCE]))
        )
        for country, before in late_before(at).items()
    ]
    return referrals(user, at).filter(reduce(or_, found))


def late_before(at: Clock) -> dict[str, dict[int, datetime]]:
    return {
        country: {days: at.late_before(country, days) for days in LIMITS}
        for country in Country.values if country != Country.JP
    }


WORKED_ON = ("taken_in_charge", "needs_information")
PAIR = {"firm": "japan_id", "other": "partner_id", "country": F("partner__country")}
OF_MATCH = {"firm": "match__japan_id", "other": "match__partner_id", "country": F("match__partner__country")}
OF_THREAD = {
    "firm": "thread__match__japan_id", "other": "thread__match__partner_id",
    "country": F("thread__match__partner__country"),
}
REFERRED = {
    "firm": "introduction__match__japan_id", "other": "introduction__match__partner_id", "chamber": "chamber_id",
    "country": F("introduction__match__partner__country"),
    "since": Case(When(state__in=WORKED_ON, then="last_at"), default="sent_at"),
    "days": Case(
        When(state="sent", then=ACKNOWLEDGE), When(state="acknowledged", then=TAKE), default=CHASE,
        output_field=IntegerField(),
    ),
    "also_since": Case(When(state__in=WORKED_ON, then="sent_at"), output_field=DateTimeField()),
    "also_days": LAST_CHANCE,
}
CASES = (
    Source(
        "approval", _("Pair to approve"), _("Decide"), "matching:approval", approvals,
        PAIR | {"since": "proposed_at", "until": "decide_by"},
    ),
    Source(
        "export_question", _("Export-control question"), _("Answer it"), "matching:approval", export_questions,
        OF_MATCH | {"since": Coalesce("match__proposed_at", "match__created_at"), "said": "code", "target": "match_id"},
    ),
    Source(
        "clearance", _("Export clearance that ends"), _("Look at it again"), "matching:approval", clearances,
        OF_MATCH | {
            "since": "reviewed_at", "until": "ends_at", "said": "code", "target": "match_id", "owner": "reviewed_by_id",
        },
    ),
    Source(
        "consent", _("Consent that is still missing"), _("See who has not answered"), "matching:introduction", consents,
        OF_MATCH | {"since": "requested_at", "until": "answer_by"},
    ),
    Source(
        "call", _("Firm to call"), _("Call"), "matching:call", lambda user, _at: waiting_calls(user),
        {"firm": "firm_id", "since": "asked_at", "until": "due_at", "owner": "caller_id"}, liaison=True,
    ),
    Source(
        "question", _("Questions without an answer"), _("Open the conversation"), "talks:thread", questions,
        OF_MATCH | {"since": "asked_at", "target": "match_id"}, liaison=True,
    ),
    Source(
        "silence", _("Message without an answer"), _("Open the conversation"), "talks:thread", silences,
        OF_MATCH | {"since": "spoke_at", "target": "match_id", "days": ENDURED}, liaison=True,
    ),
    Source(
        "result", _("Two different answers about a result"), _("Ask both and settle it"), "talks:result",
        lambda user, _at: FollowUp.objects.visible_to(user).different(),
        OF_THREAD | {"since": "answered_at"},
    ),
    Source(
        "message_translation", _("Message to translate"), _("Translate it"), "talks:translation", messages_to_translate,
        {
            "firm": "japan", "other": "partner", "country": F("partner_country"), "since": "asked_at", "days": 2,
            "said": Concat("source", Value(" → "), "target"),
        },
    ),
    Source(
        "late_referral", _("Referral that is late"), _("Open the referral"), "matching:referral", late_referrals,
        REFERRED,
    ),
    Source(
        "referral", _("Referral"), _("Do the next step"), "matching:referral", referrals, REFERRED,
        staff=False, liaison=True,
    ),
)
