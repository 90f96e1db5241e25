"""What spreadsheets do to numbers that are names: decimal tails, guards against themselves, exponents."""

import re

GUARDED = re.compile(r"""^=\s*["“](.*)["”]$|^['’‘`](.*)$""", re.S)
SHORTENED = re.compile(r"[+-]?\d(?:[.,]\d+)?\s*[eEеЕ]\s*\+?\s*\d{1,3}")
TAIL = re.compile(r"(\d[\d \u00a0]*\d)[.,]0{1,2}")


def without_guard(text: str) -> str:
    """'050740000122 and ="050740000122" as they were meant."""
    text = text.strip()
    found = GUARDED.match(text)
    return (found[1] or found[2] or "").strip() if found else text


def without_tail(text: str) -> str:
    """1203201010107.0 without its ".0"; groups set apart by points stay as they are."""
    found = TAIL.fullmatch(text.strip())
    return found[1] if found else text


def is_shortened(text: str) -> bool:
    """5,074E+10: the digits behind are lost."""
    return bool(SHORTENED.fullmatch(text.strip()))
