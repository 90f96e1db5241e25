"""Legal forms in front of and behind a firm's name, in the languages of the two sides."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.text import has_letters, plain

# Each may stand at either end of a name, in any case; an apostrophe stands for all its look-alikes.
FORMS = {
    "limited": (
        "товарищество с ограниченной ответственностью", "общество с ограниченной ответственностью",
        "жауапкершілігі шектеулі серіктестігі", "жауапкершілігі шектеулі серіктестік",
        "жоопкерчилиги чектелген коому", "жоопкерчилиги чектелген коом", "ҷамъияти дорои масъулияти маҳдуд",
        "mas'uliyati cheklangan jamiyati", "mas'uliyati cheklangan jamiyat",
        "масъулияти чекланган жамияти", "масъулияти чекланган жамият",
        "тоо", "жшс", "ооо", "осоо", "жчк", "ҷдмм", "мчж", "mchj", "zhshs", "jshs", "too", "ooo", "osoo",
        "合同会社", "有限会社", "(同)", "(有)", "llc", "l.l.c.", "llp", "l.l.p.", "limited liability company",
        "limited liability partnership", "g.k.", "godo kaisha", "y.k.", "yugen kaisha", "gmbh",
        "pte. ltd.", "hojagalyk jemgyýeti",
    ),
    "joint_stock": (
        "некоммерческое акционерное общество", "акционерное общество", "акционерлік қоғамы", "акционерлік қоғам",
        "ачык акционердик коому", "жабык акционердик коому", "aksiyadorlik jamiyati", "акциядорлик жамияти",
        "ао", "ақ", "оао", "зао", "пао", "нао", "жақ", "аақ", "аак", "жак", "аж", "аҷ", "ҷсп", "ҷсш",
        "ao", "aq", "oao", "zao", "aj", "ojsc", "cjsc", "pjsc", "jsc", "joint stock company",
        "株式会社", "(株)", "カブシキガイシャ", "k.k.", "kk", "kabushiki kaisha", "kabushiki gaisha",
        "co., ltd.", "company limited", "co. limited", "corporation", "corp.", "incorporated", "inc.",
        "ltd.", "limited", "plc",
    ),
    "farm": (
        "крестьянское хозяйство", "фермерское хозяйство", "крестьянское (фермерское) хозяйство", "шаруа қожалығы",
        "фермер хўжалиги", "деҳқон хўжалиги", "fermer xo'jaligi", "dehqon xo'jaligi", "хоҷагии деҳқонӣ",
        "дыйкан чарбасы", "f/x", "ф/х", "к/х", "кх", "фх", "кфх", "шқ", "farm enterprise",
    ),
    "sole_trader": (
        "индивидуальный предприниматель", "жеке кәсіпкер", "жеке ишкер", "yakka tartibdagi tadbirkor",
        "ип", "жк", "чп", "yatt", "ятт", "соҳибкори инфиродӣ",
    ),
    "private": ("xususiy korxonasi", "xususiy korxona", "хусусий корхона", "частное предприятие", "qo'shma korxonasi",
                "qo'shma korxona", "қўшма корхона", "совместное предприятие", "сп", "xk", "qk", "қк", "joint venture"),
    "state": ("республиканское государственное предприятие", "государственное предприятие", "давлат унитар корхонаси",
              "ргп", "гкп", "кгп", "гп", "дук", "duk"),
    "association": ("производственный кооператив", "сельскохозяйственный кооператив", "өндірістік кооператив",
                    "協同組合", "一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人",
                    "特定非営利活動法人", "合資会社",
                    "合名会社", "医療法人", "農事組合法人", "社会福祉法人", "объединение юридических лиц", "пк", "оюл"),
}
# Two letters that are also ordinary words, brands or initials count only as people write a legal form: in capitals.
CAPITALS_ONLY = {"ао", "ақ", "аж", "аҷ", "кх", "фх", "шқ", "ип", "жк", "чп",
                 "сп", "xk", "qk", "қк", "гп", "пк", "ao", "aq",
                 "aj", "kk", "too", "duk", "дук"}
TRAILING_ONLY = {"limited", "corporation", "incorporated", "joint venture", "plc", "company limited"}
QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"', "'": "'", "「": "」", "『": "』", "‹": "›", "‘": "’"}


@dataclass(frozen=True)
class Stripped:
    """A name without its legal forms; `forms` are the codes met, e.g. ("limited",)."""

    core: str
    forms: tuple[str, ...]


def strip_legal_form(name: str) -> Stripped:
    """The name proper and its legal forms; a name that is nothing but a form stays as it is."""
    rest, forms = _trim(plain(name)), []
    while match := LEADING.match(rest) or TRAILING.search(rest):
        shorter = rest[match.end():] if match.re is LEADING else rest[:match.start()]
        if not has_letters(shorter):
            break
        rest = _trim(shorter)
        forms.append(CODES[_letters(match.group("form") or match.group("spaced"))])
    return Stripped(rest, tuple(dict.fromkeys(forms)))


def proper_name(name: str) -> str:
    return strip_legal_form(name).core


def form_of(*names: str) -> str:
    """The code of the first legal form that these names of one firm say; "" where none does."""
    return next((form for name in names for form in strip_legal_form(name).forms), "")


def read_form(typed: str) -> str:
    """The code of a legal form that stands by itself ("ТОО", "株式会社", "LLP"); "" for anything else."""
    return CODES.get(_letters(plain(typed)), "")


def _trim(name: str) -> str:
    name = name.strip(" .,;:-–—/・")
    while len(name) > 2 and name[-1] in QUOTES.get(name[0], "") and name[0] not in name[1:-1]:
        name = name[1:-1].strip(" .,;:-–—/・")
    return name


def _letters(form: str) -> str:
    return "".join(char for char in form.casefold() if char.isalnum())


def _pattern(phrase: str) -> str:
    words = [re.escape(word.rstrip(",")).replace("'", "['’‘ʻʼ`´]?") for word in phrase.split()]
    words = [word.upper() if phrase in CAPITALS_ONLY else word.removesuffix(r"\.") + r"\.?" for word in words]
    return r"[\s,]*".join(words)


def _either(phrases: Iterable[str]) -> str:
    return "|".join(_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True))


CODES = {_letters(phrase): code for code, phrases in FORMS.items() for phrase in phrases}
GLUED = {phrase for phrases in FORMS.values() for phrase in phrases if phrase[0] == "(" or phrase[0] > "\u3000"}
SPACED = {phrase for phrases in FORMS.values() for phrase in phrases} - GLUED
ANY_CASE, CAPITALS = _either(SPACED - CAPITALS_ONLY), _either(CAPITALS_ONLY)
IN_FRONT = _either(SPACED - CAPITALS_ONLY - TRAILING_ONLY)
LEADING = re.compile(
    rf"(?P<form>{_either(GLUED)}|(?:(?i:{IN_FRONT})|{CAPITALS})(?=[\s.,:(\"'«“„‘-]))[\s.,:-]*"
)
TRAILING = re.compile(
    rf"(?:\s*(?P<form>{_either(GLUED)})|(?:(?<![\s.,:(-])[\s.,:(-]++|(?<=[»”\"'’]))"
    rf"(?P<spaced>(?i:{ANY_CASE})|{CAPITALS}))[\s.)]*$"
)
