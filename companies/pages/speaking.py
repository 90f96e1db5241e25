"""What a firm said outside the portal, in the words that each reader of the case may read."""
from django.utils.translation import gettext as _

from core.i18n import say_date_of, say_day

from ..models import Firm, Liaison, Spoken
from ..permissions import can_read_spoken
from .display import fact

TONE = {"recorded": "waiting", "confirmed": "done", "taken_back": "overdue"}


def spoken_view(spoken: Spoken, viewer, own: Firm | None = None) -> dict:
    """`own`: the reader's firm. Another firm learns how it was said and who recorded it, not by whom nor the words."""
    knows = can_read_spoken(viewer, spoken)
    facts = [
        fact(_("How"), spoken.get_channel_display()),
        fact(_("Recorded by"), _recorder(spoken, viewer)),
        fact(_("Recorded on"), say_date_of(spoken.recorded_at)),
    ]
    if knows:
        facts[1:1] = [fact(_("Who said it"), spoken.said_by), fact(_("On which day"), say_day(spoken.said_on))]
        facts.append(fact(_("What was said"), spoken.note))
    return {
        "firm": spoken.firm, "facts": [one for one in facts if one["value"]], "is_own": own == spoken.firm,
        "file": spoken.file if knows else None, "tone": TONE[spoken.state], "word": spoken.get_state_display(),
    }


def _recorder(spoken: Spoken, viewer) -> str:
    """By name for staff; for others the house they belong to."""
    person = spoken.recorded_by
    liaison = Liaison.objects.select_related("chamber").filter(user=person).first()
    house = str(liaison.chamber) if liaison else "Minamin"
    return f"{person} ({house})" if viewer.is_minamin else house
