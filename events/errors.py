"""Refusals of this app, each named after the rule that was broken."""

from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal
from core.i18n import language_name
from core.text import Phrase


class NotTheOrganiser(NotPermitted):
    message = _("Only the organiser of this event may do this.")


class NotThePartner(NotPermitted):
    message = _("The partner’s side decides this, not whoever asked for it.")


class SomethingRestsOnIt(Refusal):
    message = _(
        "Documents, meetings or a delegation belong to this event. Take them away first, or cancel the event instead."
    )


class NotAhead(Refusal):
    field = "first_day"
    message = _("Choose a day that is still to come.")


class LinkOver(Refusal):
    """`url`: where whoever may act for the seat, signed in, finds it."""

    status = 410
    template = "events/link_over.html"
    sent_anew = False

    def __init__(self, url: str = ""):
        self.url = url
        super().__init__()


class LinkReplaced(LinkOver):
    title = _("This link was replaced")
    message = _(
        "A new link was made, so that the old one works for nobody any more. It went to the delegate’s own e-mail "
        "address."
    )
    sent_anew = True


class LinkEnded(LinkOver):
    title = _("This link has ended")
    message = _("What it led to is long over. Links in mails and on papers end some weeks afterwards.")


class EndsBeforeItStarts(Refusal):
    field = "ends"
    message = _("It must end after it begins.")


class ZoneUnknown(Refusal):
    field = "zone"
    message = _("The portal does not know this time zone.")


class RegistrationWindowWrong(Refusal):
    field = "closes_at"
    message = _("Registration must close after it opens and before the event ends.")


class CannotFollow(Refusal):
    """What rests on a seat or an event could not follow the act."""

    def __init__(self, label: str):
        words = _(
            "This cannot be done now, because something that depends on it could not follow: %(what)s. Nothing was "
            "changed."
        )
        super().__init__(Phrase(words, {"what": label}))


class TitleMissing(Refusal):
    message = _("An event needs its title in at least one language.")


class NoSeats(Refusal):
    message = _("Add seats before you announce the event.")


class FewerThanTaken(Refusal):
    """Capacity below what people hold."""

    field = "capacity"

    def __init__(self, taken: int):
        words = _("Places held here: %(taken)s. There cannot be fewer places than that.")
        super().__init__(Phrase(words, {"taken": taken}))


class SessionOutsideTheEvent(Refusal):
    field = "begins"
    message = _("A session lies within the time of its event.")


class FirmIsKnown(Refusal):
    field = "firm"
    message = _("The seat is this firm’s already. Choose the other firm.")


class RegistrationIsClosed(Refusal):
    message = _("Registration is not open. You can ask for late admission.")


class RegistrationIsOpen(Refusal):
    message = _("Registration is open: no late admission is needed.")


class EventIsOver(Refusal):
    message = _("This event has ended or does not take place.")


class EventIsChanging(Refusal):
    message = _("A cancellation or change of this event is being carried out. Try again in a few minutes.")


class FirmNotVerified(Refusal):
    message = _("Only verified firms register delegates. Minamin verifies yours as soon as its profile is complete.")


class NobodyNamed(Refusal):
    message = _("Name at least one person.")


class EventIsFull(Refusal):
    message = _("There is no free seat.")


class AlreadyRegistered(Refusal):
    field = "email"

    def __init__(self, name: str):
        words = _(
            "%(name)s already has a seat, perhaps through another firm. Each person holds one seat; the "
            "organiser can add a firm."
        )
        super().__init__(Phrase(words, {"name": name}))


class Perhaps(Refusal):
    """The same person under another spelling?"""

    field = "is_another_person"

    def __init__(self, name: str, known: str):
        words = _("%(name)s looks like %(known)s, who is registered already. If this is another person, tick the box.")
        super().__init__(Phrase(words, {"name": name, "known": known}))


class SharedAddress(Refusal):
    """A colleague who reads the same mailbox, or the same person once more?"""

    field = "is_another_person"

    def __init__(self, name: str, known: str):
        words = _(
            "%(known)s is registered with the same e-mail address. If %(name)s is another person who reads the same "
            "mailbox, tick the box."
        )
        super().__init__(Phrase(words, {"name": name, "known": known}))


class NoSuchSeats(Refusal):
    field = "role"
    message = _("There are no seats for this role and country.")


class OfferHasEnded(Refusal):
    message = _("The time for this answer has run out.")


class NotYetBegun(Refusal):
    message = _("This has not begun yet.")


class SessionIsFull(Refusal):
    message = _("There is no free place in this session.")


class NoSeatYet(Refusal):
    message = _("Only who holds a seat at the event books places in its sessions.")


class AnotherPerson(Refusal):
    field = "name"
    message = _(
        "Both the name and the address are quite different: this looks like another person. Please name a substitute "
        "instead. If it is the same person, correct the name first and the address afterwards."
    )


class SamePerson(Refusal):
    field = "email"
    message = _("A delegate cannot be their own substitute.")


class HasASubstitute(Refusal):
    message = _("A substitute has been named already.")


class AnotherHoldsTheSeat(Refusal):
    message = _("The seat has been passed on to somebody who can no longer give it back.")


class AlreadyHere(Refusal):
    """Checked in before; the first time counts."""

    def __init__(self, when: str):
        super().__init__(Phrase(_("Checked in already: %(when)s."), {"when": when}))


class BadgeUnknown(Refusal):
    field = "codes"

    def __init__(self, codes: str):
        super().__init__(Phrase(_("No such badge at this event: %(codes)s"), {"codes": codes}))


class PreviewOutdated(Refusal):
    message = _("Something has changed since you looked. The list of people affected is shown again; please "
                "confirm once more.")


class ChangeIsOpen(Refusal):
    message = _("Somebody has confirmed a change of this event already.")


class NothingChanges(Refusal):
    message = _("Time and place stay as they are: nothing would change.")


class TooLateToRevoke(Refusal):
    message = _("The mails have left: this cannot be revoked any more.")


class StillUnreached(Refusal):
    def __init__(self, count: int):
        words = _("Not reached yet: %(count)s.")
        super().__init__(Phrase(words, {"count": count}))


class StopOutsideTheJourney(Refusal):
    field = "day"
    message = _("A stop lies within the days of the journey.")


class NobodyTravels(Refusal):
    message = _("A delegation needs somebody who travels.")


class HeadNamedAlready(Refusal):
    field = "is_head"

    def __init__(self, name: str):
        super().__init__(Phrase(_("The delegation has a head already: %(name)s."), {"name": name}))


class NotBackYet(Refusal):
    message = _("A journey is reported when those who travelled are back.")


class JourneyUnnamed(Refusal):
    message = _("A delegation needs its title in at least one language.")


class ReportMissing(Refusal):
    field = "report"
    message = _("Say in a few sentences whom they met and what came of it.")


class NobodyReceived(Refusal):
    message = _("Name the host of at least one stop first: who received the delegation.")


class NoHost(Refusal):
    message = _("Name a host at one of the stops first: the letter invites in the host’s name.")


class NotWordedIn(Refusal):
    """A letter in a language in which title, purpose or programme is not written."""

    def __init__(self, language: str):
        words = _("Write the title and the other texts in the language of the letter first: %(language)s")
        super().__init__(words % {"language": language_name(language)})


class LatinNamesMissing(Refusal):
    def __init__(self, names: list[str]):
        words = _("Write these names in Latin letters first, as in the passport: %(names)s")
        super().__init__(words % {"names": ", ".join(names)})
