"""A firm that never answers is told so once, with what helps."""
from datetime import datetime

from companies.models import Firm
from core.sweeps import each
from notifications.models import Message

from .. import messages
from ..computed.answering import silent_firms
from ..computed.weights import active_weights

TOLD = "matching/never_answers"


def tell_silent_firms(*, now: datetime) -> int:
    """Daily. Returns how many were told."""
    silent = silent_firms(now, active_weights()["silent"]["asked"])
    told = set(Message.objects.filter(kind=TOLD).values_list("concerns", flat=True))
    firms = [firm for firm in Firm.objects.live().order_by("pk").iterator() if firm.pk in silent]
    waiting = [firm for firm in firms if f"companies.firm:{firm.pk}" not in told]
    return each("matching.tell_silent_firms", waiting, lambda firm: _tell(firm, now), now=now).done


def _tell(firm: Firm, now: datetime) -> None:
    messages.never_answers(firm, now=now)
