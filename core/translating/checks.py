"""What a translation must hold before anybody is shown it: pure functions, each naming what is wrong."""
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..text import clean, plain
from .figures import Figure, Figures, read
from .scripts import fault_of_language

MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>|&(?:[a-z]{2,8}|#\d{1,5});|```|\*\*|\[[^\]]+\]\([^)]+\)|\{\{|^#{1,4} ", re.M)
CHATTER = re.compile(
    r"^\W*(?:here(?: is|'s)|sure[,!]|translation\b|as an ai|i(?:'m| am) sorry|note:|вот перевод|перевод\s*:|извините|"
    r"аударма\s*:|міне|tarjima\s*:|mana tarjima|翻訳\s*[:：]|訳\s*[:：]|以下(?:は|が)|申し訳ありませんが)", re.I,
)
# Letters that say as much as one English letter.
DENSITY = {"ja": 0.42, "en": 1.0, "ru": 1.06, "kk": 1.05, "uz": 1.08}
SHORTEST, LONGEST, SLACK = 0.45, 2.1, 24
STANDARDS = {
    "ISO": "ISO", "HACCP": "HACCP", "FSSC": "FSSC", "GMP": "GMP", "JAS": "JAS", "JIS": "JIS", "PSE": "PSE",
    "CE": "CE", "EXW": "EXW", "FCA": "FCA", "FOB": "FOB", "CFR": "CFR", "CIF": "CIF", "CPT": "CPT", "CIP": "CIP",
    "DAP": "DAP", "DPU": "DPU", "DDP": "DDP", "GOST": "GOST|ГОСТ", "EAC": "EAC|ЕАС",
    "HALAL": "HALAL|ХАЛЯЛЬ|ХАЛАЛ|HALOL|ハラール|ハラル",
}
KEPT = {name: re.compile(rf"(?<![A-Za-zА-я])(?:{forms})(?![A-Za-z])", re.I if name == "HALAL" else 0)
        for name, forms in STANDARDS.items()}
NO = {
    "en": r"\bnot\b|n't\b|\bno\b|\bnever\b|\bwithout\b|\bcannot\b|\bnone\b|\bneither\b|\bun\w+|\bonly\b|\bfree\b",
    "ru": r"\bне\b|\bнет\b|\bбез\b|\bни\b|\bнельзя\b|\bне\w+|\bникогда\b|\bбес\w+|\bтолько\b",
    "kk": r"жоқ|емес|\w+[мбп](?:ай|ей|аған|еген|аса|есе|ас\b|ес\b|аңыз|еңіз|ау|еу)\w*|\w+с[ыі]з\w*|\bтегін\b|\bтек\b",
    "uz": r"yo[ʻ'ʼ’]q|emas|\w+ma(?:y|sli|sdan|s\b|gan|di\b|dik|ngiz)\w*|\w+siz\w*|\bbepul\b|\btekin\b|\bfaqat\b",
    "ja": r"ない|なく|なし|ません|せん|無|不|非|未|ず|のみ|なけれ",
}
STRONG_NO = {
    "en": r"\b(?:do|does|is|are|can|will|did)(?: not|n't)\b|\bcannot\b", "ru": r"\bне\s+\w+|\bнет\b",
    "kk": r"жоқ\b|емес\b|\w+м(?:аймыз|ейміз|айды|ейді)\b", "uz": r"yo[ʻ'ʼ’]q\b|emas\b|\w+ma(?:ymiz|ydi)\b",
    "ja": r"ません|ない(?:です)?[。\s]",
}


@dataclass(frozen=True)
class Glossary:
    """`names` stand in a translation as they stood; a term of `terms` becomes one of its wordings (their stems)."""

    names: frozenset[str] = frozenset()
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING = Glossary()


def faults(text: str, answer: str, source: str, target: str, glossary: Glossary = NOTHING) -> list[str]:
    """Codes of all that is wrong with it; an empty list: it may be shown, as unchecked."""
    if not answer.strip():
        return ["empty"]
    found = [*_of_form(text, answer), *_of_length(text, answer, source, target)]
    if name := fault_of_language(_without_kept(answer, glossary), target):
        found.append(name)
    found += _of_names(text, answer, glossary)
    found += _of_figures(read(text, source), read(answer, target))
    found += _of_negation(text, answer, source, target)
    return list(dict.fromkeys(found))


def _of_form(text: str, answer: str) -> Iterator[str]:
    if any(one not in text for one in MARKUP.findall(answer)):
        yield "markup"
    if CHATTER.search(answer) and not CHATTER.search(text):
        yield "chatter"
    if clean(answer, multiline=True) != answer.strip():
        yield "hidden_signs"
    if _same(text) == _same(answer) and len(re.findall(r"[^\W\d_]", text)) > 3 or _shares_most(text, answer):
        yield "echo"


def _same(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text).casefold())


def _shares_most(text: str, answer: str) -> bool:
    """A half of the original's long words stand in the answer: it was left as it was."""
    mine, theirs = (set(re.findall(r"[^\W\d_]{4,}", one.casefold())) for one in (text, answer))
    lower = {word for word in mine if not re.search(rf"\b{word.capitalize()}", text) or len(mine) < 3}
    return len(lower) >= 3 and len(lower & theirs) > 0.5 * len(lower)


def _of_length(text: str, answer: str, source: str, target: str) -> Iterator[str]:
    expected = len(text.strip()) / DENSITY[source] * DENSITY[target]
    slack = SLACK * DENSITY[target]
    if len(answer) < SHORTEST * expected - slack / 5:
        yield "short"
    if len(answer) > LONGEST * expected + slack or _repeats(text, answer):
        yield "long"
    if len(_lines(text)) != len(_lines(answer)):
        yield "lines"


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _repeats(text: str, answer: str) -> bool:
    """The same piece again and again, which the original does not do."""
    flat = _same(answer)
    if any(flat == flat[: len(flat) // many] * many for many in (2, 3)) and len(flat) > 12:
        return True
    pattern = re.compile(r"(\S[^\n]{5,80}?)(?:\W*\1){1,}")
    return bool(pattern.search(answer)) and not pattern.search(text)


def _of_names(text: str, answer: str, glossary: Glossary) -> Iterator[str]:
    if any(text.count(name) and answer.count(name) < text.count(name) for name in glossary.names):
        yield "name"
    low_text, low = text.casefold(), answer.casefold()
    for term, wordings in glossary.terms.items():
        if term.casefold() in low_text and not any(word.casefold() in low for word in wordings):
            yield "term"
    if any(bool(pattern.search(text)) != bool(pattern.search(answer)) for pattern in KEPT.values()):
        yield "standard"


def _without_kept(answer: str, glossary: Glossary) -> str:
    for name in sorted(glossary.names, key=len, reverse=True):
        answer = answer.replace(name, " ")
    for pattern in KEPT.values():
        answer = pattern.sub(" ", answer)
    return re.sub(r"https?://\S+|\S+@\S+|\b[A-Za-z]+[-‐]?\d[\w-]*", " ", answer)


def _of_figures(text: Figures, answer: Figures) -> Iterator[str]:
    if not _same_values(text.figures, answer.figures):
        yield "numbers"
    if text.units != answer.units:
        yield "units"
    if text.currencies != answer.currencies:
        yield "currencies"
    if text.periods != answer.periods:
        yield "periods"
    if _other_partner(text.figures, answer.figures):
        yield "belongs"
    if text.months != answer.months or text.clocks != answer.clocks:
        yield "moments"
    if text.addresses != answer.addresses or text.codes != answer.codes:
        yield "codes"


def _same_values(text: list[Figure], answer: list[Figure]) -> bool:
    """Digits of one side may be words on the other; one and two as words may be left out ("both", "a pair")."""
    mine, theirs = _counted(text), _counted(answer)
    left, added = mine - theirs, theirs - mine
    free = {figure.value for figure in (*text, *answer) if figure.is_word and figure.value <= 2 and not figure.of} | {1}
    missing = [value for value in left if value not in free]
    strange = [value for value in added if value not in free]
    return not missing and not strange and not (left - Counter([1]) and added - Counter([1]))


def _counted(figures: list[Figure]) -> Counter:
    return Counter(figure.value.normalize() for figure in figures)


def _other_partner(text: list[Figure], answer: list[Figure]) -> bool:
    """The same figure stands beside another unit: 5 t for 3 dollars became 3 t for 5."""
    mine, theirs = _partners(text), _partners(answer)
    return any(mine[value] and theirs[value] and mine[value] != theirs[value] for value in mine.keys() & theirs.keys())


def _partners(figures: list[Figure]) -> dict:
    found: dict = {}
    for figure in figures:
        found.setdefault(figure.value, Counter())
        if figure.of:
            found[figure.value][figure.of] += 1
    return found


def _of_negation(text: str, answer: str, source: str, target: str) -> Iterator[str]:
    def says(table: dict[str, str], words: str, language: str) -> bool:
        return bool(re.search(table[language], words, re.I))

    lost = says(STRONG_NO, text, source) and not says(NO, answer, target)
    added = says(STRONG_NO, answer, target) and not says(NO, text, source)
    if lost or added:
        yield "negation"
