"""Staff put two firms together that the engine does not suggest."""
from datetime import datetime

from django.db import IntegrityError, transaction

from companies.models import Firm
from core.activity import record
from core.errors import permit
from core.lifecycle import lock
from core.reasons import required_reason

from ..computed.why_not import live_match, obstacle, published
from ..errors import AlreadyMatched
from ..models import Match
from ..permissions import can_propose
from .answers import put_before_staff
from .refreshing import ask_refresh

UNSCORED = {"fit": 0, "forward": 0.0, "backward": 0.0, "weights_version": 0}


@transaction.atomic
def propose_pair(japan: Firm, *, partner: Firm, reason: str, by, now: datetime) -> Match:
    """Before a colleague, as every proposal; the points follow. Raises what `obstacle` names."""
    permit(by, can_propose)
    words = required_reason(reason)
    firms = {firm.pk: lock(firm) for firm in sorted((japan, partner), key=lambda one: one.pk)}
    if refusal := obstacle(firms[japan.pk], firms[partner.pk]):
        raise refusal
    match = live_match(japan, partner) or _by_hand(japan, partner, by, now)
    put_before_staff(match, "propose", reason=words, by=by, now=now)
    ask_refresh([japan.pk], by=by, now=now)
    return match


def _by_hand(japan: Firm, partner: Firm, by, now: datetime) -> Match:
    profiles = published(japan, partner)
    try:
        with transaction.atomic():
            match = Match.objects.create(
                japan=japan, partner=partner, japan_profile=profiles[japan.pk], partner_profile=profiles[partner.pk],
                by_hand=True, created_at=now, scored_at=now, **UNSCORED,
            )
    except IntegrityError as error:  # a run suggested them at this moment
        raise AlreadyMatched from error
    record(match, "put_together", by=by, now=now)
    return match
