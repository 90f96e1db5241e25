"""How core's own acts read on a timeline."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .activity import Act
from .models import Activity

ACTS = {
    "core.activitywords.empty": Act(_("What was said in the history was removed"), icon="trash-2"),
    "core.storedfile.refuse": Act(_("File refused when it was checked"), parties=True, icon="ban"),
    "core.closingday.write": Act(_("A day on which offices are closed or work was written down"), icon="calendar-days"),
    "core.closingday.remove": Act(_("A day written down for offices was removed"), icon="trash-2"),
    "core.texttranslation.ask": Act(_("Translation asked for"), icon="languages"),
    "core.texttranslation.queue": Act(_("Translation by the service awaited"), icon="languages"),
    "core.texttranslation.translate": Act(_("Translated by a machine, unchecked"), icon="languages"),
    "core.texttranslation.give_up": Act(_("Not translated by the service"), icon="ban"),
    "core.texttranslation.hold": Act(_("Not given to the translation service"), icon="ban"),
    "core.texttranslation.write": Act(_("Translation written"), icon="languages"),
    "core.texttranslation.check": Act(_("Translation checked"), icon="circle-check"),
    "core.texttranslation.withdraw": Act(_("Translation not needed any more"), icon="undo-2"),
    "core.sweepfailure.try_again": Act(_("Tried again at once"), icon="history"),
    "core.storedfile.release": Act(_("File checked"), parties=True, icon="shield-check"),
}


def reason_of(activity: Activity) -> str:
    """As people read it: what was given, or that it was removed since."""
    return gettext("What was said here has been removed.") if activity.is_emptied else activity.reason
