"""Zarina, with cases in every state and unique words in all of them; and a look into every column of the database."""

from datetime import date, timedelta
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from accounts.models import TextReview, User
from companies import services as companies
from companies.models import ImportJob
from core.activity import record
from events import services as events
from events.models import Contributor, EventChange, Letter, Notice, PhoneCall
from leads import services as leads
from matching import services as matching
from meetings import services as meetings
from meetings.models import Meeting
from mou import services as mou
from mou.models import Party, Subscription
from notifications.models import Habits, Preference
from office.models import StandIn
from tests import build, files_build
from tests.events.conftest import person
from tests.meetings.meeting_build import with_meetings
from tests.mou.exchange_build import plan_session

NAME, LATIN, KANJI = "Зарина Қуанышқызы", "Zarina Quanyshqyzy", "桂 紗里名"
MAIL, PHONE, SECOND = "zarina@canary.example", "+7 701 555 01 23", "+7 701 555 04 56"
# What no column may hold any more, in small letters; names also by their halves.
TRACES = ("зарина", "қуанышқызы", "zarina", "quanyshqyzy", "紗里名", "canary", "555 01 23", "555 04 56", "кенар")
NOTE = "кенар: {}"  # whatever she wrote herself


def leaver(world: SimpleNamespace, now) -> User:
    zarina = build.user(MAIL, NAME, language="kk", zone="Asia/Almaty")
    zarina.name_latin, zarina.phone = LATIN, PHONE
    zarina.save()
    for act in (_signs_in, _inquires, _joins, _introduces, _comes, _travels, _signs, _is_talked_of):
        act(zarina, world, now)
    return zarina


def _signs_in(zarina, world, now) -> None:
    Authenticator.objects.create(user=zarina, type="totp", data={"secret": "canary"})
    Preference.objects.create(user=zarina, topic="events", way="digest")
    Habits.objects.create(user=zarina)
    day = now.date()
    StandIn.objects.create(person=zarina, deputy=world.sato, from_on=day, until_on=day)
    StandIn.objects.create(person=world.sato, deputy=zarina, from_on=day, until_on=day)
    TextReview.objects.create(
        language="kk", key="k", english="Save", before=["Сақтау"], forms=["Сақтау"], verdict="accepted",
        note=NOTE.format("review"), version=1, by=zarina, at=now,
    )
    content = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=world.sato, content_type=content, object_id=zarina.pk, object_repr=NAME, action_flag=CHANGE,
        change_message=f"{MAIL} changed",
    )


def _inquires(zarina, world, now) -> None:
    given = {"country": "KZ", "language": "kk", "name": NAME, "email": MAIL, "phone": PHONE, "chamber": None}
    given |= {"name_latin": LATIN}
    first = leads.inquire(**given, firm_name="ТОО «Дала»", wants=NOTE.format("inquiry"), shared=False, now=now)
    leads.close_lead(first, code="no_fit", reason=f"{NAME} called", by=world.sato, now=now)
    leads.inquire(**given, firm_name="ТОО «Тау»", wants=NOTE.format("again"), shared=False, now=now)


def _joins(zarina, world, now) -> None:
    asked = {"position": NOTE.format("position"), "note": NOTE.format("claim"), "by": zarina, "now": now}
    refused = companies.ask_to_join(world.detal, file=("zarina.pdf", files_build.pdf()), **asked)
    companies.refuse_claim(refused, reason=f"{NAME} is not known", by=world.bekzat, now=now)
    companies.ask_to_join(world.detal, file=("zarina2.pdf", files_build.pdf()), **asked)
    companies.invite_member(world.detal, email=MAIL, role="editor", language="kk", by=world.bekzat, now=now)
    companies.add_member(world.altai, user=zarina, role="owner", by=world.aigul, now=now)
    companies.save_contact(
        world.altai, name=NAME, name_latin=LATIN, position=NOTE.format("contact"), email=MAIL, phone=PHONE,
        language="kk", consent_given=True, by=zarina, now=now,
    )
    ImportJob.objects.create(
        state="done", firms_name="f.csv", firms_file=f"name;email\nZ;{MAIL}".encode(), uploaded_by=world.sato,
        uploaded_at=now, report={"rows": [{"contact": NAME, "phone": PHONE}]},
    )


def _introduces(zarina, world, now) -> None:
    """One introduction with contacts passed on, one that waits with her agreement."""
    build.introduction(world.match, world.tanaka, zarina, world.sato, now=now)
    other = build.match(world.other_offer, world.request_)
    matching.express_interest(other, firm=world.altai, note=NOTE.format("interest"), by=zarina, now=now)
    opened = matching.approve_match(other, by=world.sato, now=now)
    matching.give_consent(opened, firm=world.altai, contact_agrees=True, by=zarina, now=now)


def _comes(zarina, world, now) -> None:
    """A seat with a meeting, one at an event that was, one given to a substitute, and one she stands in for."""
    fair = with_meetings(world.make_event(9), by=world.sato, now=now)
    other = events.register_delegates(
        fair, people=[person(1)], role="delegate", firm=world.hokuriku, by=world.tanaka, now=now
    )[0]
    other.is_listed = True
    other.save(update_fields=["is_listed"])
    mine = _seat(zarina, world, fair, now, name=NAME, name_latin=LATIN)
    met = meetings.request_meeting(mine, asked=other, topic=NOTE.format("topic"), by=zarina, now=now)
    Meeting.objects.filter(pk=met.pk).update(state="no_show")
    meetings.follow_up(
        Meeting.objects.get(pk=met.pk), registration=mine, rating=4, next_step=NOTE.format("next"), owner=NAME,
        due_on=None, by=None, now=now,
    )
    Meeting.objects.filter(pk=met.pk).update(state="requested")
    second = _seat(zarina, world, world.make_event(9), now, name=KANJI)
    events.name_substitute(
        second, person=person(3, country="KZ", zone="Asia/Almaty"), reason=NOTE.format("ill"), by=zarina, now=now
    )
    third = events.register_delegates(
        world.make_event(9), people=[person(2)], role="delegate", firm=world.hokuriku, by=world.tanaka, now=now
    )[0]
    stands_in = person(4, name=NAME, email=MAIL, phone=PHONE)
    events.name_substitute(third, person=stands_in, reason="Busy", by=world.tanaka, now=now)
    _is_told(zarina, world, fair, mine, now)


def _seat(zarina, world, event, now, **names):
    given = {
        "email": MAIL, "phone": PHONE, "country": "KZ", "zone": "Asia/Almaty", "language": "kk",
        "position": NOTE.format("seat"), "second_name": "Second Canary", "second_email": "second@canary.example",
        "second_phone": SECOND, "organisation": "Altai",
    }
    people = [person(0, **given, **names)]
    return events.register_delegates(event, people=people, role="delegate", firm=world.altai, by=zarina, now=now)[0]


def _is_told(zarina, world, fair, mine, now) -> None:
    change = EventChange.objects.create(
        event=fair, kind="move", state="closed", digest="d", confirmed_by=world.sato, confirmed_at=now,
        effective_at=now, carried_out_at=now, closed_at=now,
    )
    notice = Notice.objects.create(
        change=change, key=MAIL, roles=["delegate"], registration=mine, user=zarina, name=NAME, name_latin=LATIN,
        email=MAIL, phone=PHONE, language="kk", zone="Asia/Almaty", second_phone=SECOND,
    )
    PhoneCall.objects.create(
        notice=notice, result="reached", note=NOTE.format("call"), called_by=world.sato, called_at=now
    )
    past = world.make_event(1)
    type(past).objects.filter(pk=past.pk).update(state="held")
    Contributor.objects.create(
        event=past, role="speaker", name=NAME, name_latin=LATIN, email=MAIL, phone=PHONE, language="kk",
        zone="Asia/Almaty",
    )


def _travels(zarina, world, now) -> None:
    trip = events.plan_delegation(
        titles={"en": "To Tokyo"}, event=None, chamber=world.atameken, from_country="KZ", to_country="JP",
        purposes={"en": "Forum"}, starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 5), by=world.sato, now=now,
    )
    given = {"name": NAME, "name_latin": LATIN, "email": MAIL, "phone": PHONE, "language": "kk", "zone": "Asia/Almaty"}
    given |= {"organisation": "Altai", "position": NOTE.format("trip")}
    member = events.add_member(trip, **given, by=world.sato, now=now)
    letter = Letter.objects.create(
        delegation=trip, number=1, language="en", content={"guests": [{"name": NAME, "name_latin": LATIN}]},
        pdf=b"%PDF-", sha256="0" * 64, issued_by=world.sato, issued_at=now,
    )
    letter.members.add(member)


def _signs(zarina, world, now) -> None:
    pact = mou.draft_memorandum(
        number="M-1", titles={"en": "Bottling"}, japan={"firm": world.hokuriku}, central_asia={"firm": world.altai},
        by=world.sato, now=now,
    )
    mou.word_commitment(pact, number=1, language="en", title="Samples", text="Sent.", by=world.sato, now=now)
    mou.sign_memorandum(
        pact, signed_on=date(2026, 8, 9), place="Astana", by=world.sato, now=now,
        signatories=[{"side": "central_asia", "name": NAME, "positions": {"kk": NOTE.format("director")}}],
    )
    Party.objects.filter(memorandum=pact, firm=world.altai).update(owner=zarina)
    Subscription.objects.create(user=zarina, sent_until=now)
    talk = plan_session(
        chamber=None, anyway=True, kind="training", for_country="KZ", titles={"en": "Kaizen"}, summaries={},
        spoken=["ja"], speaker=LATIN, place="Tokyo", starts_at=now + timedelta(days=9),
        ends_at=now + timedelta(days=9, hours=1), zone="Asia/Tokyo", by=world.sato, now=now,
    )
    mou.enrol(talk, firm=world.altai, by=zarina, now=now)


def _is_talked_of(zarina, world, now) -> None:
    record(world.altai, "edit", by=world.sato, now=now, reason=f"{LATIN} told us", words={"contact": NAME})
    record(world.altai, "edit", by=zarina, now=now, reason=NOTE.format("reason"))


COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns JOIN information_schema.tables
USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
"""


def found_in_database(traces=TRACES) -> dict[str, set[str]]:
    """{table.column: traces}, of every column of every table, files' bytes too."""
    found: dict[str, set[str]] = {}
    with connection.cursor() as sql:
        sql.execute(COLUMNS)
        for table, column, kind in sql.fetchall():
            text = f'encode("{column}", \'escape\')' if kind == "bytea" else f'"{column}"::text'
            sql.execute(f'SELECT string_agg({text}, chr(10)) FROM "{table}"')  # noqa: S608 - names of our own tables
            whole = unfolded(sql.fetchone()[0] or "")
            if seen := {trace for trace in traces if trace in whole}:
                found[f"{table}.{column}"] = seen
    return found


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "").replace("\n ", "").casefold()
