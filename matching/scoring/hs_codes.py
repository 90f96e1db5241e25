"""HS codes as people type them: two to ten digits, headings and subheadings mixed, dots and blanks between."""
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

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


class CodeTable(NamedTuple):
    """The codes of many lines, three tables (lines, codes) int32: the code itself (of four digits or more), its
    heading, its chapter; -1 where there is none.
    """

    codes: np.ndarray
    headings: np.ndarray
    chapters: np.ndarray

    def take(self, rows: np.ndarray) -> "CodeTable":
        return CodeTable(*(table[rows] for table in self))


def code_table(lines: Sequence[Iterable[str]]) -> CodeTable:
    """`lines`: the codes of each line as typed."""
    plain = [sorted(hs_codes(typed).codes) for typed in lines]
    tables = [np.full((len(plain), max(map(len, plain), default=0) or 1), -1, dtype=np.int32) for _ in range(3)]
    for row, codes in enumerate(plain):
        for column, code in enumerate(codes):
            whole = code if len(code) >= HEADING else ""
            known = [whole, whole[:HEADING], code[:CHAPTER]]
            for table, part in zip(tables, known, strict=True):
                # The length too: heading 8421 is not subheading 008421.
                table[row, column] = 10 * int(part) + len(part) if part else -1
    return CodeTable(*tables)


def levels(ours: CodeTable, theirs: CodeTable) -> np.ndarray:
    """(ours, theirs) int: 3 the same code, 2 the same heading, 1 the same chapter, 0 different, -1 not known."""
    found = np.zeros((len(ours.codes), len(theirs.codes)), dtype=np.int64)
    for mine, other in zip(ours, theirs, strict=True):
        for row, own in enumerate(mine):
            found[row] += (other[:, :, None] == own[own >= 0]).any(axis=(1, 2))
    given = [(table.chapters >= 0).any(axis=1) for table in (ours, theirs)]
    return np.where(np.logical_and.outer(*given), found, -1)
