"""The events that meetings take place at."""
from tests.events.conftest import _the_clock_stands_still, forum, make_event  # noqa: F401
