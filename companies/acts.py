"""How this app's acts read on a timeline; `parties` marks what the firm itself may see."""
from django.utils.translation import gettext_lazy as _

from core.activity import Act

FIRM, PROFILE, MERGE = "companies.firm.", "companies.partneringprofile.", "companies.merge."
CLAIM, SPOKEN = "companies.claim.", "companies.spoken."
ACTS = {
    FIRM + "register": Act(_("Firm registered"), parties=True, icon="building-2"),
    FIRM + "enter": Act(_("Entered by Minamin"), parties=True, icon="pencil"),
    FIRM + "change_identity": Act(_("Legal ID, country or name changed"), parties=True, icon="pencil"),
    FIRM + "edit": Act(_("Firm profile edited"), parties=True, icon="pencil"),
    FIRM + "edit_contact": Act(_("Contact person edited"), parties=True, icon="pencil"),
    FIRM + "check": Act(_("Check recorded"), icon="list-checks"),
    FIRM + "show_certificate": Act(_("Another certificate admitted"), parties=True, icon="circle-check"),
    FIRM + "refuse_certificate": Act(_("Another certificate not shown to partners"), parties=True, icon="circle-x"),
    FIRM + "submit": Act(_("Sent to Minamin"), parties=True, icon="send"),
    FIRM + "start_review": Act(_("Review started"), parties=True, icon="search"),
    FIRM + "request_more_info": Act(
        _("More information requested"), parties=True, reason_shown=True, icon="message-circle-question-mark"
    ),
    FIRM + "verify": Act(_("Firm verified"), parties=True, icon="circle-check"),
    FIRM + "admit_import": Act(_("Imported by Minamin"), parties=True, icon="upload"),
    FIRM + "reject": Act(_("Registration refused"), parties=True, reason_shown=True, icon="circle-x"),
    FIRM + "suspend": Act(_("Firm suspended"), parties=True, reason_shown=True, icon="circle-x"),
    FIRM + "reinstate": Act(_("Suspension lifted"), parties=True, icon="circle-check"),
    FIRM + "merge": Act(_("Merged into another record"), parties=True, icon="arrow-left-right"),
    FIRM + "absorb": Act(_("Another record was merged into this one"), parties=True, icon="arrow-left-right"),
    FIRM + "part": Act(_("Merge taken back: this record stands by itself again"), parties=True, icon="undo-2"),
    FIRM + "release": Act(_("Merge taken back: the other record was let go"), parties=True, icon="undo-2"),
    FIRM + "cease": Act(_("Firm has ceased"), parties=True, icon="circle-x"),
    FIRM + "register_differs": Act(_("The state register says something else"), icon="triangle-alert"),
    FIRM + "check_finding": Act(_("What the state register says was checked"), icon="list-checks"),
    FIRM + "bar": Act(_("Barred from being matched with a firm"), icon="circle-x"),
    FIRM + "invite_member": Act(_("Colleague invited"), parties=True, icon="mail"),
    FIRM + "revoke_invitation": Act(_("Invitation withdrawn"), parties=True, icon="mail"),
    FIRM + "invite_firm": Act(_("Firm invited to the portal"), parties=True, icon="mail"),
    FIRM + "take_over": Act(_("Invitation to the portal accepted"), parties=True, icon="circle-check"),
    FIRM + "member_joined": Act(_("Colleague joined"), parties=True, icon="users"),
    FIRM + "change_member_role": Act(_("Role of a colleague changed"), parties=True, icon="users"),
    FIRM + "remove_member": Act(_("Colleague removed"), parties=True, icon="users"),
    CLAIM + "ask": Act(_("Somebody asks to join the firm"), parties=True, icon="users"),
    CLAIM + "grant": Act(_("Request to join accepted"), parties=True, icon="circle-check"),
    CLAIM + "refuse": Act(_("Request to join refused"), parties=True, icon="circle-x"),
    CLAIM + "withdraw": Act(_("Request to join withdrawn"), parties=True, icon="undo-2"),
    SPOKEN + "confirm": Act(_("Answer recorded on behalf of the firm: confirmed"), parties=True, icon="circle-check"),
    SPOKEN + "take_back": Act(_("Answer recorded on behalf of the firm: taken back"), parties=True, icon="undo-2"),
    MERGE + "propose": Act(_("Merge proposed"), icon="arrow-left-right"),
    MERGE + "confirm": Act(_("Merge confirmed"), icon="circle-check"),
    MERGE + "refuse": Act(_("Not merged"), reason_shown=True, icon="circle-x"),
    MERGE + "take_back": Act(_("Merge taken back"), reason_shown=True, icon="undo-2"),
    PROFILE + "create": Act(_("Partnering profile started"), parties=True, icon="file-text"),
    PROFILE + "edit": Act(_("Partnering profile edited"), parties=True, icon="pencil"),
    PROFILE + "submit": Act(_("Partnering profile sent to Minamin"), parties=True, icon="send"),
    PROFILE + "start_review": Act(_("Review of the partnering profile started"), parties=True, icon="search"),
    PROFILE + "request_changes": Act(
        _("Changes requested"), parties=True, reason_shown=True, icon="message-circle-question-mark"
    ),
    PROFILE + "publish": Act(_("Partnering profile published"), parties=True, icon="circle-check"),
    PROFILE + "publish_import": Act(_("Partnering profile imported and published"), parties=True, icon="upload"),
    PROFILE + "revise": Act(_("Partnering profile taken back for changes"), parties=True, icon="pencil"),
    PROFILE + "withdraw": Act(_("Partnering profile withdrawn"), parties=True, icon="circle-x"),
    PROFILE + "expire": Act(_("Partnering profile expired"), parties=True, icon="clock"),
    PROFILE + "fulfil": Act(_("Partnering profile fulfilled"), parties=True, icon="circle-check"),
    PROFILE + "quarantine": Act(_("A line could not be read by the match engine"), icon="triangle-alert"),
}
