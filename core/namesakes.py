"""Whether two names may be one person's, written otherwise: another script, spelling, order, with a patronymic or not.

Where it is not sure it says yes, and people are asked; names that are plainly two (大野 and 小野, Иванов and Иванова)
are not asked about.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .folding import fold
from .names import HAN, KANA
from .sounds import sound_key

# One letter, several spellings, each of which a passport may have: Alexander, Oʻktam, Artyom, Julia, Satou, Honma.
OTHERWISE = [(re.compile(pattern, re.I), other) for pattern, other in (
    ("x", "ks"), ("o[ʻ‘’'ʼ`]|ў", "u"), ("(?<![aeiou])yo", "e"), ("j", "y"), ("ou|oh(?![aeiou])|oo", "o"),
    ("n(?=[bmp])", "m"), ("(?<=[aeiou])ye", "e"),
)]
KIN = re.compile(" (ogli|ugli|ulu|uli|kizi|zoda)(?= |$)")  # karim ogli, a word of its own
SON = re.compile("(.{2,}?)(?:ovich|evich|ich|ogli|ugli|ulu|uli)")
DAUGHTER = re.compile("(.{2,}?)(?:ovna|evna|ichna|kizi)")
LEAST_WITH_SLIP = 6  # letters of a word in which one vowel more or less is a matter of spelling
COME_AND_GO = "ei"  # Aleksandr and Aleksander, Abdulaev and Abdulaiev


class Named(NamedTuple):
    own: str
    latin: str = ""


def is_written_alike(one: str, other: str) -> bool:
    """The same letters: another width, case, variant of a kanji or blank does not make another name."""
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


def may_be_one(one: Named, other: Named) -> bool:
    if _are_two_families(one.own, other.own):
        return False
    if _characters(one.own) & _characters(other.own):
        return True
    if _is_kanji(one.own) and _is_kanji(other.own):
        return False
    return any(_are_alike(words, others) for words in readings(one) for others in readings(other))


def _are_two_families(one: str, other: str) -> bool:
    """Kanji tell more than a sound: 大野 さくら is not 小野 さくら, though passports say Ono Sakura for both."""
    one, other = fold(one), fold(other)
    return bool(HAN.match(one) and HAN.match(other) and one[0] != other[0])


def _is_kanji(own: str) -> bool:
    return bool(HAN.search(own)) and not KANA.search(own)


@lru_cache(maxsize=20_000)
def _characters(own: str) -> frozenset[str]:
    """A name with kanji, without blanks and in either order; none for other names."""
    words = fold(own).split()
    return frozenset({"".join(words), "".join(reversed(words))}) if HAN.search(own) else frozenset()


def readings(named: Named) -> frozenset[tuple[str, ...]]:
    """The words of a name by their sound, in order of the alphabet; none for kanji without a Latin name."""
    return frozenset(words for name in named if name and not HAN.search(name) for words in _readings(name))


@lru_cache(maxsize=20_000)  # each registration is compared with everybody there, while the event is locked
def _readings(name: str) -> frozenset[tuple[str, ...]]:
    written = [name, *(pattern.sub(other, name) for pattern, other in OTHERWISE)]
    for pattern, other in OTHERWISE:
        name = pattern.sub(other, name)
    said = {KIN.sub(r"\1", sound_key(one)) for one in (*written, name)}
    return frozenset(tuple(sorted(words.split())) for words in said if words)


def _are_alike(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Every word of the shorter name is one of the longer; a name of one word only where both are written together."""
    if words == others or _together(words, others):
        return True
    few, many = sorted((words, others), key=len)
    if len(few) < 2 or not set(few) & set(many):
        return len(few) == len(many) == 2 and all(map(_is_spelled_alike, few, many))
    left = list(many)
    for word in few:
        match = next((one for one in left if _is_one_word(word, one)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _together(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    few, many = sorted((words, others), key=len)
    return len(few) == 1 and len(many) == 2 and few[0] in ("".join(many), "".join(reversed(many)))


def _is_one_word(word: str, other: str) -> bool:
    return word == other or _is_initial(word, other) or _has_one_father(word, other) or _is_spelled_alike(word, other)


def _is_initial(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _has_one_father(word: str, other: str) -> bool:
    """Нурланович and Нұрланұлы; the k of Серікқызы is written once by its sound."""
    for kin in (SON, DAUGHTER):
        if (one := kin.fullmatch(word)) and (two := kin.fullmatch(other)):
            return one[1].removesuffix("k") == two[1].removesuffix("k")
    return False


def _is_spelled_alike(word: str, other: str) -> bool:
    """The same, or one vowel more inside a long word."""
    short, long = sorted((word, other), key=len)
    if short == long:
        return True
    if len(long) - len(short) != 1 or len(short) < LEAST_WITH_SLIP or short[-1] != long[-1]:
        return False
    return any(long[at] in COME_AND_GO and long[:at] + long[at + 1:] == short for at in range(1, len(short)))
