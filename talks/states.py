"""The lives of questions and of days named for a decision as data: action=({allowed sources}, target)."""
from core.transitions import table

ASKED = table(
    answer=({"open"}, "answered"),
    correct=({"answered"}, "answered"),
    withdraw=({"open"}, "withdrawn"),
)
DECIDING = table(
    lapse=({"standing"}, "passed"),
    renew=({"standing", "passed"}, "renewed"),
    end=({"standing", "passed"}, "ended"),
)
