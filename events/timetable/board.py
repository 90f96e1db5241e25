"""The arrays a compiled search works on, and its two smallest steps: a meeting leaves its slot, a meeting takes one."""
from typing import NamedTuple

import numpy as np

from .compiled import compiled
from .goals import Prices
from .instance import NONE, Instance


class Facts(NamedTuple):
    """What never changes during a search. Lists per row are offsets and values (`instance.listed`)."""

    people: np.ndarray  # (M, 2)
    weight: np.ndarray  # M
    interp: np.ndarray  # M
    domain: np.ndarray  # (M, S) bool
    choices_at: np.ndarray  # M + 1: offsets into choices
    choices: np.ndarray  # slots of each meeting's domain
    before_at: np.ndarray
    before: np.ndarray
    behind_at: np.ndarray
    behind: np.ndarray
    own_at: np.ndarray  # P + 1: offsets into own
    own: np.ndarray  # meetings of each person
    told: np.ndarray  # M: slot people were told, -1 for none
    fixed: np.ndarray  # M bool
    day: np.ndarray  # S
    bit: np.ndarray  # S: the slot's bit within its day
    tables: np.ndarray  # S
    interpreters: np.ndarray  # K
    hopeful: np.ndarray  # P bool: somebody with a request that could stand somewhere
    prices: np.ndarray  # goals.Prices, in its order


class State(NamedTuple):
    """Where everything stands. Row S of `members` holds the meetings that do not take place."""

    slot: np.ndarray  # M
    at: np.ndarray  # (P, S): meeting or -1
    occupied: np.ndarray  # (P, D): bits of the day
    held: np.ndarray  # P: meetings that take place
    members: np.ndarray  # (S + 1, M)
    count: np.ndarray  # S + 1
    place: np.ndarray  # M: index within its row of members
    used: np.ndarray  # (K, S)
    chain: np.ndarray  # M: scratch
    mark: np.ndarray  # M: scratch
    flow: np.ndarray  # K: scratch


def facts_of(instance: Instance, prices: Prices) -> Facts:
    domain = instance.domain
    own = instance.of_person
    possible = domain.any(axis=1)
    hopeful = np.zeros(instance.participants, bool)
    hopeful[instance.a[possible]] = True
    hopeful[instance.b[possible]] = True
    offsets = np.concatenate([[0], np.cumsum(domain.sum(axis=1))]).astype(np.int32)
    within = np.arange(instance.slots) - instance.day_starts[instance.day]
    return Facts(
        people=np.stack([instance.a, instance.b], axis=1), weight=instance.weight, interp=instance.interp, domain=domain,
        choices_at=offsets, choices=np.nonzero(domain)[1].astype(np.int32),
        before_at=instance.before[0], before=instance.before[1], behind_at=instance.behind[0], behind=instance.behind[1],
        own_at=np.concatenate([[0], np.cumsum([len(row) for row in own])]).astype(np.int32),
        own=np.concatenate([*own, np.zeros(0, np.int32)]).astype(np.int32),
        told=np.full(instance.meetings, NONE, np.int32) if instance.previous is None else instance.previous,
        fixed=instance.fixed != NONE, day=instance.day.astype(np.int32), bit=np.int64(1) << within.astype(np.int64),
        tables=np.full(instance.slots, instance.tables, np.int32), interpreters=instance.interpreters, hopeful=hopeful,
        prices=np.array(prices, np.float64),
    )


def state_of(instance: Instance, facts: Facts, plan: np.ndarray) -> State:
    meetings, slots, pairs = instance.meetings, instance.slots, len(instance.interpreters)
    state = State(
        slot=np.full(meetings, NONE, np.int32), at=np.full((instance.participants, slots), NONE, np.int32),
        occupied=np.zeros((instance.participants, len(instance.day_starts) - 1), np.int64),
        held=np.zeros(instance.participants, np.int32), members=np.zeros((slots + 1, meetings), np.int32),
        count=np.zeros(slots + 1, np.int32), place=np.zeros(meetings, np.int32), used=np.zeros((pairs, slots), np.int32),
        chain=np.zeros(meetings, np.int32), mark=np.zeros(meetings, np.int64), flow=np.zeros(pairs, np.int32),
    )
    state.members[slots] = state.place[:] = np.arange(meetings)
    state.count[slots] = meetings
    fill(facts, state, plan)
    return state


@compiled
def ones(bits):
    """How many bits are set, of 62 at most."""
    bits = bits - ((bits >> 1) & 0x5555555555555555)
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333)
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F
    return (bits * 0x0101010101010101) >> 56


@compiled
def day_price(prices, bits):
    """Price of one person's day: idle slots, breaks."""
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
    price = prices[2] * ones(holes) + prices[3] * breaks
    if breaks > 2:
        price += prices[4] * (breaks - 2)
    return price


@compiled
def shift(facts, state, meeting, target):
    """Moves the meeting between the rows of members."""
    rows = len(state.count) - 1
    source = state.slot[meeting] if state.slot[meeting] >= 0 else rows
    last = state.members[source, state.count[source] - 1]
    state.members[source, state.place[meeting]] = last
    state.place[last] = state.place[meeting]
    state.count[source] -= 1
    row = target if target >= 0 else rows
    state.members[row, state.count[row]] = meeting
    state.place[meeting] = state.count[row]
    state.count[row] += 1
    pair = facts.interp[meeting]
    if pair >= 0:
        if state.slot[meeting] >= 0:
            state.used[pair, state.slot[meeting]] -= 1
        if target >= 0:
            state.used[pair, target] += 1
    state.slot[meeting] = target


@compiled
def take(facts, state, meeting):
    """The meeting leaves its slot; returns what that costs."""
    slot, price = state.slot[meeting], facts.prices[0] * facts.weight[meeting]
    for side in range(2):
        person = facts.people[meeting, side]
        day = facts.day[slot]
        price -= day_price(facts.prices, state.occupied[person, day])
        state.at[person, slot] = -1
        state.occupied[person, day] &= ~facts.bit[slot]
        state.held[person] -= 1
        price += day_price(facts.prices, state.occupied[person, day])
        if state.held[person] == 0 and facts.hopeful[person]:
            price += facts.prices[5]
    if facts.told[meeting] == slot:
        price += facts.prices[1]
    shift(facts, state, meeting, -1)
    return price


@compiled
def put(facts, state, meeting, slot):
    """The meeting takes a slot in which both are free; returns what that costs."""
    price = -facts.prices[0] * facts.weight[meeting]
    for side in range(2):
        person = facts.people[meeting, side]
        day = facts.day[slot]
        price -= day_price(facts.prices, state.occupied[person, day])
        if state.held[person] == 0 and facts.hopeful[person]:
            price -= facts.prices[5]
        state.at[person, slot] = meeting
        state.occupied[person, day] |= facts.bit[slot]
        state.held[person] += 1
        price += day_price(facts.prices, state.occupied[person, day])
    if facts.told[meeting] == slot:
        price -= facts.prices[1]
    shift(facts, state, meeting, slot)
    return price


@compiled
def fill(facts, state, plan):
    for meeting in range(len(plan)):
        if plan[meeting] >= 0:
            put(facts, state, meeting, plan[meeting])


@compiled
def in_order(facts, state, meeting, slot):
    """Whether all that must come before the meeting does so, and all that comes after it stays behind."""
    for place in range(facts.before_at[meeting], facts.before_at[meeting + 1]):
        other = state.slot[facts.before[place]]
        if other < 0 or other >= slot:
            return False
    for place in range(facts.behind_at[meeting], facts.behind_at[meeting + 1]):
        other = state.slot[facts.behind[place]]
        if 0 <= other <= slot:
            return False
    return True


@compiled
def has_followers(facts, state, meeting):
    for place in range(facts.behind_at[meeting], facts.behind_at[meeting + 1]):  # noqa: SIM110  (Numba has no any())
        if state.slot[facts.behind[place]] >= 0:
            return True
    return False


@compiled
def fits(facts, state, meeting, slot):
    """Whether the meeting, which has no slot, could take this one with nothing else moving."""
    if not facts.domain[meeting, slot] or state.count[slot] >= facts.tables[slot]:
        return False
    if state.at[facts.people[meeting, 0], slot] >= 0 or state.at[facts.people[meeting, 1], slot] >= 0:
        return False
    pair = facts.interp[meeting]
    if pair >= 0 and state.used[pair, slot] >= facts.interpreters[pair]:
        return False
    return in_order(facts, state, meeting, slot)
