"""Hours in which meetings can be: suggested from the hours of an event, or read back from its slots.
Pure functions over local times.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

Block = tuple[datetime, datetime]
MORNING, EVENING = time(9), time(18)
LUNCH = (time(12), time(13))
MINUTES, PAUSE, LONGEST_PAUSE = 25, 5, 60


class Rhythm(NamedTuple):
    """Minutes of a meeting and between two."""

    minutes: int
    pause: int


def days_between(starts_at: datetime, ends_at: datetime, most: int = 14) -> list[date]:
    first = starts_at.date()
    return [first + timedelta(days=number) for number in range(min((ends_at.date() - first).days + 1, most))]


def suggested(starts_at: datetime, ends_at: datetime) -> list[Block]:
    """Mornings and afternoons: from when the event begins until it ends, other days from 9 to 18,
    without the hour of lunch.
    """
    found = []
    for day in days_between(starts_at, ends_at):
        begin, noon, back, end = (datetime.combine(day, clock) for clock in (MORNING, *LUNCH, EVENING))
        begin = starts_at if day == starts_at.date() else begin
        end = ends_at if day == ends_at.date() else end
        found += [(begin, min(end, noon)), (max(begin, back), end)]
    return [(begin, end) for begin, end in found if begin < end]


def rhythm_of(slots: list[Block]) -> Rhythm:
    """What most of the slots have; a gap too long for a pause is a gap between blocks."""
    lengths = Counter(_minutes(begin, end) for begin, end in slots)
    gaps = Counter(_minutes(one[1], two[0]) for one, two in pairwise(slots))
    pauses = [(count, -gap) for gap, count in gaps.items() if 0 <= gap <= LONGEST_PAUSE]
    return Rhythm(lengths.most_common(1)[0][0], -max(pauses)[1] if pauses else PAUSE)


def blocks_of(slots: list[Block], pause: int) -> list[Block]:
    """Slots of one day that follow each other after the pause, as one block."""
    blocks: list[Block] = []
    for begin, end in slots:
        if blocks and blocks[-1][1] + timedelta(minutes=pause) == begin and blocks[-1][0].date() == begin.date():
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((begin, end))
    return blocks


def _minutes(begin: datetime, end: datetime) -> int:
    return round((end - begin).total_seconds() / 60)
