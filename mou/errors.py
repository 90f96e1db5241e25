"""Refusals of this app, each named after the rule that was broken."""

from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal
from core.i18n import language_name
from core.text import Phrase


class NotAParty(NotPermitted):
    message = _("Only the parties of this memorandum may do this.")


class OwnEvidence(NotPermitted):
    message = _("Nobody countersigns what their own side has submitted. The other side does.")


class NotYourObligation(NotPermitted):
    message = _("Only the side that owes this obligation may do this.")


class OwnRequest(NotPermitted):
    message = _("Your side made this request, so the other side decides.")


class SourceFallen(Refusal):
    message = _("What this evidence rests on does not stand any more, so it cannot be submitted or countersigned.")


class FileWasRefused(Refusal):
    message = _("The newest file was refused when it was checked. Add another one first.")


class OutsideTheObligation(Refusal):
    field = "happened_on"

    def __init__(self, first, last):
        words = _("The date must be between %(first)s and %(last)s, within the term of the obligation.")
        super().__init__(Phrase(words, {"first": first, "last": last}))


class DayInTheFuture(Refusal):
    field = "happened_on"
    message = _("This date is in the future.")


class PeriodUnknown(Refusal):
    field = "period"
    message = _("This obligation has no such period.")


class EndsBeforeItStarts(Refusal):
    field = "ends_on"
    message = _("The end lies before the start.")


class StartsBeforeTheMemorandum(Refusal):
    field = "starts_on"
    message = _("An obligation cannot start before the memorandum is in force, nor after it has ended.")


class NotAtThePeriodsStart(Refusal):
    """A new rhythm or target may only begin with a new period."""

    field = "period_start"

    def __init__(self, next_day: str):
        super().__init__(
            Phrase(
                _("A new rhythm or target begins with a new period. The next one begins on %(day)s."), {"day": next_day}
            )
        )


class NothingChanges(Refusal):
    message = _("These terms already apply.")


class DueDateTooEarly(Refusal):
    field = "due_on"
    message = _("The new due date must lie in the future and after the one that holds now.")


class ChangeIsOpen(Refusal):
    message = _("A change of this kind is waiting for an answer already.")


class ObligationIsOver(Refusal):
    message = _("This obligation has ended; nothing can be added to it.")


class LanguagesNotComplete(Refusal):
    """Before it is signed: what has holes would be left out, so somebody must say so."""

    field = "leave_out"

    def __init__(self, codes: list[str]):
        words = _("Not complete: %(languages)s. Write what is missing, or say that they are left out.")
        super().__init__(words % {"languages": ", ".join(map(language_name, codes))})


class WordingMissing(Refusal):
    message = _("A memorandum needs its title and every commitment in at least one language.")


class EvidenceUnnamed(Refusal):
    message = _("Say what was delivered in at least one language.")


class TitleMissing(Refusal):
    message = _("A title is needed in at least one language.")


class PartiesMissing(Refusal):
    message = _("A memorandum needs one party on each side.")


class WordingIsFixed(Refusal):
    message = _("What was signed is never changed. Record an amendment instead.")


class NumberTaken(Refusal):
    field = "number"
    message = _("This number is in use already.")


class SignedInTheFuture(Refusal):
    field = "signed_on"
    message = _("The day of signing has not come yet.")


class InForceBeforeSigning(Refusal):
    field = "in_force_on"
    message = _("It cannot be in force before the day on which it was signed.")


class RenewalTooShort(Refusal):
    field = "ends_on"
    message = _("The new end date must be later than the present one and later than today.")


class OpenPeriods(Refusal):
    """Terminating with periods still open needs a person who has seen them."""

    field = "confirmed"
    message = _("Some periods are still open. Tick the box to end them without anything being owed.")


class OriginalMissing(Refusal):
    message = _("Write the original wording first.")


class OriginalStays(Refusal):
    field = "quality"
    message = _("A bulletin has exactly one original wording, in the language it was written in.")


class SessionIsOver(Refusal):
    message = _("This session has been held or cancelled already.")


class NotYetBegun(Refusal):
    message = _("The session has not begun yet.")


class SameLanguageTwice(Refusal):
    field = "second_language"
    message = _("Choose two different languages.")


class SpanWrong(Refusal):
    field = "until_on"
    message = _("The time must lie within the life of the memorandum, and its end after its start.")


class ReportNotIssued(Refusal):
    message = _("This report has not been issued yet.")


class TooManyAddresses(Refusal):
    field = "to"
    message = _("Give one to ten e-mail addresses.")


class AddressWrong(Refusal):
    field = "to"

    def __init__(self, address: str):
        super().__init__(Phrase(_("This is not an e-mail address: %(address)s"), {"address": address}))


class SessionHasEnded(SessionIsOver):
    message = _("This session has ended already.")


class AlreadyPublished(Refusal):
    message = _("A bulletin that has been published keeps its subject and its readers.")


class BulletinIsWithdrawn(Refusal):
    message = _("This bulletin is withdrawn. Publish it again before you change a wording.")


class FirmMissing(Refusal):
    message = _("Enter your firm first; then you can enrol in its name.")
