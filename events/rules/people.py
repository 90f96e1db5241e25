"""Whether two registrations may be one person under two spellings. Pure functions over names and telephones."""

from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.fuzz import ratio

from core.folding import fold
from core.telephones import digits_of

ALIKE = 88  # of 100: Aigul Serikkyzy and Aygul Serikqizi are, Aigul and Aidana of one family are not
ALIKE_WITH_PHONE = 75  # colleagues share a firm's telephone, not most of a name
LAST_DIGITS = 8


class Known(NamedTuple):
    name: str
    name_latin: str
    phone: str
    country: str


def double_of(person: Known, others: list[Known]) -> Known | None:
    """The first of the others who may be the same person:
    a name alike, or the same telephone and a part of the name.
    """
    return next((other for other in others if _may_be_one(person, other)), None)


def _may_be_one(one: Known, other: Known) -> bool:
    if one.country != other.country:
        return False
    likeness = max(ratio(a, b) for a in _keys(one) for b in _keys(other))
    same_phone = bool(_digits(one.phone)) and _digits(one.phone) == _digits(other.phone)
    return likeness >= ALIKE or (same_phone and likeness >= ALIKE_WITH_PHONE)


def _keys(person: Known) -> set[str]:
    """The name in Latin letters and in its own, words in a fixed order: family names stand first or last."""
    return {_key(name) for name in (person.name, person.name_latin) if name}


@lru_cache(maxsize=20_000)  # each registration is compared with everybody there, while the event is locked
def _key(name: str) -> str:
    words = fold(anyascii(name) if any("\u0400" <= char <= "\u04ff" for char in name) else name).split()
    return " ".join(sorted(_spelling(word) for word in words))


def _spelling(word: str) -> str:
    """One spelling for what different rules of romanisation write differently."""
    for several, one in (
        ("kh", "h"),
        ("q", "k"),
        ("yu", "u"),
        ("iu", "u"),
        ("ya", "a"),
        ("ia", "a"),
        ("y", "i"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("ii", "i"),
        ("w", "v"),
        ("x", "ks"),
        ("j", "zh"),
        ("dzh", "zh"),
    ):
        word = word.replace(several, one)
    return word


def _digits(phone: str) -> str:
    digits = digits_of(phone)
    return digits[-LAST_DIGITS:] if len(digits) >= LAST_DIGITS else ""
