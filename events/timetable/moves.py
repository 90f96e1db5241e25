"""The moves of the annealing and its loop, compiled. Each move returns what it cost, 0 where it was not made."""
import math

import numpy as np

from .board import fits, has_followers, in_order, put, take
from .compiled import compiled
from .kempe import change, change_price, grow, keeps_order, overflow, relief

RELIEFS = 3  # further chains that may join one move to make room


@compiled
def accepted(price, heat):
    return price <= 0 or np.random.random() < math.exp(-price / heat)


@compiled
def wished_slot(facts, state, meeting):
    """A slot of the meeting's domain: any, or, half of the time, one beside another meeting of one of its people."""
    if np.random.random() < 0.5:
        person = facts.people[meeting, int(np.random.random() * 2)]
        begin, end = facts.own_at[person], facts.own_at[person + 1]
        slot = state.slot[facts.own[begin + int(np.random.random() * (end - begin))]]
        if slot >= 0:
            slot += 1 if np.random.random() < 0.5 else -1
            if 0 <= slot < len(facts.day) and facts.domain[meeting, slot]:
                return slot
    begin, end = facts.choices_at[meeting], facts.choices_at[meeting + 1]
    if begin == end:
        return -1
    return facts.choices[begin + int(np.random.random() * (end - begin))]


@compiled
def swing(facts, state, meeting, target, heat, stamp):
    """A meeting that takes place moves to another slot, with its chain and what must give way to it."""
    source = state.slot[meeting]
    length = grow(facts, state, meeting, source, target, 0, stamp)
    for _ in range(RELIEFS):
        if length < 0:
            return 0.0
        short, slot = overflow(facts, state, length, source, target)
        if short < 0:
            break
        other = relief(facts, state, short, slot, stamp, np.random.random())
        if other < 0:
            return 0.0
        length = grow(facts, state, other, source, target, length, stamp)
    if length < 0 or overflow(facts, state, length, source, target)[0] >= 0:
        return 0.0
    if len(facts.before) and not keeps_order(facts, state, length, source + target, stamp):
        return 0.0
    price = change_price(facts, state, length, source, target)
    if not accepted(price, heat):
        return 0.0
    change(facts, state, length, source, target)
    return price


@compiled
def eject(facts, state, meeting, out):
    """Takes a meeting out for another one's sake and notes its slot; whether that may be. Returns (done, price)."""
    if facts.fixed[meeting] or has_followers(facts, state, meeting):
        return False, 0.0
    count = state.chain[0]
    out[count, 0], out[count, 1] = meeting, state.slot[meeting]
    state.chain[0] += 1
    return True, take(facts, state, meeting)


@compiled
def crowd_out(facts, state, short, slot, out):
    """Ejects one meeting that holds what is short in the slot. Returns (done, price)."""
    other = relief(facts, state, short, slot, -1, np.random.random())
    if other < 0:
        return False, 0.0
    return eject(facts, state, other, out)


@compiled
def make_room(facts, state, meeting, slot, out):
    """Ejects whoever keeps the meeting out of the slot. Returns (done, price)."""
    price, pair = 0.0, facts.interp[meeting]
    for side in range(2):
        other = state.at[facts.people[meeting, side], slot]
        if other >= 0:
            done, cost = eject(facts, state, other, out)
            price += cost
            if not done:
                return False, price
    if pair >= 0 and state.used[pair, slot] >= facts.interpreters[pair]:
        done, cost = crowd_out(facts, state, pair, slot, out)
        price += cost
        if not done:
            return False, price
    if state.count[slot] >= facts.tables[slot]:
        done, cost = crowd_out(facts, state, len(state.flow), slot, out)
        price += cost
        if not done:
            return False, price
    return True, price


@compiled
def settle(facts, state, meeting):
    """An ejected meeting takes the cheapest slot that is open to it, if there is one."""
    best, found = 0.0, -1
    begin, end = facts.choices_at[meeting], facts.choices_at[meeting + 1]
    turn = int(np.random.random() * (end - begin))
    for step in range(end - begin):
        slot = facts.choices[begin + (step + turn) % (end - begin)]
        if fits(facts, state, meeting, slot):
            price = put(facts, state, meeting, slot)
            take(facts, state, meeting)
            if found < 0 or price < best:
                best, found = price, slot
    if found < 0:
        return 0.0
    return put(facts, state, meeting, found)


@compiled
def enter(facts, state, meeting, slot, heat, out):
    """A meeting without a slot takes one; whoever was in its way looks for another, or stays without."""
    if not in_order(facts, state, meeting, slot):
        return 0.0
    state.chain[0] = 0
    done, price = make_room(facts, state, meeting, slot, out)
    ejected = state.chain[0]
    if done:
        price += put(facts, state, meeting, slot)
        for place in range(ejected):
            price += settle(facts, state, out[place, 0])
        if accepted(price, heat):
            return price
        take(facts, state, meeting)
        for place in range(ejected):
            if state.slot[out[place, 0]] >= 0:
                take(facts, state, out[place, 0])
    for place in range(ejected):
        put(facts, state, out[place, 0], out[place, 1])
    return 0.0


@compiled
def anneal(facts, state, best, standing, steps, heats, entering, seed):
    """Runs `steps` moves from heat heats[0] down to heats[1]; `best` keeps the cheapest plan. Returns its price and the last one's."""
    np.random.seed(seed)
    meetings, waiting = len(state.slot), len(state.count) - 1
    price, lowest, heat = standing[0], standing[1], heats[0]
    out = np.zeros((4, 2), np.int32)
    stamp = state.mark.max()
    for step in range(steps):
        if step % 256 == 0:
            heat = heats[0] * (heats[1] / heats[0]) ** (step / steps)
        if state.count[waiting] > 0 and np.random.random() < entering:
            meeting = state.members[waiting, int(np.random.random() * state.count[waiting])]
        else:
            meeting = int(np.random.random() * meetings)
        slot = wished_slot(facts, state, meeting)
        if slot < 0 or slot == state.slot[meeting]:
            continue
        if state.slot[meeting] < 0:
            price += enter(facts, state, meeting, slot, heat, out)
        else:
            stamp += 1
            price += swing(facts, state, meeting, slot, heat, stamp)
        if price < lowest - 1e-7:
            lowest = price
            best[:] = state.slot
    standing[0], standing[1] = price, lowest
