"""What the bundled fonts can print: PDF/UA-1 allows no empty box, so every other character becomes the geta mark 〓."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent / "fonts"
GETA = "〓"
VARIATION_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


@cache
def families() -> tuple[frozenset[str], ...]:
    """The characters of each family; scripts/vendor.py writes the lists together with the fonts."""
    return tuple(frozenset(path.read_text(encoding="utf-8")) for path in sorted(FONTS.glob("*-characters.txt")))


def printable(data: Any) -> Any:
    """The same data, its texts printable."""
    if isinstance(data, str):
        return "".join(map(_printable, _clusters(data)))
    if isinstance(data, dict):
        return {key: printable(value) for key, value in data.items()}
    return [printable(value) for value in data] if isinstance(data, list | tuple) else data


def _clusters(text: str) -> list[str]:
    """Each letter with its marks, which must come from one font; what never shows is left out."""
    found: list[str] = []
    for letter in text:
        category = unicodedata.category(letter)
        if letter.isspace():
            found.append(letter if letter in "\n\u3000" else " ")
        elif category[0] == "M" and letter not in VARIATION_SELECTORS and found:
            found[-1] += letter
        elif category not in ("Cc", "Cf") and letter not in VARIATION_SELECTORS:
            found.append(letter)
    return found


def _printable(cluster: str) -> str:
    """As it is, else in another spelling of the same ("ﾊ", "ハ"), else a 〓 for each character that is missing."""
    spellings = [cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFKC", cluster)]
    for one in spellings:
        if any(set(one) <= family for family in families()) or one == "\n":
            return one
    if len(cluster) == 1:
        return GETA
    return _printable(cluster[0]) + GETA * (len(cluster) - 1)
