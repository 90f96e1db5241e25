"""How this app's acts read on a timeline."""

from django.utils.translation import gettext_lazy as _

from core.activity import Act

ACTS = {
    "notifications.delivery.send_again": Act(_("Mail that had failed sent again"), icon="mail"),
    "notifications.habits.change": Act(_("Mail settings changed"), icon="mail"),
    "notifications.habits.stop": Act(_("Mails stopped by the link in a mail"), icon="mail"),
}
