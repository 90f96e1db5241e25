"""What is wrong with a file that people send, or worth knowing about it."""
from dataclasses import dataclass

from core.text import InvalidValue, Phrase


class FileUnreadable(InvalidValue):
    """The whole file is refused; codes: too_big, too_many_rows, empty, not_csv, undecodable, ambiguous_encoding,
    unbalanced_quotes, cell_too_long, missing_column, repeated_column."""


@dataclass(frozen=True)
class Problem:
    """Something wrong (or, as a notice, worth knowing) with one field of a row, or with the file ("" as field)."""

    field: str
    code: str
    message: Phrase
