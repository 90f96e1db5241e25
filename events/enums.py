from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(TextChoices):
    FORUM = "forum", _("Forum")
    FAIR = "fair", _("Fair")
    EXHIBITION = "exhibition", _("Exhibition")
    CONFERENCE = "conference", _("Conference")
    ROUND_TABLE = "round_table", _("Round table")
    SEMINAR = "seminar", _("Seminar or training")
    MISSION = "mission", _("Business mission")


class EventState(TextChoices):
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    REGISTRATION_OPEN = "registration_open", _("Registration open")
    REGISTRATION_CLOSED = "registration_closed", _("Registration closed")
    IN_PROGRESS = "in_progress", pgettext_lazy("event", "Under way")
    HELD = "held", pgettext_lazy("event", "Held")
    REPORTED = "reported", _("Held and reported")
    POSTPONED = "postponed", _("Postponed, date to be fixed")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class AttendeeRole(TextChoices):
    DELEGATE = "delegate", _("Delegate")
    SPEAKER = "speaker", _("Speaker")
    GUEST = "guest", _("Guest of honour")
    PRESS = "press", _("Press")
    OBSERVER = "observer", _("Observer")


class Rank(TextChoices):
    """From high to low: a substitute of another rank needs the partner's consent."""

    HEAD = "head", _("President or head")
    DEPUTY = "deputy", _("Vice-president or deputy head")
    DIRECTOR = "director", _("Director or head of an office")
    MANAGER = "manager", _("Manager")
    SPECIALIST = "specialist", _("Specialist")


class RegistrationState(TextChoices):
    INVITED = "invited", _("Invited")
    APPLIED = "applied", _("Applied")
    CONFIRMED = "confirmed", pgettext_lazy("seat", "Confirmed")
    REFUSED = "refused", _("Refused")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("Seat offered")
    DECLINED = "declined", pgettext_lazy("seat", "Declined")
    LAPSED = "lapsed", _("Offer expired")
    LATE_REQUESTED = "late_requested", pgettext_lazy("seat", "Late admission requested")
    LATE_ADMITTED = "late_admitted", _("Admitted late")
    LATE_REFUSED = "late_refused", _("Late admission refused")
    SUBSTITUTED = "substituted", _("Represented by a substitute")
    WITHDRAWN = "withdrawn", pgettext_lazy("delegate", "Withdrawn")
    CANCELLED = "cancelled", _("Cancelled by the organiser")
    CHECKED_IN = "checked_in", _("Checked in")
    ATTENDED = "attended", _("Attended")
    NO_SHOW = "no_show", _("Did not come")


class ContributorRole(TextChoices):
    SPEAKER = "speaker", _("Speaker")
    INTERPRETER = "interpreter", _("Interpreter")
    HOST = "host", pgettext_lazy("contributor", "Host")
    MODERATOR = "moderator", _("Moderator")


class SupportKind(TextChoices):
    PROMOTION = "promotion", _("Informed its member firms")
    DELEGATES = "delegates", _("Sent delegates")
    VENUE = "venue", _("Provided rooms or a stand")
    INTERPRETERS = "interpreters", _("Provided interpreters")
    SPEAKERS = "speakers", _("Sent speakers")
    OTHER = "other", pgettext_lazy("support", "Other support")


class SubstitutionState(TextChoices):
    ASKED = "asked", _("Waits for the partner’s consent")
    IN_PLACE = "in_place", _("Replaced")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Request taken back")
    ENDED = "ended", _("The original delegate will attend after all")


class DelegationState(TextChoices):
    PLANNED = "planned", _("Planned")
    CONFIRMED = "confirmed", pgettext_lazy("delegation", "Confirmed")
    UNDER_WAY = "under_way", pgettext_lazy("delegation", "On its way")
    COMPLETED = "completed", pgettext_lazy("delegation", "Completed")
    CANCELLED = "cancelled", pgettext_lazy("delegation", "Cancelled")


class ChangeKind(TextChoices):
    CANCEL = "cancel", _("Cancellation")
    POSTPONE = "postpone", _("Postponement")
    MOVE = "move", _("Change of place")


class ChangeState(TextChoices):
    CONFIRMED = "confirmed", _("Confirmed, can still be revoked")
    REVOKED = "revoked", _("Revoked before anyone was informed")
    CARRIED_OUT = "carried_out", _("Carried out; people are being informed")
    CLOSED = "closed", _("Closed: everyone is reached or accounted for")


class Offer(TextChoices):
    """What saves the trip."""

    NEW_DATE = "new_date", _("I come on the new date")
    ONLINE = "online", _("I take part online")
    OFFICE = "office", _("I keep my meetings at the local office")
    NONE = "none", _("None of these")


class CallResult(TextChoices):
    REACHED = "reached", _("Reached and informed")
    MESSAGE_LEFT = "message_left", _("Message left")
    NO_ANSWER = "no_answer", pgettext_lazy("telephone", "Nobody answered")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


class Reach(TextChoices):
    """Computed from the mails, answers and calls of a notice."""

    PENDING = "pending", _("Mail on its way")
    DELIVERED = "delivered", _("Delivered, no answer yet")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    NOT_REACHED = "not_reached", _("Not reached")
    SECOND_CONTACT = "second_contact", _("Second contact told")
    PHONED = "phoned", _("Reached by telephone")
    ACCOUNTED = "accounted", _("No contact needed")


class PrintState(TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
