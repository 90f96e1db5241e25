"""What reading a file yields: rows with typed values, and the problems and notices a person should see."""
from dataclasses import dataclass
from functools import cached_property

from core.intake.problems import Problem

from ..rules.certificates import Typed
from ..rules.legal_ids import LegalId


@dataclass(frozen=True)
class FirmInput:
    """A firm as its row gave it, cleaned; `employees` and `founded` (a year) may be unknown."""

    key: str
    country: str
    legal_id: LegalId
    name: str
    name_latin: str
    city: str
    language: str
    contact_name: str
    contact_email: str
    employees: int | None
    founded: int | None
    certificates: Typed
    languages: tuple[str, ...]
    legal_form: str = ""


@dataclass(frozen=True)
class LineInput:
    """One product, service or technology that the firm with this key offers or needs."""

    firm: str
    kind: str
    cooperation: str
    text: str
    hs_codes: tuple[str, ...]
    markets: tuple[str, ...]
    trade_role: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the file; `number` counts as a spreadsheet does, the header being row 1."""

    number: int
    key: str
    values: FirmInput | LineInput | None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    typed: str = ""  # the name or text as it stands there, also of a refused row

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def skipped(self) -> bool:
        """A good row that only repeats an earlier one."""
        return self.ok and self.values is None


@dataclass(frozen=True)
class Sheet:
    """A file that could be read, row by row; `title`: the sheet of a workbook."""

    filename: str
    encoding: str
    delimiter: str
    rows: tuple[Row, ...]
    notices: tuple[Problem, ...] = ()
    title: str = ""

    @property
    def accepted(self) -> list[Row]:
        return [row for row in self.rows if row.values is not None]

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if not row.ok]

    def by_key(self, key: str) -> Row | None:
        """The first row with this key, refused ones included."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, Row]:
        return {row.key: row for row in reversed(self.rows)}
