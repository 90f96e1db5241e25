from .away import end_stand_in, name_stand_in
from .caring import give, release, rest, take, wake

__all__ = ["end_stand_in", "give", "name_stand_in", "release", "rest", "take", "wake"]
