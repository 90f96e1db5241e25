"""Life cycles as data: action=({allowed sources}, target)."""

from core.transitions import table

MEETING = table(
    accept=({"requested"}, "accepted"),
    decline=({"requested", "accepted", "displaced"}, "declined"),
    expire=({"requested"}, "expired"),
    schedule=({"accepted", "displaced"}, "scheduled"),
    move=({"scheduled", "confirmed"}, "scheduled"),
    confirm=({"scheduled"}, "confirmed"),
    displace=({"scheduled", "confirmed"}, "displaced"),
    hold=({"scheduled", "confirmed", "no_show"}, "held"),
    miss=({"scheduled", "confirmed", "held"}, "no_show"),
    cancel=({"requested", "accepted", "scheduled", "confirmed", "displaced"}, "cancelled"),
)
OPEN_MEETING = ("requested", "accepted", "scheduled", "confirmed", "displaced")
SITTING = ("scheduled", "confirmed")  # at their table at their time
WAITING_FOR_A_PLACE = ("accepted", "displaced")
PLANNABLE = (*WAITING_FOR_A_PLACE, *SITTING)
FOLLOWED_UP = ("held", "no_show")

RUN = table(
    start=({"queued", "running"}, "running"),
    finish=({"running"}, "finished"),
    refuse=({"queued", "running"}, "infeasible"),
    fail=({"queued", "running"}, "failed"),
    apply=({"finished", "failed"}, "applied"),
    discard=({"finished", "failed", "infeasible"}, "discarded"),
)
