"""Which factors stood high in the pairs that nobody wanted, beside those that were approved: read from the reasons
that every match keeps. It is shown to staff; nothing learns from it by itself.
"""
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from ..models import Match
from ..states import REFUSED_MATCH

MOST = 3000  # of either kind, the newest: reasons are read one by one
HIGH = 2 / 3  # of a factor's points
LEAST = 3  # cases before a share says anything
STANDS_OUT = 0.1


class Stood(NamedTuple):
    """In how many of the cases that had this factor at all it stood high: refused ones, approved ones."""

    factor: str
    refused: tuple[int, int]
    approved: tuple[int, int]

    @property
    def lead(self) -> float:
        """By how much its share is larger among the refused."""
        return _share(self.refused) - _share(self.approved)


class Refused(NamedTuple):
    code: str
    count: int
    by_staff: int
    misled: list[Stood]


class Report(NamedTuple):
    refused: list[Refused]
    refused_count: int
    approved_count: int
    is_cut: bool
    groups: list[tuple[tuple[int, str, str], int, int]]


def report(since: datetime | None, weights: int | None = None, languages: tuple[str, str] | None = None) -> Report:
    """`languages`: those in which the Japanese and the other profile are written."""
    refused = _rows(Match.objects.exclude(refusal="").filter(state__in=REFUSED_MATCH), "ended_at", since)
    approved = _rows(Match.objects.filter(approved_at__isnull=False, refusal=""), "approved_at", since)
    chosen = [[row for row in rows if _is_asked(row, weights, languages)] for rows in (refused, approved)]
    return Report(
        by_code(*chosen), len(chosen[0]), len(chosen[1]), max(len(refused), len(approved)) == MOST,
        _groups(refused, approved),
    )


def _rows(found, moment: str, since: datetime | None) -> list[dict[str, Any]]:
    found = found.filter(**{f"{moment}__gte": since}) if since else found
    fields = ("refusal", "state", "reasons", "weights_version", "japan_profile__language", "partner_profile__language")
    return list(found.order_by(f"-{moment}").values(*fields)[:MOST])


def _group(row: dict[str, Any]) -> tuple[int, str, str]:
    return row["weights_version"], row["japan_profile__language"] or "", row["partner_profile__language"] or ""


def _is_asked(row: dict[str, Any], weights: int | None, languages: tuple[str, str] | None) -> bool:
    version, *pair = _group(row)
    return weights in (None, version) and languages in (None, tuple(pair))


def _groups(refused: list[dict], approved: list[dict]) -> list[tuple[tuple[int, str, str], int, int]]:
    """(weights version, languages of both) with the counts of either kind."""
    counts = Counter(map(_group, refused)), Counter(map(_group, approved))
    return [(group, counts[0][group], counts[1][group]) for group in sorted(counts[0] | counts[1])]


def by_code(refused: Iterable[dict], approved: Iterable[dict]) -> list[Refused]:
    """The most frequent code first, with the factors that misled the most."""
    refused, usual = list(refused), _heights(approved)
    codes = Counter(row["refusal"] for row in refused)
    return [
        Refused(
            code, count, sum(row["refusal"] == code and row["state"] != "declined" for row in refused),
            _misled(_heights(row for row in refused if row["refusal"] == code), usual),
        )
        for code, count in codes.most_common()
    ]


def _misled(heights: dict[str, tuple[int, int]], usual: dict[str, tuple[int, int]]) -> list[Stood]:
    found = [Stood(factor, counts, usual.get(factor, (0, 0))) for factor, counts in heights.items()]
    told = [one for one in found if min(one.refused[1], one.approved[1]) >= LEAST and one.lead > STANDS_OUT]
    return sorted(told, key=lambda one: (-one.lead, one.factor))


def _heights(rows: Iterable[dict]) -> dict[str, tuple[int, int]]:
    """By factor: (cases in which it stood high, cases that had it)."""
    high, had = Counter(), Counter()
    for row in rows:
        for factor, share in _shares(row["reasons"]).items():
            had[factor] += 1
            high[factor] += share >= HIGH
    return {factor: (high[factor], had[factor]) for factor in sorted(had)}


def _shares(reasons: dict) -> dict[str, float]:
    """Of each factor the part of its points that it earned, both directions together."""
    points, most = Counter(), Counter()
    for side in ("japan", "partner"):
        for factor in reasons.get(side, ()):
            points[factor["code"]] += factor["points"]
            most[factor["code"]] += factor["max_points"]
    return {code: points[code] / most[code] for code in most if most[code]}


def _share(counts: tuple[int, int]) -> float:
    return counts[0] / counts[1] if counts[1] else 0.0
