"""Inquiries that nobody answered in time come before staff, once."""
from datetime import datetime

from core.lifecycle import lock
from core.sweeps import each

from .. import messages
from ..models import Lead


def chase(*, now: datetime) -> int:
    """Returns how many."""
    late = Lead.objects.late(now).filter(chased_at=None)
    return each("leads.chase", late, lambda lead: _chase(lead, now), now=now).done


def _chase(lead: Lead, now: datetime) -> bool:
    locked = lock(lead)
    if not locked.is_late(now) or locked.chased_at:
        return False
    lead.chased_at = now
    lead.save(update_fields=["chased_at"])
    messages.lead_overdue(locked, now=now)
    return True
