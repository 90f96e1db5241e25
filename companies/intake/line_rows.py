"""Rows of a lines file: one product, service or technology each."""
import re

from django.utils.translation import gettext_noop as _

from core.geography import Country
from core.intake.headers import Columns
from core.text import InvalidValue, clean, clean_words, fold

from ..rules.hs import normalise_codes
from ..rules.vocabulary import Cooperation, LineKind
from .fields import Checked
from .firm_rows import COUNTRY_NAMES, KEY_LIMIT
from .heads import LINE_HEADS, REASON
from .rows import LineInput, Row, Sheet

LINE_LIMIT = 500
COLUMNS = Columns(
    required=("firm", "kind", "cooperation", "text", "markets"),
    optional=("hs_codes",),
    synonyms={
        "firm": ("key", "firm key", "company", "企業", "キー", "компания", "ключ"),
        "kind": ("type", "種別", "区分", "тип", "вид"),
        "cooperation": ("kind of cooperation", "提携の種類", "提携形態", "сотрудничество", "вид сотрудничества"),
        "text": ("product", "description", "内容", "製品", "商品", "текст", "описание", "товар"),
        "markets": ("market", "countries", "市場", "対象国", "рынки", "страны"),
        "hs_codes": ("hs", "hs code", "hsコード", "тн вэд", "код тн вэд", "коды"),
    },
    heads=LINE_HEADS,
    ignored=tuple(REASON.values()),
)


def check_line(number: int, cells: dict[str, str], firms: Sheet) -> Row:
    """One row by itself and beside the firm it belongs to."""
    row = Checked(cells)
    key = clean(cells["firm"])
    values = LineInput(
        firm=row.take("firm", lambda _typed: _firm(key, firms)),
        kind=row.take("kind", lambda typed: _choice(typed, LineKind)),
        cooperation=row.take("cooperation", lambda typed: _choice(typed, Cooperation)),
        text=row.take("text", lambda typed: clean_words(typed, limit=LINE_LIMIT)),
        hs_codes=row.take("hs_codes", lambda typed: tuple(normalise_codes(typed, _country_of(key, firms)))),
        markets=row.take("markets", _markets),
    )
    return Row(number, key[:KEY_LIMIT], None if row.problems else values, tuple(row.problems), tuple(row.notices))


def _country_of(key: str, firms: Sheet) -> str:
    firm = firms.by_key(key)
    return firm.values.country if firm and firm.values else ""


def _firm(key: str, firms: Sheet) -> str:
    if not key:
        raise InvalidValue("empty", _("This field is empty."))
    shown = key[:KEY_LIMIT]
    firm = firms.by_key(key)
    if firm is None:
        raise InvalidValue("unknown_firm", _("There is no firm “%(key)s” in %(file)s."), key=shown, file=firms.filename)
    if not firm.ok:
        raise InvalidValue("firm_refused", _("The firm “%(key)s” was refused (row %(row)s of %(file)s)."), key=shown,
                           row=firm.number, file=firms.filename)
    return key


def _choice(typed: str, choices) -> str:
    text = clean(typed)
    value = fold(text).replace(" ", "_")
    if value not in choices.values:
        raise InvalidValue("unknown_choice", _("“%(value)s” is not known; possible are: %(known)s."), value=text[:40],
                           known=", ".join(choices.values))
    return value


def _markets(typed: str) -> tuple[str, ...]:
    text = clean(typed)
    words = [word for word in re.split(r"[\s,;、，/|]+", text) if word]
    if not words:
        raise InvalidValue("empty", _("This field is empty."))
    codes = [word.upper() if word.upper() in Country.values else COUNTRY_NAMES.get(fold(word)) for word in words]
    if None in codes:
        raise InvalidValue("unknown_market", _("The market “%(market)s” is not known: use JP, KZ, UZ, KG, TJ or TM."),
                           market=words[codes.index(None)][:40])
    return tuple(dict.fromkeys(codes))
