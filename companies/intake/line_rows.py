"""Rows of a lines file: one product, service or technology each."""
from django.utils.translation import gettext_noop as _

from core.country_names import countries_of
from core.intake.headers import Columns
from core.text import InvalidValue, clean, clean_words, plain

from ..rules.hs import normalise_codes
from . import synonyms
from .fields import Checked
from .firm_rows import KEY_LIMIT
from .heads import LINE_HEADS, REASON
from .rows import LineInput, Row, Sheet
from .words import COOPERATION_OF, KIND_OF, ROLE_OF, choice

LINE_LIMIT = 500
UNKNOWN = _("“%(value)s” is not known; possible are: %(known)s.")
COLUMNS = Columns(
    required=("firm", "kind", "cooperation", "text", "markets"),
    optional=("hs_codes", "trade_role"),
    synonyms=synonyms.LINE,
    heads=LINE_HEADS,
    ignored=tuple(REASON.values()),
)


def check_line(number: int, cells: dict[str, str], firms: Sheet) -> Row:
    """One row by itself and beside the firm it belongs to."""
    row = Checked(cells)
    key = plain(cells["firm"])
    values = LineInput(
        firm=row.take("firm", lambda _typed: _firm(key, firms)),
        kind=row.take("kind", lambda typed: choice(typed, KIND_OF, UNKNOWN)),
        cooperation=row.take("cooperation", lambda typed: choice(typed, COOPERATION_OF, UNKNOWN)),
        text=row.take("text", lambda typed: clean_words(typed, limit=LINE_LIMIT)),
        hs_codes=row.take(
            "hs_codes", lambda typed: tuple(normalise_codes(typed, _country_of(key, firms))), (), ask=True
        ),
        markets=row.take("markets", _markets),
        trade_role=row.take("trade_role", _role, ""),
    )
    key, typed = key[:KEY_LIMIT], clean(cells["text"])[:LINE_LIMIT]
    return Row(number, key, None if row.problems else values, tuple(row.problems), tuple(row.notices), typed)


def _role(typed: str) -> str:
    return choice(typed, ROLE_OF, UNKNOWN) if clean(typed) else ""


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


def _markets(typed: str) -> tuple[str, ...]:
    if not clean(typed):
        raise InvalidValue("empty", _("This field is empty."))
    codes, unknown = countries_of(typed)
    if unknown or not codes:
        raise InvalidValue("unknown_market", _("The market “%(market)s” is not known: use JP, KZ, UZ, KG, TJ or TM."),
                           market=(unknown or clean(typed))[:40])
    return codes
