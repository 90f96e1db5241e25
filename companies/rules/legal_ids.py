"""National numbers of firms: which digits each country gives, and which of them can be checked."""
import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from stdnum.jp import cn

from core.damage import is_shortened, without_guard, without_tail
from core.geography import Country
from core.text import InvalidValue, Phrase, clean, plain

COUNTRIES = tuple(Country.values)
LENGTH = {"JP": 13, "KZ": 12, "UZ": 9, "KG": 14, "TJ": 9}
TURKMEN_LENGTHS = range(6, 15)  # no published format: only obvious slips are caught
CHECKED, FORMAT_ONLY = "checked", "format_only"
NAME = {
    "JP": gettext_lazy("Corporate number (法人番号)"),
    "KZ": gettext_lazy("Business identification number (BIN)"),
    "UZ": gettext_lazy("Taxpayer number (STIR)"),
    "KG": gettext_lazy("Taxpayer number (INN)"),
    "TJ": gettext_lazy("Taxpayer number (INN)"),
    "TM": gettext_lazy("Registration number"),
}
HELP = {
    "JP": gettext_lazy("13 digits, without the letter T of the invoice number. The check digit is tested at once."),
    "KZ": gettext_lazy("12 digits, as in the certificate of registration. The check digit is tested at once."),
    "UZ": gettext_lazy("9 digits. Only the number of digits is tested here; our staff compare it with the register."),
    "KG": gettext_lazy("14 digits. Only the number of digits is tested here; our staff compare it with the register."),
    "TJ": gettext_lazy("9 digits. Only the number of digits is tested here; our staff compare it with the register."),
    "TM": gettext_lazy("6 to 14 digits. Our staff compare the number with the register."),
}
EXAMPLE = {"JP": "5835678256246", "KZ": "941240000193", "UZ": "301234567", "KG": "01203201010107",
           "TJ": "510012345", "TM": "10112345"}
RESIDENCY = {"4": "resident", "5": "non_resident", "6": "joint_sole_traders"}
UNIT = {"0": "head", "1": "branch", "2": "representation", "3": "joint_farm"}
NUMBER_NAMES = (
    "бсн|жсн|бин|иин|инн|стир|рнн|bin|iin|inn|stir|tin|сть|хин|рма|法人番号|登録番号|会社法人等番号|第|nr|no|n°|№|#"
    "|рег(?:истрационный)?[. ]*номер|reg(?:istration)?[. ]*(?:no|number)|corporate number"
    "|tax(?:payer)?[. ]*(?:no|number)"
)
BEFORE = re.compile(rf"^\W*(?:{NUMBER_NAMES})(?![^\W\d_])[\s:：.,;#№/()（）-]*(?=\S)", re.I)
AFTER = re.compile(r"\s*[号番]?[\s.,;)）]*$")
MOST_LOST_ZEROS = 3
BIN_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))


@dataclass(frozen=True)
class LegalId:
    """A number in its plain digits. `quality`: "checked" (its check digit fits) or "format_only"."""

    country: str
    number: str
    quality: str
    facts: dict = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.number


class LegalIdInvalid(InvalidValue):
    """Refused number; codes: missing, unknown_country, letters, shortened, wrong_length, lost_zeros, check_digit,
    bin_month, bin_type, personal_number, all_same."""


@lru_cache(maxsize=4096)  # each row of a list asks
def check(country: str, raw: str) -> LegalId:
    """The number a firm typed, normalised; LegalIdInvalid says what is wrong with it."""
    if country not in COUNTRIES:
        raise LegalIdInvalid("unknown_country",
                             _("The country “%(country)s” is not one of the portal's: use JP, KZ, UZ, KG, TJ or TM."),
                             country=clean(country)[:40])
    digits = _digits(country, raw)
    if len(digits) > 5 and len(set(digits)) == 1:
        raise LegalIdInvalid("all_same", _("%(number)s is not a number that is given to firms."), number=digits)
    if country == "JP":
        return _check_japan(digits)
    if country == "KZ":
        return _check_kazakhstan(digits)
    _check_length(country, digits)
    return LegalId(country, digits, FORMAT_ONLY)


def _digits(country: str, raw: str) -> str:
    text = without_guard(plain(raw))
    if is_shortened(text):
        raise LegalIdInvalid("shortened", _(
            "A spreadsheet shortened this number to “%(number)s”, and its last digits are lost. Set the column to "
            "text and enter the number again."
        ), number=text[:40])
    text = without_tail(_without_labels(text))
    compact = "".join(char for char in text if char.isalnum()) if _only_separators(text) else text
    if country == "JP":
        compact = re.sub("^[Tt](?=[0-9]{13}$)", "", compact)
    if not compact:
        raise LegalIdInvalid("missing", _("Enter the firm's legal number."))
    compact = "".join(_as_digit(char) for char in compact)
    if not re.fullmatch("[0-9]+", compact):
        raise LegalIdInvalid("letters", _("This number may contain digits only: “%(number)s” contains other "
                                          "characters."),
                             number=text[:40])
    return compact


def _without_labels(text: str) -> str:
    """БИН 050740000122, 法人番号：第…号 and the like: what stands around the number on papers."""
    while (shorter := AFTER.sub("", BEFORE.sub("", text))) != text:
        text = shorter
    return text


def _only_separators(text: str) -> bool:
    return all(char.isalnum() or char in " -–—‐‑−ー_./" for char in text)


def _as_digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def _check_length(country: str, digits: str) -> None:
    if country == "TM":
        if len(digits) not in TURKMEN_LENGTHS:
            _refuse("wrong_length", _("Wrong number of digits: expected 6 to 14, got %(count)s."), country, digits,
                    count=len(digits))
    elif len(digits) != LENGTH[country]:
        if _may_have_lost_zeros(country, digits):
            raise LegalIdInvalid("lost_zeros", _(
                "%(number)s has too few digits. Spreadsheets cut zeros off the front: is it %(likely)s? Then enter it "
                "like this."
            ), number=digits, likely=digits.zfill(LENGTH[country]))
        _refuse("wrong_length", _(
            "Wrong number of digits: expected %(expected)s, got %(count)s."
        ), country, digits, expected=LENGTH[country], count=len(digits))


def _may_have_lost_zeros(country: str, digits: str) -> bool:
    """Whether zeros in front make a number of that country; those of Japan and Uzbekistan never begin with one."""
    whole = digits.zfill(LENGTH[country])
    if not 0 < len(whole) - len(digits) <= MOST_LOST_ZEROS:
        return False
    if country == "KZ":
        return is_bin(whole)
    if country == "KG":  # 0 for a firm, then the day of its registration
        return "01" <= whole[1:3] <= "31" and "01" <= whole[3:5] <= "12" and whole[5:7] in ("19", "20")
    return country == "TJ"


def _check_japan(digits: str) -> LegalId:
    _check_length("JP", digits)
    if not cn.is_valid(digits):
        _refuse("check_digit", _("The check digit does not match: please check %(number)s for a typing mistake."),
                "JP", digits, number=cn.format(digits))
    return LegalId("JP", digits, CHECKED, {"formatted": cn.format(digits)})


def _check_kazakhstan(digits: str) -> LegalId:
    _check_length("KZ", digits)
    if digits[4] in "0123" and _is_birthday(digits) and _bin_check_digit(digits) == digits[11]:
        _refuse("personal_number", _("This looks like a person's number (IIN). A firm's number (BIN) is needed."),
                "KZ", digits)
    if not "01" <= digits[2:4] <= "12":
        _refuse("bin_month", _("Digits 3 and 4 of a BIN are the month of registration; “%(month)s” is no month."),
                "KZ", digits, month=digits[2:4])
    if digits[4] not in RESIDENCY or digits[5] not in UNIT:
        _refuse("bin_type", _("Digits 5 and 6 of a BIN say what kind of firm it is; “%(kind)s” does not exist."),
                "KZ", digits, kind=digits[4:6])
    if _bin_check_digit(digits) != digits[11]:
        _refuse("check_digit", _("The check digit does not match: please check %(number)s for a typing mistake."),
                "KZ", digits, number=digits)
    return LegalId("KZ", digits, CHECKED, _bin_facts(digits))


def _bin_check_digit(digits: str) -> str:
    """The twelfth digit; "" when no such number can exist."""
    for weights in BIN_WEIGHTS:
        rest = sum(weight * int(digit) for weight, digit in zip(weights, digits[:11], strict=True)) % 11
        if rest < 10:
            return str(rest)
    return ""


def _is_birthday(digits: str) -> bool:
    return "01" <= digits[2:4] <= "12" and "01" <= digits[4:6] <= "31"


def _bin_facts(digits: str) -> dict:
    # Numbers exist for firms founded long before BIN came: years above "40" belong to the last century.
    century = "19" if digits[:2] > "40" else "20"
    return {"registered": f"{century}{digits[:2]}-{digits[2:4]}", "residency": RESIDENCY[digits[4]],
            "unit": UNIT[digits[5]]}


def _refuse(code: str, template: str, country: str, digits: str, **params: Any) -> NoReturn:
    hint = _looks_like(country, digits)
    if hint is not None:
        raise LegalIdInvalid(code, "%(problem)s %(hint)s", problem=Phrase(template, params), hint=Phrase(hint))
    raise LegalIdInvalid(code, template, **params)


def _looks_like(country: str, digits: str) -> str | None:
    """What the digits probably are, when they fit another country's rule."""
    if country != "JP" and len(digits) == 13 and cn.is_valid(digits):
        return _("It looks like a Japanese corporate number: is the country right?")
    if country != "KZ" and is_bin(digits):
        return _("It looks like a Kazakh BIN: is the country right?")
    if country != "KG" and len(digits) == 14:
        return _("It has as many digits as a Kyrgyz INN: is the country right?")
    if country in ("JP", "KZ") and len(digits) == 9:
        return _("It has as many digits as an Uzbek or Tajik number: is the country right?")
    return None


def is_bin(digits: str) -> bool:
    """Whether these plain digits make a Kazakh BIN."""
    return (len(digits) == 12 and "01" <= digits[2:4] <= "12" and digits[4] in RESIDENCY and digits[5] in UNIT
            and _bin_check_digit(digits) == digits[11])
