from .changes import EventChange, Notice, PhoneCall
from .delegations import Delegation, Letter, Member, Stop
from .documents import EventDocument
from .events import Contributor, Event, Feed, SeatPool, Session, Support
from .meetings import FollowUp, Meeting, MeetingSetup, Seating, Slot, TimeProposal, TimetableRun, Unavailable
from .registrations import Registration, SessionSeat, Substitution

__all__ = [
    "FollowUp",
    "Meeting",
    "MeetingSetup",
    "Seating",
    "Slot",
    "TimeProposal",
    "TimetableRun",
    "Unavailable",
    "Contributor",
    "Delegation",
    "Event",
    "EventChange",
    "EventDocument",
    "Feed",
    "Letter",
    "Member",
    "Notice",
    "PhoneCall",
    "Registration",
    "SeatPool",
    "Session",
    "SessionSeat",
    "Stop",
    "Substitution",
    "Support",
]
