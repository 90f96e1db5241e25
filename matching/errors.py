"""Refusals of this app, each named after the rule that was broken."""
from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal
from core.text import Phrase


class AlreadyDecided(Refusal):
    """Somebody was quicker; says who and what."""

    def __init__(self, who: str, what: str):
        super().__init__(Phrase(_("%(who)s has decided already: %(what)s."), {"who": who, "what": what}))


class OwnProposal(NotPermitted):
    message = _("You cannot approve your own proposal. A colleague decides.")


class AnswerWasUsed(Refusal):
    message = _("Somebody has acted on this answer already, so it cannot be taken back.")


class FirmNotLive(Refusal):
    message = _("One of the two firms is not verified at present, so nothing can be introduced.")


class SameSide(Refusal):
    message = _("Choose one firm of Japan and one of Central Asia.")


class NothingPublished(Refusal):
    message = _("One of the two firms has no published offer or need, so there is nothing to propose.")


class ExportBlocked(Refusal):
    message = _("This pair is blocked by export control. Nobody can propose it.")


class NotToBeIntroduced(Refusal):
    message = _("It is recorded that these two firms are not to be introduced to each other.")


class AlreadyMatched(Refusal):
    message = _("These two firms have an open match already. Somebody may have proposed them a moment ago.")


class WrongWeights(Refusal):
    status = 422
    message = _("These weights cannot be used: change at least one, and let the points add up to 100.")


class NotCompared(Refusal):
    message = _("The lists have not been compared with the weights in use yet. Wait for the comparison.")


class ProposerRecords(NotPermitted):
    message = _("You proposed this pair. A colleague records what one of its firms answered.")


class ProposerCalls(Refusal):
    field = "caller"
    message = _("Whoever proposed the pair cannot make this call. Choose somebody else.")


class NobodyToAnswer(Refusal):
    """Names the firm."""

    def __init__(self, firm):
        words = _("Nobody can answer for this firm yet, so choose how it is asked, by mail or by telephone: %(firm)s")
        super().__init__(Phrase(words, {"firm": str(firm)}))


class CallStands(Refusal):
    message = _("Somebody is to call this firm already.")


class CallNotNeeded(Refusal):
    message = _("This call is not needed any more: the introduction has ended, or the firm has answered.")


class AnswerStands(Refusal):
    message = _("The answer of this firm is recorded already.")


class UndoTooLate(Refusal):
    message = _("It is too late to undo this: the firms have been told or have answered.")


class AlreadyAnswered(Refusal):
    message = _("Your firm has answered this suggestion already.")


class ConsentMissing(Refusal):
    field = "contact_agrees"
    message = _("Tick the box: without the contact person's agreement nothing may be passed on.")


class ContactMissing(Refusal):
    message = _("Name a contact person in your firm's profile first.")


class AlreadyReleased(Refusal):
    message = _("The contacts have been released already. Write to Minamin if something went wrong.")


class InteractionMissing(Refusal):
    message = _("Record at least one interaction with a firm (call, meeting, e-mail) before closing the referral.")


class ClearanceOutOfRange(Refusal):
    status = 422
    field = "until"
    message = _("Choose a day between today and one year ahead.")
