"""450 people at one event, in every role, in five languages and three zones;
most without an account, some in two roles.
"""

from datetime import timedelta

from events import services
from events.models import Event, Registration
from events.rules.badges import new_code
from tests import build

from .conftest import person

LANGUAGES = ("ja", "en", "ru", "kk", "uz")
ZONES = ("Asia/Tokyo", "Asia/Almaty", "Asia/Tashkent")
COUNTRIES = {"Asia/Tokyo": "JP", "Asia/Almaty": "KZ", "Asia/Tashkent": "UZ"}
ORDINARY, ACCOUNTS, ORIGINALS, GONE, WAITING, OFFERED, INVITED, LATE = 326, 10, 10, 5, 20, 5, 10, 20
SPEAKERS, INTERPRETERS, TRAVELLERS, HOSTS = 10, 10, 10, 9  # who are nothing else
BOTH = 5  # delegates who speak too; as many of them travel
EVERYBODY = (
    ORDINARY + ACCOUNTS + 2 * ORIGINALS + WAITING + OFFERED + INVITED + LATE
    + SPEAKERS + INTERPRETERS + TRAVELLERS + HOSTS
)
SEATED = ORDINARY + ACCOUNTS + ORIGINALS + GONE


def one(name: str, number: int, **more) -> dict:
    zone = ZONES[number % 3]
    given = {
        "name": f"{name.title()} {number}", "email": f"{name}{number}@example.com", "zone": zone,
        "language": LANGUAGES[number % 5],
    }
    second = {"second_name": "At home", "second_email": f"home.{name}{number}@example.com"} if number % 4 == 0 else {}
    return person(number, is_another_person=True, country=COUNTRIES[zone]) | given | second | more


def contact(name: str, number: int) -> dict:
    given = one(name, number)
    return {key: given[key] for key in ("name", "email", "phone", "language", "zone")}


def gather(event: Event, *, by, now) -> None:
    """`event` has SEATED seats and its registration is open."""
    accounts = [
        build.user(f"account{n}@example.com", f"Account {n}", language=LANGUAGES[(n + 1) % 5], zone=ZONES[n % 3])
        for n in range(ACCOUNTS)
    ]
    _ordinary(event, by=by, now=now)
    _register(event, "account", len(accounts), by=by, now=now)
    originals = _register(event, "original", ORIGINALS, by=by, now=now)
    _register(event, "queue", WAITING + OFFERED, by=by, now=now)
    for row in event.registrations.filter(email__startswith="gone"):
        services.withdraw_registration(row, by=by, now=now)
    for number, row in enumerate(originals):
        services.name_substitute(row, person=one("substitute", number), reason="Cannot travel", by=by, now=now)
    for number in range(INVITED):
        services.invite(event, person=one("guest", number), role="delegate", by=by, now=now)
    _contributors(event, by=by, now=now)
    _journey(event, by=by, now=now)
    _late(event, by=by, now=event.closes_at + timedelta(hours=1))


def _ordinary(event: Event, *, by, now) -> None:
    """Written at once: what the services would make of them, without the mails of long ago."""
    pool = event.pools.get()
    people = [one("delegate", n) for n in range(ORDINARY)] + [one("gone", n) for n in range(GONE)]
    rows = [
        Registration(
            event=event, pool=pool, state="confirmed", registered_by=by, registered_at=now,
            badge_code=f"{new_code()}{number % 99}", **given,
        )
        for number, given in enumerate(people)
    ]
    Registration.objects.bulk_create(rows)
    pool.taken += len(rows)
    pool.save(update_fields=["taken"])


def _register(event: Event, name: str, count: int, *, by, now) -> list[Registration]:
    return services.register_delegates(
        event, people=[one(name, n) for n in range(count)], role="delegate", by=by, now=now
    )


def _contributors(event: Event, *, by, now) -> None:
    people = [("speaker", contact("speaker", n)) for n in range(SPEAKERS)] + [
        ("interpreter", contact("interpreter", n)) for n in range(INTERPRETERS)
    ]
    people += [("speaker", contact("delegate", n) | {"email": f"Delegate{n}@Example.com"}) for n in range(BOTH)]
    for role, given in people:
        services.add_contributor(event, role=role, organisation="", by=by, now=now, **given)


def _journey(event: Event, *, by, now) -> None:
    day = event.starts_at.date()
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=event, chamber=None, from_country="JP",
        to_country="KZ", purposes={}, starts_on=day, ends_on=day, by=by, now=now,
    )
    travellers = [(None, contact("traveller", n)) for n in range(TRAVELLERS)]
    travellers += [
        (row, contact("delegate", n))
        for n in range(BOTH) for row in event.registrations.filter(email=f"delegate{n}@example.com")
    ]
    for row, given in travellers:
        services.add_member(journey, registration=row, organisation="Hokuriku", position="", by=by, now=now, **given)
    for host in [contact("host", n) for n in range(HOSTS)] + [contact("speaker", 0)]:
        services.add_stop(
            journey, starts_at=event.starts_at, ends_at=event.ends_at, zone=event.zone,
            place="Astana", programmes={}, host="Atameken",
            host_person=host["name"], host_email=host["email"], host_phone="",
            host_language=host["language"], by=by, now=now,
        )


def _late(event: Event, *, by, now) -> None:
    for number in range(LATE):
        row = services.ask_late(event, person=one("late", number), role="delegate", because="Forgot it", by=by, now=now)
        services.admit_late(row, reason="The chamber asks", extra_seat=True, by=by, now=now)
