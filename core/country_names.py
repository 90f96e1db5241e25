"""The portal's countries as people write them in five languages, alone or several in a row."""
import re

from .folding import fold
from .geography import Country
from .text import plain

NAMES = {
    "JP": """japan|jpn|nippon|japanese|state of japan|日本|日本国|にほん|ジャパン|япония|жапония|жапон
yaponiya""",
    "KZ": """kazakhstan|kaz|kazakstan|qazaqstan|republic of kazakhstan|カザフスタン|カザフスタン共和国
カザフ|казахстан|рк|республика казахстан|р казахстан|қазақстан|қр|қазақстан республикасы|qozog‘iston
qozog‘iston respublikasi|қозоғистон""",
    "UZ": """uzbekistan|uzb|republic of uzbekistan|ウズベキスタン|ウズベキスタン共和国|ウズベク|узбекистан
руз|рузб|республика узбекистан|өзбекстан|өзбекстан республикасы|o‘zbekiston|o‘zbekiston respublikasi
ўзбекистон|ўзбекистон республикаси""",
    "KG": """kyrgyzstan|kgz|kirghizistan|kyrgyz republic|kirgizstan|キルギス|キルギスタン|キルギス共和国
кыргызстан|киргизия|киргизстан|кр|кыргызская республика|киргизская республика|қырғызстан
қырғыз республикасы|кыргыз республикасы|qirg‘iziston|qirg‘iz respublikasi|қирғизистон""",
    "TJ": """tajikistan|tjk|tadjikistan|republic of tajikistan|タジキスタン|タジキスタン共和国|таджикистан
тоҷикистон|республика таджикистан|тәжікстан|tojikiston|тожикистон""",
    "TM": """turkmenistan|tkm|トルクメニスタン|туркменистан|туркмения|түрікменстан|türkmenistan
turkmaniston|туркманистон""",
}
# Said of the five together, in a list of markets.
CENTRAL_ASIA = tuple(code for code in Country.values if code != Country.JP)
REGION = frozenset(fold(name) for name in (
    "central asia|中央アジア|中央アジア5か国|中央アジア五カ国|центральная азия|страны центральной азии|ца|орталық азия"
    "|орта азия|средняя азия|markaziy osiyo|o‘rta osiyo|все страны центральной азии|中央アジア諸国"
).split("|"))
BY_NAME = {
    fold(name): code for code, names in NAMES.items() for name in re.split(r"[|\n]", names)
} | {code.casefold(): code for code in Country.values}
SEPARATORS = re.compile(r"[,;、，；/／|・+&\n]+|\s(?:и|and|және|мен|va|と)\s")
REMARK = re.compile(r"[(（\[].*?[)）\]]")


def country_of(text: str) -> str | None:
    """Its code; None where it names none of the portal, or several: “Республика Казахстан”, “KZ - Kazakhstan”."""
    code = _one(text)
    if code or fold(text) in REGION:
        return code
    codes, _unknown = countries_of(text)
    return codes[0] if len(codes) == 1 else None


def countries_of(text: str) -> tuple[tuple[str, ...], str]:
    """Codes of all countries named, each once; and the first piece that names none."""
    codes: list[str] = []
    for part in SEPARATORS.split(plain(text, multiline=True)):
        if fold(part) in REGION:
            codes += CENTRAL_ASIA
            continue
        one = _one(part)
        pieces = [one] if one else [_one(word) or word for word in part.split() if fold(word)]
        unknown = next((piece for piece in pieces if piece not in Country.values), None)
        if unknown is not None:
            return (), part.strip() if len(pieces) < 3 else unknown
        codes += [piece for piece in pieces if piece]
    return tuple(dict.fromkeys(codes)), ""


def _one(text: str) -> str | None:
    return BY_NAME.get(fold(text)) or BY_NAME.get(fold(REMARK.sub(" ", plain(text))))
