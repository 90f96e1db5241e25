from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MemorandumState(TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")


class CommitmentKey(TextChoices):
    """The five of August 2024; memoranda between firms may have commitments of their own."""

    COOPERATION = "cooperation", _("Cooperation between firms")
    INFORMATION = "information_exchange", _("Exchange of information")
    EXPERIENCE = "experience_sharing", _("Exchange of experience")
    VISITS = "visits", _("Visits and bilateral meetings")
    EVENTS = "events", _("Support for events")
    OTHER = "other", _("Own commitment")


class Owing(TextChoices):
    """Who owes an obligation; a joint one is owed, and delivered, by both."""

    JAPAN = "japan", _("Japanese side")
    CENTRAL_ASIA = "central_asia", _("Central Asian side")
    JOINT = "joint", _("Both sides together")


class Indicator(TextChoices):
    """What is counted."""

    CONTACTS_RELEASED = "contacts_released", _("Firms put in contact with each other")
    REFERRAL_HELPED = "referral_helped", _("Referrals in which the chamber helped")
    SAMPLE_RECEIVED = "sample_received", _("Samples that reached the other firm")
    TRIAL_DELIVERED = "trial_delivered", _("Trial orders delivered")
    AGREEMENT_SIGNED = "agreement_signed", _("Agreements signed between firms")
    BULLETIN_PUBLISHED = "bulletin_published", _("Bulletins in the other side’s language")
    SESSION_HELD = "session_held", _("Experience sessions with participants of the other side")
    DELEGATION_COMPLETED = "delegation_completed", _("Delegation visits completed")
    MEETING_HELD = "meeting_held", _("Bilateral meetings held")
    EVENT_ANNOUNCED = "event_announced", _("Events announced to the other side")
    EVENT_SUPPORTED = "event_supported", _("Events of the other side supported")
    EVENT_HELD = "event_held", _("Events held together")
    OTHER = "other", _("Other deliveries")


class Cadence(TextChoices):
    ONCE = "once", _("Once")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every half-year")
    YEARLY = "yearly", _("Every year")
    PER_EVENT = "per_event", _("For each occasion")


class ObligationState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("obligation or evidence", "Proposed")
    AGREED = "agreed", _("Agreed, not yet in force")
    ACTIVE = "active", pgettext_lazy("obligation", "Active")
    ON_HOLD = "on_hold", _("On hold")
    CLOSED = "closed", pgettext_lazy("obligation", "Closed")
    WAIVED = "waived", _("Waived by both sides")
    SUPERSEDED = "superseded", _("Replaced by new terms")
    DECLINED = "declined", _("Not agreed")


class ChangeKind(TextChoices):
    """What one side asks of the other; nothing changes before the other side approves."""

    DUE_DATE = "due_date", _("Another due date")
    TERMS = "terms", _("Another rhythm or target")
    HOLD = "hold", _("Put on hold")
    WAIVER = "waiver", _("Waive the obligation")


class ChangeState(TextChoices):
    ASKED = "asked", _("Waiting for the other side")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class EvidenceState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("obligation or evidence", "Proposed")
    SUBMITTED = "submitted", _("Awaiting countersignature")
    COUNTERSIGNED = "countersigned", _("Countersigned")
    DISPUTED = "disputed", _("Disputed")
    ACCEPTED = "accepted", _("Accepted after a dispute")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Standing(TextChoices):
    """How a period of an obligation stands; computed, never stored."""

    PLANNED = "planned", _("Planned")
    ON_TRACK = "on_track", _("On track")
    DUE_SOON = "due_soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    FULFILLED = "fulfilled", pgettext_lazy("period of an obligation", "Fulfilled")
    PARTIAL = "partial", _("Partly fulfilled")
    NOT_FULFILLED = "not_fulfilled", _("Not fulfilled")
    ON_HOLD = "on_hold", _("On hold")
    ENDED_EARLY = "ended_early", _("Ended early, no obligation left")


class BulletinKind(TextChoices):
    ECONOMIC_NEWS = "economic_news", _("Economic news")
    INVESTMENT_RULES = "investment_rules", _("Investment rules")
    EXPORT_POSSIBILITIES = "export_possibilities", _("Export possibilities")
    IMPORT_REQUIREMENTS = "import_requirements", _("Import requirements")


class BulletinState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SessionKind(TextChoices):
    TRAINING = "training", _("Training")
    CASE_STUDY = "case_study", _("Case study")
    EXPERT_TALK = "expert_talk", _("Expert talk")


class SessionState(TextChoices):
    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class ReportState(TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being written")
    ISSUED = "issued", _("Issued")
    FAILED = "failed", _("Failed")
