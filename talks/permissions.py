"""Who may ask, answer and write."""
from companies.models import Firm
from companies.permissions import can_manage_members
from core.models import TextTranslation
from matching.models import Match
from matching.permissions import answers_for, firm_of
from matching.states import LIVE_MATCH, RELEASED

from .enums import Asker
from .models import Asked, Deciding, FollowUp, PlannedCall, Remark, Sample, SharedFile
from .querysets import talked_matches


def released(match: Match) -> bool:
    """The contacts of this pair are open, so that both know each other's names."""
    return any(one.state in RELEASED for one in match.introductions.all())


def side_of(user, match: Match) -> str | None:
    """On whose part this person takes part; None: not at all."""
    if user.is_minamin:
        return Asker.OFFICE
    if user.is_liaison:
        return Asker.CHAMBER if talked_matches(user).filter(pk=match.pk).exists() else None
    firm = firm_of(user)
    return match.side_of(firm) if firm and answers_for(user, match, firm) else None


def goes_on(match: Match) -> bool:
    """Nobody has ended it, so that more may be said."""
    return match.state in LIVE_MATCH


def is_heard(match: Match) -> bool:
    """It goes on, and both firms are verified at present."""
    return goes_on(match) and all(firm.is_live for firm in match.firms)


def can_ask(user, match: Match) -> bool:
    """Owners and editors of the two firms, and staff."""
    side = side_of(user, match)
    return side is not None and side != Asker.CHAMBER


def can_decide(user, match: Match) -> bool:
    """Owners and editors of the two firms."""
    return side_of(user, match) in (Asker.JAPAN, Asker.CENTRAL_ASIA)


def can_end_decision(user, row: Deciding) -> bool:
    """The side that named the day."""
    return can_decide(user, row.thread.match) and side_of(user, row.thread.match) == row.by_side


def can_settle_call(user, call: PlannedCall) -> bool:
    """The firm to which the times were proposed."""
    match = call.thread.match
    return can_decide(user, match) and side_of(user, match) != call.by_side


def can_withdraw_call(user, call: PlannedCall) -> bool:
    """The firm that proposed the times."""
    return side_of(user, call.thread.match) == call.by_side


def can_write(user, match: Match) -> bool:
    """All who take part; whether the time has come, the service says."""
    return side_of(user, match) is not None


def can_remove_file(user, shared: SharedFile) -> bool:
    """The side that added it."""
    return side_of(user, shared.thread.match) == shared.by_side


def can_answer_question(user, asked: Asked) -> bool:
    """Owners and editors of the firm that was asked."""
    return side_of(user, asked.thread.match) == asked.to_side


def can_withdraw_question(user, asked: Asked) -> bool:
    """The side that asked."""
    return side_of(user, asked.thread.match) == asked.by_side


def can_say_result(user, follow_up: FollowUp) -> bool:
    """Owners and editors of the two firms."""
    return can_decide(user, follow_up.thread.match)


def can_settle_result(user, follow_up: FollowUp) -> bool:
    """Staff, where the two firms answered differently."""
    return side_of(user, follow_up.thread.match) == Asker.OFFICE


def firm_on(match: Match, side: str) -> Firm:
    return match.japan if side == Asker.JAPAN else match.partner


def can_request_sample(user, match: Match) -> bool:
    """Owners and editors of the two firms; whether the time has come, the service says."""
    return side_of(user, match) in (Asker.JAPAN, Asker.CENTRAL_ASIA)


def can_move_sample(user, sample: Sample) -> bool:
    """Owners and editors of the two firms; whose turn it is, the service asks of the locked row."""
    return can_request_sample(user, sample.thread.match)


def can_remind_of_sample(user, sample: Sample) -> bool:
    """Staff, and the chamber that helps."""
    return side_of(user, sample.thread.match) in (Asker.OFFICE, Asker.CHAMBER)


def can_ask_translation(user, remark: Remark) -> bool:
    """All who take part."""
    return side_of(user, remark.thread.match) is not None


def can_translate(user, remark: Remark) -> bool:
    """Staff, and the firm that the message is for: whoever wrote it would say it in their own words."""
    side = side_of(user, remark.thread.match)
    return side == Asker.OFFICE or (side in (Asker.JAPAN, Asker.CENTRAL_ASIA) and side != remark.by_side)


def can_drop_translation(user, row: TextTranslation, remark: Remark) -> bool:
    """Whoever asked for it, and staff."""
    side = side_of(user, remark.thread.match)
    return side == Asker.OFFICE or (side is not None and row.asked_by_id == user.pk)


def can_agree_to_machine(user, firm: Firm) -> bool:
    """Owners of the firm."""
    return can_manage_members(user, firm)
