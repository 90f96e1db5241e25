"""A report's figures as a workbook."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.i18n import speaking
from core.sheets import Sheet, workbook

from ..enums import Cadence, Owing
from .figures import Figures
from .words import commitment_title, evidence_title, obligation_title, party_names, standing_word


def make_workbook(given: Figures, language: str) -> bytes:
    """Three sheets in one language: periods, balance, evidence."""
    with speaking(language):
        return workbook(
            [
                Sheet(_("Periods"), *_periods(given)),
                Sheet(_("Reciprocity"), *_balances(given)),
                Sheet(_("Evidence"), *_evidence(given)),
            ]
        )


def _periods(given: Figures) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Commitment"), _("Obligation"), _("Responsible side"), _("How often?"),
        _("From"), _("Until"), pgettext("column", "Due"),
        pgettext("column", "Delivered"), _("Promised"), _("Standing"),
    ]
    rows = [
        [
            commitment_title(commitment, translation.get_language()), obligation_title(row),
            str(Owing(row["owing"]).label),
            str(Cadence(row["cadence"]).label), one["start"], one["end"],
            one["due_on"], one["delivered"], one["target"],
            standing_word(one),
        ]
        for commitment in given["commitments"] for row in commitment["obligations"] for one in row["periods"]
    ]
    return heads, rows


def _balances(given: Figures) -> tuple[list[str], list[list[Any]]]:
    names = party_names(given["memorandum"], translation.get_language())
    heads = [_("Commitment")] + [
        f"{names[side]}: {word}"
        for side in ("japan", "central_asia") for word in (pgettext("column", "Delivered"), _("Promised"))
    ]
    rows = [
        [commitment_title(one, translation.get_language()), *one["balance"]["japan"], *one["balance"]["central_asia"]]
        for one in given["commitments"]
    ]
    return heads, rows


def _evidence(given: Figures) -> tuple[list[str], list[list[Any]]]:
    titles = {
        row["id"]: obligation_title(row) for commitment in given["commitments"] for row in commitment["obligations"]
    }
    heads = [
        _("Day"), _("Obligation"), _("What was delivered"), _("How many?"), _("Submitted by"), _("Countersigned by")
    ]
    rows = [
        [
            one["day"], titles.get(one["obligation"], ""),
            evidence_title(one, [translation.get_language()])[0], one["quantity"],
            one["submitted_by"], one["countersigned_by"],
        ]
        for one in given["evidence"]
    ]
    return heads, rows
