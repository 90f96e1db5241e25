"""What a memorandum loses when an event is cancelled: shown to its organiser before they confirm."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.consequences import Consequence
from events.models import Event, Support

from ..models import Evidence
from ..states import COUNTING, UNSETTLED


def evidence_resting_on(event: Event) -> list[Consequence]:
    """Evidence whose source is the event or a support given to it:
    what counts, and what waits for a countersignature.
    """
    supports = Support.objects.filter(event=event).values("pk")
    rows = Evidence.objects.filter(
        Q(source_model="events.event", source_id=event.pk) | Q(source_model="events.support", source_id__in=supports)
    )
    return [
        Consequence(_("Evidence that counts for a memorandum and would fall"), rows.filter(state__in=COUNTING).count()),
        Consequence(_("Evidence that waits and would fall"), rows.filter(state__in=UNSETTLED).count()),
    ]
