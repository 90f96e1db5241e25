from datetime import date

from matching.messages import PARTNER_IN
from talks.enums import DecidingReason

from .companies import profile_of
from .world import World

DECIDING = {"until": date(2026, 12, 18), "reason": DecidingReason.BUDGET.label}


def contexts(world: World) -> dict[str, dict]:
    """Before contacts are released, and after."""
    yours = {"yours": profile_of(world, world.firm), "partner": PARTNER_IN[world.partner.country]}
    return {
        "questions_asked": yours | {"from_office": False},
        "questions_answered": yours,
        "remark_written": yours | {"partner": world.partner},
        **dict.fromkeys(("day_named", "day_is_near", "day_passed", "day_passed_yours"), yours | DECIDING),
        "sample_moved": {"partner": world.partner, "goods": "10 kg", "act": "request", "yours": True},
        "sample_reminder": {"partner": world.partner, "goods": "10 kg"},
    }
