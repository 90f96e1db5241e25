from datetime import UTC, date, datetime

from core.i18n import say_both
from matching.messages import PARTNER_IN
from talks.enums import DecidingReason, ResultAnswer
from talks.models import PlannedCall

from .companies import profile_of
from .world import World

DECIDING = {"until": date(2026, 12, 18), "reason": DecidingReason.BUDGET.label}


def _call(world: World) -> dict:
    call = PlannedCall(minutes=30, interpreter=True, place="https://meet.example/minamin")
    times = [say_both(datetime(2026, 12, day, 5, tzinfo=UTC), "Asia/Tokyo", "Asia/Almaty") for day in (8, 9)]
    return {"partner": world.partner, "times": times, "minutes": 30, "call": call}


def contexts(world: World) -> dict[str, dict]:
    """Before contacts are released, and after."""
    yours = {"yours": profile_of(world, world.firm), "partner": PARTNER_IN[world.partner.country]}
    return {
        "questions_asked": yours | {"from_office": False},
        "questions_answered": yours,
        "remark_written": yours | {"partner": world.partner},
        **dict.fromkeys(("call_proposed", "times_declined", "call_agreed", "call_off"), _call(world)),
        **dict.fromkeys(("day_named", "day_is_near", "day_passed", "day_passed_yours"), yours | DECIDING),
        "translation_written": {"partner": world.partner},
        "sample_moved": {"partner": world.partner, "goods": "10 kg", "act": "request", "yours": True},
        "result_asked": {"partner": world.partner, "days": 30},
        "result_concluded": {"partner": world.partner, "days": 90, "answer": ResultAnswer.AGREEMENT.label},
        "sample_reminder": {"partner": world.partner, "goods": "10 kg"},
    }
