"""The life cycle of a file as data: action=({allowed sources}, target)."""

from core.transitions import table

FILE = table(
    release=({"quarantined"}, "released"),
    refuse=({"quarantined", "released"}, "refused"),
)
