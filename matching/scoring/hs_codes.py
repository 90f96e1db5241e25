"""HS codes as people type them: two to ten digits, headings and subheadings mixed, dots and blanks between."""
from collections.abc import Iterable, Mapping
from functools import lru_cache

LEVELS = {"heading": 4, "chapter": 2}


@lru_cache(maxsize=65536)
def plain_code(typed: str) -> str:
    """Digits only, at most six; 0409 and 0409.00 are one and the same. "" when it is no HS code."""
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())[:6]
    digits = digits[: len(digits) - len(digits) % 2]
    return digits[:4] if len(digits) == 6 and digits.endswith("00") else digits


@lru_cache(maxsize=65536)
def agreement(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, str]:
    """(level, shared code) of the closest two codes: same, heading, chapter or ("different", "")."""
    pairs = [(plain_code(one), plain_code(other)) for one in ours for other in theirs]
    return max((_shared(*pair) for pair in pairs), key=lambda shared: (len(shared[1]), shared), default=("different", ""))


def _shared(one: str, other: str) -> tuple[str, str]:
    if one == other and len(one) >= LEVELS["heading"]:
        return "same", one
    for level in ("heading", "chapter"):
        digits = LEVELS[level]
        if len(one) >= digits and one[:digits] == other[:digits]:
            return level, one[:digits]
    return "different", ""


def controlled_codes(codes: Iterable[str], controlled: Mapping[str, str]) -> list[tuple[str, str]]:
    """(listed code, tier) touched by the codes; a bare heading touches every listed code under it."""
    plain = {plain_code(code) for code in codes}
    listed = {plain_code(code): (code, tier) for code, tier in controlled.items()}
    return sorted({
        entry for code, entry in listed.items() for own in plain
        if own == code or (len(own) == LEVELS["heading"] and code.startswith(own))
    })
