"""The life of a translation as data: action=({allowed sources}, target)."""
from core.transitions import table

TRANSLATION = table(
    ask=({"machine", "failed", "withdrawn", "written"}, "asked"),
    queue=({"failed", "withdrawn"}, "queued"),
    translate=({"queued"}, "machine"),
    give_up=({"queued"}, "failed"),
    hold=({"queued"}, "withdrawn"),
    write=({"asked", "queued", "machine", "written", "failed", "withdrawn"}, "written"),
    check=({"asked", "machine"}, "written"),
    withdraw=({"asked"}, "withdrawn"),
)
