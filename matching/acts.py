"""How this app's acts read on a timeline; `parties` marks what the two firms may see."""
from django.utils.translation import gettext_lazy as _

from core.activity import Act

MATCH, INTRODUCTION = "matching.match.", "matching.introduction."
REFERRAL, EXPORT = "matching.referral.", "matching.exportreview."
ACTS = {
    MATCH + "suggest": Act(_("Suggested by the portal"), parties=True, icon="handshake"),
    MATCH + "put_together": Act(_("Suggested by Minamin’s staff"), parties=True, icon="handshake"),
    MATCH + "shortlist": Act(_("Kept for later"), icon="list-checks"),
    MATCH + "dismiss": Act(_("Suggestion dismissed"), icon="circle-x"),
    MATCH + "express_interest": Act(_("Interest expressed"), parties=True, icon="handshake"),
    MATCH + "retract_interest": Act(_("Interest taken back"), parties=True, icon="undo-2"),
    MATCH + "retract_decline": Act(_("Decline taken back"), icon="undo-2"),
    MATCH + "decline_suggestion": Act(_("Suggestion declined"), icon="circle-x"),
    MATCH + "propose": Act(_("Proposed for approval"), icon="send"),
    MATCH + "approve": Act(_("Match approved"), parties=True, icon="circle-check"),
    MATCH + "reject": Act(_("Match not approved"), icon="circle-x"),
    MATCH + "undo_approval": Act(_("Approval taken back"), icon="undo-2"),
    MATCH + "undo_rejection": Act(_("Rejection taken back"), icon="undo-2"),
    MATCH + "introduce": Act(_("Firms introduced"), parties=True, icon="handshake"),
    MATCH + "decline": Act(_("Introduction declined"), parties=True, icon="circle-x"),
    MATCH + "expire": Act(_("Match ended"), parties=True, icon="clock"),
    MATCH + "block": Act(_("Match blocked"), icon="circle-x"),
    MATCH + "recall": Act(_("Match recalled"), icon="undo-2"),
    MATCH + "reopen": Act(
        _("Goes on, because the merge of the two records was taken back"), parties=True, icon="undo-2"
    ),
    INTRODUCTION + "request": Act(_("Consent requested from both firms"), parties=True, icon="send"),
    INTRODUCTION + "consent": Act(_("Consent given"), parties=True, icon="circle-check"),
    INTRODUCTION + "consent_on_behalf": Act(
        _("Consent recorded on behalf of the firm"), parties=True, icon="circle-check"
    ),
    INTRODUCTION + "ask_anew": Act(_("Consent asked anew: another contact person"), parties=True, icon="send"),
    INTRODUCTION + "withdraw_consent": Act(_("Consent withdrawn"), parties=True, icon="undo-2"),
    INTRODUCTION + "release": Act(_("Contacts released"), parties=True, icon="mail"),
    INTRODUCTION + "view_contacts": Act(_("Contacts seen"), parties=True, icon="info"),
    INTRODUCTION + "confirm_contact": Act(_("First contact confirmed"), parties=True, icon="circle-check"),
    INTRODUCTION + "start_discussion": Act(_("Discussion started"), parties=True, icon="mail"),
    INTRODUCTION + "conclude": Act(_("Introduction concluded"), parties=True, reason_shown=True, icon="file-check"),
    INTRODUCTION + "decline": Act(_("Introduction declined"), icon="circle-x"),
    INTRODUCTION + "decline_on_behalf": Act(
        _("Introduction declined, recorded on behalf of the firm"), icon="circle-x"
    ),
    INTRODUCTION + "expire": Act(_("Introduction expired"), parties=True, icon="clock"),
    INTRODUCTION + "recall": Act(_("Introduction recalled"), parties=True, icon="undo-2"),
    INTRODUCTION + "reopen": Act(_("Introduction goes on"), parties=True, icon="undo-2"),
    REFERRAL + "send": Act(_("Referred to the chamber"), parties=True, icon="send"),
    REFERRAL + "acknowledge": Act(_("Chamber acknowledged the referral"), parties=True, icon="info"),
    REFERRAL + "take_in_charge": Act(_("Chamber took the referral in charge"), parties=True, icon="users"),
    REFERRAL + "ask_information": Act(
        _("Chamber asked for information"), reason_shown=True, icon="message-circle-question-mark"
    ),
    REFERRAL + "resume": Act(_("Information given to the chamber"), icon="mail"),
    REFERRAL + "comment": Act(_("Comment by the chamber"), icon="mail"),
    REFERRAL + "interaction": Act(_("Chamber was in touch with a firm"), parties=True, icon="mail"),
    REFERRAL + "complete_with_help": Act(
        _("Chamber helped and closed the referral"), parties=True, icon="circle-check"
    ),
    REFERRAL + "complete_no_help": Act(
        _("Chamber closed the referral, no help needed"), parties=True, icon="circle-check"
    ),
    REFERRAL + "close_not_reachable": Act(_("Chamber could not reach the firm"), icon="circle-x"),
    REFERRAL + "decline": Act(_("Chamber declined the referral"), icon="circle-x"),
    REFERRAL + "conclude": Act(_("Referral ended: the firms have concluded"), icon="file-check"),
    REFERRAL + "abandon": Act(_("Referral abandoned"), icon="clock"),
    REFERRAL + "reopen": Act(_("Referral goes on"), parties=True, icon="undo-2"),
    "matching.encodedline.try_again": Act(_("A line may be read by the match engine again"), icon="undo-2"),
    "matching.weightset.make": Act(_("Version of the weights drafted"), icon="settings"),
    "matching.weightset.activate": Act(_("Version of the weights put in use"), icon="settings"),
    "matching.weightset.retire": Act(_("Version of the weights replaced"), icon="settings"),
    "matching.weightset.drop": Act(_("Draft of the weights dropped"), icon="circle-x"),
    "matching.matchrun.request": Act(_("Matching run requested"), icon="settings"),
    EXPORT + "request_statement": Act(_("End-use statement requested"), icon="file-text"),
    EXPORT + "clear": Act(_("Export-control question cleared"), reason_shown=True, icon="circle-check"),
    EXPORT + "block": Act(_("Export-control question: blocked"), reason_shown=True, icon="circle-x"),
    EXPORT + "reopen": Act(_("Export-control clearance taken back"), reason_shown=True, icon="undo-2"),
    EXPORT + "lapse": Act(_("Export-control clearance has run out"), icon="clock"),
}
