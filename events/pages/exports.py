"""The delegates as a table that leaves the portal."""

from django.utils.translation import gettext as _

from core.looks import look
from core.sheets import Sheet

from ..models import Registration
from .display import seat_words


def delegates(rows: list[Registration]) -> Sheet:
    heads = [
        _("Full name"),
        _("Name in Latin letters, as in the passport"),
        _("Firm or organisation"),
        _("Firm or organisation in Latin letters"),
        _("Country"),
        _("Position"),
        _("Attends as"),
        _("State"),
        _("Badge code"),
        _("E-mail address"),
        _("Telephone"),
        _("Language of correspondence"),
    ]
    return Sheet(_("Delegates"), heads, [_cells(row) for row in rows])


def _cells(row: Registration) -> list[str]:
    look(row, about=f"events.event:{row.event_id}")
    return [
        row.name,
        row.name_latin,
        row.organisation,
        row.organisation_latin,
        row.get_country_display(),
        row.position,
        row.pool.get_role_display(),
        seat_words(row),
        row.badge_code,
        row.email,
        row.phone,
        row.language,
    ]
