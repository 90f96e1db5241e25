"""Codes as people type them: on a Japanese keyboard, in groups, in small letters. No letter passes for a figure."""

import re
import unicodedata

# The keyboard's own dash is the long vowel of kana, which counts as a letter.
BETWEEN = re.compile(r"(?:[^\w]|[_ーｰ])+")
FULL_WIDTH = range(0xFF01, 0xFF5F)


def read_code(typed: str | None) -> str:
    """One code in capitals, without what stands between its groups: "ｈｔ５ー８３ｋ" is HT583K."""
    return BETWEEN.sub("", _capitals(typed or ""))


def read_codes(typed: str | None, *, length: int) -> list[str]:
    """Each code once, separated by anything; groups that together make one of this length are one code."""
    codes: list[str] = []
    for line in re.split(r"[\r\n,;、，；]+", typed or ""):
        codes += _joined(BETWEEN.sub(" ", _capitals(line)).split(), length)
    return list(dict.fromkeys(codes))


def _capitals(text: str) -> str:
    return "".join(map(_sign, text)).upper()


def _sign(char: str) -> str:
    """In half width; a figure of another script as ours."""
    if ord(char) in FULL_WIDTH:
        return chr(ord(char) - 0xFEE0)
    return str(unicodedata.decimal(char, char))


def _joined(groups: list[str], length: int) -> list[str]:
    """HT5 83K AB729Z as two codes; as they stand where they do not come out."""
    codes, begun = [], ""
    for group in groups:
        begun += group
        if len(begun) >= length:
            codes.append(begun)
            begun = ""
    return codes if not begun and all(len(code) == length for code in codes) else groups
