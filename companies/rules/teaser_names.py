"""A firm's or a person's name inside a text: whole, in its telling parts, in another script, written apart.

Where the words may as well mean goods, the find is a question to whoever writes.
"""
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.folding import same_kanji
from core.sounds import IDEOGRAPH, KANA, is_kanji, katakana, sound_key
from core.text import plain, suspicious_words

from .generic_words import GENERIC, PLACES
from .goods_words import EVERYDAY
from .identifying import every_name

JAPANESE = re.compile(f"[{IDEOGRAPH}{KANA}]")
KATAKANA = "ァ-ヺー"
KANA_RUN = re.compile(f"[{KANA}]+")
KANJI_TRADE = re.compile(
    "(?:工業|産業|製作所?|製造|商事|商会|商店|物産|興業|建設|食品|電機|電気|機械|貿易|化学|鉄工所?|本舗|酒造|醸造|農園|水産|運輸|物流|技研|紡績"
    "|製薬|薬品|株式会社|ホールディングス|グループ)+$"
)
ENDING = 3  # letters of a Russian, Kazakh or Uzbek case ending behind a name
RUSSIAN_CASES = {"i", "e", "u", "oi", "ei", "am", "ami", "ah", "iu"}  # instead of a name's last vowel
LOOKALIKES = str.maketrans("асеорхуіһјкмтнвзАСЕОРХУІҺЈКМТНВ", "aceopxyihjkmthb3ACEOPXYIHJKMTHB")


@dataclass(frozen=True)
class Found:
    """`certain`: it can only be the name; otherwise people are asked."""

    words: str
    certain: bool


@dataclass(frozen=True)
class Written:
    """A word with an alphabet: its sounds, its script, whether it begins with a small letter."""

    key: str
    script: str
    small: bool


@dataclass(frozen=True)
class Reading:
    """A text as the search sees it: Latin sounds word by word, Japanese without spaces,
    foreign words written in kana.
    """

    text: str
    words: list[str]
    together: str
    native: str
    borrowed: list[str]
    written: frozenset[Written]


def find_names(text: str, names: list[str]) -> list[Found]:
    """The names, or parts of names, that the text contains; places and everyday trade words are not parts."""
    readings = [_read(text)]
    if suspicious_words(text):
        readings.append(_read(text.translate(LOOKALIKES)))
    cores = list(dict.fromkeys(core for name in names for core in every_name(name)))
    found: dict[str, bool] = {}
    for core in cores:
        for words, certain in _found_of(core, cores, readings):
            found[words] = found.get(words, False) or certain
    sure = {sound_key(words) for words, certain in found.items() if certain}
    return [Found(words, certain) for words, certain in found.items() if certain or sound_key(words) not in sure]


def _found_of(core: str, cores: list[str], readings: list[Reading]) -> list[tuple[str, bool]]:
    for reading in readings:
        if _has_whole(reading, core):
            return [(core, not _may_be_goods(reading, core, cores))]
    found = [
        (part, not _may_be_goods(reading, part, cores))
        for part in _parts(core) for reading in readings if _has_part(reading, part)
    ]
    short = (form for form in _short_forms(core) if any(_stands_alone(reading, form) for reading in readings))
    return found + [(form, len(form) > 2 and bool(JAPANESE.search(form))) for form in short]


def _may_be_goods(reading: Reading, core: str, cores: list[str]) -> bool:
    """Words of goods, or written small in the name's own script, as nobody writes a name."""
    if JAPANESE.search(core):
        known = sound_key(core) in EVERYDAY["JAPANESE"] and _has_native(reading, core)
        return known or _is_inside_a_word(reading, core)
    keys, own = sound_key(core).split(), {_script(one) for one in cores}
    said = [[word for word in reading.written if _is_form_of(word.key, key)] for key in keys]
    small = all(word.small and word.script in own for words in said for word in words)
    if not all(said):
        return False
    known = all(_is_known(word.script, key) for words, key in zip(said, keys, strict=True) for word in words)
    return known or small if len(keys) == 1 else known and small and PLACES.isdisjoint(keys)


def _is_known(script: str, key: str) -> bool:
    words = EVERYDAY.get(script, frozenset())
    return key in GENERIC or key in words or len(key) > 5 and (key[:-1] in words or key[:-2] in words)


def _is_inside_a_word(reading: Reading, core: str) -> bool:
    """A surname of two signs may begin or end another word: 山田 in 山田錦."""
    return len(core) == 2 and all(map(is_kanji, core)) and not _has_kanji_word(reading, core)


def _has_kanji_word(reading: Reading, wanted: str) -> bool:
    return re.search(f"(?<![{IDEOGRAPH}]){re.escape(wanted)}(?![{IDEOGRAPH}])", reading.text) is not None


def _script(word: str) -> str:
    return next((unicodedata.name(char, "").split(" ")[0] for char in word if char.isalpha()), "")


def _read(text: str) -> Reading:
    words = [word for word in sound_key(text).split() if not is_kanji(word)]
    borrowed = [_skeleton(sound_key(run)) for run in KANA_RUN.findall(plain(text))]
    written = frozenset(_written(text))
    return Reading(plain(text), words, "".join(words), _native(text), borrowed, written)


def _written(text: str) -> Iterator[Written]:
    for word in re.findall(r"[^\W\d_][\w'’‘ʻʼ`´]*", plain(text)):
        for key in sound_key(word).split():
            yield Written(key, _script(word), small=word[0].islower())


def _skeleton(key: str) -> str:
    """What is left of a foreign word in kana: アルタイ (arutai) and Altai meet as "artai"."""
    return re.sub("[uo ]", "", key.replace("l", "r").replace("v", "b"))


def _native(text: str) -> str:
    """As it stands, for kinds of kana tell where a word ends."""
    return re.sub(r"[\W_]+", "", same_kanji(plain(text)).casefold())


def _has_whole(reading: Reading, core: str) -> bool:
    if JAPANESE.search(core):
        return _has_native(reading, core)
    words = sound_key(core).split()
    if not words or len(words) == 1 and (words[0] in GENERIC or len(words[0]) < 4):
        return False
    joined, skeleton = "".join(words), _skeleton("".join(words))
    return (_stand_in_row(reading.words, words) or _stand_apart(reading.words, joined)
            or len(words) > 1 and len(joined) >= 8 and joined in reading.together
            or len(skeleton) >= 6 and skeleton in "".join(reading.borrowed))


def _stand_in_row(words: list[str], wanted: list[str]) -> bool:
    rows = (words[at:at + len(wanted)] for at in range(len(words) - len(wanted) + 1))
    return any(all(map(_is_form_of, row, wanted)) for row in rows)


def _stand_apart(words: list[str], wanted: str) -> bool:
    """A name whose letters or syllables are written as words of their own."""
    if len(wanted) < 5:
        return False
    for at in range(len(words)):
        joined = ""
        for word in words[at:]:
            joined += word
            if len(joined) >= len(wanted):
                break
        if joined == wanted and joined != words[at]:
            return True
    return False


def _is_form_of(word: str, name: str) -> bool:
    """The name itself or with a case ending; everyday words only exactly: "су тазарту" is not the firm "Су Таза"."""
    if word == name:
        return True
    if len(name) >= 6 and name[-1] in "aeio" and word[:-2].startswith(name[:-1]) | (word[:-1] == name[:-1]):
        return name not in GENERIC and word[len(name) - 1:] in RUSSIAN_CASES
    return name not in GENERIC and len(name) >= 4 and word.startswith(name) and len(word) - len(name) <= ENDING


def _has_native(reading: Reading, core: str) -> bool:
    """Kanji and kana as they stand; a name ending in katakana must end there: 介護ロボ is not in 介護ロボット."""
    wanted = _native(core)
    if len(wanted) < 2 or sound_key(core) in GENERIC:
        return False
    start = f"(?<![{KATAKANA}])" if re.match(f"[{KATAKANA}]", wanted) else ""
    end = f"(?![{KATAKANA}])" if re.search(f"[{KATAKANA}]$", wanted) else ""
    return re.search(start + "".join(map(_in_either_kana, wanted)) + end, reading.native) is not None


def _in_either_kana(char: str) -> str:
    kana = katakana(char)
    return f"[{kana}{chr(ord(kana) - 0x60)}]" if "ァ" <= kana <= "ヶ" else re.escape(char)


def _parts(core: str) -> list[str]:
    """Words that alone tell who it is: four letters or three kana at least, no place, no word of the trade."""
    kana = [run for run in KANA_RUN.findall(core) if len(run) >= 3]
    plain = [word for word in re.split(r"[\W_]+", core) if word and not JAPANESE.search(word)]
    return [word for word in (*kana, *plain) if _is_telling(word)]


def _is_telling(word: str) -> bool:
    keys = sound_key(word).split()
    return len(keys) == 1 and len(keys[0]) >= 4 and keys[0] not in GENERIC


def _has_part(reading: Reading, part: str) -> bool:
    if JAPANESE.search(part) and _has_native(reading, part):
        return True
    key = sound_key(part)
    if len(_skeleton(key)) >= 4 and _skeleton(key) in reading.borrowed:
        return True
    return any(_is_form_of(word, key) for word in reading.words) or _stand_apart(reading.words, key)


def _short_forms(core: str) -> list[str]:
    """太陽 of 太陽精機工業, AST of Altai Steel Trade."""
    if JAPANESE.search(core):
        short = KANJI_TRADE.sub("", core.replace(" ", ""))
        return [short] if 2 <= len(short) < len(core) and sound_key(short) not in GENERIC else []
    words = re.findall(r"[^\W\d_]+", core)
    return ["".join(word[0] for word in words).upper()] if len(words) >= 3 else []


def _stands_alone(reading: Reading, short: str) -> bool:
    if JAPANESE.search(short):
        if len(short) >= 3:
            return _has_native(reading, short)
        return _has_kanji_word(reading, short)
    return any(word.key == sound_key(short) and not word.small for word in reading.written)
