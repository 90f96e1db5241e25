"""Which requested meetings take place, and when: pure functions over arrays, without the database.
See docs/timetable.md.
"""
from .conflict import Conflict, TimetableRefused
from .instance import Instance
from .reading import read_instance
from .solution import Solution
from .solving import Replanned, for_everybody, replan, solve
