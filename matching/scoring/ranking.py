"""One firm's partners in their order, without explanations."""
import numpy as np

from .engine import best_meetings, joined
from .meeting import Meetings
from .reasons import all_rounded
from .sides import Pool


def evident_rank(pool: Pool, firm: str, other: str) -> tuple[int, int]:
    """The place of `other`, from 1, among the partners of a firm that have evidence, and how many there are; 0 when it
    is none of them.
    """
    partners = ranked_partners(pool, firm, evident=True)
    return partners.index(other) + 1 if other in partners else 0, len(partners)


def ranked_partners(pool: Pool, firm: str, *, evident: bool = False) -> list[str]:
    """Ids of all that may be put together with this firm, as `rank_partners` has them; none of an unknown firm.
    `evident`: only those with evidence.
    """
    for side, met, others in ((pool.japan, _row, pool.partners), (pool.partners, _column, pool.japan)):
        places = {one.id: place for place, one in enumerate(side.firms)}
        if firm in places:
            best, partners = met(pool, places[firm])
            rows = np.flatnonzero(best.passed) if evident else np.arange(len(partners))
            return [others.firms[place].id for place in _ordered(best.take(rows), partners[rows])]
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
