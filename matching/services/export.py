"""Export-control questions: raised by list, answered by a named reviewer; open ones keep contacts back."""
from datetime import date, datetime

from django.db import transaction

from companies.rules.export_control import controlled_codes
from core.lifecycle import lock, move
from core.reasons import required_reason
from notifications.services import withdraw_messages

from .. import messages
from ..enums import BlockReason
from ..models import ExportReview, Match
from .introductions import release_if_ready


def controlled_in(match: Match) -> dict[str, str]:
    """{HS code: tier} of codes in the two profiles that stand on the list."""
    tiers = controlled_codes().tiers
    profiles = [match.japan_profile, match.partner_profile]
    codes = {code for profile in profiles if profile for line in profile.lines.all() for code in line.hs_codes}
    return {code: tiers[code] for code in sorted(codes) if code in tiers}


def flag_controlled_codes(match: Match, *, now: datetime) -> None:
    version = controlled_codes().version
    for code, tier in controlled_in(match).items():
        ExportReview.objects.get_or_create(match=match, code=code, defaults={"tier": tier, "list_version": version})


def request_end_use_statement(review: ExportReview, *, by, now: datetime) -> None:
    move(review, "request_statement", by=by, now=now, reviewed_by=by, reviewed_at=now)


@transaction.atomic
def clear_export_review(review: ExportReview, *, until: date, reason: str, by, now: datetime) -> None:
    """Clears for this match until a day; an introduction that waited only for this is released now."""
    text = required_reason(reason)
    move(review, "clear", by=by, now=now, reason=text, reviewed_by=by, reviewed_at=now, cleared_until=until)
    for introduction in review.match.introductions.filter(state="consent_requested"):
        release_if_ready(introduction, by=by, now=now)


@transaction.atomic
def block_export(review: ExportReview, *, reason: str, by, now: datetime) -> None:
    """Ends the match too: firms that were being asked for consent are not left waiting for nothing."""
    text = required_reason(reason)
    waiting = [lock(one) for one in review.match.introductions.filter(state="consent_requested")]
    move(review, "block", by=by, now=now, reason=text, reviewed_by=by, reviewed_at=now)
    for introduction in waiting:
        move(introduction, "recall", by=by, now=now)
        withdraw_messages(introduction, now=now)
        messages.introduction_recalled(introduction, now=now)
    move(review.match, "block", by=by, now=now, reason=text, data={"code": BlockReason.EXPORT_CONTROL})
    messages.suggestion_withdrawn(review.match, now=now)
