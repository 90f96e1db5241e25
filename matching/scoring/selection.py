"""Which pairs become suggestions when nobody may be in more than a few: solved exactly, not greedily.

First as many firms as possible get at least one suggestion, then the sum of the fits is as large as possible. That is a
minimum-cost flow from the Japanese firms to the others: each firm's first unit earns a prize larger than all fits
together, its further units nothing, each pair its fit. The flow grows along the cheapest paths, all paths of one length
at a time.
"""
from collections.abc import Iterable, Mapping

from .flow import Network
from .pair_score import PairScore

Limits = int | Mapping[str, int]


def select_suggestions(pairs: Iterable[PairScore], limits: Limits, floor: int) -> list[PairScore]:
    """The chosen pairs, by (Japanese id, other id). `limits`: how many each firm may be in, one for all or by firm id
    (0 where it is not named). Pairs that are excluded or below `floor` are never chosen."""
    plausible = sorted((pair for pair in pairs if not pair.exclusions and pair.fit >= floor), key=_names)
    names = sorted(
        {("japan", pair.japan) for pair in plausible} | {("partner", pair.central_asia) for pair in plausible}
    )
    places = {name: place + 2 for place, name in enumerate(names)}
    capacity = {name: limits if isinstance(limits, int) else limits.get(name[1], 0) for name in names}
    network = Network(len(names) + 2)
    prize = 101 * (1 + min(len(plausible), sum(capacity.values())))
    for name, most in capacity.items():
        ends = (0, places[name]) if name[0] == "japan" else (places[name], 1)
        network.connect(*ends, min(most, 1), -prize)
        network.connect(*ends, max(most - 1, 0), 0)
    arcs = [
        network.connect(places["japan", pair.japan], places["partner", pair.central_asia], 1, -pair.fit)
        for pair in plausible
    ]
    network.fill(0, 1)
    return [pair for pair, arc in zip(plausible, arcs, strict=True) if network.used(arc)]


def _names(pair: PairScore) -> tuple[str, str]:
    return pair.japan, pair.central_asia
