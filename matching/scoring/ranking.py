"""One firm's partners in their order, without explanations."""
import numpy as np

from .engine import best_meetings, joined
from .meeting import Meetings
from .reasons import all_rounded
from .sides import Pool


def ranked_partners(pool: Pool, firm: str) -> list[str]:
    """Ids of all that may be put together with this firm, as `rank_partners` has them; none of an unknown firm."""
    for side, met, others in ((pool.japan, _row, pool.partners), (pool.partners, _column, pool.japan)):
        places = {one.id: place for place, one in enumerate(side.firms)}
        if firm in places:
            return [others.firms[place].id for place in _ordered(*met(pool, places[firm]))]
    return []


def _row(pool: Pool, place: int) -> tuple[Meetings, np.ndarray]:
    best = best_meetings(pool, place)
    return best, pool.partners.firm[best.theirs]


def _column(pool: Pool, place: int) -> tuple[Meetings, np.ndarray]:
    own = np.flatnonzero(pool.partners.firm == place)
    best = joined([best_meetings(pool, ours, among=own) for ours in range(len(pool.japan.firms))])
    return best, pool.japan.firm[best.ours]


def _ordered(best: Meetings, others: np.ndarray) -> list[int]:
    """Places are in the order of ids, so the last tie is the id's."""
    weaker, stronger = np.minimum(best.forward, best.backward), np.maximum(best.forward, best.backward)
    return others[np.lexsort((others, -stronger, -weaker, -all_rounded(weaker)))].tolist()
