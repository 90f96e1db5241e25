from datetime import timedelta

from meetings.models import FollowUp, Meeting, Slot

from .events import delegate_of, event_of
from .world import World, texts

KINDS = (
    "meeting_requested", "meeting_asked", "meeting_accepted", "meeting_declined", "meeting_expired", "meeting_arranged",
    "meeting_placed", "meeting_displaced",
)


def contexts(world: World) -> dict[str, dict]:
    event, other = event_of(world), delegate_of(world, partner=True)
    slot = Slot(number=1, starts_at=event.starts_at, ends_at=event.starts_at + timedelta(minutes=25))
    later = Slot(number=2, starts_at=slot.ends_at, ends_at=slot.ends_at + timedelta(minutes=25))
    topics = texts(en="Samples", ja="サンプルについて", ru="Образцы", kk="Үлгілер", uz="Namunalar")
    meeting = Meeting(
        event=event, slot=slot, table=7, topics=topics, expires_at=world.now + timedelta(hours=72),
        asker=delegate_of(world, partner=False), asked=other,
    )
    facts = {"meeting": meeting, "event": event, "other": other, "was": slot}
    step = FollowUp(next_step=world.reason, owner="Tanaka", due_on=world.now.date())
    return dict.fromkeys(KINDS, facts) | {
        "meeting_cancelled": facts | {"reason": world.reason},
        "meeting_partner_changed": facts | {"gone": delegate_of(world, partner=True)},
        "meeting_time_proposed": facts | {"slot": later},
        "meeting_next_step": facts | {"row": step},
        "agenda_ready": {"event": event, "meetings": [{"meeting": meeting, "other": other}]},
    }
