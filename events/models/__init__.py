from .changes import EventChange, Notice, PhoneCall
from .delegations import Delegation, Letter, Member, Stop
from .documents import EventDocument
from .events import Contributor, Event, Feed, SeatPool, Session, Support
from .prints import Print
from .registrations import Registration, SessionSeat, Substitution
