"""Refusals of this app, each named after the rule that was broken."""
from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal
from core.text import Phrase


class FirmIncomplete(Refusal):
    """`missing` lists the sections that are not ready."""

    message = _("Some sections are not complete yet.")

    def __init__(self, missing: list[str]):
        super().__init__()
        self.missing = missing


class LegalIdTaken(Refusal):
    message = _("A firm with this legal ID is already registered. If it is yours, ask to join it.")


class IdentityIsFixed(Refusal):
    message = _("Country, legal ID and name of a submitted firm are changed by Minamin's staff only.")


class ContactConsentMissing(Refusal):
    message = _("Confirm that the contact person knows and agrees: without that their details are not kept.")


class AlreadyMember(Refusal):
    message = _("You already belong to a firm.")


class InvitationNotValid(Refusal):
    message = _("This invitation has expired, was withdrawn or has been used. Ask for a new one.")


class InvitationForAnother(NotPermitted):
    message = _("This invitation was sent to another e-mail address. Sign in with that address.")


class TooManyInvitations(Refusal):
    message = _("Too many invitations are open. Withdraw some, or wait until they are answered.")


class FirmClosed(Refusal):
    message = _("This firm is closed or suspended: nobody can be invited to it.")


class ImportUnfinished(Refusal):
    message = _("The import of this firm is not finished: invite it when all of its file is written.")


class SomebodyAnswers(Refusal):
    message = _("Somebody of this firm has an account already and can answer.")


class SaidInFuture(Refusal):
    field = "said_on"
    message = _("This day lies in the future.")


class NumberMissing(Refusal):
    message = _("The contact person has no telephone number. Add one first, or invite them by mail.")


class CannotCall(Refusal):
    field = "caller"
    message = _("This person cannot call the firm: choose a colleague, or a liaison of the chamber of its country.")


class DayNotPossible(Refusal):
    field = "again_on"
    message = _("Choose a day between today and 30 days ahead.")


class ContactMissing(Refusal):
    message = _("No contact person is named. Add one first, with an e-mail address.")


class AlreadyAsked(Refusal):
    message = _("You have asked to join a firm already. Withdraw that request first.")


class FirmCannotBeJoined(Refusal):
    message = _("Nobody can join this firm now. Write to Minamin.")


class BelongsElsewhere(Refusal):
    message = _("This person belongs to a firm by now. Refuse the request, or ask them to leave that firm first.")


class OwnerNeeded(Refusal):
    field = "role"
    message = _("This firm has no owner yet: the first person becomes its owner.")


class LastOwner(Refusal):
    message = _("A firm needs at least one owner. Make somebody else the owner first.")


class HandedToOneself(Refusal):
    message = _("You own the firm already. Choose a colleague.")


class HeirCannotAct(Refusal):
    message = _("This person cannot sign in any more, or has left the team. Choose somebody else.")


class StillOwned(Refusal):
    message = _("This firm has an owner. Only the owner hands the ownership over.")


class OwnsAlready(Refusal):
    message = _("This person is an owner already. You may change your own role, or leave.")


class AlreadyOffered(Refusal):
    message = _("You have offered the ownership to somebody already. Withdraw that offer first.")


class FirmStillBound(Refusal):
    """`reasons`: what keeps the firm from being archived."""

    message = _("The firm cannot be archived yet. See below what must be done first.")

    def __init__(self, reasons: list):
        super().__init__()
        self.reasons = reasons


class ChecksMissing(Refusal):
    message = _("Record at least one passed check beyond the format of the legal ID before verifying.")


class NotAnonymous(Refusal):
    message = _("The text names the firm or a way to reach it.")


class WordsNotConfirmed(Refusal):
    message = _("A word of the text is also in the firm's name. Confirm that it means the goods.")


class NoLines(Refusal):
    message = _("Add at least one product, service or technology.")


class ProfileNotEditable(Refusal):
    message = _("This profile is being reviewed or published. Take it back to change it.")


class NotAPicture(Refusal):
    field = "file"
    message = _("Only PNG and JPEG pictures are taken here.")


class TooManyPictures(Refusal):
    message = _("A profile has at most eight pictures. Remove one first.")


class PictureNotChecked(Refusal):
    message = _("The file is still being checked, or was refused. Nothing can be decided about it.")


class MergeNotPossible(Refusal):
    message = _("These two firms cannot be merged.")


class MergeWaits(Refusal):
    message = _("A merge of one of these two records already waits for a colleague. Decide that one first.")


class OwnMerge(NotPermitted):
    message = _("Nobody confirms their own proposal. A colleague decides.")


class CannotFollow(Refusal):
    """An app above could not follow; `label` says which part of the portal it is."""

    def __init__(self, label):
        super().__init__(
            Phrase(
                _("Nothing was changed, because one part of the portal could not follow: %(part)s."), {"part": label}
            )
        )


class TakeBackTooLate(Refusal):
    message = _("More than seven days have passed since these records were merged. It cannot be taken back any more.")


class SuccessorMerged(Refusal):
    message = _("The record that stayed has been closed or merged itself since then. Take that back first.")


class NumberTaken(Refusal):
    message = _("Another firm now bears the legal ID of the closed record. Correct that first.")


class RegisterOff(Refusal):
    message = _("No state register is connected for this country. Go on without it.")


class RegisterSilent(Refusal):
    message = _("The state register does not answer now. Go on without it: nothing is lost.")


class RegisterUnreadable(Refusal):
    message = _("The state register gave an answer that cannot be used. Go on without it.")


class NotInRegister(Refusal):
    message = _("The state register does not know this number. Check it for a typing mistake, or go on.")


class TooManyLookUps(Refusal):
    message = _("You have asked the state register many times within an hour. Go on without it, or try again later.")
