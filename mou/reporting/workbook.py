"""A report's figures as a workbook."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.i18n import current_language, language_name, speaking
from core.sheets import Column, Sheet, workbook

from ..enums import Cadence, Owing
from .figures import Figures
from .words import commitment_title, delivered_for, evidence_title, obligation_title, party_names, standing_word

DAY, NUMBER, NAME, TITLE = 12, 14, 28, 48  # widths


def make_workbook(given: Figures, languages: Sequence[str]) -> bytes:
    """In each language three sheets: periods, balance, evidence."""
    sheets: list[Sheet] = []
    for language in languages:
        with speaking(language):
            sheets += [_periods(given), _balances(given), _evidence(given)]
    return workbook(sheets)


def _sheet(title: str, columns: list[Column], rows: list[list[Any]]) -> Sheet:
    """The language last: two may have the same word for the same sheet."""
    return Sheet(f"{title} – {language_name(current_language())}", columns, rows, filters=True)


def _periods(given: Figures) -> Sheet:
    columns = [
        Column(_("Commitment"), width=NAME), Column(_("Obligation"), width=TITLE),
        Column(_("Responsible side"), width=NAME), Column(_("How often?"), width=NUMBER),
        Column(_("From"), width=DAY), Column(_("Until"), width=DAY), Column(pgettext("column", "Due"), width=DAY),
        Column(pgettext("column", "Delivered"), width=NUMBER), Column(_("Promised"), width=NUMBER),
        Column(_("Standing"), width=NAME),
    ]
    rows = [row for commitment in given["commitments"] for row in _of_commitment(commitment)]
    return _sheet(_("Periods"), columns, rows)


def _of_commitment(commitment: Figures) -> list[list[Any]]:
    """A row for each period; one without, where nothing was owed or delivered at all."""
    title = commitment_title(commitment, current_language())
    rows = [
        [
            title, obligation_title(row), str(Owing(row["owing"]).label), str(Cadence(row["cadence"]).label),
            _day(one["start"]), _day(one["end"]), _day(one["due_on"]), one["delivered"], one["target"],
            standing_word(one),
        ]
        for row in commitment["obligations"] for one in row["periods"]
    ]
    without = [
        [title, obligation_title(row), str(Owing(row["owing"]).label), str(Cadence(row["cadence"]).label)]
        for row in commitment["obligations"] if not row["periods"]
    ]
    return rows + without or [[title, _("None in this period.")]]


def _balances(given: Figures) -> Sheet:
    names = party_names(given["memorandum"], current_language())
    columns = [Column(_("Commitment"), width=TITLE)] + [
        Column(f"{names[side]}: {word}", width=NAME)
        for side in ("japan", "central_asia") for word in (pgettext("column", "Delivered"), _("Promised"))
    ]
    rows = [
        [commitment_title(one, current_language()), *one["balance"]["japan"], *one["balance"]["central_asia"]]
        for one in given["commitments"]
    ]
    whole = given["balance"]
    return _sheet(_("Reciprocity"), columns, [*rows, [_("In all"), *whole["japan"], *whole["central_asia"]]])


def _evidence(given: Figures) -> Sheet:
    columns = [
        Column(_("Day"), width=DAY), Column(_("Obligation"), width=TITLE), Column(_("What was delivered"), width=TITLE),
        Column(_("How many?"), width=NUMBER), Column(_("Submitted by"), width=NAME),
        Column(_("Countersigned by"), width=NAME), Column(_("Countersigned on"), width=DAY),
    ]
    rows = [
        [
            _day(one["day"]), delivered_for(one, given), evidence_title(one, [current_language()])[0],
            one["quantity"], one["submitted_by"], one["countersigned_by"], _day(one["countersigned_on"]),
        ]
        for one in given["evidence"]
    ]
    return _sheet(_("Evidence"), columns, rows)


def _day(iso: str) -> date:
    return date.fromisoformat(iso)
