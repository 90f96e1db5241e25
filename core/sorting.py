"""Lists in the order of their reader's alphabet: a key per language that the database compares byte by byte ("C").

The servers have no ICU. A list that is whole in memory is sorted by `place`; what the database pages has a column
(`core.sort_keys`).
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from .i18n import LANGUAGE_CODES, current_language
from .names import HAN, HEPBURN, shown

LATIN = [*"abcdefghijklmnopqrstuvwxyz"]
UZBEK = [*"abcdefghijklmnopqrstuvwxyz", "oʻ", "gʻ", "sh", "ch"]  # c and w in foreign words only
RUSSIAN = [*"абвгдежзийклмнопрстуфхцчшщъыьэюя"]  # ё stands with е
KAZAKH = [*"аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"]
UZBEK_CYRILLIC = [*"абвгдежзийклмнопрстуфхцчшщъыьэюяўқғҳ"]
SYLLABLES = [*"あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"]
ALPHABETS = {
    "ja": (SYLLABLES, LATIN, KAZAKH), "en": (LATIN, KAZAKH, SYLLABLES), "ru": (RUSSIAN, LATIN, SYLLABLES),
    "kk": (KAZAKH, LATIN, SYLLABLES), "uz": (UZBEK, UZBEK_CYRILLIC, SYLLABLES),
}
# A letter that an alphabet lacks stands with the one it came from.
BESIDE = dict(zip("әғқңөұүһіҳҷぁぃぅぇぉっゃゅょゎ", "агкноуухихчあいうえおつやゆよわ", strict=True))
APOSTROPHES = "ʻʼ'’‘`´"
FIRST = 0x100  # weights stand above blanks and below all letters that have none
LEVEL = "\t"  # below blanks: what follows tells apart only names whose letters are the same


@lru_cache(maxsize=8192)
def sort_key(text: str, language: str) -> str:
    """Compared byte by byte, word after word; marks on letters count only where the letters are the same."""
    words = _plain(text)
    weights, letter = _alphabet(language)
    weighed = "".join(_weight(one, weights) for one in letter.findall(_long_vowels(words)))
    return " ".join(weighed.split()) + LEVEL + words


def name_key(own: str, latin: str, language: str) -> str:
    """By what this reader is shown first; Japanese names by their sound, which for kanji the Latin name tells."""
    if language == "ja" and HAN.search(own) and latin.strip():
        return sort_key(_reading(latin), language)
    return sort_key(shown(own, latin, language=language).first, language)


def place(own: str, latin: str = "") -> str:
    """Where a name stands for the reader of now: `sorted(people, key=lambda one: place(one.name, one.name_latin))`."""
    return name_key(own, latin, current_language())


def all_keys(own: str, latin: str = "") -> dict[str, str]:
    return {language: name_key(own, latin, language) for language in LANGUAGE_CODES}


@lru_cache
def _alphabet(language: str) -> tuple[dict[str, str], re.Pattern]:
    letters = [*"0123456789", *(letter for alphabet in ALPHABETS[language] for letter in alphabet)]
    double = "|".join(letter for letter in letters if len(letter) > 1)
    return {letter: chr(FIRST + at) for at, letter in enumerate(letters)}, re.compile(f"{double}|." if double else ".")


def _weight(letter: str, weights: dict[str, str]) -> str:
    if letter in weights:
        return weights[letter]
    if letter in APOSTROPHES:
        return ""
    if not letter.isalnum():
        return "" if unicodedata.category(letter).startswith("M") else " "
    if letter in BESIDE:
        return _weight(BESIDE[letter], weights)
    plain = unicodedata.normalize("NFD", letter)
    if plain != letter:
        return "".join(_weight(one, weights) for one in plain)
    near = anyascii(letter).casefold() if ord(letter) < 0x370 else ""
    return "".join(weights.get(one, "") for one in near) if near else letter


def _plain(text: str) -> str:
    """In small letters, one sign for the apostrophe of oʻ and gʻ, one blank between words."""
    text = re.sub(f"(?<=[OoGg])[{APOSTROPHES}]", "ʻ", text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(text.split())


def _long_vowels(text: str) -> str:
    """Katakana as hiragana; a long vowel is written out: らーめん stands where らあめん does."""
    text = "".join(chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in text)
    if "ー" not in text:
        return text
    vowels = dict(zip("aiueo", "あいうえお", strict=True))
    said = ""
    for one in text:
        said += vowels.get(HEPBURN.get(BESIDE.get(said[-1:], said[-1:]), "")[-1:], "") if one == "ー" else one
    return said


def _reading(latin: str) -> str:
    """Tanaka Seiki as たなか せいき; a word that is not Japanese (Trading) stays as it is."""
    plain = "".join(one for one in unicodedata.normalize("NFD", latin.lower()) if not unicodedata.combining(one))
    return re.sub("[a-z]+", lambda word: _syllables(word.group()), plain)


@lru_cache
def _sounds() -> dict[str, str]:
    sounds = {"n": "ん", "m": "ん"}
    for kana, sound in HEPBURN.items():
        sounds.setdefault(sound, kana)
        if sound.endswith("i") and len(sound) > 1:
            stem = sound[:-1] + ("" if sound in ("shi", "chi", "ji") else "y")
            for vowel, small in zip("auo", "ゃゅょ", strict=True):
                sounds.setdefault(stem + vowel, kana + small)
    return sounds


@lru_cache
def _syllable() -> re.Pattern:
    sounds = sorted({*_sounds()} - {"n", "m"}, key=len, reverse=True)
    return re.compile("|".join([*sounds, "n", "m(?=[bmp])", r"([kstpcgzdbfjr])(?=\1)", "t(?=ch)"]))


def _syllables(word: str) -> str:
    said = _syllable().sub(lambda sound: _sounds().get(sound.group(), "っ"), word)
    return word if re.search("[a-z]", said) else said
