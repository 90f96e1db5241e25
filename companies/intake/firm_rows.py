"""Rows of a firms file: every field checked, every problem said at once."""
import re
from datetime import date

from django.utils.translation import gettext_noop as _

from core.country_names import country_of
from core.dates import read_day
from core.folding import fold
from core.intake.headers import Columns
from core.numbers import read_count, read_year
from core.text import InvalidValue, clean, clean_words, plain, suspicious_words

from ..enums import WorkLanguage
from ..rules.certificates import Typed, read_certificates
from ..rules.legal_forms import read_form
from ..rules.legal_ids import LegalId, check
from . import synonyms
from .fields import Checked
from .heads import FIRM_HEADS, REASON
from .rows import FirmInput, Row
from .words import LANGUAGE_OF, languages_of

NAME_LIMIT, CITY_LIMIT, CONTACT_LIMIT, KEY_LIMIT, EMAIL_LIMIT, CERTIFICATE_LIMIT = 200, 100, 120, 40, 254, 100
OLDEST = 500  # the oldest firm alive was founded in 578
MOST_EMPLOYEES = 5_000_000
COLUMNS = Columns(
    required=("key", "country", "legal_id", "name", "contact_name", "contact_email"),
    optional=("name_latin", "city", "language", "employees", "founded", "certificates", "legal_form", "languages"),
    synonyms=synonyms.FIRM,
    heads=FIRM_HEADS,
    ignored=tuple(REASON.values()),
)
PORTAL_LANGUAGES = ("ja", "en", "ru", "kk", "uz")
USUAL_LANGUAGE = {"JP": "ja", "UZ": "uz"}  # elsewhere Russian is what firms write to each other in
EMAIL = re.compile(
    r"[a-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)+", re.I
)


def check_firm(number: int, cells: dict[str, str], *, today: date) -> Row:
    """One row by itself; what it shares with other rows is looked at by the reader of the file."""
    row = Checked(cells)
    country = row.take("country", _country)
    values = FirmInput(
        key=row.take("key", lambda typed: _required(plain(typed), KEY_LIMIT)),
        country=country,
        legal_id=row.take("legal_id", lambda typed: _legal_id(country, typed)),
        name=row.take("name", lambda typed: clean_words(typed, limit=NAME_LIMIT)),
        name_latin=row.take("name_latin", lambda typed: clean(typed, limit=NAME_LIMIT), ""),
        city=row.take("city", lambda typed: clean(typed, limit=CITY_LIMIT), ""),
        language=_language(country, row),
        contact_name=row.take("contact_name", lambda typed: clean_words(typed, limit=CONTACT_LIMIT)),
        contact_email=row.take("contact_email", _email),
        employees=row.take("employees", _employees, None),
        founded=row.take("founded", lambda typed: _founded(typed, today), None),
        certificates=row.take("certificates", _certificates, Typed()),
        languages=row.take("languages", _languages, ()),
        legal_form=row.take("legal_form", _legal_form, ""),
    )
    _look_at_names(values, row)
    key = plain(cells["key"])[:KEY_LIMIT]
    typed = clean(cells["name"])[:NAME_LIMIT]
    return Row(number, key, None if row.problems else values, tuple(row.problems), tuple(row.notices), typed)


def _required(typed: str, limit: int) -> str:
    text = clean(typed, limit=limit)
    if not text:
        raise InvalidValue("empty", _("This field is empty."))
    return text


def _country(typed: str) -> str:
    code = country_of(typed)
    if code is None:
        raise InvalidValue("unknown_country", _(
            "The country “%(country)s” is not one of the portal's: use JP, KZ, UZ, KG, TJ or TM."
        ), country=clean(typed)[:40])
    return code


def _legal_id(country: str | None, typed: str) -> LegalId | None:
    return check(country, typed) if country else None  # the unknown country is said already


def _language(country: str | None, row: Checked) -> str:
    """The one the portal writes in: theirs, or what is usual in their country."""
    code = row.take("language", _one_language, "")
    if code in PORTAL_LANGUAGES:
        return code
    usual = USUAL_LANGUAGE.get(country, "ru")
    row.note("language", "other_language", _("The portal will write to this firm in “%(language)s”."), language=usual)
    return usual


def _legal_form(typed: str) -> str:
    code = read_form(typed)
    if plain(typed) and not code:
        raise InvalidValue(
            "unknown_legal_form", _("“%(form)s” is not a legal form that the portal knows."), form=clean(typed)[:60]
        )
    return code


def _one_language(typed: str) -> str:
    text = plain(typed)
    code = LANGUAGE_OF.get(fold(text), "")
    if text and not code:
        raise InvalidValue(
            "unknown_language", _("“%(code)s” is not a language code: write ja, en, ru, kk or uz."), code=text[:20]
        )
    return code


def _languages(typed: str) -> tuple[str, ...]:
    codes, unknown = languages_of(typed)
    if unknown:
        raise InvalidValue("unknown_language", _("“%(code)s” is not a language code the portal knows: %(known)s."),
                           code=unknown[:20], known=", ".join(WorkLanguage.values))
    return codes


def _email(typed: str) -> str:
    text = _required(plain(typed), EMAIL_LIMIT)
    local = text.rpartition("@")[0]
    if not EMAIL.fullmatch(text) or ".." in text or local.startswith(".") or local.endswith("."):
        raise InvalidValue("invalid_email", _("“%(email)s” is not an e-mail address."), email=text[:80])
    return text


def _employees(typed: str) -> int | None:
    number = read_count(typed)
    if number is not None and number > MOST_EMPLOYEES:
        raise InvalidValue("invalid_number", _("“%(number)s” is not a number of employees."), number=clean(typed)[:40])
    return number


def _founded(typed: str, today: date) -> int | None:
    try:
        year = read_year(typed)
    except InvalidValue:
        year = _year_of_day(typed)
    if year is not None and not OLDEST <= year <= today.year:
        raise InvalidValue("invalid_year", _("“%(year)s” is not a year of founding between %(oldest)s and %(newest)s."),
                           year=clean(typed)[:40], oldest=str(OLDEST), newest=str(today.year))
    return year


def _year_of_day(typed: str) -> int:
    """Of a day whose month is a word; whichever of two days it may be, the year is the same."""
    try:
        return read_day(typed, language="ru").year
    except InvalidValue:
        raise InvalidValue("invalid_year", _("“%(text)s” is not a year."), text=clean(typed)[:40]) from None


def _certificates(typed: str) -> Typed:
    read = read_certificates(typed)
    for name in (*read.names, *read.numbered):
        clean(name, limit=CERTIFICATE_LIMIT)
    return read


def _look_at_names(values: FirmInput, row: Checked) -> None:
    for field in ("name", "name_latin"):
        words = suspicious_words(getattr(values, field) or "")
        if words:
            row.note(
                field, "mixed_scripts", _("“%(word)s” mixes look-alike letters of two scripts."), word=words[0][:60]
            )
    if any(sign.isdecimal() for sign in values.city or ""):
        row.note(
            "city", "address_in_city", _("“%(city)s” looks like an address: only the city belongs here."),
            city=values.city[:60],
        )
