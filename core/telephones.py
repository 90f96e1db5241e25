"""Telephone numbers as people write them: kept as E.164 with the extension behind, shown in groups."""

import re

import phonenumbers
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from .text import InvalidValue, plain

DASHES = re.compile("[‐-―−ーｰ－﹘﹣~〜～_]")
# "Tel.", "моб.:", "電話", a pictogram of a receiver: what stands before the number and says only that it is one.
LABEL = re.compile(
    r"^(?:(?:тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|раб(?:очий)?|телефон нөмірі|ұялы|tel(?:ephone|efon)?|phone"
    r"|mob(?:ile)?|cell|電話(?:番号)?|携帯(?:電話)?|直通|代表)\b[\s.:()]*|[☎☏✆📞📱]\s*)+",
    re.I,
)
EXTENSION = re.compile(
    r"[\s,;(]*(?:доб(?:авочный)?|внутр(?:енний)?|вн|доп|内線(?:番号)?|ішкі(?: нөмірі?)?|қос(?:ымша)?|ichki(?: raqami?)?"
    r"|qoʻsh(?:imcha)?|;?ext(?:ension|n)?|x|#)[\s.:=№#]*(\d{1,7})\s*\)?$",
    re.I,
)
SEVERAL = re.compile(r"\d[\d ()-]{5,}\d\s*(?:[,;/]|\n|\bили\b|\bor\b|または|және)\s*\+?[\d(][\d ()-]{5,}\d")
UNKNOWN = re.compile(r"[^\d\s+().,/-]+")


def read_telephone(text: str, *, country: str = "") -> str:
    """"+77015550102" or "+77015550102 ext. 123"; "" for nothing. `country` (ISO 3166): where a number without a
    country code is at home. Raises InvalidValue, which names the sign that was not understood.
    """
    plain = _plain(text)
    if not plain:
        return ""
    if SEVERAL.search(plain):
        raise InvalidValue("several_telephones", _("There are several telephone numbers here. Write one."))
    number, extension = _apart(plain)
    if unknown := UNKNOWN.search(number):
        raise InvalidValue(
            "unknown_sign", _("“%(sign)s” is not understood in a telephone number. Write digits only."),
            sign=unknown[0][:20],
        )
    parsed = _parsed(number, country)
    kept = phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return f"{kept} ext. {extension}" if extension else kept


def _plain(text: str) -> str:
    return LABEL.sub("", DASHES.sub("-", plain(text, multiline=True)).strip()).strip()


def _apart(plain: str) -> tuple[str, str]:
    found = EXTENSION.search(plain)
    return (plain[: found.start()], found[1]) if found else (plain, "")


def _parsed(number: str, country: str) -> PhoneNumber:
    abroad = number.lstrip("( ").startswith("+")
    if not abroad and not country:
        raise InvalidValue(
            "no_country_code", _("Begin with the country code, for example +81 for Japan or +7 for Kazakhstan.")
        )
    try:
        parsed = phonenumbers.parse(number, None if abroad else country)
    except NumberParseException as problem:
        raise _no_number() from problem
    fits = phonenumbers.is_possible_number if abroad else phonenumbers.is_valid_number
    if not fits(parsed):
        raise _no_number()
    return parsed


def _no_number() -> InvalidValue:
    return InvalidValue(
        "no_telephone",
        _("This is no whole telephone number. Write it with the country code, for example +7 727 000 00 00."),
    )


def say_telephone(kept: str) -> str:
    """In groups, the extension in the reader's words; what was kept before numbers were read stays as it is."""
    number, extension = number_of(kept), _apart(kept)[1]
    if not number:
        return kept
    shown = phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.INTERNATIONAL)
    return gettext("%(number)s ext. %(extension)s") % {"number": shown, "extension": extension} if extension else shown


def link_of(kept: str) -> str:
    """`tel:` with what a telephone dials; "" where there is nothing to dial."""
    number, extension = number_of(kept), _apart(kept)[1]
    if number:
        return f"tel:{number};ext={extension}" if extension else f"tel:{number}"
    digits = re.sub(r"[^\d+]", "", kept)
    return f"tel:{digits}" if digits else ""


def digits_of(kept: str) -> str:
    """For comparing: the extension is not of the number."""
    return re.sub(r"\D", "", _apart(_plain(kept))[0])


def number_of(kept: str) -> str:
    """The number alone in E.164; "" where none can be read without a country."""
    try:
        return _apart(read_telephone(kept))[0]
    except InvalidValue:
        return ""
