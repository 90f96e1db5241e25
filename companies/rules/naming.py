"""Is this the same firm? Names compared across scripts, legal forms and spellings."""
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from core.folding import fold
from core.sounds import is_kanji, sound_key, spellings
from core.telephones import digits_of
from core.text import plain

from .cities import city_key
from .generic_words import GENERIC
from .legal_forms import strip_legal_form

POSSIBLE_DUPLICATE = 0.80
NAME, CITY, OTHER_CITY, EMAIL, PHONE, ABROAD = 0.82, 0.08, 0.07, 0.10, 0.10, 0.6
SIMILAR = 0.75  # from here on two names are worth naming as a reason
FREE_MAIL_HOSTS = """
gmail.com googlemail.com mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.kz yandex.com ya.ru rambler.ru outlook.com
hotmail.com live.com yahoo.com yahoo.co.jp icloud.com umail.uz mail.uz mail.kz proton.me protonmail.com qq.com 163.com
docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com
"""
FREE_MAIL = frozenset(FREE_MAIL_HOSTS.split())
REASONS = {
    "same_legal_id": _("The same legal number"),
    "same_name": _("The same name"),
    "same_name_other_script": _("The same name in another script or spelling"),
    "similar_name": _("A similar name"),
    "same_city": _("The same city"),
    "other_city": _("Another city"),
    "same_email_domain": _("The same e-mail domain"),
    "same_phone": _("The same telephone number"),
    "other_country": _("Another country"),
    "other_legal_id": _("A different legal number"),
}


@dataclass(frozen=True)
class NameFacts:
    """What is known of a firm when duplicates are sought; `email` is an address or a domain."""

    name: str
    latin: str = ""
    country: str = ""
    city: str = ""
    legal_id: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Likeness:
    """0 (nothing in common) to 1 (the same firm), with the codes of what was found alike or different."""

    score: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The name proper in plain Latin sounds ("ТОО «Алтай Тамақ»" and "Altai Tamak LLP" share one); kanji stay."""
    return sound_key(strip_legal_form(name).core)


def similarity(a: NameFacts, b: NameFacts) -> Likeness:
    """How probably two records are one firm; POSSIBLE_DUPLICATE and above is shown to staff."""
    same_country = not (a.country and b.country) or a.country == b.country
    if same_country and a.legal_id and a.legal_id == b.legal_id:
        return Likeness(1.0, ("same_legal_id", *_name_reasons(a, b)))
    likeness = _name_likeness(a, b)
    score, reasons = NAME * likeness, list(_name_reasons(a, b))
    for points, reason in (_city_evidence(a, b, likeness), *_address_evidence(a, b)):
        if reason:
            score += points
            reasons.append(reason)
    if not same_country:
        score *= ABROAD
        reasons.append("other_country")
    elif a.legal_id and b.legal_id:
        reasons.append("other_legal_id")
    return Likeness(round(min(1.0, max(0.0, score)), 3), tuple(reasons))


def _name_likeness(a: NameFacts, b: NameFacts) -> float:
    keys, others = name_keys(a.name, a.latin), name_keys(b.name, b.latin)
    return max((_key_likeness(one, other) for one in keys for other in others), default=0.0)


def name_keys(*names: str) -> set[str]:
    """Of each name, also as others write its sounds."""
    return {name_key(spelled) for name in names if name for spelled in spellings(name)} - {""}


def _key_likeness(one: str, other: str) -> float:
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    words, other_words = one.split(), other.split()
    together = _written_together(words, other_words)
    if together >= 0.9:  # KazStroyService, Kaz Stroy Servis
        return together
    telling, other_telling = _telling(words), _telling(other_words)
    core = max(_shared(telling, other_telling), _written_together(telling, other_telling))
    return 0.85 * core + 0.15 * _shared(words, other_words)


def _telling(words: list[str]) -> list[str]:
    """The words that tell this firm from others: "trade", "group", "international" do not."""
    return [word for word in words if word not in GENERIC] or words


def _shared(words: list[str], others: list[str]) -> float:
    """Share of letters standing in words that have a close counterpart on the other side."""
    letters = sum(map(len, words)) + sum(map(len, others))
    met = sum(len(word) * _closest(word, others) for word in words)
    return (met + sum(len(word) * _closest(word, words) for word in others)) / letters


def _closest(word: str, others: list[str]) -> float:
    best = max(0.0 if _begin_apart(word, other) else fuzz.ratio(word, other) / 100 for other in others)
    floor = 0.6 if is_kanji(word) else 0.75  # below it two words merely share letters
    return best if best >= floor else 0.0


def _begin_apart(word: str, other: str) -> bool:
    """大野製作所 and 小野製作所, 伊東 and 伊藤: no slip, but two families; what follows is what many are called."""
    return is_kanji(word) and is_kanji(other) and word[:2] != other[:2]


def _written_together(words: list[str], others: list[str]) -> float:
    one, other = "".join(words), "".join(others)
    return fuzz.ratio(one, other) / 100 if min(len(one), len(other)) >= 6 else 0.0


def _name_reasons(a: NameFacts, b: NameFacts) -> tuple[str, ...]:
    if name_keys(a.name, a.latin) & name_keys(b.name, b.latin):
        same = fold(a.name) == fold(b.name) or _scripts(a.name) == _scripts(b.name)
        return ("same_name",) if same else ("same_name_other_script",)
    return ("similar_name",) if _name_likeness(a, b) >= SIMILAR else ()


def _scripts(name: str) -> set[str]:
    core = strip_legal_form(name).core
    return {unicodedata.name(char, "").split(" ")[0] for char in core if char.isalpha()}


def _city_evidence(a: NameFacts, b: NameFacts, likeness: float) -> tuple[float, str]:
    one, other = city_key(a.city).split(), city_key(b.city).split()
    if not one or not other or any(map(is_kanji, one)) != any(map(is_kanji, other)):
        return 0.0, ""  # unknown, or a kanji city we cannot read against a Latin one
    if set(one) <= set(other) or set(other) <= set(one) or fuzz.ratio(" ".join(one), " ".join(other)) >= 85:
        return CITY, "same_city"
    # Firms move and have branches: another city does not clear a firm of exactly the same name.
    return (0.0 if likeness == 1.0 else -OTHER_CITY), "other_city"


def _address_evidence(a: NameFacts, b: NameFacts) -> list[tuple[float, str]]:
    domain, other_domain = _domain(a.email), _domain(b.email)
    phone, other_phone = _last_digits(a.phone), _last_digits(b.phone)
    return [
        (EMAIL, "same_email_domain" if domain and domain == other_domain else ""),
        (PHONE, "same_phone" if len(phone) == 9 and phone == other_phone else ""),
    ]


def _domain(email: str) -> str:
    domain = plain(email).casefold().rpartition("@")[2].removeprefix("www.")
    return "" if domain in FREE_MAIL else domain


def _last_digits(phone: str) -> str:
    """The last nine digits: enough to tell, and the same with +7, 8 or nothing in front."""
    return digits_of(phone)[-9:]
