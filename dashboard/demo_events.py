"""Events of the demonstration: the Astana forum of 9 August 2024 with 450 invented delegates, the Tashkent forum that
was cancelled two days later with everybody reached, a journey to both, and two events to come. Invented names; what
happened is told by the services.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import product

from accounts.models import User
from companies.models import Chamber, Firm
from core.activity import record
from core.geography import ZONE
from events import services as events
from events.models import Event, Notice, Registration, SeatPool
from events.rules.badges import ALPHABET

from . import demo_meetings
from .demo_event_texts import FORUM_TITLES, LATIN, PEOPLE, REASONS, SHARES, TASHKENT_TITLES, THEMES

FORUM = datetime(2024, 8, 9, 4, 0, tzinfo=UTC)  # 09:00 in Astana
TASHKENT = datetime(2024, 8, 11, 5, 0, tzinfo=UTC)  # 10:00 in Tashkent
REPORT = (
    "The memorandum was signed in Astana. The forum in Tashkent was called off while we were on our way;"
    " Minamin’s office there received us, and seven meetings with firms took place all the same."
)


def load(people: dict[str, User], chamber: Chamber, *, now: datetime) -> None:
    sato, dana, tanaka = people["sato@minamin.example"], people["dana@chamber.example"], people["tanaka@firm.example"]
    forum = _astana(dana, chamber)
    _proxy(forum, sato, dana)
    _seats_of_the_past(forum, sum(SHARES.values()) - forum.registrations.holding().count(), dana)
    events.hold_event(Event.objects.get(pk=forum.pk), by=dana, now=FORUM + timedelta(hours=10))
    tashkent = _tashkent(sato)
    _journey(forum, sato)
    _cancelled(tashkent, sato)
    _coming(sato, tanaka, now)
    _of_the_chamber(people, chamber, dana, now)


def _plan(
    kind: str, titles: dict, starts_at: datetime, *, by, chamber=None, now: datetime, seats: list, **more
) -> Event:
    given = {
        "kind": kind,
        "titles": titles,
        "summaries": THEMES,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=9),
        "opens_at": now,
        "closes_at": starts_at - timedelta(days=5),
        "needs_approval": False,
        "spoken": ["ja", "ru", "en"],
        "address": "",
        "online_link": "",
        "phone": "+81 3 0000 0000",
    }
    event = events.plan_event(chamber=chamber, by=by, now=now, **(given | more))
    for role, country, capacity in seats:
        events.set_seats(event, role=role, country=country, capacity=capacity, by=by, now=now)
    events.announce_event(event, by=by, now=now)
    return Event.objects.get(pk=event.pk)


def in_latin(name: str) -> str:
    return " ".join(LATIN.get(word, "") for word in name.split()).strip()


def _person(name: str, email: str, country: str, language: str, organisation: str, **more) -> dict:
    given = {
        "name": name,
        "name_latin": in_latin(name),
        "email": email,
        "phone": "+81 3 0000 0001",
        "language": language,
        "zone": ZONE[country],
        "country": country,
        "position": "",
        "rank": "manager",
        "organisation": organisation,
        "organisation_latin": LATIN.get(organisation, ""),
        "second_name": "",
        "second_email": "",
        "second_phone": "",
        "is_another_person": True,
    }
    return given | more


def _astana(dana: User, chamber: Chamber) -> Event:
    opened = FORUM - timedelta(days=45)
    return _plan(
        "forum",
        FORUM_TITLES,
        FORUM,
        by=dana,
        chamber=chamber,
        now=opened,
        country="KZ",
        zone="Asia/Almaty",
        venue="Astana",
        seats=[("delegate", "", 455)],
    )


def _proxy(forum: Event, sato: User, dana: User) -> None:
    """The list was closed, the chamber got Minamin in anyway; the president sent the head of the Uzbekistan office."""
    late = FORUM - timedelta(days=3)
    events.turn_events(now=late)
    president = events.ask_late(
        forum,
        role="delegate",
        because="The invitation came after the ministry had closed its list.",
        by=sato,
        now=late,
        person=_person(
            "南 英明",
            "president@minamin.example",
            "JP",
            "ja",
            "株式会社Minamin",
            position="代表取締役",
            rank="head",
            name_latin="Minami Hideaki",
        ),
    )
    events.admit_late(
        president, reason="A partner of the chamber; the memorandum is signed at the forum.", by=dana,
        now=late + timedelta(hours=3),
    )
    asked = events.name_substitute(
        Registration.objects.with_people().get(pk=president.pk),
        reason="The president cannot travel.",
        by=sato,
        now=late + timedelta(days=1),
        person=_person(
            "Каримова Нодира",
            "tashkent.office@minamin.example",
            "JP",
            "ru",
            "株式会社Minamin",
            position="Head of the Uzbekistan office",
            rank="director",
            name_latin="Karimova Nodira",
            zone="Asia/Tashkent",
        ),
    )
    events.consent_to_substitute(asked, by=dana, now=late + timedelta(days=1, hours=2))
    events.check_in(Registration.objects.with_people().get(stands_in_for=president), by=dana, now=FORUM)


def _invented(shares: dict[str, int]) -> list[dict]:
    rows = []
    for country, count in shares.items():
        families, firsts, language, organisations = PEOPLE[country]
        names = list(product(families.split(), firsts.split()))
        for number in range(count):
            family, first = names[number % len(names)]
            name = f"{family} {first}" if country in ("JP", "KZ", "KG", "TJ") else f"{first} {family}"
            email = f"{country.lower()}{number + 1:03}@delegate.example"
            rows.append(_person(name, email, country, language, organisations[number % len(organisations)]))
    return rows


def _seats_of_the_past(event: Event, count: int, by: User) -> None:
    """The list of the door as it was handed over afterwards: written at once, without a mail to anybody."""
    pool = event.pools.get()
    then = event.opens_at + timedelta(days=3)
    people = _invented(SHARES)[:count]
    rows = [
        Registration(
            event=event,
            pool=pool,
            state="no_show" if number % 23 == 0 else "attended",
            registered_by=by,
            registered_at=then,
            decided_by=by,
            decided_at=then,
            badge_code=_code(number),
            checked_in_at=None if number % 23 == 0 else event.starts_at,
            checked_in_by=by,
            from_paper=True,
            **person,
        )
        for number, person in enumerate(people)
    ]
    Registration.objects.bulk_create(rows)
    SeatPool.objects.filter(pk=pool.pk).update(taken=pool.taken + len(rows))
    record(event, "import_door_list", by=by, now=event.ends_at, data={"people": len(rows)})


def _code(number: int) -> str:
    """A badge code from a number: always the same for the demonstration."""
    text = ""
    value = number * 7919 + 104_729
    for _place in range(6):
        value, rest = divmod(value, len(ALPHABET))
        text += ALPHABET[rest]
    return text


def _tashkent(sato: User) -> Event:
    opened = TASHKENT - timedelta(days=30)
    event = _plan(
        "forum",
        TASHKENT_TITLES,
        TASHKENT,
        by=sato,
        now=opened,
        country="UZ",
        zone="Asia/Tashkent",
        venue="Tashkent",
        seats=[("delegate", "", 40)],
    )
    for person in _invented({"JP": 12, "UZ": 14}):
        events.register_delegates(event, people=[person], role="delegate", by=sato, now=opened + timedelta(days=2))
    events.add_contributor(
        event,
        role="interpreter",
        name="Ли Екатерина",
        organisation="",
        email="interpreter@delegate.example",
        phone="+998 71 000 00 00",
        language="ru",
        zone="Asia/Tashkent",
        by=sato,
        now=opened + timedelta(days=3),
    )
    return event


def _cancelled(event: Event, sato: User) -> None:
    """The evening before: told at once; who did not answer was telephoned; the case was closed when nobody was left."""
    now = TASHKENT - timedelta(hours=20)
    events.turn_events(now=now)
    event = Event.objects.get(pk=event.pk)
    digest = events.preview_change(event, "cancel")[2]
    change = events.confirm_change(
        event,
        kind="cancel",
        digest=digest,
        reasons=REASONS,
        office="Minamin, Tashkent office: meetings are kept on 11 August, 10:00–17:00",
        at_once=True,
        by=sato,
        now=now,
    )
    events.carry_out_due(now=now)
    events.tell_waiting(now=now)
    for number, notice in enumerate(
        Notice.objects.filter(change=change).select_related("change__event").order_by("key")
    ):
        at = now + timedelta(minutes=20 + 7 * number)
        if number % 5 < 3:
            events.acknowledge(notice, choice="office" if number % 2 else "none", now=at)
        elif number % 5 == 3:
            events.note_call(notice, result="no_answer", note="", by=sato, now=at)
            events.note_call(
                notice, result="reached", note="In the hotel, knew nothing yet", by=sato, now=at + timedelta(hours=2)
            )
        else:
            events.account_for(notice, reason="Travels with a colleague who confirmed", by=sato, now=at)
    change.refresh_from_db()
    events.close_change(change, by=sato, now=now + timedelta(hours=14))


def _journey(forum: Event, sato: User) -> None:
    """Clients of Minamin's travelled to both."""
    begin = FORUM - timedelta(days=10)
    journey = events.plan_delegation(
        titles={"en": "Clients of Minamin in Astana and Tashkent"},
        event=forum,
        chamber=None,
        from_country="JP",
        to_country="KZ",
        purposes={"en": "Forum, signing of the memorandum, meetings with firms."},
        starts_on=date(2024, 8, 8),
        ends_on=date(2024, 8, 13),
        by=sato,
        now=begin,
    )
    _fill(journey, sato, begin)
    events.confirm_delegation(journey, by=sato, now=begin)
    events.begin_delegation(journey, by=sato, now=FORUM - timedelta(days=1))
    home = datetime(2024, 8, 14, 1, 0, tzinfo=UTC)
    events.complete_delegation(journey, by=sato, now=home)
    events.report_delegation(journey, reports={"en": REPORT}, by=sato, now=home)


def _fill(journey, sato: User, begin: datetime) -> None:
    travellers = [("山本 健一", "北陸精機"), ("中村 美咲", "瀬戸内物流"), ("加藤 大輔", "関東農機")]
    person = {"phone": "", "language": "ja", "zone": "Asia/Tokyo", "position": ""}
    for number, (name, organisation) in enumerate(travellers):
        row = {
            "name": name, "name_latin": in_latin(name), "email": f"traveller{number}@delegate.example",
            "organisation": organisation, "organisation_latin": LATIN[organisation], "is_head": number == 0,
        }
        events.add_member(journey, **person, **row, by=sato, now=begin)
    host = {"host_person": "", "host_email": "", "host_phone": "", "host_language": "ru"}
    stops = [
        (FORUM, "Asia/Almaty", "Astana", "Forum and signing of the memorandum", "Atameken"),
        (
            TASHKENT - timedelta(days=1), "Asia/Tashkent", "Tashkent",
            "Meetings at Minamin’s office", "Minamin, Tashkent office",
        ),
    ]
    for at, zone, place, what, name in stops:
        where = {"zone": zone, "place": place, "programmes": {"en": what}, "host": name}
        events.add_stop(journey, starts_at=at, ends_at=at + timedelta(hours=8), **where, **host, by=sato, now=begin)


def _coming(sato: User, tanaka: User, now: datetime) -> None:
    """Minamin's next round table, nearly full, with a waiting list."""
    start = (now + timedelta(days=75)).replace(hour=4, minute=0, second=0, microsecond=0)
    titles = {
        "en": "Round table: food machinery for Kazakhstan",
        "ja": "ラウンドテーブル：カザフスタン向け食品機械",
        "ru": "Круглый стол: пищевое оборудование для Казахстана",
        "kk": "Дөңгелек үстел: Қазақстанға арналған тамақ жабдықтары",
    }
    event = _plan(
        "round_table",
        titles,
        start,
        by=sato,
        now=now - timedelta(days=4),
        country="KZ",
        zone="Asia/Almaty",
        venue="Atameken, Almaty",
        address="Mangilik El 8",
        seats=[("delegate", "JP", 3), ("delegate", "", 12)],
        closes_at=start - timedelta(days=20),
    )
    firm = Firm.objects.get(import_key="j01")
    if firm.is_live:
        group = _invented({"JP": 5})
        group[0] |= {
            "name": tanaka.full_name, "name_latin": tanaka.name_latin, "email": tanaka.email, "rank": "director",
            "organisation": firm.name, "organisation_latin": firm.name_latin,
        }
        events.register_delegates(
            event, people=group, role="delegate", firm=firm, by=tanaka, now=now - timedelta(days=3)
        )
    for starts, title in ((0, "Opening"), (1, "Filling and packing lines"), (3, "Bilateral meetings")):
        begin = start + timedelta(hours=starts)
        events.add_session(
            event,
            titles={"en": title},
            room="A",
            starts_at=begin,
            ends_at=begin + timedelta(hours=1),
            capacity=10 if starts else None,
            by=sato,
            now=now - timedelta(days=3),
        )
    for person in _invented({"KZ": 4}):
        events.register_delegates(event, people=[person], role="delegate", by=sato, now=now - timedelta(days=2))
    demo_meetings.load(Event.objects.get(pk=event.pk), sato, now=now - timedelta(days=1))


def _of_the_chamber(people: dict[str, User], chamber: Chamber, dana: User, now: datetime) -> None:
    """The chamber's fair: registrations wait for its liaison."""
    start = (now + timedelta(days=120)).replace(hour=4, minute=0, second=0, microsecond=0)
    titles = {
        "ru": "Выставка «Агро Астана»",
        "kk": "«Агро Астана» көрмесі",
        "ja": "農業展「アグロ・アスタナ」",
        "en": "Agro Astana exhibition",
    }
    event = _plan(
        "exhibition",
        titles,
        start,
        by=dana,
        chamber=chamber,
        now=now - timedelta(days=6),
        country="KZ",
        zone="Asia/Almaty",
        venue="Astana Expo",
        seats=[("delegate", "", 60), ("press", "", 5)],
        needs_approval=True,
    )
    aigul = people["aigul@firm.example"]
    firm = Firm.objects.get(import_key="k01")
    if firm.is_live:
        person = _person(aigul.full_name, aigul.email, "KZ", "kk", firm.name, rank="director")
        events.register_delegates(
            event, people=[person], role="delegate", firm=firm, by=aigul, now=now - timedelta(days=1)
        )
