"""How this app's acts read on a timeline; the firms themselves see none of them."""
from django.utils.translation import gettext_lazy as _

from core.activity import Act

LEAD = "leads.lead."
ACTS = {
    LEAD + "inquire": Act(_("Inquiry received"), icon="inbox"),
    LEAD + "write_again": Act(_("They wrote again"), icon="inbox"),
    LEAD + "refer": Act(_("Sent by a chamber"), icon="landmark"),
    LEAD + "enter": Act(_("Entered by Minamin"), icon="pencil"),
    LEAD + "take": Act(_("Taken over"), icon="user"),
    LEAD + "assign": Act(_("Given to a colleague"), icon="users"),
    LEAD + "note": Act(_("Note"), icon="pencil"),
    LEAD + "answer": Act(_("Answered by mail"), icon="send"),
    LEAD + "answer_otherwise": Act(_("Answered by telephone or otherwise"), icon="message-circle-question-mark"),
    LEAD + "get_in_touch": Act(_("In touch"), icon="circle-check"),
    LEAD + "invite": Act(_("Invited to the portal"), icon="mail"),
    LEAD + "become_firm": Act(_("Became a firm of the portal"), icon="building-2"),
    LEAD + "close": Act(_("Closed"), icon="circle-x"),
    LEAD + "reopen": Act(_("Opened again"), icon="undo-2"),
}
