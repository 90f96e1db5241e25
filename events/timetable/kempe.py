"""Two slots change over: a Kempe chain is everything that has to move along when one meeting does, so that nobody is double-booked."""
from .board import day_price, shift
from .compiled import compiled


@compiled
def grow(facts, state, seed, source, target, begin, stamp):
    """Adds the chain of `seed` between two slots behind the first `begin` of state.chain; its new length, or -1 where it is stuck."""
    length = begin
    state.chain[length] = seed
    state.mark[seed] = stamp
    length += 1
    place = begin
    while place < length:
        meeting = state.chain[place]
        goal = source + target - state.slot[meeting]
        if not facts.domain[meeting, goal]:
            return -1
        for side in range(2):
            other = state.at[facts.people[meeting, side], goal]
            if other >= 0 and state.mark[other] != stamp:
                state.mark[other] = stamp
                state.chain[length] = other
                length += 1
        place += 1
    return length


@compiled
def overflow(facts, state, length, source, target):
    """What is short after the change: -1 nothing, K a table, or a pair's interpreters; and in which slot."""
    state.flow[:] = 0
    net = 0
    for place in range(length):
        meeting = state.chain[place]
        step = 1 if state.slot[meeting] == source else -1
        net += step
        if facts.interp[meeting] >= 0:
            state.flow[facts.interp[meeting]] += step
    if state.count[target] + net > facts.tables[target]:
        return len(state.flow), target
    if state.count[source] - net > facts.tables[source]:
        return len(state.flow), source
    for pair in range(len(state.flow)):
        if state.flow[pair] > 0 and state.used[pair, target] + state.flow[pair] > facts.interpreters[pair]:
            return pair, target
        if state.flow[pair] < 0 and state.used[pair, source] - state.flow[pair] > facts.interpreters[pair]:
            return pair, source
    return -1, -1


@compiled
def relief(facts, state, short, slot, stamp, draw):
    """A meeting outside the chain that would leave the crowded slot: of the pair that is short, or any. -1 where there is none."""
    count = state.count[slot]
    if count == 0:
        return -1
    begin = int(draw * count)
    for step in range(count):
        meeting = state.members[slot, (begin + step) % count]
        if state.mark[meeting] != stamp and (short == len(state.flow) or facts.interp[meeting] == short):
            return meeting
    return -1


@compiled
def keeps_order(facts, state, length, both, stamp):
    for place in range(length):
        meeting = state.chain[place]
        goal = both - state.slot[meeting]
        for index in range(facts.before_at[meeting], facts.before_at[meeting + 1]):
            other = facts.before[index]
            slot = both - state.slot[other] if state.mark[other] == stamp else state.slot[other]
            if slot >= goal:
                return False
        for index in range(facts.behind_at[meeting], facts.behind_at[meeting + 1]):
            other = facts.behind[index]
            slot = both - state.slot[other] if state.mark[other] == stamp else state.slot[other]
            if 0 <= slot <= goal:
                return False
    return True


@compiled
def change_price(facts, state, length, source, target):
    """What the change costs. Only people with a meeting in one of the two slots and not in the other notice it."""
    price, prices = 0.0, facts.prices
    first, second = facts.day[source], facts.day[target]
    for place in range(length):
        meeting = state.chain[place]
        goal = source + target - state.slot[meeting]
        for side in range(2):
            person = facts.people[meeting, side]
            if state.at[person, goal] >= 0:
                continue
            old, new = state.occupied[person, first], state.occupied[person, first] ^ facts.bit[source]
            if first == second:
                price += day_price(prices, new ^ facts.bit[target]) - day_price(prices, old)
            else:
                other = state.occupied[person, second]
                price += day_price(prices, new) - day_price(prices, old)
                price += day_price(prices, other ^ facts.bit[target]) - day_price(prices, other)
        if facts.told[meeting] >= 0:
            price += prices[1] * (int(goal != facts.told[meeting]) - int(state.slot[meeting] != facts.told[meeting]))
    return price


@compiled
def note(facts, state, person, slot):
    """Sets the person's bit of the slot right."""
    if state.at[person, slot] >= 0:
        state.occupied[person, facts.day[slot]] |= facts.bit[slot]
    else:
        state.occupied[person, facts.day[slot]] &= ~facts.bit[slot]


@compiled
def change(facts, state, length, source, target):
    for place in range(length):
        meeting = state.chain[place]
        for side in range(2):
            state.at[facts.people[meeting, side], state.slot[meeting]] = -1
    for place in range(length):
        meeting = state.chain[place]
        goal = source + target - state.slot[meeting]
        shift(facts, state, meeting, goal)
        for side in range(2):
            state.at[facts.people[meeting, side], goal] = meeting
    for place in range(length):
        for side in range(2):
            person = facts.people[state.chain[place], side]
            note(facts, state, person, source)
            note(facts, state, person, target)
