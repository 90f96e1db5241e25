from matching.messages import PARTNER_IN

from .companies import profile_of
from .world import World


def contexts(world: World) -> dict[str, dict]:
    """Before contacts are released, and after."""
    yours = {"yours": profile_of(world, world.firm), "partner": PARTNER_IN[world.partner.country]}
    return {
        "questions_asked": yours | {"from_office": False},
        "questions_answered": yours,
        "remark_written": yours | {"partner": world.partner},
    }
