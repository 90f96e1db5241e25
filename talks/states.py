"""The life of a question as data: action=({allowed sources}, target)."""
from core.transitions import table

ASKED = table(
    answer=({"open"}, "answered"),
    correct=({"answered"}, "answered"),
    withdraw=({"open"}, "withdrawn"),
)
