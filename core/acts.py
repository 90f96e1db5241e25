"""How core's own acts read on a timeline."""

from django.utils.translation import gettext_lazy as _

from .activity import Act

ACTS = {
    "core.storedfile.refuse": Act(_("File refused when it was checked"), parties=True, icon="ban"),
    "core.sweepfailure.try_again": Act(_("Tried again at once"), icon="history"),
    "core.storedfile.release": Act(_("File checked"), parties=True, icon="shield-check"),
}
