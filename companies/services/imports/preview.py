"""What an import would do, row by row; reads the files and the database, writes nothing."""
from collections import defaultdict
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from core.text import Phrase

from ...intake.csv_files import read_firms, read_lines
from ...intake.heads import EXAMPLE
from ...intake.rows import LineInput, Row, Sheet
from ...models import Firm, ProductLine
from ...rules.identifying import identifying
from ...rules.naming import name_keys
from ...rules.teaser import check_anonymous, refusals
from ...states import CLOSED_FIRM

KIND = {"offer": "business_offer", "request": "business_request"}
NEW, UNCHANGED, REFUSED = OUTCOMES = ("new", "unchanged", "refused")
LEFT_OUT = Phrase(_("This row of the empty file is an example. It is not imported."))
SAME_NAME = _("A firm of this name is in the portal under another number: %(name)s. Compare them before you import.")
LIKELY = {"guess", "likely"}  # what a reason calls that
QUIET = {"other_language"}  # notices that nobody has to look for
Judgement = tuple[str, list[Phrase]]
Grouping = tuple[str, str, tuple[str, ...]]


class Files(NamedTuple):
    """As they were sent."""

    firms_name: str = ""
    firms_file: bytes = b""
    lines_name: str = ""
    lines_file: bytes | None = None


class Plan(NamedTuple):
    """`rows` for people (JSON-ready, in no language yet);
    `firms` and `lines` (by firm key) are what will be written.
    """

    rows: list[dict]
    firms: list[Row]
    lines: dict[str, list[LineInput]]
    files: Files = Files()
    notices: tuple[dict, ...] = ()  # about a file as a whole

    @property
    def size(self) -> int:
        """Rows that will be written."""
        return len(self.firms) + sum(map(len, self.lines.values()))

    def counts(self) -> dict[str, int]:
        outcomes = [row["outcome"] for row in self.rows]
        return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


class Present(NamedTuple):
    """Firms of the portal that the file speaks of: by the file's key, by country and number, by country and name."""

    by_key: dict[str, Firm]
    by_number: dict[tuple[str, str], Firm]
    by_name: dict[tuple[str, str], str]


def prepare_import(firms_file: bytes, firms_name: str, lines_file: bytes | None, lines_name: str) -> Plan:
    """Read both files and compare them with what is there. Raises FileUnreadable."""
    firms = read_firms(firms_file, firms_name)
    lines = read_lines(lines_file, lines_name, firms) if lines_file else None
    present = _present(firms)
    sent = Files(firms_name, firms_file, lines_name, lines_file)
    plan = Plan([], [], defaultdict(list), sent, _notices(firms, lines))
    judged = {}
    for row in firms.rows:
        outcome, said = _judge_firm(row, present)
        plan.rows.append(_reported("firms", row, outcome, said))
        if row.ok:
            judged[row.key] = outcome
        if outcome == NEW:
            plan.firms.append(row)
    if lines:
        _plan_lines(plan, lines, firms, present, judged)
    return plan


def _notices(firms: Sheet, lines: Sheet | None) -> tuple[dict, ...]:
    return tuple(
        {"sheet": name, "message": notice.message.stored()}
        for name, sheet in (("firms", firms), ("lines", lines)) if sheet for notice in sheet.notices
    )


def _present(firms: Sheet) -> Present:
    given = [row.values for row in firms.accepted]
    keys, numbers = [firm.key for firm in given], [firm.legal_id.number for firm in given]
    found = list(Firm.objects.filter(Q(import_key__in=keys) | Q(legal_id__in=numbers)))
    taken = [firm for firm in found if firm.state not in ("rejected", "merged")]
    return Present(
        {firm.import_key: firm for firm in found if firm.import_key},
        {(firm.country, firm.legal_id): firm for firm in taken},
        _by_name({firm.country for firm in given}),
    )


def _by_name(countries: set[str]) -> dict[tuple[str, str], str]:
    """What each open firm of these countries is called, by the sound of its names."""
    names = Firm.objects.open().filter(country__in=countries).values_list("country", "name", "name_latin")
    return {(country, key): name for country, name, latin in names for key in _sounds(name, latin)}


def _sounds(*names: str) -> set[str]:
    return {key.replace(" ", "") for key in name_keys(*names)}


def _judge_firm(row: Row, present: Present) -> Judgement:
    if row.key == EXAMPLE:
        return UNCHANGED, [LEFT_OUT]
    if not row.ok:
        return REFUSED, [problem.message for problem in row.problems]
    number = (row.values.country, row.values.legal_id.number)
    if there := present.by_key.get(row.key):
        if (there.country, there.legal_id) == number:
            return UNCHANGED, []
        return REFUSED, [Phrase(_("The key %(key)s belongs to another firm of the portal: %(name)s."),
                                {"key": row.key, "name": there.name})]
    if there := present.by_number.get(number):
        return REFUSED, [Phrase(_("Legal ID %(number)s is already registered: %(name)s."),
                                {"number": there.legal_id, "name": there.name})]
    return NEW, _asked_about(row, present)


def _asked_about(row: Row, present: Present) -> list[Phrase]:
    """A name that is there under another number: two firms may share it, so a person looks."""
    keys = _sounds(row.values.name, row.values.name_latin)
    there = {present.by_name.get((row.values.country, key)) for key in keys} - {None}
    return [Phrase(SAME_NAME, {"name": name}) for name in sorted(filter(None, there))[:1]]


def _plan_lines(plan: Plan, lines: Sheet, firms: Sheet, present: Present, judged: dict[str, str]) -> None:
    written = _written_lines(present)
    closed = {key for key, firm in present.by_key.items() if firm.state in CLOSED_FIRM}
    for row in lines.rows:
        outcome, said = _judge_line(row, firms, judged, written, closed)
        plan.rows.append(_reported("lines", row, outcome, said))
        if outcome == NEW:
            plan.lines[row.values.firm].append(row.values)


def _judge_line(row: Row, firms: Sheet, judged: dict[str, str], written: set, closed: set[str]) -> Judgement:
    if row.key == EXAMPLE:
        return UNCHANGED, [LEFT_OUT]
    if not row.ok:
        return REFUSED, [problem.message for problem in row.problems]
    if row.skipped:
        return UNCHANGED, []
    line = row.values
    if judged[line.firm] == REFUSED:
        return REFUSED, [Phrase(_("The row of firm %(key)s was refused."), {"key": line.firm})]
    if line.firm in closed:
        return UNCHANGED, [Phrase(_("The firm is closed in the portal: its lines stay as they are."))]
    if (line.firm, *grouping(line), line.text) in written:
        return UNCHANGED, []
    firm = firms.by_key(line.firm).values
    names = identifying((firm.name, firm.name_latin), people=[firm.contact_name], emails=[firm.contact_email])
    problems = check_anonymous(line.text, names=names)
    return REFUSED if refusals(problems) else NEW, [problem.message for problem in problems]


def _written_lines(present: Present) -> set:
    """What the portal has of these firms; a line the firm withdrew itself does not come back by a second import."""
    rows = ProductLine.objects.filter(profile__firm__in=present.by_key.values())
    values = rows.values_list(
        "profile__firm__import_key", "profile__kind", "profile__cooperation", "profile__markets", "text"
    )
    return {(key, kind, cooperation, tuple(sorted(markets)), text) for key, kind, cooperation, markets, text in values}


def grouping(line: LineInput) -> Grouping:
    """Lines of one firm with the same kind, cooperation and markets make one partnering profile."""
    return KIND[line.kind], line.cooperation, tuple(sorted(line.markets))


def _reported(sheet: str, row: Row, outcome: str, said: list[Phrase]) -> dict:
    """`fields` and `messages` belong together; the first `reasons` of them are those of the outcome."""
    fields = [problem.field for problem in row.problems] or [""] * len(said)
    notices = [notice for notice in row.notices if outcome != REFUSED or notice.code not in QUIET]
    phrases = [*said, *(notice.message for notice in notices)]
    return {
        "sheet": sheet, "row": row.number, "key": row.key, "what": row.typed, "outcome": outcome,
        "fields": [*fields, *(notice.field for notice in notices)],
        "messages": [phrase.stored() for phrase in phrases],
        "reasons": len(said), "asks": _asks(outcome, said),
        "noted": bool(said) or any(notice.code not in QUIET for notice in notices),
        "codes": list(getattr(row.values, "hs_codes", ())),
    }


def _asks(outcome: str, said: list[Phrase]) -> bool:
    """Every reason of a refusal names what was probably meant: somebody only has to say whether it was."""
    return outcome == REFUSED and bool(said) and all(LIKELY & phrase.params.keys() for phrase in said)
