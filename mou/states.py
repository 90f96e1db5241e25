"""Life cycles as data: action=({allowed sources}, target)."""

from core.transitions import table

MEMORANDUM = table(
    sign=({"draft"}, "signed"),
    enter_force=({"signed"}, "in_force"),
    renew=({"in_force", "expired"}, "in_force"),
    expire=({"signed", "in_force"}, "expired"),
    terminate=({"signed", "in_force"}, "terminated"),
)
BOUND = ("signed", "in_force")  # what was signed holds
SIGNED = ("signed", "in_force", "expired", "terminated")  # what its parties see

OBLIGATION = table(
    agree=({"proposed"}, "agreed"),
    decline=({"proposed"}, "declined"),
    activate=({"agreed"}, "active"),
    hold=({"active"}, "on_hold"),
    resume=({"on_hold"}, "active"),
    close=({"agreed", "active", "on_hold"}, "closed"),
    waive=({"agreed", "active", "on_hold"}, "waived"),
    supersede=({"agreed", "active", "on_hold"}, "superseded"),
)
RUNNING = ("active", "on_hold")
DELIVERABLE = ("active", "on_hold", "superseded")  # something may still be delivered for its periods
COUNTED = ("active", "on_hold", "closed", "superseded")  # its periods stand on the pages

CHANGE = table(
    approve=({"asked"}, "approved"),
    refuse=({"asked"}, "refused"),
    withdraw=({"asked"}, "withdrawn"),
)

EVIDENCE = table(
    submit=({"proposed"}, "submitted"),
    countersign=({"submitted"}, "countersigned"),
    dispute=({"submitted", "countersigned"}, "disputed"),
    answer=({"disputed"}, "submitted"),
    accept=({"disputed"}, "accepted"),
    reject=({"disputed"}, "rejected"),
    withdraw=({"proposed", "submitted", "disputed"}, "withdrawn"),
)
COUNTING = ("countersigned", "accepted")
UNSETTLED = ("proposed", "submitted", "disputed")

BULLETIN = table(
    publish=({"draft"}, "published"),
    withdraw=({"published"}, "withdrawn"),
    republish=({"withdrawn"}, "published"),
)

SESSION = table(
    publish=({"draft"}, "planned"),
    hold=({"planned"}, "held"),
    cancel=({"planned", "held"}, "cancelled"),
)

REPORT = table(
    start=({"queued", "running"}, "running"),
    issue=({"running"}, "issued"),
    fail=({"queued", "running"}, "failed"),
    retry=({"failed"}, "queued"),
)
