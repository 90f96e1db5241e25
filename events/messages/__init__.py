"""What is said to whom when something happens."""

from .announcing import announced, support_withdrawn, supported
from .changes import event_changed, second_contact
from .firms import firm_renamed
from .journeys import journey_cancelled, journey_changed, journey_confirmed, journey_joined, journey_left
from .printing import badges_ready
from .seats import (
    applied,
    confirmed,
    corrected,
    decisions_late,
    invited,
    lapsed,
    late_asked,
    offered,
    pass_renewed,
    refused,
    waiting,
    withdrawn,
)
from .substitutes import consent_asked, original_returned, substitute_in_place, substitute_refused
