"""How this app's acts read on a timeline; firms see none of them."""
from django.utils.translation import gettext_lazy as _

from core.activity import Act

ACTS = {
    "office.care.take": Act(_("Taken over"), icon="user"),
    "office.care.release": Act(_("Given back to everybody"), icon="undo-2"),
    "office.care.give": Act(_("Given to a colleague"), icon="users"),
    "office.care.rest": Act(_("Set aside until a day"), icon="clock"),
    "office.care.wake": Act(_("Back in the list"), icon="undo-2"),
    "office.note.write": Act(_("Note written for colleagues"), icon="pencil"),
    "office.standin.name": Act(_("Stand-in named"), icon="users"),
    "office.standin.end": Act(_("Stand-in ended"), icon="undo-2"),
}
