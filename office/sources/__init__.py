"""Every kind of open work, in the order in which filters show them."""
from .cases import CASES
from .events import EVENTS
from .firms import FIRMS
from .machines import MACHINES
from .memoranda import MEMORANDA
from .source import Source

SOURCES: dict[str, Source] = {one.kind: one for one in (*CASES, *FIRMS, *MEMORANDA, *EVENTS, *MACHINES)}

__all__ = ["SOURCES", "Source"]
