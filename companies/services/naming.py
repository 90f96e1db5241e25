"""What would tell a stranger who a firm is, from everything the portal knows of it."""
from core.activity import ref
from core.models import Activity

from ..models import Firm
from ..rules.identifying import identifying


def identifying_names(firm: Firm) -> list[str]:
    """Its names today and before, those of records merged into it, its people, the names in its addresses."""
    names = [firm.name, firm.name_latin, *_former_names(firm)]
    for gone in firm.merged_from.all():
        names += [gone.name, gone.name_latin]
    people = [(row.user.full_name, row.user.email) for row in firm.memberships.select_related("user")]
    if contact := getattr(firm, "contact", None):
        people += [(contact.name, contact.email), (contact.name_latin, "")]
    return identifying(
        names, people=[name for name, _email in people], emails=[email for _name, email in people],
        website=firm.website,
    )


def _former_names(firm: Firm) -> list[str]:
    renamed = Activity.objects.of(ref(firm)).with_verbs(["companies.firm.change_identity"])
    before = [words.get("before", {}) for words in renamed.values_list("said__words", flat=True) if words]
    return [one.get(field, "") for one in before for field in ("name", "name_latin")]
