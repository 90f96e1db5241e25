"""The life of an inquiry as data: action=({allowed sources}, target)."""
from core.transitions import table

OPEN_LEAD = ("new", "in_touch", "invited")
LEAD = table(
    get_in_touch=({"new"}, "in_touch"),
    invite=({"new", "in_touch"}, "invited"),
    become_firm=({"new", "in_touch", "invited"}, "firm"),
    close=({"new", "in_touch", "invited"}, "closed"),
    reopen=({"closed"}, "in_touch"),
)
