"""How acts about a person's own account read on a timeline; no firm sees them."""

from django.utils.translation import gettext_lazy as _

from core.activity import Act

USER = "accounts.user."
ACTS = {
    "accounts.consentrecord.withdraw": Act(_("Agreement withdrawn"), icon="undo-2"),
    USER + "export": Act(_("Own data downloaded"), icon="download"),
    USER + "accept_terms": Act(_("Terms of use accepted"), icon="file-check"),
    USER + "give_role": Act(_("Role given"), icon="users"),
    USER + "take_second_factor": Act(_("Second factor taken away"), icon="key-round"),
    USER + "forget": Act(_("Account deleted"), icon="trash-2"),
}
