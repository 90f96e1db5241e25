from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MatchState(TextChoices):
    SUGGESTED = "suggested", _("Suggested")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    DISMISSED = "dismissed", _("Dismissed")
    PROPOSED = "proposed", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Not approved")
    INTRODUCED = "introduced", _("Introduced")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    BLOCKED = "blocked", _("Blocked")


class Answer(TextChoices):
    INTERESTED = "interested", _("Interested")
    DECLINED = "declined", _("Not interested")


class DeclineReason(TextChoices):
    """Why a firm does not want it, in its words."""

    PRODUCT = "product", _("The product does not fit")
    ROLE = "role", _("The firm is a competitor, or does not do what we seek")
    SIZE = "size", _("The firm is too small or too large for us")
    MARKET = "market", _("We seek partners in another market")
    VOLUME = "volume", _("Volumes or prices do not fit")
    TIMING = "timing", _("Not at this time")
    PARTNER_FOUND = "partner_found", _("We have found a partner already")
    KNOWN = "known", _("We think we know this firm already")
    OTHER = "other", _("Other reason")


class RejectReason(TextChoices):
    """The same codes in the words of staff."""

    PRODUCT = "product", _("The goods do not fit")
    ROLE = "role", _("Wrong role, or rivals")
    SIZE = "size", _("One firm is too small or too large")
    MARKET = "market", _("Wrong market")
    VOLUME = "volume", _("Volumes or prices do not fit")
    TIMING = "timing", _("One firm has no capacity at present")
    PARTNER_FOUND = "partner_found", _("One firm has found a partner already")
    KNOWN = "known", _("They know each other already")
    OTHER = "other", _("Other reason")


class BlockReason(TextChoices):
    EXPORT_CONTROL = "export_control", _("Export control")
    RIVAL = "rival", _("Rivals")
    DO_NOT_INTRODUCE = "do_not_introduce", _("Not to be introduced")


class IntroductionState(TextChoices):
    CONSENT_REQUESTED = "consent_requested", _("Waiting for both firms")
    CONTACTS_RELEASED = "contacts_released", _("Contacts released")
    FIRST_CONTACT = "first_contact_confirmed", _("In touch")
    IN_DISCUSSION = "in_discussion", _("In discussion")
    CONCLUDED = "concluded", _("Concluded")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    RECALLED = "recalled", _("Recalled")


class SpokenAnswer(TextChoices):
    AGREED = "agreed", _("It agrees")
    DECLINED = "declined", _("It does not want this introduction")


class CallOutcome(TextChoices):
    AGREED = "agreed", _("It agrees")
    DECLINED = "declined", _("It does not want this introduction")
    NOT_REACHED = "not_reached", _("Nobody was reached: try again")
    WRONG_NUMBER = "wrong_number", _("The number is wrong")


class Outcome(TextChoices):
    AGREEMENT = "agreement", _("Agreement signed")
    ORDER = "order", _("Order placed")
    MOU = "mou", _("Memorandum signed")
    NOT_A_FIT = "not_a_fit", _("Not a fit")
    NO_RESPONSE = "no_response", _("No response")
    DEFERRED = "deferred", _("Put off")


class ReferralState(TextChoices):
    SENT = "sent", _("Sent")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    TAKEN_IN_CHARGE = "taken_in_charge", _("Taken in charge")
    NEEDS_INFORMATION = "needs_information", _("Needs information")
    DONE_WITH_HELP = "done_with_help", _("Done: helped")
    DONE_NO_HELP = "done_no_help", _("Done: no help needed")
    NOT_REACHABLE = "not_reachable", _("Firm not reachable")
    DECLINED = "declined", _("Declined")
    ABANDONED = "abandoned", _("Abandoned")
    CONCLUDED = "concluded", _("Concluded by the firms")


class ReferralDecline(TextChoices):
    NOT_OURS = "not_ours", _("Not a firm of our region")
    NO_CAPACITY = "no_capacity", _("No capacity at present")
    CONFLICT = "conflict", _("Conflict of interest")
    OTHER = "other", _("Other reason")


class Channel(TextChoices):
    CALL = "call", _("Telephone call")
    VIDEO = "video", _("Video call")
    MEETING = "meeting", _("Meeting")
    EMAIL = "email", _("E-mail")
    DOCUMENT = "document", _("Document or translation")


class ExportState(TextChoices):
    FLAGGED = "flagged", _("To be reviewed")
    STATEMENT_REQUESTED = "end_use_statement_requested", _("End-use statement requested")
    CLEARED = "cleared", _("Cleared")
    BLOCKED = "blocked", _("Blocked")


class FactorCode(TextChoices):
    TEXT = "text", _("Words of the lines")
    HS = "hs", _("Customs codes")
    ROLE = "role", _("Offer meets need")
    COOPERATION = "cooperation", _("Kind of cooperation")
    MARKET = "market", _("Market")
    SECTOR = "sector", _("Line of business")
    CERTIFICATES = "certificates", _("Certificates")
    LANGUAGE = "language", _("Language")
    SIZE = "size", _("Size")


class WeightsState(TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("In use")
    RETIRED = "retired", _("No longer used")
    DROPPED = "dropped", _("Dropped")


class RunState(TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
