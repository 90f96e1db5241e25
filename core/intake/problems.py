"""What is wrong with a file that people send, or worth knowing about it."""
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from core.damage import is_no_value
from core.text import InvalidValue, Phrase, clean

LEFT_EMPTY = Phrase(_("This field was left empty."))


class FileUnreadable(InvalidValue):
    """The whole file is refused; codes: too_big, too_many_rows, empty, not_csv, undecodable, ambiguous_encoding,
    unbalanced_quotes, cell_too_long, missing_column, repeated_column."""


@dataclass(frozen=True)
class Problem:
    """Something wrong (or, as a notice, worth knowing) with one field of a row, or with the file ("" as field)."""

    field: str
    code: str
    message: Phrase


def value_of(typed: str) -> str:
    """What a cell says; InvalidValue where it is a formula, or what is left of one."""
    if is_no_value(typed):
        raise InvalidValue("no_value", _(
            "“%(text)s” is a formula or an error of one. Enter the value itself."
        ), text=clean(typed)[:40])
    return typed
