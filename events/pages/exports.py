"""The delegates as a CSV file that spreadsheets open with the right letters and without running anything."""

import csv
import io

from django.utils.translation import gettext as _

from core.cells import escape_cell

from ..models import Registration
from .display import seat_words


def delegates_csv(rows: list[Registration]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # so that Excel reads UTF-8
    table = csv.writer(out)
    table.writerow(
        [
            _("Full name"),
            _("Name in Latin letters, as in the passport"),
            _("Firm or organisation"),
            _("Country"),
            _("Position"),
            _("Attends as"),
            _("State"),
            _("Badge code"),
            _("E-mail address"),
            _("Telephone"),
            _("Language of correspondence"),
        ]
    )
    for row in rows:
        cells = [
            row.name,
            row.name_latin,
            row.organisation,
            row.get_country_display(),
            row.position,
            row.pool.get_role_display(),
            seat_words(row),
            row.badge_code,
            row.email,
            row.phone,
            row.language,
        ]
        table.writerow([escape_cell(cell) for cell in cells])
    return out.getvalue()
