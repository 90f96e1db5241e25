"""Life cycles as data: action=({allowed sources}, target)."""

from core.transitions import table

PLANNED = {"announced", "registration_open", "registration_closed"}
EVENT = table(
    announce=({"draft"}, "announced"),
    open_registration=({"announced", "registration_closed"}, "registration_open"),
    close_registration=({"registration_open"}, "registration_closed"),
    begin=({"announced", "registration_open", "registration_closed"}, "in_progress"),
    hold=({"in_progress"}, "held"),
    report=({"held"}, "reported"),
    postpone=(PLANNED, "postponed"),
    fix_date=({"postponed"}, "registration_closed"),
    cancel=({"draft", "postponed", "in_progress"} | PLANNED, "cancelled"),
)
PUBLIC = (
    "announced", "registration_open", "registration_closed", "in_progress", "held", "reported", "postponed", "cancelled"
)
CHANGEABLE = ("announced", "registration_open", "registration_closed", "in_progress", "postponed")
COMING = ("announced", "registration_open", "registration_closed", "in_progress")
SUPPORTED = (*COMING, "held")

SEATED = {"confirmed", "late_admitted"}
QUEUING = ("applied", "waitlisted", "offered", "late_requested")  # not invited: an invitation is a person's own
TO_DECIDE = ("applied", "late_requested")  # the organiser answers them
WAITING = {"invited", "applied", "waitlisted", "offered", "late_requested"}
REGISTRATION = table(
    accept_invitation=({"invited"}, "applied"),
    confirm=({"applied"}, "confirmed"),
    refuse=({"applied", "waitlisted"}, "refused"),
    wait=({"applied"}, "waitlisted"),
    offer=({"waitlisted"}, "offered"),
    accept=({"offered"}, "confirmed"),
    decline=({"offered", "invited"}, "declined"),
    lapse=({"offered", "invited"}, "lapsed"),
    admit_late=({"late_requested"}, "late_admitted"),
    refuse_late=({"late_requested"}, "late_refused"),
    substitute=(SEATED, "substituted"),
    come_back=({"substituted"}, "confirmed"),
    withdraw=(WAITING | SEATED, "withdrawn"),
    restore=({"withdrawn", "declined", "lapsed"}, "applied"),
    cancel=(WAITING | SEATED | {"checked_in"}, "cancelled"),
    check_in=(SEATED, "checked_in"),
    attend=({"checked_in"}, "attended"),
    miss=(SEATED, "no_show"),
    undo_check_in=({"checked_in"}, "confirmed"),
    came_after_all=({"no_show"}, "attended"),
    did_not_come=({"attended"}, "no_show"),
)
HOLDING = ("confirmed", "late_admitted", "offered", "checked_in", "attended", "no_show")  # a seat of the pool is theirs
LIVE = ("invited", "applied", "waitlisted", "offered", "late_requested", "confirmed", "late_admitted", "checked_in")
PRESENT = ("confirmed", "late_admitted", "checked_in", "attended")

SUBSTITUTION = table(
    put_in_place=({"asked"}, "in_place"), refuse=({"asked"}, "refused"),
    withdraw=({"asked"}, "withdrawn"), end=({"in_place"}, "ended"),
)

DELEGATION = table(
    confirm=({"planned"}, "confirmed"),
    begin=({"confirmed"}, "under_way"),
    complete=({"under_way"}, "completed"),
    cancel=({"planned", "confirmed", "under_way"}, "cancelled"),
)
TRAVELLING = ("planned", "confirmed", "under_way")
TOLD = ("confirmed", "under_way")  # travellers and hosts know of it and hear of its changes

CHANGE = table(
    revoke=({"confirmed"}, "revoked"), carry_out=({"confirmed"}, "carried_out"), close=({"carried_out"}, "closed")
)

PRINT = table(
    start=({"queued", "running"}, "running"),
    finish=({"running"}, "ready"),
    fail=({"queued", "running"}, "failed"),
    retry=({"failed"}, "queued"),
)
