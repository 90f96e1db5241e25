"""Files that help with an import: an empty one to fill in, and the rows that were not taken, to be corrected."""
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.geography import Country
from core.i18n import current_language, language_name
from core.intake.headers import Columns
from core.intake.tables import read_table
from core.sheets import Column, Sheet

from ..enums import Cooperation, LineKind, TradeRole
from ..intake import firm_rows, line_rows
from ..intake.heads import HEADS, REASON, example_firm, example_line
from ..models import ImportJob
from .import_rows import messages, sheets

COLUMNS: dict[str, Columns] = {"firms": firm_rows.COLUMNS, "lines": line_rows.COLUMNS}
EXAMPLES = {"firms": example_firm, "lines": example_line}
CHOICES: dict[str, type[TextChoices]] = {
    "country": Country, "markets": Country, "kind": LineKind, "cooperation": Cooperation,
    "trade_role": TradeRole,
}
SEVERAL = ("markets",)  # more than one may be typed
WIDTH, WIDE = 22, 60
LONG = ("name", "name_latin", "text")


def is_sheet(name: str) -> bool:
    return name in HEADS


def offered() -> list[dict]:
    """The empty files, each with what its columns are called."""
    return [one | {"columns": _columns_of(one["sheet"])} for one in sheets()]


def _columns_of(sheet: str) -> list[dict]:
    """What they are called in the reader's language: those that must be there, and the others."""
    heads, language = HEADS[sheet], current_language()
    parts = ((_("Needed"), COLUMNS[sheet].required), (_("If known"), COLUMNS[sheet].optional))
    comma = pgettext("between the words of a list", ", ")
    return [{"label": label, "value": comma.join(heads[name][language] for name in names)} for label, names in parts]


def template(sheet: str) -> Sheet:
    """One row shows how it is filled in."""
    example = EXAMPLES[sheet](current_language())
    row = [_words(field).get(value, value) for field, value in example.items()]
    return Sheet(_title(sheet), _columns(sheet), [row])


def not_taken(job: ImportJob, sheet: str) -> Sheet:
    """Refused rows as they were typed, each with its reasons; of firms also those whose lines were refused."""
    reasons = _reasons(job, sheet)
    columns = [Column(REASON[current_language()], width=WIDE), *_columns(sheet)]
    rows = [
        [reasons[number], *(cells.get(field, "") for field in HEADS[sheet])]
        for number, cells in (_typed(job, sheet) if reasons else ()) if number in reasons
    ]
    return Sheet(_title(sheet), columns, rows)


def _reasons(job: ImportJob, sheet: str) -> dict[int, str]:
    """By row; a firm that only its lines need has none."""
    refused = [row for row in job.report.get("rows", []) if row["outcome"] == "refused"]
    wanted = {row["key"] for row in refused if row["sheet"] == "lines"} if sheet == "firms" else set()
    found = {
        row["row"]: "" for row in job.report.get("rows", []) if row["sheet"] == sheet and row["key"] in wanted
    }
    return found | {
        row["row"]: "\n".join(messages(row)[: row.get("reasons")])
        for row in refused if row["sheet"] == sheet
    }


def _typed(job: ImportJob, sheet: str) -> list[tuple[int, dict[str, str]]]:
    data = job.firms_file if sheet == "firms" else job.lines_file
    name = job.firms_name if sheet == "firms" else job.lines_name
    table = read_table(bytes(data or b""), name, COLUMNS[sheet])
    return [(record.number, record.cells) for record in table.records]


def _title(sheet: str) -> str:
    return _("Firms") if sheet == "firms" else _("Offers and needs")


def _columns(sheet: str) -> list[Column]:
    language = current_language()
    return [
        Column(
            words[language], [*_words(field).values()], open=field in SEVERAL, width=WIDE if field in LONG else WIDTH
        )
        for field, words in HEADS[sheet].items()
    ]


def _words(field: str) -> dict[str, str]:
    """{code: word in the reader's language} of a field that takes one of a few."""
    if field == "language":
        return {code: language_name(code) for code in firm_rows.PORTAL_LANGUAGES}
    return {code: str(word) for code, word in CHOICES[field].choices} if field in CHOICES else {}
