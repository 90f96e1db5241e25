"""HS codes as people type them: two to ten digits, headings and subheadings mixed, dots and blanks between."""
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

HEADING, CHAPTER = 4, 2


class HsCodes(NamedTuple):
    """As typed, sorted; and the plain codes with the headings and chapters they stand in."""

    typed: tuple[str, ...]
    codes: frozenset[str]
    headings: frozenset[str]
    chapters: frozenset[str]


@lru_cache(maxsize=65536)
def plain_code(typed: str) -> str:
    """Digits only, at most six; 0409 and 0409.00 are one and the same. "" when it is no HS code."""
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())[:6]
    digits = digits[: len(digits) - len(digits) % 2]
    return digits[:HEADING] if len(digits) == 6 and digits.endswith("00") else digits


def hs_codes(typed: Iterable[str]) -> HsCodes:
    typed = tuple(sorted(set(typed)))
    plain = frozenset(map(plain_code, typed)) - {""}
    headings = frozenset(code[:HEADING] for code in plain if len(code) >= HEADING)
    return HsCodes(typed, plain, headings, frozenset(code[:CHAPTER] for code in plain))


def agreement(ours: HsCodes, theirs: HsCodes) -> tuple[str, str]:
    """(level, shared code) of the closest two codes: same, heading, chapter or ("different", "")."""
    if ours.chapters.isdisjoint(theirs.chapters):
        return "different", ""
    same = {code for code in ours.codes & theirs.codes if len(code) >= HEADING}
    if same:
        return "same", max(same)
    headings = ours.headings & theirs.headings
    return ("heading", max(headings)) if headings else ("chapter", max(ours.chapters & theirs.chapters))


def controlled_codes(own: HsCodes, controlled: Mapping[str, str]) -> list[tuple[str, str]]:
    """(listed code, tier) touched by the codes; a bare heading touches every listed code under it."""
    return sorted(
        (listed, tier)
        for listed, tier in controlled.items() if {plain_code(listed), plain_code(listed)[:HEADING]} & own.codes
    )
