"""Any script to plain Latin sounds, so that one name meets itself in another script; kanji stay kanji."""
import re
from functools import lru_cache

from anyascii import anyascii

from .folding import fold, long_vowels
from .names import ROMAN
from .text import plain

SMALL_Y, SMALL_VOWELS = "ャュョ", "ァィゥェォ"
# The same sound is spelled in many ways: Tamaq/Tamak, Khorgos/Horgos, Zhetysu/Jetisu, Xorazm/Khorezm.
SOUNDS = [(re.compile(pattern), sound) for pattern, sound in (
    ("shch|sch", "sh"), ("dzh|zh|dj", "j"), ("x(?=[ptc]|$)", "ks"), ("kh|x", "h"), ("gh", "g"), ("ph", "f"),
    ("ck", "k"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("ts", "s"), ("q", "k"), ("w", "v"), ("^ye", "e"), ("y", "i"),
    (r"([a-z])\1+", r"\1"),
)]
IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd々〆"
KANA = "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe"
KANA_RUN = re.compile(f"[{KANA}]+")
# Before the folding: ў is oʻ in Latin letters, where a Russian keyboard writes у; ş is sh in the new Kazakh alphabet.
SOUND_OF = str.maketrans({"ў": "о", "Ў": "О", "ş": "sh", "Ş": "Sh", "ç": "ch", "Ç": "Ch"})
RUNS = re.compile(f"[{IDEOGRAPH}]+|[^{IDEOGRAPH}\\s]+")


@lru_cache(maxsize=4096)
def sound_key(text: str) -> str:
    """Words in plain Latin sounds, one space between them; each kanji run is a word of its own."""
    text = plain(long_vowels(text)).translate(SOUND_OF)
    text = KANA_RUN.sub(lambda run: f" {_kana_to_latin(run.group())} ", text)  # before kinds of kana are one
    return " ".join(filter(None, (_sound(run) for run in RUNS.findall(fold(text)))))


def spellings(name: str) -> set[str]:
    """The name, and as others write its sounds: ベガ for ヴェガ, kh for the x of Uzbek."""
    return {name, _with_plain_b(name), re.sub("[xX]", "kh", name)}


def _with_plain_b(name: str) -> str:
    for written, said in {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"}.items():
        name = name.replace(written, said)
    return name


def is_kanji(word: str) -> bool:
    return re.match(f"[{IDEOGRAPH}]", word) is not None


def katakana(text: str) -> str:
    """Hiragana as katakana, so that both spell alike."""
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in text)


def _sound(run: str) -> str:
    if is_kanji(run):
        return run
    latin = re.sub("[^a-z0-9]", "", "".join(map(_letter_to_latin, run)))
    for pattern, sound in SOUNDS:
        latin = pattern.sub(sound, latin)
    return latin


def _letter_to_latin(char: str) -> str:
    if char.isascii():
        return char
    return ROMAN[char] if char in ROMAN else anyascii(char).lower()


def _kana_to_latin(run: str) -> str:
    latin = ""
    for char in katakana(run):
        if char in SMALL_Y and latin.endswith(("shi", "chi", "ji")):
            latin = latin[:-1] + anyascii(char)[-1]
        elif char in SMALL_Y or char in SMALL_VOWELS:
            latin = latin[:-1] + anyascii(char)
        elif char not in "ッー":
            latin += anyascii(char)
    return re.sub("ou|oo", "o", latin).replace("uu", "u")
