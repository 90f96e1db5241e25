from .away import end_stand_in, name_stand_in
from .caring import give, release, rest, take, wake
from .firms import assign_firm, write_note

__all__ = [
    "assign_firm", "end_stand_in", "give", "name_stand_in", "release", "rest", "take", "wake", "write_note",
]
