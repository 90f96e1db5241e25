"""Which interpreter takes which slot, decided in memory for many meetings at once."""

from events.models import Contributor, Event

from ..models import Meeting, Slot, Unavailable


class Staff:
    """The event's interpreters and where they are taken already; those whose first pair it is come first."""

    def __init__(self, event: Event):
        people = Contributor.objects.filter(event=event, role="interpreter", released_at=None).exclude(pairs=[])
        self.people = sorted(people, key=lambda one: (one.name, str(one.pk)))
        away = Unavailable.objects.filter(interpreter__in=self.people).values_list("slot", "interpreter")
        busy = Meeting.objects.filter(
            event=event, interpreter__isnull=False, slot__isnull=False
        ).values_list("slot", "interpreter")
        self.taken = {*away, *busy}

    def take(self, slot: Slot, pair: str) -> Contributor | None:
        able = [one for one in self.people if pair and pair in one.pairs and (slot.pk, one.pk) not in self.taken]
        chosen = min(able, key=lambda one: one.pairs[0] != pair, default=None)
        if chosen:
            self.taken.add((slot.pk, chosen.pk))
        return chosen
