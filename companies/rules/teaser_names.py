"""A firm's or a person's name inside a text: whole, in its telling parts, in another script, written apart."""
import re
import unicodedata
from dataclasses import dataclass

from core.text import fold, suspicious_words

from .generic_words import GENERIC
from .latin import IDEOGRAPH, KANA, is_kanji, katakana, sound_key
from .legal_forms import strip_legal_form

JAPANESE = re.compile(f"[{IDEOGRAPH}{KANA}]")
KATAKANA = "ァ-ヺー"
KANA_RUN = re.compile(f"[{KANA}]+")
ENDING = 3  # letters of a Russian, Kazakh or Uzbek case ending behind a name
LOOKALIKES = str.maketrans("асеорхуіһјкмтнвзАСЕОРХУІҺЈКМТНВ", "aceopxyihjkmthb3ACEOPXYIHJKMTHB")


@dataclass(frozen=True)
class Reading:
    """A text as the search sees it: Latin sounds word by word, Japanese without spaces,
    foreign words written in kana.
    """

    words: list[str]
    together: str
    native: str
    borrowed: list[str]


def find_names(text: str, names: list[str]) -> list[str]:
    """The names, or parts of names, that the text contains; places and everyday trade words are not parts."""
    readings = [_read(text)]
    if suspicious_words(text):
        readings.append(_read(text.translate(LOOKALIKES)))
    found = []
    for name in names:
        core = strip_legal_form(name or "").core
        if any(_has_whole(reading, core) for reading in readings):
            found.append(core)
        else:
            found += [part for part in _parts(core) if any(_has_part(reading, part) for reading in readings)]
    return list(dict.fromkeys(found))


def _read(text: str) -> Reading:
    words = [word for word in sound_key(text).split() if not is_kanji(word)]
    borrowed = [_skeleton(sound_key(run)) for run in KANA_RUN.findall(text)]
    return Reading(words, "".join(words), _native(text), borrowed)


def _skeleton(key: str) -> str:
    """What is left of a foreign word in kana: アルタイ (arutai) and Altai meet as "artai"."""
    return re.sub("[uo ]", "", key.replace("l", "r").replace("v", "b"))


def _native(text: str) -> str:
    return unicodedata.normalize("NFKC", fold(text)).replace(" ", "")


def _has_whole(reading: Reading, core: str) -> bool:
    if JAPANESE.search(core):
        return _has_native(reading, core)
    words = sound_key(core).split()
    if not words or len(words) == 1 and (words[0] in GENERIC or len(words[0]) < 4):
        return False
    joined, skeleton = "".join(words), _skeleton("".join(words))
    return (_stand_in_row(reading.words, words) or len(joined) >= 8 and joined in reading.together
            or len(skeleton) >= 6 and skeleton in "".join(reading.borrowed))


def _stand_in_row(words: list[str], wanted: list[str]) -> bool:
    last = wanted[-1]
    return any(
        words[at:at + len(wanted) - 1] == wanted[:-1] and _is_form_of(words[at + len(wanted) - 1], last)
        for at in range(len(words) - len(wanted) + 1)
    )


def _is_form_of(word: str, name: str) -> bool:
    """The name itself or with a case ending; everyday words only exactly: "су тазарту" is not the firm "Су Таза"."""
    if word == name:
        return True
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
    return any(_is_form_of(word, key) for word in reading.words) or len(key) >= 8 and key in reading.together
