"""Seats of one event as plain dictionaries:
slow, obvious, and without anything of the portal but the names of states.
"""

import itertools
from collections import Counter

HELD = {"confirmed", "late_admitted", "offered", "checked_in", "attended", "no_show"}
SEATED = {"confirmed", "late_admitted"}
LIVE = {"invited", "applied", "waitlisted", "offered", "late_requested", "confirmed", "late_admitted", "checked_in"}
WITHDRAWS = LIVE - {"checked_in"}


class Book:
    """`rows`: registration → what is believed of it; `seats`: pool → capacity; `requests`:
    substitution → original, person, state.
    """

    def __init__(self, seats: dict[str, int]):
        self.seats, self.rows, self.requests = dict(seats), {}, {}
        self.offering = True  # until the event begins
        self.order = itertools.count()

    # looking

    def state(self, key) -> str:
        return self.rows[key]["state"]

    def is_live(self, email: str) -> bool:
        return any(row["email"] == email and row["state"] in LIVE for row in self.rows.values())

    def held(self, pool: str) -> int:
        return sum(row["pool"] == pool and row["state"] in HELD for row in self.rows.values())

    def free(self, pool: str) -> int:
        return self.seats[pool] - self.held(pool)

    def fits(self, keys: list) -> bool:
        wanted = Counter(self.rows[key]["pool"] for key in keys)
        return all(self.free(pool) >= count for pool, count in wanted.items())

    def queue(self, pool: str) -> list:
        waiting = [key for key, row in self.rows.items() if row["state"] == "waitlisted" and row["pool"] == pool]
        return sorted(waiting, key=lambda key: self.rows[key]["place"])

    def groups(self) -> list[list]:
        """Who waits, each with all who must come with them, whichever seats they wait for; the earliest first."""
        found: dict = {}
        for pool in self.seats:
            for key in self.queue(pool):
                found.setdefault(self.rows[key]["group"] if self.rows[key]["together"] else key, []).append(key)
        return sorted(found.values(), key=lambda keys: min(self.rows[key]["place"] for key in keys))

    def chain(self, key) -> list:
        """Who stands in for this one, and who for that one; the latest where there were several."""
        following = [
            other for other, row in self.rows.items() if row["for"] == key and row["state"] in HELD | {"substituted"}
        ]
        return [following[-1], *self.chain(following[-1])] if following else []

    def open_requests(self, key) -> list[dict]:
        return [
            one for one in self.requests.values() if one["original"] == key and one["state"] in ("asked", "in_place")
        ]

    # acting

    def enter(
        self, key, email: str, pool: str, state: str = "applied", group=None, together: bool = False, instead_of=None
    ) -> None:
        self.rows[key] = {
            "email": email, "pool": pool, "state": state, "group": group or key, "together": together,
            "for": instead_of, "approved": False, "place": None,
        }

    def put(self, key, state: str) -> None:
        self.rows[key]["state"] = state

    def settle(self, keys: list) -> None:
        """One by one, or all or none."""
        together = self.rows[keys[0]]["together"] and len(keys) > 1
        fits = self.fits(keys)
        for key in keys:
            self._settle(key, fits if together else self.fits([key]))

    def _settle(self, key, fits: bool) -> None:
        self.rows[key] |= {"approved": True, "state": "confirmed" if fits else "waitlisted"}
        self.rows[key]["place"] = None if fits else next(self.order)

    def offer(self) -> None:
        for keys in self.groups() if self.offering else []:
            if self.fits(keys):
                for key in keys:
                    self.put(key, "offered")

    def leave(self, key, state: str) -> None:
        """Whoever leaves a seat, or a group that waits, may make room for somebody."""
        was = self.state(key)
        self.put(key, state)
        if was in HELD | {"waitlisted"}:
            self.offer()

    def withdraw(self, key) -> None:
        for one in self.open_requests(key):
            one["state"] = "withdrawn" if one["state"] == "asked" else one["state"]
        self.leave(key, "withdrawn")

    def substitute(self, key, substitute, email: str) -> None:
        row = self.rows[key]
        self.put(key, "substituted")
        self.enter(substitute, email, row["pool"], "confirmed", row["group"], instead_of=key)
        self.rows[substitute]["approved"] = True

    def can_return(self, key) -> bool:
        chain = self.chain(key)
        if self.state(key) != "substituted" or not chain or self.state(chain[-1]) not in SEATED:
            return False
        mail, holder = self.rows[key]["email"], chain[-1]
        return not any(
            row["email"] == mail and row["state"] in LIVE for other, row in self.rows.items() if other != holder
        )

    def come_back(self, key) -> None:
        chain = self.chain(key)
        for one in [one for link in (key, *chain) for one in self.open_requests(link)]:
            one["state"] = "ended" if one["state"] == "in_place" else "withdrawn"
        self.put(chain[-1], "withdrawn")
        self.put(key, "confirmed")
