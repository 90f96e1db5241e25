"""Whether two registrations may be one person under two spellings. Pure functions over names and telephones."""

from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from core.namesakes import Named, may_be_one, readings
from core.telephones import digits_of

ALIKE_WITH_PHONE = 75  # of 100: colleagues share a firm's telephone, not most of a name
LAST_DIGITS = 8


class Known(NamedTuple):
    name: str
    name_latin: str
    phone: str
    country: str

    @property
    def named(self) -> Named:
        return Named(self.name, self.name_latin)


def double_of(person: Known, others: list[Known]) -> Known | None:
    """The first of the others who may be the same person:
    a name alike, or the same telephone and a part of the name.
    """
    return next((other for other in others if _may_be_one(person, other)), None)


def _may_be_one(one: Known, other: Known) -> bool:
    if one.country != other.country:
        return False
    return may_be_one(one.named, other.named) or _share_a_telephone(one, other) and _share_most(one, other)


def _share_a_telephone(one: Known, other: Known) -> bool:
    return bool(_digits(one.phone)) and _digits(one.phone) == _digits(other.phone)


def _share_most(one: Known, other: Known) -> bool:
    keys, others = (_keys(person) for person in (one, other))
    return any(ratio(a, b) >= ALIKE_WITH_PHONE for a in keys for b in others)


def _keys(person: Known) -> set[str]:
    return {" ".join(words) for words in readings(person.named)} or {person.name}


def _digits(phone: str) -> str:
    digits = digits_of(phone)
    return digits[-LAST_DIGITS:] if len(digits) >= LAST_DIGITS else ""
