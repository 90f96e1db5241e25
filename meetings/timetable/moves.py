"""The moves of the annealing and its loop, compiled. Each move returns what it cost, 0 where it was not made."""
import math

import numpy as np

from .board import (
    CHAIN,
    CHOICES,
    COUNT,
    FIXED,
    INTERP,
    MARK,
    OWN,
    SLOT,
    TABLES,
    fits,
    has_followers,
    in_order,
    put,
    take,
)
from .compiled import compiled, entrance
from .kempe import change, change_price, grow, keeps_order, overflow, relief

RELIEFS = 3  # further chains that may join one move to make room


@compiled
def accepted(price, heat):
    return price <= 0 or np.random.random() < math.exp(-price / heat)


@compiled
def wished_slot(facts, state, meeting):
    """A slot of the meeting's domain: any, or, half of the time, one beside another meeting of one of its people."""
    if np.random.random() < 0.5:
        person = facts.meeting[meeting, int(np.random.random() * 2)]
        begin, end = facts.person[person, OWN], facts.person[person + 1, OWN]
        slot = state.meeting[facts.lists[begin + int(np.random.random() * (end - begin))], SLOT]
        if slot >= 0:
            slot += 1 if np.random.random() < 0.5 else -1
            if 0 <= slot < len(facts.slot) and facts.domain[meeting, slot]:
                return slot
    begin, end = facts.meeting[meeting, CHOICES], facts.meeting[meeting + 1, CHOICES]
    if begin == end:
        return -1
    return facts.lists[begin + int(np.random.random() * (end - begin))]


@compiled
def swing(facts, state, meeting, target, heat, stamp):
    """A meeting that takes place moves to another slot, with its chain and what must give way to it."""
    source = state.meeting[meeting, SLOT]
    length, seed, fits_in = 0, meeting, False
    for _ in range(1 + RELIEFS):
        length = grow(facts, state, seed, source, target, length, stamp)
        if length < 0:
            return 0.0
        short, slot = overflow(facts, state, length, source, target)
        if short < 0:
            fits_in = True
            break
        seed = relief(facts, state, short, slot, stamp, np.random.random())
        if seed < 0:
            return 0.0
    if not fits_in or not keeps_order(facts, state, length, source + target, stamp):
        return 0.0
    price = change_price(facts, state, length, source, target)
    if not accepted(price, heat):
        return 0.0
    change(facts, state, length, source, target)
    return price


@compiled
def eject(facts, state, meeting, out):
    """Takes a meeting out for another one's sake and notes its slot; whether that may be. Returns (done, price)."""
    if facts.meeting[meeting, FIXED] or has_followers(facts, state, meeting):
        return False, 0.0
    count = state.meeting[0, CHAIN]
    out[count, 0], out[count, 1] = meeting, state.meeting[meeting, SLOT]
    state.meeting[0, CHAIN] += 1
    return True, take(facts, state, meeting)


@compiled
def crowd_out(facts, state, short, slot, out, stamp):
    """Ejects one meeting that holds what is short in the slot. Returns (done, price)."""
    other = relief(facts, state, short, slot, stamp, np.random.random())
    if other < 0:
        return False, 0.0
    return eject(facts, state, other, out)


@compiled
def make_room(facts, state, meeting, slot, out, stamp):
    """Ejects whoever keeps the meeting out of the slot. Returns (done, price)."""
    price, pair = 0.0, facts.meeting[meeting, INTERP]
    for side in range(2):
        other = state.at[facts.meeting[meeting, side], slot]
        if other >= 0:
            done, cost = eject(facts, state, other, out)
            price += cost
            if not done:
                return False, price
    if pair >= 0 and state.used[pair, slot] >= facts.interpreters[pair, slot]:
        done, cost = crowd_out(facts, state, pair, slot, out, stamp)
        price += cost
        if not done:
            return False, price
    if state.members[slot, COUNT] >= facts.slot[slot, TABLES]:
        done, cost = crowd_out(facts, state, len(state.used), slot, out, stamp)
        price += cost
        if not done:
            return False, price
    return True, price


@compiled
def settle(facts, state, meeting):
    """An ejected meeting takes the cheapest slot that is open to it, if there is one."""
    begin, end = facts.meeting[meeting, CHOICES], facts.meeting[meeting + 1, CHOICES]
    best, found = math.inf, begin
    turn = int(np.random.random() * (end - begin))
    for step in range(end - begin):
        slot = facts.lists[begin + (step + turn) % (end - begin)]
        if fits(facts, state, meeting, slot):
            price = put(facts, state, meeting, slot)
            take(facts, state, meeting)
            if price < best:
                best, found = price, slot
    if best == math.inf:
        return 0.0
    return put(facts, state, meeting, found)


@compiled
def enter(facts, state, meeting, slot, heat, out, stamp):
    """A meeting without a slot takes one; whoever was in its way looks for another, or stays without."""
    if not in_order(facts, state, meeting, slot):
        return 0.0
    state.meeting[0, CHAIN] = 0
    done, price = make_room(facts, state, meeting, slot, out, stamp)
    ejected = state.meeting[0, CHAIN]
    if done:
        price += put(facts, state, meeting, slot)
        for place in range(ejected):
            price += settle(facts, state, out[place, 0])
        if accepted(price, heat):
            return price
        take(facts, state, meeting)
        for place in range(ejected):
            if state.meeting[out[place, 0], SLOT] >= 0:
                take(facts, state, out[place, 0])
    for place in range(ejected):
        put(facts, state, out[place, 0], out[place, 1])
    return 0.0


@entrance
def anneal(facts, state, best, standing, steps, heats, entering, seed):
    """Runs `steps` moves from heat heats[0] down to heats[1];
    `best` keeps the cheapest plan, `standing` the last price and the lowest.
    """
    np.random.seed(seed)
    meetings, waiting = len(state.meeting), len(state.members) - 1
    price, lowest, heat = standing[0], standing[1], heats[0]
    out = np.zeros((4, 2), np.int64)
    stamp = 0
    state.meeting[:, MARK] = 0
    for step in range(steps):
        if step % 256 == 0:
            heat = heats[0] * (heats[1] / heats[0]) ** (step / steps)
        if state.members[waiting, COUNT] > 0 and np.random.random() < entering:
            meeting = state.members[waiting, int(np.random.random() * state.members[waiting, COUNT])]
        else:
            meeting = int(np.random.random() * meetings)
        slot = wished_slot(facts, state, meeting)
        if slot < 0 or slot == state.meeting[meeting, SLOT]:
            continue
        stamp += 1  # nothing is marked with it yet
        if state.meeting[meeting, SLOT] < 0:
            price += enter(facts, state, meeting, slot, heat, out, stamp)
        else:
            price += swing(facts, state, meeting, slot, heat, stamp)
        if price < lowest - 1e-7:
            lowest = price
            best[:] = state.meeting[:, SLOT]
    standing[0], standing[1] = price, lowest
