"""What is said to whom when something happens."""

from .changes import event_changed, second_contact
from .firms import firm_renamed
from .journeys import journey_cancelled, journey_changed, journey_confirmed, journey_joined, journey_left
from .meetings import (
    agenda_ready,
    meeting_accepted,
    meeting_arranged,
    meeting_cancelled,
    meeting_declined,
    meeting_displaced,
    meeting_expired,
    meeting_falls_through,
    meeting_partner_changed,
    meeting_placed,
    meeting_requested,
    next_step_due,
    time_proposed,
)
from .planning import announced, supported
from .seats import applied, confirmed, invited, lapsed, late_asked, offered, pass_renewed, refused, waiting, withdrawn
from .substitutes import consent_asked, original_returned, substitute_in_place, substitute_refused

__all__ = [
    "agenda_ready",
    "meeting_accepted",
    "meeting_arranged",
    "meeting_cancelled",
    "meeting_declined",
    "meeting_displaced",
    "meeting_expired",
    "meeting_falls_through",
    "meeting_partner_changed",
    "meeting_placed",
    "meeting_requested",
    "next_step_due",
    "time_proposed",
    "announced",
    "applied",
    "confirmed",
    "consent_asked",
    "event_changed",
    "firm_renamed",
    "invited",
    "journey_cancelled",
    "journey_changed",
    "lapsed",
    "late_asked",
    "offered",
    "original_returned",
    "pass_renewed",
    "refused",
    "second_contact",
    "substitute_in_place",
    "substitute_refused",
    "supported",
    "waiting",
    "withdrawn",
]
