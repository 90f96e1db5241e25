"""The arrays a compiled search works on, and its two smallest steps: a meeting leaves its slot, a meeting takes one."""
from typing import NamedTuple

import numpy as np

from .compiled import compiled, entrance
from .goals import Prices
from .instance import NO_NUMBERS, NONE, Instance

# Columns. Few wide arrays of one type: the time to compile grows with the arrays that functions hand to each other, and
# each function is compiled anew for every combination of types it meets.
A, B, WEIGHT, INTERP, EXPECTED, FIXED, CHOICES, BEFORE, BEHIND = range(9)  # of facts.meeting
OWN, HOPEFUL = range(2)  # of facts.person
DAY, BIT, TABLES = range(3)  # of facts.slot
SLOT, PLACE, CHAIN, MARK = range(4)  # of state.meeting
COUNT = HELD = FLOW = -1  # the last column of state.members, state.occupied and state.used


class Facts(NamedTuple):
    """What never changes during a search. CHOICES, BEFORE, BEHIND and OWN begin a row's part of `lists`;
    the next row's ends it.
    """

    # (M + 1, 9): people, weight, pair, slot people expect, locked, possible slots, meetings before and behind
    meeting: np.ndarray
    person: np.ndarray  # (P + 1, 2): own meetings, whether a request of theirs could stand somewhere
    away: np.ndarray  # (P, D): bits of the slots of each day in which a person is away
    slot: np.ndarray  # (S, 3): day, the slot's bit within its day, tables
    lists: np.ndarray
    domain: np.ndarray  # (M, S) bool
    interpreters: np.ndarray  # (K, S)
    prices: np.ndarray  # goals.Prices, in its order; behind them how many breaks are fair


class State(NamedTuple):
    """Where everything stands. Row S of `members` holds the meetings that do not take place."""

    meeting: np.ndarray  # (M, 4): slot, index within its row of members; scratch: the chain, marks of what is in it
    at: np.ndarray  # (P, S): meeting or -1
    occupied: np.ndarray  # (P, D + 1): bits of each day; number of meetings
    members: np.ndarray  # (S + 1, M + 1): meetings; how many they are
    used: np.ndarray  # (K, S + 1): interpreters at work; scratch: what a change adds


def facts_of(instance: Instance, prices: Prices) -> Facts:
    domain, own = instance.domain, instance.of_person
    possible = domain.any(axis=1)
    chosen = np.concatenate([[0], np.cumsum(domain.sum(axis=1))]), np.nonzero(domain)[1]
    owned = np.concatenate([[0], np.cumsum([len(row) for row in own])]), np.concatenate([*own, NO_NUMBERS])
    parts = [chosen, instance.before, instance.behind, owned]
    begins = np.cumsum([0, *(len(values) for _offsets, values in parts)])
    starts = [(offsets + begin).astype(np.int64) for (offsets, _values), begin in zip(parts, begins, strict=False)]
    plain = [instance.a, instance.b, instance.weight, instance.interp, instance.expected, instance.fixed != NONE]
    hopeful = np.zeros(instance.participants + 1, np.int64)
    hopeful[np.concatenate([instance.a[possible], instance.b[possible]])] = 1
    within = np.arange(instance.slots) - instance.day_starts[instance.day]
    people = instance.participants
    fair = instance.slots if instance.fairness is None else instance.fairness
    bits = np.int64(1) << within
    days = zip(instance.day_starts[:-1], instance.day_starts[1:], strict=True)
    away = [(instance.forbidden[:, first:last] * bits[first:last]).sum(axis=1) for first, last in days]
    return Facts(
        meeting=np.stack([*(np.append(column, 0) for column in plain), *starts[:3]], axis=1).astype(np.int64),
        person=np.stack([starts[3], hopeful], axis=1),
        away=np.array(away, np.int64).reshape(len(instance.day_starts) - 1, people).T.copy(),
        slot=np.stack(
            [instance.day, bits, np.full(instance.slots, instance.tables)], axis=1
        ).astype(np.int64),
        lists=np.concatenate([values for _offsets, values in parts]).astype(np.int64), domain=domain,
        interpreters=instance.interpreters.astype(np.int64), prices=np.array([*prices, fair], np.float64),
    )


def state_of(instance: Instance, facts: Facts, plan: np.ndarray) -> State:
    meetings, slots, people, pairs = instance.meetings, instance.slots, instance.participants, len(
        instance.interpreters
    )
    state = State(
        meeting=np.zeros((meetings, 4), np.int64), at=np.full((people, slots), NONE, np.int64),
        occupied=np.zeros((people, len(instance.day_starts)), np.int64),
        members=np.zeros((slots + 1, meetings + 1), np.int64),
        used=np.zeros((pairs, slots + 1), np.int64),
    )
    state.meeting[:, SLOT] = NONE
    state.meeting[:, PLACE] = state.members[slots, :-1] = np.arange(meetings)
    state.members[slots, COUNT] = meetings
    fill(facts, state, plan.astype(np.int64))
    return state


@compiled
def ones(bits):
    """How many bits are set, of 62 at most."""
    bits = bits - ((bits >> 1) & 0x5555555555555555)
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333)
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F
    return (bits * 0x0101010101010101) >> 56


@compiled
def day_price(prices, bits, away):
    """Price of one person's day: idle slots, in which they are not away; breaks."""
    if bits == 0:
        return 0.0
    below = bits
    below |= below >> 1
    below |= below >> 2
    below |= below >> 4
    below |= below >> 8
    below |= below >> 16
    below |= below >> 32
    holes = below & ~((bits & -bits) - 1) & ~bits
    if holes == 0:
        return 0.0
    breaks = ones(holes & ~(holes << 1))
    price = prices[2] * ones(holes & ~away) + prices[3] * breaks
    if breaks > prices[6]:
        price += prices[4] * (breaks - prices[6])
    return price


@compiled
def shift(facts, state, meeting, row):
    """Moves the meeting between the rows of members."""
    waiting = len(state.members) - 1
    source = state.meeting[meeting, SLOT] if state.meeting[meeting, SLOT] >= 0 else waiting
    last = state.members[source, state.members[source, COUNT] - 1]
    state.members[source, state.meeting[meeting, PLACE]] = last
    state.meeting[last, PLACE] = state.meeting[meeting, PLACE]
    state.members[source, COUNT] -= 1
    state.members[row, state.members[row, COUNT]] = meeting
    state.meeting[meeting, PLACE] = state.members[row, COUNT]
    state.members[row, COUNT] += 1
    pair = facts.meeting[meeting, INTERP]
    if pair >= 0:
        if source < waiting:
            state.used[pair, source] -= 1
        if row < waiting:
            state.used[pair, row] += 1
    state.meeting[meeting, SLOT] = row if row < waiting else -1


@compiled
def take(facts, state, meeting):
    """The meeting leaves its slot; returns what that costs."""
    slot, price = state.meeting[meeting, SLOT], facts.prices[0] * facts.meeting[meeting, WEIGHT]
    for side in range(2):
        person = facts.meeting[meeting, side]
        day = facts.slot[slot, DAY]
        price -= day_price(facts.prices, state.occupied[person, day], facts.away[person, day])
        state.at[person, slot] = -1
        state.occupied[person, day] &= ~facts.slot[slot, BIT]
        state.occupied[person, HELD] -= 1
        price += day_price(facts.prices, state.occupied[person, day], facts.away[person, day])
        if state.occupied[person, HELD] == 0 and facts.person[person, HOPEFUL]:
            price += facts.prices[5]
    if facts.meeting[meeting, EXPECTED] == slot:
        price += facts.prices[1]
    shift(facts, state, meeting, len(state.members) - 1)
    return price


@compiled
def put(facts, state, meeting, slot):
    """The meeting takes a slot in which both are free; returns what that costs."""
    price = -facts.prices[0] * facts.meeting[meeting, WEIGHT]
    for side in range(2):
        person = facts.meeting[meeting, side]
        day = facts.slot[slot, DAY]
        price -= day_price(facts.prices, state.occupied[person, day], facts.away[person, day])
        if state.occupied[person, HELD] == 0 and facts.person[person, HOPEFUL]:
            price -= facts.prices[5]
        state.at[person, slot] = meeting
        state.occupied[person, day] |= facts.slot[slot, BIT]
        state.occupied[person, HELD] += 1
        price += day_price(facts.prices, state.occupied[person, day], facts.away[person, day])
    if facts.meeting[meeting, EXPECTED] == slot:
        price -= facts.prices[1]
    shift(facts, state, meeting, slot)
    return price


@entrance
def fill(facts, state, plan):
    for meeting in range(len(plan)):
        if plan[meeting] >= 0:
            put(facts, state, meeting, plan[meeting])


@compiled
def in_order(facts, state, meeting, slot):
    """Whether all that must come before the meeting does so, and all that comes after it stays behind."""
    for place in range(facts.meeting[meeting, BEFORE], facts.meeting[meeting + 1, BEFORE]):
        other = state.meeting[facts.lists[place], SLOT]
        if other < 0 or other >= slot:
            return False
    for place in range(facts.meeting[meeting, BEHIND], facts.meeting[meeting + 1, BEHIND]):
        other = state.meeting[facts.lists[place], SLOT]
        if 0 <= other <= slot:
            return False
    return True


@compiled
def has_followers(facts, state, meeting):
    for place in range(facts.meeting[meeting, BEHIND], facts.meeting[meeting + 1, BEHIND]):
        if state.meeting[facts.lists[place], SLOT] >= 0:
            return True
    return False


@compiled
def fits(facts, state, meeting, slot):
    """Whether the meeting, which has no slot, could take this one with nothing else moving."""
    if not facts.domain[meeting, slot] or state.members[slot, COUNT] >= facts.slot[slot, TABLES]:
        return False
    if state.at[facts.meeting[meeting, 0], slot] >= 0 or state.at[facts.meeting[meeting, 1], slot] >= 0:
        return False
    pair = facts.meeting[meeting, INTERP]
    if pair >= 0 and state.used[pair, slot] >= facts.interpreters[pair, slot]:
        return False
    return in_order(facts, state, meeting, slot)
