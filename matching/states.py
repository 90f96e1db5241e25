"""Life cycles as data: action=({allowed sources}, target)."""
from core.transitions import table

MATCH = table(
    shortlist=({"suggested"}, "shortlisted"),
    dismiss=({"suggested", "shortlisted"}, "dismissed"),
    express_interest=({"suggested", "shortlisted"}, "proposed"),
    decline_suggestion=({"suggested", "shortlisted", "proposed"}, "declined"),
    retract_interest=({"proposed"}, "suggested"),
    retract_decline=({"declined"}, {"suggested", "proposed"}),
    propose=({"suggested", "shortlisted"}, "proposed"),
    approve=({"proposed"}, "approved"),
    reject=({"proposed"}, "rejected"),
    undo_approval=({"approved"}, "proposed"),
    undo_rejection=({"rejected"}, "proposed"),
    introduce=({"approved"}, "introduced"),
    decline=({"approved"}, "declined"),
    expire=({"suggested", "shortlisted", "proposed", "approved"}, "expired"),
    block=({"suggested", "shortlisted", "proposed", "approved", "introduced"}, "blocked"),
    recall=({"approved", "introduced"}, "expired"),
    reopen=({"expired"}, {"suggested", "shortlisted", "proposed", "approved", "introduced"}),
)
LIVE_MATCH = ("suggested", "shortlisted", "proposed", "approved", "introduced")
UNPROPOSED = ("suggested", "shortlisted")
ENDED_MATCH = ("dismissed", "rejected", "declined", "expired", "blocked")
REFUSED_MATCH = ("dismissed", "rejected", "declined")
OPEN_MATCH = ("suggested", "shortlisted", "proposed")
APPROVED_MATCH = ("approved", "introduced")

INTRODUCTION = table(
    release=({"consent_requested"}, "contacts_released"),
    confirm_contact=({"contacts_released"}, "first_contact_confirmed"),
    start_discussion=({"contacts_released", "first_contact_confirmed"}, "in_discussion"),
    conclude=({"contacts_released", "first_contact_confirmed", "in_discussion"}, "concluded"),
    decline=({"consent_requested"}, "declined"),
    decline_on_behalf=({"consent_requested"}, "declined"),
    expire=({"consent_requested"}, "expired"),
    recall=({"consent_requested", "contacts_released", "first_contact_confirmed", "in_discussion"}, "recalled"),
    reopen=({"recalled"}, {"consent_requested", "contacts_released", "first_contact_confirmed", "in_discussion"}),
)
LIVE_INTRODUCTION = ("consent_requested", "contacts_released", "first_contact_confirmed", "in_discussion", "concluded")
IN_CONTACT = ("contacts_released", "first_contact_confirmed", "in_discussion")  # and not concluded
UNDER_WAY_INTRODUCTION = tuple(state for state in LIVE_INTRODUCTION if state != "concluded")
STOPPABLE = ("consent_requested", "contacts_released", "first_contact_confirmed", "in_discussion")
RELEASED = ("contacts_released", "first_contact_confirmed", "in_discussion", "concluded")

REFERRAL = table(
    acknowledge=({"sent"}, "acknowledged"),
    take_in_charge=({"sent", "acknowledged"}, "taken_in_charge"),
    ask_information=({"acknowledged", "taken_in_charge"}, "needs_information"),
    resume=({"needs_information"}, "taken_in_charge"),
    complete_with_help=({"taken_in_charge", "needs_information"}, "done_with_help"),
    complete_no_help=({"taken_in_charge", "needs_information"}, "done_no_help"),
    close_not_reachable=({"taken_in_charge", "needs_information"}, "not_reachable"),
    decline=({"sent", "acknowledged", "taken_in_charge"}, "declined"),
    abandon=({"sent", "acknowledged", "taken_in_charge", "needs_information"}, "abandoned"),
    conclude=({"sent", "acknowledged", "taken_in_charge", "needs_information"}, "concluded"),
    reopen=({"abandoned"}, {"sent", "acknowledged", "taken_in_charge", "needs_information"}),
)
OPEN_REFERRAL = ("sent", "acknowledged", "taken_in_charge", "needs_information")

EXPORT = table(
    request_statement=({"flagged"}, "end_use_statement_requested"),
    clear=({"flagged", "end_use_statement_requested"}, "cleared"),
    block=({"flagged", "end_use_statement_requested"}, "blocked"),
    reopen=({"cleared"}, "flagged"),
    lapse=({"cleared"}, "flagged"),
)

RUN = table(
    start=({"queued", "running"}, "running"),
    finish=({"running"}, "done"),
    fail=({"queued", "running"}, "failed"),
)

WEIGHTS = table(
    activate=({"draft", "retired"}, "active"),
    retire=({"active"}, "retired"),
    drop=({"draft"}, "dropped"),
)
