"""Two slots change over: a Kempe chain is everything that has to move along when one meeting does,
so that nobody is double-booked.
"""
from .board import (
    BEFORE,
    BEHIND,
    BIT,
    CHAIN,
    COUNT,
    DAY,
    EXPECTED,
    FLOW,
    INTERP,
    MARK,
    SLOT,
    TABLES,
    day_price,
    shift,
)
from .compiled import compiled


@compiled
def grow(facts, state, seed, source, target, begin, stamp):
    """Adds the chain of `seed` between two slots behind the first `begin` of state.chain;
    its new length, or -1 where it is stuck.
    """
    # The chain is its own queue: `place` reads what `length` has written. A stamp marks who is in it, so that nothing
    # has to be wiped between two chains, which are grown some hundred thousand times a second.
    length = begin
    state.meeting[length, CHAIN] = seed
    state.meeting[seed, MARK] = stamp
    length += 1
    place = begin
    while place < length:
        meeting = state.meeting[place, CHAIN]
        goal = source + target - state.meeting[meeting, SLOT]
        if not facts.domain[meeting, goal]:
            return -1
        for side in range(2):
            other = state.at[facts.meeting[meeting, side], goal]
            if other >= 0 and state.meeting[other, MARK] != stamp:
                state.meeting[other, MARK] = stamp
                state.meeting[length, CHAIN] = other
                length += 1
        place += 1
    return length


@compiled
def overflow(facts, state, length, source, target):
    """What is short after the change: -1 nothing, K a table, or a pair's interpreters; and in which slot."""
    # Swaps inside the chain cancel out; only what one slot gains more than it gives can be short of tables or
    # interpreters.
    state.used[:, FLOW] = 0
    net = 0
    for place in range(length):
        meeting = state.meeting[place, CHAIN]
        step = 1 if state.meeting[meeting, SLOT] == source else -1
        net += step
        if facts.meeting[meeting, INTERP] >= 0:
            state.used[facts.meeting[meeting, INTERP], FLOW] += step
    if state.members[target, COUNT] + net > facts.slot[target, TABLES]:
        return len(state.used), target
    if state.members[source, COUNT] - net > facts.slot[source, TABLES]:
        return len(state.used), source
    for pair in range(len(state.used)):
        flow = state.used[pair, FLOW]
        if flow > 0 and state.used[pair, target] + flow > facts.interpreters[pair, target]:
            return pair, target
        if flow < 0 and state.used[pair, source] - flow > facts.interpreters[pair, source]:
            return pair, source
    return -1, -1


@compiled
def relief(facts, state, short, slot, stamp, draw):
    """A meeting outside the chain that would leave the crowded slot: of the pair that is short, or any.
    -1 where there is none.
    """
    count = state.members[slot, COUNT]
    if count == 0:
        return -1
    begin = int(draw * count)
    for step in range(count):
        meeting = state.members[slot, (begin + step) % count]
        if state.meeting[meeting, MARK] != stamp and (
            short == len(state.used) or facts.meeting[meeting, INTERP] == short
        ):
            return meeting
    return -1


@compiled
def keeps_order(facts, state, length, both, stamp):
    for place in range(length):
        meeting = state.meeting[place, CHAIN]
        goal = both - state.meeting[meeting, SLOT]
        for index in range(facts.meeting[meeting, BEFORE], facts.meeting[meeting + 1, BEFORE]):
            other = facts.lists[index]
            slot = (
                both - state.meeting[other, SLOT] if state.meeting[other, MARK] == stamp else state.meeting[other, SLOT]
            )
            if slot >= goal:
                return False
        for index in range(facts.meeting[meeting, BEHIND], facts.meeting[meeting + 1, BEHIND]):
            other = facts.lists[index]
            slot = (
                both - state.meeting[other, SLOT] if state.meeting[other, MARK] == stamp else state.meeting[other, SLOT]
            )
            if 0 <= slot <= goal:
                return False
    return True


@compiled
def change_price(facts, state, length, source, target):
    """What the change costs. Only people with a meeting in one of the two slots and not in the other notice it."""
    price, prices = 0.0, facts.prices
    first, second = facts.slot[source, DAY], facts.slot[target, DAY]
    for place in range(length):
        meeting = state.meeting[place, CHAIN]
        goal = source + target - state.meeting[meeting, SLOT]
        for side in range(2):
            person = facts.meeting[meeting, side]
            if state.at[person, goal] >= 0:
                continue
            away = facts.away[person, first]
            old, new = state.occupied[person, first], state.occupied[person, first] ^ facts.slot[source, BIT]
            if first == second:
                new ^= facts.slot[target, BIT]
                price += day_price(prices, new, away) - day_price(prices, old, away)
            else:
                price += day_price(prices, new, away) - day_price(prices, old, away)
                old, away = state.occupied[person, second], facts.away[person, second]
                price += day_price(prices, old ^ facts.slot[target, BIT], away) - day_price(prices, old, away)
        expected = facts.meeting[meeting, EXPECTED]
        if expected >= 0:
            price += prices[1] * (int(goal != expected) - int(state.meeting[meeting, SLOT] != expected))
    return price


@compiled
def note(facts, state, person, slot):
    """Sets the person's bit of the slot right."""
    if state.at[person, slot] >= 0:
        state.occupied[person, facts.slot[slot, DAY]] |= facts.slot[slot, BIT]
    else:
        state.occupied[person, facts.slot[slot, DAY]] &= ~facts.slot[slot, BIT]


@compiled
def change(facts, state, length, source, target):
    for place in range(length):
        meeting = state.meeting[place, CHAIN]
        for side in range(2):
            state.at[facts.meeting[meeting, side], state.meeting[meeting, SLOT]] = -1
    for place in range(length):
        meeting = state.meeting[place, CHAIN]
        goal = source + target - state.meeting[meeting, SLOT]
        shift(facts, state, meeting, goal)
        for side in range(2):
            state.at[facts.meeting[meeting, side], goal] = meeting
    for place in range(length):
        for side in range(2):
            person = facts.meeting[state.meeting[place, CHAIN], side]
            note(facts, state, person, source)
            note(facts, state, person, target)
