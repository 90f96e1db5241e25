"""Export-control questions: asked by the list, answered by a named reviewer; open ones keep contacts back."""
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from companies.rules.export_control import clearance_day, controlled_codes
from core.errors import permit
from core.lifecycle import lock, move
from core.reasons import required_reason
from core.sweeps import each
from notifications.services import withdraw_messages

from .. import messages
from ..enums import BlockReason
from ..errors import ClearanceOutOfRange
from ..models import ExportReview, Introduction, Match
from ..permissions import can_propose
from ..states import STOPPABLE
from .ending import end_match
from .introductions import abandon_referrals, release_if_ready

CLEARED_AT_MOST = timedelta(days=365)


def controlled_in(match: Match) -> dict[str, str]:
    """{HS code as the profiles name it: tier} of codes that the list asks about."""
    tiers = controlled_codes().questions
    profiles = [match.japan_profile, match.partner_profile]
    codes = {code for profile in profiles if profile for line in profile.lines.all() for code in line.hs_codes}
    return {code: tiers[code] for code in sorted(codes) if code in tiers}


def questions_of(match: Match) -> list[ExportReview]:
    """Every question about this pair, by code; one that nobody has raised or answered yet is not in the database."""
    version = controlled_codes().version
    asked = {
        code: ExportReview(match=match, code=code, tier=tier, list_version=version)
        for code, tier in controlled_in(match).items()
    }
    raised = {review.code: review for review in match.export_reviews.select_related("match", "reviewed_by")}
    return [review for _code, review in sorted((asked | raised).items())]


def flag_controlled_codes(match: Match, *, now: datetime) -> None:
    """Raises the questions for good: taking a code out of a profile later does not answer them."""
    for review in questions_of(match):
        _written(review)


def _written(review: ExportReview) -> ExportReview:
    """The row of the question; whoever was quicker may have written it."""
    if not review._state.adding:
        return review
    rest = {"tier": review.tier, "list_version": review.list_version}
    return ExportReview.objects.get_or_create(match=review.match, code=review.code, defaults=rest)[0]


def _hold(match: Match) -> list[Introduction]:
    """Introductions are locked before reviews, as whoever releases contacts holds them in that order."""
    return [lock(one) for one in match.introductions.filter(state__in=STOPPABLE).order_by("pk")]


@transaction.atomic
def request_end_use_statement(review: ExportReview, *, by, now: datetime) -> None:
    permit(by, can_propose)
    move(_written(review), "request_statement", by=by, now=now, reviewed_by=by, reviewed_at=now)


@transaction.atomic
def clear_export_review(review: ExportReview, *, until: date, reason: str, by, now: datetime) -> None:
    """Clears for this match until a day; an introduction that waited only for this is released now."""
    permit(by, can_propose)
    reason, today = required_reason(reason), clearance_day(now)
    if not today <= until <= today + CLEARED_AT_MOST:
        raise ClearanceOutOfRange
    waiting = _hold(review.match)
    review = _written(review)
    current = lock(review)
    if current.state == "cleared" and not current.holds(today):
        _turn_back(review, "lapse", by=None, now=now)
    data = {"code": review.code, "until": until.isoformat()}
    move(
        review, "clear", by=by, now=now, reason=reason, data=data, reviewed_by=by, reviewed_at=now, cleared_until=until
    )
    for introduction in waiting:
        release_if_ready(introduction, by=by, now=now)


@transaction.atomic
def reopen_export_review(review: ExportReview, *, reason: str, by, now: datetime) -> None:
    """Takes back a clearance in force: from this moment the contacts are kept back again."""
    permit(by, can_propose)
    reason = required_reason(reason)
    _hold(review.match)
    _turn_back(review, "reopen", by=by, now=now, reason=reason, reviewed_by=by, reviewed_at=now)


def lapse_clearances(*, now: datetime) -> None:
    """What has kept the contacts back since midnight goes back to its reviewer."""
    due = ExportReview.objects.lapsed(now).select_related("match__japan", "match__partner", "reviewed_by")
    each("matching.expire_due:clearances", due, partial(_lapse, now=now), now=now)


def _lapse(review: ExportReview, *, now: datetime) -> bool:
    """False when the reviewer was quicker."""
    current = lock(review)
    if current.state != "cleared" or current.holds(clearance_day(now)):
        return False
    _turn_back(review, "lapse", by=None, now=now)
    messages.clearance_lapsed(review, until=current.cleared_until, now=now)
    return True


def _turn_back(review: ExportReview, action: str, *, by, now: datetime, reason: str = "", **fields) -> None:
    move(review, action, by=by, now=now, reason=reason, data={"code": review.code}, cleared_until=None, **fields)


@transaction.atomic
def block_export(review: ExportReview, *, reason: str, by, now: datetime) -> None:
    """Ends the pair too: what waits or is under way is recalled, nobody is left waiting for nothing."""
    permit(by, can_propose)
    reason = required_reason(reason)
    stopped = _hold(review.match)
    review = _written(review)
    move(review, "block", by=by, now=now, reason=reason, data={"code": review.code}, reviewed_by=by, reviewed_at=now)
    for introduction in stopped:
        move(introduction, "recall", by=by, now=now)
        withdraw_messages(introduction, now=now)
        abandon_referrals(introduction, by=by, now=now)
        messages.introduction_recalled(introduction, by=by, now=now)
    end_match(review.match, "block", by=by, now=now, reason=reason, data={"code": BlockReason.EXPORT_CONTROL})
    messages.suggestion_withdrawn(review.match, now=now)
