"""Firms, profiles, who asks to join or come in, and who cannot be reached."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from companies.models import Claim, Finding, Firm, Merge, PartneringProfile
from leads.models import Lead
from matching.models import Match

from .source import BESIDE, Clock, Source


def unreached(_user, at: Clock) -> QuerySet:
    """Nobody can answer for the firm, and a pair that was brought forward waits for it."""
    pairs = Match.objects.filter(state__in=["proposed", "approved"])
    pairs = pairs.filter(Q(japan=OuterRef("pk")) | Q(partner=OuterRef("pk"))).order_by("proposed_at")
    found = Firm.objects.to_invite(at.now).annotate(waits_since=Subquery(pairs.values("proposed_at")[:1]))
    return found.filter(waits_since__isnull=False)


def in_both(name: str) -> Concat:
    """As it is written and in Latin letters, for whoever cannot read it."""
    return Concat(name, Value(BESIDE), f"{name}_latin")


OF_FIRM = {"firm": "firm_id", "country": F("firm__country")}
FIRMS = (
    Source(
        "firm_review", _("Firm to review"), _("Review"), "companies:review_firm",
        lambda _user, _at: Firm.objects.waiting_for_staff(),
        {"firm": "pk", "country": F("country"), "since": Coalesce("submitted_at", "created_at"), "days": 3},
    ),
    Source(
        "profile_review", _("Profile to review"), _("Review"), "companies:review_profile",
        lambda _user, _at: PartneringProfile.objects.waiting_for_staff(),
        OF_FIRM | {"since": "submitted_at", "days": 3, "said": "title"},
    ),
    Source(
        "picture_review", _("Pictures to look at"), _("Look at them"), "companies:review_pictures",
        lambda _user, _at: Firm.objects.with_pictures_to_look_at(),
        {"firm": "pk", "country": F("country"), "since": "pictures_since", "days": 3},
    ),
    Source(
        "claim", _("Somebody asks to join a firm"), _("Decide"), "companies:claim",
        lambda _user, at: Claim.objects.for_staff(at.now), OF_FIRM | {"since": "asked_at", "until": "answer_by"},
    ),
    Source(
        "merge", _("Two records to make one"), _("Decide"), "companies:merge_case",
        lambda user, _at: Merge.objects.waiting().exclude(proposed_by=user),
        {"firm": "firm_id", "other": "into_id", "country": F("firm__country"), "since": "proposed_at", "days": 3},
    ),
    Source(
        "finding", _("A state register says otherwise"), _("Compare"), "companies:review_firm",
        lambda _user, _at: Finding.objects.open(), OF_FIRM | {"since": "found_at", "target": "firm_id"},
    ),
    Source(
        "unreached", _("Firm that nobody can answer for"), _("Invite it"), "companies:review_firm", unreached,
        {"firm": "pk", "country": F("country"), "since": "waits_since", "days": 3},
    ),
    Source(
        "lead", _("Inquiry"), _("Answer"), "leads:lead", lambda _user, _at: Lead.objects.waiting(),
        {"since": "received_at", "until": "answer_by", "said": in_both("firm_name"), "owner": "owner_id"},
    ),
)
