from datetime import timedelta

from django.utils.translation import gettext as _

from core.geography import ZONE
from events.enums import ChangeKind, EventKind, Rank, SupportKind
from events.models import Delegation, Event, EventChange, Notice, Registration, Stop, Substitution, Support

from .world import DAY, World, texts

KINDS_OF_A_SEAT = (
    "applied", "confirmed", "waiting", "offered", "lapsed", "withdrawn", "pass_renewed", "late_asked", "invited",
)


def contexts(world: World) -> dict[str, dict]:
    of_people = _seats(world) | _substitutes(world) | _journeys(world)
    return of_people | _printed(world) | _organisers(world) | _changes(world)


def event_of(world: World) -> Event:
    begins = world.now + 60 * DAY
    return Event(
        kind=EventKind.values[0], country="KZ", zone="Asia/Almaty", venue="Rixos Almaty", phone="+7 727 000 00 00",
        titles=texts(
            en="Forum of Japan and Central Asia", ja="日本・中央アジアビジネスフォーラム",
            ru="Форум Японии и Центральной Азии", kk="Жапония мен Орталық Азия форумы",
            uz="Yaponiya va Markaziy Osiyo forumi",
        ),
        starts_at=begins, ends_at=begins + timedelta(hours=6), opens_at=world.now, closes_at=world.now + 40 * DAY,
    )


def delegate_of(world: World, *, partner: bool) -> Registration:
    """Of the reader's own side or of the other."""
    is_japanese = world.is_japanese != partner
    person, firm = (world.tanaka, world.hokuriku) if is_japanese else (world.aigul, world.altai)
    return Registration(
        name=person.full_name, name_latin=person.name_latin, firm=firm, country=firm.country, language=person.language,
        zone=ZONE[firm.country], event=event_of(world), badge_code="A7K2", offered_until=world.now + 2 * DAY,
        asked_because=world.reason, registered_at=world.now,
    )


def _seats(world: World) -> dict[str, dict]:
    facts = {"event": event_of(world), "registration": delegate_of(world, partner=False)}
    row = facts["registration"]
    corrected = {"details": [(_("Full name"), row)], "renewed": True, "journeys": [_journey(world)]}
    return dict.fromkeys(KINDS_OF_A_SEAT, facts) | {
        "refused": facts | {"reason": world.reason},
        "details_corrected": facts | corrected,
        "address_replaced": {"event": facts["event"]},
    }


def _printed(world: World) -> dict[str, dict]:
    return {"badges_ready": {"event": event_of(world)}}


def _substitutes(world: World) -> dict[str, dict]:
    facts = {"event": event_of(world), "registration": delegate_of(world, partner=False)}
    other = delegate_of(world, partner=True)
    asked = Substitution(
        original=other, person={"name": "阿部 明", "name_latin": "Abe Akira"}, reason=world.reason,
        rank_before=Rank.HEAD, rank_after=Rank.MANAGER,
    )
    journeys = [_journey(world)]
    return {
        "consent_asked": facts | {"substitution": asked, "original": other},
        "substitute_comes": facts | {"original": other, "journeys": journeys},
        "substitute_in_place": facts | {"substitute": other},
        "substitute_refused": facts | {"substitution": asked, "reason": world.reason},
        "original_returned": facts | {"holder": other, "journeys": journeys},
        "seat_given_back": facts | {"original": other},
    }


def _organisers(world: World) -> dict[str, dict]:
    event, rows = {"event": event_of(world)}, [delegate_of(world, partner=True)]
    support = event | {"support": Support(kind=SupportKind.INTERPRETERS, note="")}
    renamed = event | {"firm": world.partner, "other": world.firm, "count": 2}
    return {
        "announced": event,
        "supported": support,
        "support_withdrawn": support,
        "applied_for_others": event | {"rows": rows, "by": world.now + 5 * DAY},
        "to_approve": event | {"rows": rows, "count": 1, "by": world.now + 5 * DAY},
        "decisions_late": event | {"rows": rows, "count": 1},
        "to_admit": event | {"rows": rows, "count": 1, "by": world.now + 5 * DAY},
        "firm_merged": renamed,
        "firm_parted": renamed,
    }


def _changes(world: World) -> dict[str, dict]:
    event = event_of(world)
    reasons = texts(
        en="The building is being repaired.", ja="会場の改修工事のため。", ru="Здание ремонтируется.",
        kk="Ғимарат жөнделіп жатыр.", uz="Bino taʼmirlanmoqda.",
    )
    before = {"starts_at": event.starts_at - 7 * DAY, "zone": event.zone, "venue": "Kazakhstan Hotel"}
    facts = {
        "event": event, "change": EventChange(event=event, kind=ChangeKind.CANCEL), "has_meetings": True,
        "reason": reasons.said(world.language), "before": before, "after": {},
    }
    reader = world.reader
    return {
        "event_changed": facts,
        "second_contact": facts | {"notice": Notice(name=reader.full_name, name_latin=reader.name_latin)},
    }


def _journey(world: World) -> Delegation:
    day = (world.now + 59 * DAY).date()
    titles = texts(
        en="Visit to Almaty", ja="アルマトイ訪問団", ru="Поездка в Алматы", kk="Алматыға сапар", uz="Olmaotaga safar"
    )
    return Delegation(titles=titles, from_country="JP", to_country="KZ", starts_on=day, ends_on=day + 3 * DAY)


def _journeys(world: World) -> dict[str, dict]:
    begins = world.now + 59 * DAY
    stop = Stop(starts_at=begins, ends_at=begins + DAY, zone="Asia/Almaty", place="Altai Textile")
    person = delegate_of(world, partner=True)
    facts = {"delegation": _journey(world), "stops": [stop]}
    host = facts | {"is_host": True, "people": [person]}
    return {
        "journey_confirmed": host,
        "journey_changed": host | {"comes": person},
        "journey_left": facts,
        "journey_cancelled": host | {"reason": world.reason, "letters": True},
    }
