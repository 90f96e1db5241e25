"""Every mail of events as a letter: what it is about, one button, no greeting in the text, names a reader can read."""

import re
from copy import copy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation

from core.i18n import say_day
from core.names import legible
from events import messages, services
from events.models import Event, EventChange, Notice, Print, Support
from notifications.models import Delivery, Message
from tests import build

from .conftest import person, seat
from .test_changes import REASONS
from .test_journeys import host, hours, join

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "templates/emails/events"
KINDS = {path.stem for path in FOLDER.glob("[a-z]*.txt")}
LANGUAGES = ["en", "ja", "ru", "kk", "uz"]
HERE = {"name": "阿部 明", "name_latin": "Abe Akira", "organisation": "北陸", "position": ""}
PROXY = HERE | {"name": "千葉 直", "name_latin": "Chiba Nao"}
THERE = {"name": "Айгүл Серікқызы", "name_latin": "Aigul Serikkyzy", "organisation": "Алтай", "position": ""}


@pytest.fixture
def world(forum, sato, tanaka, hokuriku, aigul, altai, dana, atameken, now):
    """One of each: a Japanese and a Kazakh delegate, a substitute, a journey, a change, a support."""
    ours = seat(forum, 1, by=tanaka, firm=hokuriku, **HERE)
    theirs = seat(forum, 2, by=aigul, firm=altai, **THERE)
    asked = services.name_substitute(
        ours, person=person(3, rank="director") | PROXY, reason="Ill", by=tanaka, now=now
    )
    asked.substitute = theirs
    by, day = {"by": sato, "now": now}, forum.starts_at.date()
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=forum, chamber=None, from_country="JP", to_country="KZ",
        purposes={"en": "Forum"}, starts_on=day, ends_on=day + timedelta(days=1), **by,
    )
    members = [join(journey, row, **by) for row in (ours, theirs)]
    services.add_stop(journey, **hours(forum), **host(1), **by)
    change = EventChange(
        event=forum, kind="cancel", confirmed_by=sato, confirmed_at=now, effective_at=now,
        before={"starts_at": forum.starts_at.isoformat(), "ends_at": forum.ends_at.isoformat(),
                "zone": forum.zone, "venue": forum.venue},
        online_link="https://meet.example/x", office="Dostyk 5",
    )
    change.reasons = change.reasons.with_wordings(REASONS, by=sato, at=now)
    change.save()
    notice = Notice.objects.create(
        change=change, key="k", roles=["registration:confirmed"], name=HERE["name"],
        name_latin=HERE["name_latin"], email="k@x.example", language="ja", zone="Asia/Tokyo",
        second_name="Мария Ким", second_email="second@x.example",
    )
    support = Support.objects.create(event=forum, chamber=atameken, kind="venue", given_by=dana, given_at=now)
    return SimpleNamespace(
        event=forum, ours=ours, theirs=theirs, asked=asked, journey=journey, members=members,
        change=change, notice=notice, support=support, firm=hokuriku, other=altai, by=sato, dana=dana, now=now,
    )


def say_everything(world, language: str) -> list[Message]:
    """Every function of events/messages once, to people who read this language."""
    for row in (world.ours, world.theirs, world.notice, *world.members):
        row.language = language
    for people in (world.by, world.dana, *(row.user for row in (world.ours, world.theirs) if row.user)):
        type(people).objects.filter(pk=people.pk).update(language=language)
        people.language = language
    world.journey.stops.update(host_language=language)
    Delivery.objects.all().delete()
    Message.objects.all().delete()
    _of_seats(world)
    _of_others(world)
    return list(Message.objects.filter(language=language))


def _of_seats(world) -> None:
    row, now = world.ours, world.now
    row.offered_until = now + timedelta(days=2)
    messages.applied([row, world.theirs], by=world.by, now=now)
    messages.late_asked(world.theirs, now=now)
    late = copy(row)
    late.state = "applied"
    if late.answer_by:
        messages.decisions_late(world.event, [late], now=now)
    for kind in ("invited", "confirmed", "waiting", "offered", "lapsed", "pass_renewed"):
        getattr(messages, kind)(row, now=now)
    messages.withdrawn(row, had_seat=True, struck="", now=now)
    messages.refused(row, reason="Too late", now=now)
    messages.corrected(row, copy(row), {"name", "email"}, entries="", struck="", journeys=[world.journey], now=now)
    messages.consent_asked(world.asked, now=now)
    messages.substitute_in_place(world.asked, journeys=[world.journey], struck="", now=now)
    messages.substitute_refused(world.asked, reason="Too late", now=now)
    messages.original_returned(row, world.theirs, journeys=[world.journey], struck="", now=now)


def _of_others(world) -> None:
    journey, now = world.journey, world.now
    act = SimpleNamespace(pk=world.change.pk)
    ours, theirs = world.members
    messages.journey_confirmed(journey, act, now=now)
    messages.journey_left(ours, act, now=now)
    type(journey).objects.filter(pk=journey.pk).update(state="confirmed")
    journey.state = "confirmed"
    messages.journey_changed(journey, act, void=[], gone=ours, comes=theirs, now=now)
    messages.journey_cancelled(journey, act, reason="Ill", letters=True, now=now)
    messages.event_changed(world.notice, now=now)
    messages.second_contact(world.notice, now=now)
    for kind in ("firm_merged", "firm_parted"):
        messages.firm_renamed(world.event, kind, world.firm, other=world.other, count=2, now=now)
    messages.badges_ready(Print(event=world.event, requested_by=world.by), now=now)
    messages.announced(world.event, now=now)
    messages.supported(world.support, now=now)
    messages.support_withdrawn(world.support, by=world.dana, now=now)


def read(message: Message) -> str:
    """What a reader sees of what people wrote or are called: the original beside a name is in brackets."""
    return re.sub(r"[(（][^()（）]*[)）]", "", f"{message.subject}\n{message.text}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_is_a_letter_in_every_language(world, language):
    said = say_everything(world, language)
    assert {mail.kind.removeprefix("events/") for mail in said} == KINDS
    for mail in said:
        first = mail.text.splitlines()[0]
        assert mail.subject, mail.kind
        assert mail.button, mail.kind
        assert "→" not in mail.text.replace(" → ", ""), mail.kind
        assert "\n\n\n" not in mail.text, mail.kind
        assert not re.search(build.GREETS, first), f"{mail.kind} greets in its text: {first}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_shows_a_name_its_reader_cannot_read(world, language):
    names = [HERE["name"], PROXY["name"], THERE["name"], world.firm.name, world.other.name]
    for mail in say_everything(world, language):
        bare = [one for one in names if one in read(mail) and not legible(one, language)]
        assert not bare, f"{mail.kind} in {language}"


ON_A_DAY = {f"events/{kind}" for kind in ("applied", "applied_for_others", "confirmed", "consent_asked", "offered")}


def naming_the_day(world) -> set[str]:
    local = world.event.starts_at.astimezone(ZoneInfo(world.event.zone)).date()
    with translation.override("en"):
        day = say_day(local)
    return {mail.kind for mail in say_everything(world, "en") if day in mail.text} & ON_A_DAY


def test_while_an_event_waits_for_its_date_no_mail_names_the_old_day(world, monkeypatch):
    assert naming_the_day(world) == ON_A_DAY, "control: with a date they name it"
    monkeypatch.setattr(Event, "waits_for_date", True)
    assert naming_the_day(world) == set()


def test_a_name_without_its_latin_letters_would_be_found(world):
    """The negative control: the walk sees what a mail shows."""
    type(world.ours).objects.filter(pk=world.ours.pk).update(name_latin="")
    world.ours.name_latin = ""
    texts = [read(mail) for mail in say_everything(world, "ru")]
    assert any(HERE["name"] in text for text in texts)


def test_whoever_planned_the_event_signs_and_gets_the_answers(world):
    assert Message.objects.get(kind="events/confirmed", address=world.theirs.email).reply_to == world.by.email


def test_a_delegate_without_an_account_is_greeted_by_name(world):
    mail = Message.objects.get(kind="events/confirmed", address=world.theirs.email)
    assert mail.greeting == "Aigul Serikkyzy（Айгүл Серікқызы） 様"
