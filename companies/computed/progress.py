"""How far a firm's own task list is done; computed from the rows, never stored."""
from django.utils.translation import gettext_lazy as _

from ..models import Contact, Firm

SECTIONS = {
    "identity": _("Country, legal ID and names"),
    "business": _("Place, sectors and size"),
    "contact": _("Contact person and consent"),
    "profiles": _("Offers and needs"),
    "submit": _("Check and send"),
}


def missing_sections(firm: Firm) -> list[str]:
    """Sections that keep the firm from being submitted, in the order of the task list."""
    done = {
        "identity": bool(firm.legal_id and firm.name and firm.name_latin),
        "business": bool(firm.city and firm.sectors and firm.languages),
        "contact": Contact.objects.filter(firm=firm).exists(),
        "profiles": firm.profiles.exclude(state__in=["withdrawn", "fulfilled"]).filter(lines__isnull=False).exists(),
    }
    return [section for section, ready in done.items() if not ready]
