"""A name as its reader can read it: in their script first where there is one; and how people are greeted."""

import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .i18n import current_language
from .text import plain

NOT_READ_ABROAD = _("Write the name in Latin letters too: many partners cannot read it otherwise.")

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd々〆]")
KANA = re.compile("[\u3041-\u309f\u30a0-\u30ff\uff66-\uff9f]")
CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
SCRIPTS = {"han": HAN, "kana": KANA, "cyrillic": CYRILLIC, "latin": LATIN}
READ_IN = {
    "ja": {"han", "kana", "latin"}, "en": {"latin"},
    "ru": {"cyrillic", "latin"}, "kk": {"cyrillic", "latin"}, "uz": {"latin", "cyrillic"},
}
# As passports of Kazakhstan, Uzbekistan, Kyrgyzstan and Tajikistan are usually read; one letter or several for each.
LETTERS = """
а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
ъ - ы y ь - э e ю yu я ya ә a ғ g қ k ң n ө o ұ u ү u һ h і i ў oʻ ҳ h ҷ j ӣ i ӯ u
"""
ROMAN = dict(zip(LETTERS.split()[::2], LETTERS.split()[1::2], strict=True)) | {"ъ": "", "ь": ""}
SYLLABLES = """
あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to
な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo
ら ra り ri る ru れ re ろ ro わ wa を o ん n が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo だ da ぢ ji
づ zu で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ゔ vu ぁ a ぃ i ぅ u ぇ e ぉ o
"""
HEPBURN = dict(zip(SYLLABLES.split()[::2], SYLLABLES.split()[1::2], strict=True))
SMALL_Y = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
MALE, FEMALE = re.compile("(вич|ұлы|улы|уулу|ўғли|угли)$", re.I), re.compile("(вна|қызы|кызы|қизи|кизи)$", re.I)


class Shown(NamedTuple):
    """`beside`: the name in its own script, empty where that comes first; `is_legible`: the reader can read `first`."""

    first: str
    beside: str = ""
    is_legible: bool = True

    def __str__(self) -> str:
        if not self.beside:
            return self.first
        return f"{self.first}（{self.beside}）" if current_language() == "ja" else f"{self.first} ({self.beside})"


def legible(text: str, language: str) -> bool:
    """Whether somebody who reads this language can read every letter."""
    return all(name in READ_IN[language] for name, letters in SCRIPTS.items() if letters.search(text))


def shown(own: str, latin: str = "", *, language: str | None = None) -> Shown:
    """For the reader of now: Айгүл Серікқызы to whoever reads Cyrillic, else Aigul Serikkyzy with the other beside."""
    language = language or current_language()
    if legible(own, language):
        return Shown(own)
    first = latin.strip() or romanised(own)
    return Shown(first, own) if first and legible(first, language) else Shown(own, is_legible=False)


def is_read_abroad(own: str, latin: str = "") -> bool:
    """Whether readers of Latin letters can be shown this name; an empty one is for others to refuse."""
    return shown(own, latin, language="en").is_legible


def proposed_latin(own: str) -> str:
    """For a form: what may be corrected; empty where the name is Latin already or cannot be derived."""
    return "" if legible(own, "en") else romanised(own)


def romanised(own: str) -> str:
    """A proposal in Latin letters for Cyrillic and kana; empty for kanji, whose reading only their bearer knows."""
    if HAN.search(own):
        return ""
    words = re.split(r"(\s+)", plain(own))
    return "".join(map(_word, words))


def _word(word: str) -> str:
    if KANA.search(word):
        return _kana(word).capitalize()
    latin = "".join(_letter(char) for char in word)
    return latin.upper() if word.isupper() and len(word) > 1 else latin


def _letter(char: str) -> str:
    plain = ROMAN.get(char.lower(), char)
    return plain.capitalize() if char.isupper() else plain


def _kana(word: str) -> str:
    """Hepburn without marks for long vowels, as in passports."""
    latin, double = "", False
    for char in (chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one for one in word):
        if char == "っ":
            double = True
        elif char in SMALL_Y and latin.endswith("i"):
            latin = latin[:-1] + ("" if latin.endswith(("shi", "chi", "ji")) else "y") + SMALL_Y[char]
        elif char != "ー":
            sound = HEPBURN.get(char, char)
            latin += ("t" if sound.startswith("ch") else sound[:1]) * double + sound
            double = False
    return re.sub("n(?=[bmp])", "m", re.sub("ou|oo", "o", latin).replace("uu", "u"))


def greeting(own: str, latin: str = "") -> str:
    """How a letter to this person begins, in the language active now; no gender is guessed."""
    language = current_language()
    name = str(shown(own, latin))
    if language == "ja":
        return f"{name} 様"
    if language == "ru":
        return _russian(own, name)
    return {"kk": "Құрметті {}!", "uz": "Hurmatli {}!"}.get(language, "Dear {},").format(name)


def _russian(own: str, name: str) -> str:
    words = own.split()
    if any(map(FEMALE.search, words)):
        return f"Уважаемая {name}!"
    return f"Уважаемый {name}!" if any(map(MALE.search, words)) else f"Здравствуйте, {name}!"
