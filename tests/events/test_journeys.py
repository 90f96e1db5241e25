"""Journeys: whom a letter names, letters that end with what they say, travellers and hosts told once, reports."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from core.errors import TransitionNotAllowed
from core.i18n import say_day
from core.models import Activity
from events import services
from events.errors import (
    AlreadyRegistered,
    EventIsOver,
    HeadNamedAlready,
    NobodyReceived,
    NotBackYet,
    NotTheOrganiser,
    ReportMissing,
    StopOutsideTheJourney,
)
from events.links import KEPT_OPEN, paper_path
from events.models import Delegation, Letter, Member, Registration
from events.services import journeys
from notifications.models import Message
from tests.rivals import Rivals

from .conftest import person, seat

pytestmark = pytest.mark.django_db
REPORT = "They met three makers of packaging in Astana."


@pytest.fixture(autouse=True)
def _no_typesetting(monkeypatch):
    monkeypatch.setattr("events.papers.letter.compose", lambda *_args, **_given: b"%PDF-")


@pytest.fixture
def trip(forum, sato, tanaka, hokuriku, aigul, altai, now):
    """To the forum: Tanaka's delegate and Aigul's, whose firms need not know of each other,
    and somebody without a seat.
    """
    by, day = {"by": sato, "now": now}, forum.starts_at.date()
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=forum, chamber=None,
        from_country="JP", to_country="KZ", purposes={"en": "Forum"},
        starts_on=day - timedelta(days=1), ends_on=day + timedelta(days=1), **by,
    )
    ours = seat(forum, 1, by=tanaka, firm=hokuriku, organisation="Hokuriku")
    theirs = seat(forum, 2, by=aigul, firm=altai, organisation="Altai")
    members = [join(journey, row, **by) for row in (ours, theirs)]
    members.append(services.add_member(journey, **person_of(7, "Setouchi"), **by))
    stop = services.add_stop(journey, **hours(forum), **host(1), **by)
    return SimpleNamespace(journey=journey, ours=ours, members=members, stop=stop, by=by, day=day)


def join(journey, row: Registration, *, by, now):
    given = {name: getattr(row, name) for name in services.OF_THE_SEAT}
    return services.add_member(journey, registration=row, **given, by=by, now=now)


def person_of(number: int, organisation: str) -> dict:
    given = person(number, organisation=organisation, language="en")
    return {name: given[name] for name in ("name", "email", "phone", "language", "zone", "organisation", "position")}


def hours(forum) -> dict:
    return {"starts_at": forum.starts_at, "ends_at": forum.ends_at, "zone": "Asia/Almaty"}


def host(number: int, **more) -> dict:
    return {
        "place": "Hilton", "programmes": {"en": "Forum"}, "host": "Atameken", "host_person": "Дана",
        "host_email": f"host{number}@example.kz", "host_phone": "", "host_language": "ru",
    } | more


def mails(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=f"events/{kind}").values_list("address", flat=True))


def everybody(trip) -> list[str]:
    return sorted(["host1@example.kz", *(one.email for one in trip.members)])


def edit(trip, **more) -> None:
    names = ("titles", "event", "from_country", "to_country", "purposes", "starts_on", "ends_on")
    found = Delegation.objects.get(pk=trip.journey.pk)
    services.edit_delegation(found, **({name: getattr(found, name) for name in names} | more), **trip.by)


def edit_stop(trip, **more) -> None:
    stop = trip.journey.stops.select_related("delegation").get()
    names = ("starts_at", "ends_at", "zone", *host(1))
    services.edit_stop(stop, **({name: getattr(stop, name) for name in names} | more), **trip.by)


def edit_member(member, trip, **more) -> None:
    member = Member.objects.select_related("delegation").get(pk=member.pk)
    names = ("name", "email", "phone", "language", "zone", "organisation", "position", "is_head")
    services.edit_member(member, **({name: getattr(member, name) for name in names} | more), **trip.by)


def issued(trip, language: str = "en") -> dict[str, Letter]:
    """By whom each names."""
    rows = services.issue_letters(trip.journey, language=language, **trip.by)
    return {"+".join(guest["organisation"] for guest in row.content["guests"]): row for row in rows}


def valid(trip) -> set[str]:
    rows = trip.journey.letters.valid()
    return {"+".join(sorted(guest["organisation"] for guest in row.content["guests"])) for row in rows}


ALL = "Altai+Hokuriku+Setouchi"


# whom a letter names


def test_each_party_gets_a_letter_that_names_its_own_people(trip):
    issued(trip)
    assert valid(trip) == {ALL, "Hokuriku", "Altai", "Setouchi"}


def test_a_journey_of_one_firm_has_one_letter(trip):
    for member in trip.members[1:]:
        services.remove_member(member, **trip.by)
    assert [
        row.content["guests"][0]["organisation"]
        for row in services.issue_letters(trip.journey, language="en", **trip.by)
    ] == ["Hokuriku"]


def test_a_firm_reads_its_own_letter_and_no_other(trip, as_, tanaka, bekzat, detal, dana, sato):
    letters = issued(trip)

    def reads(someone) -> set[str]:
        client = as_(someone)
        pages = {name: reverse("events:letter", args=[trip.journey.pk, row.number]) for name, row in letters.items()}
        return {name for name, page in pages.items() if client.get(page).status_code == 200}

    assert reads(tanaka) == {"Hokuriku"}
    assert reads(bekzat) == reads(dana) == set()
    assert reads(sato) == set(letters)


def test_a_firm_sees_only_its_own_people_on_the_page(trip, as_, tanaka, sato):
    issued(trip)
    page = as_(tanaka).get(trip.journey.get_absolute_url()).content.decode()
    assert trip.members[0].name in page
    assert "2 people of other organisations travel too" in page
    for secret in ("Altai", "Setouchi", trip.members[1].name, trip.members[2].name):
        assert secret not in page
    assert all(one.name in as_(sato).get(trip.journey.get_absolute_url()).content.decode() for one in trip.members)


def test_a_letter_of_before_that_names_everybody_is_not_shown_to_a_firm(trip, as_, tanaka, sato, now):
    old = Letter.objects.create(
        delegation=trip.journey, number=1, language="ru", content={"number": "A-1", "guests": []},
        pdf=b"%PDF", sha256="0" * 64, issued_at=now, replaced_at=now,
    )
    page = reverse("events:letter", args=[trip.journey.pk, old.number])
    assert as_(tanaka).get(page).status_code == 404
    assert as_(sato).get(page).status_code == 200


# letters end with what they say


CHANGES = {
    "days": lambda trip: edit(trip, ends_on=trip.day + timedelta(days=2)),
    "purpose": lambda trip: edit(trip, purposes={"en": "Forum and fair"}),
    "a new stop": lambda trip: services.add_stop(trip.journey, **hours(trip.journey.event), **host(2), **trip.by),
    "a stop's hour": lambda trip: edit_stop(trip, starts_at=trip.stop.starts_at + timedelta(hours=1)),
    "the host": lambda trip: edit_stop(trip, host="City hall"),
    "no stop": lambda trip: services.remove_stop(trip.journey.stops.select_related("delegation").get(), **trip.by),
}


@pytest.mark.parametrize("change", CHANGES)
def test_letters_end_when_days_stops_or_hosts_change(trip, change):
    issued(trip)
    CHANGES[change](trip)
    assert valid(trip) == set()


def test_a_change_of_people_ends_only_the_letters_that_name_them(trip):
    issued(trip)
    edit_member(trip.members[0], trip, name="Chiba Akira II")
    assert valid(trip) == {"Altai", "Setouchi"}
    services.remove_member(trip.members[1], **trip.by)
    assert valid(trip) == {"Setouchi"}
    services.add_member(trip.journey, **person_of(8, "Setouchi"), **trip.by)
    assert valid(trip) == set(), "a colleague comes too"


def test_what_no_letter_says_ends_none(trip):
    issued(trip)
    edit_member(trip.members[2], trip, phone="+81 3 1111 2222")
    edit(trip, titles={"ja": "アスタナへ"})
    edit_stop(trip)
    assert len(valid(trip)) == 4
    assert mails("journey_changed") == []


def test_the_check_of_a_letter_says_since_when_it_does_not_hold(trip):
    page = paper_path("letter", issued(trip)["Hokuriku"].pk)
    before = Client().get(page).content.decode()
    assert "Genuine and valid" in before
    assert "Hokuriku" not in before
    assert trip.members[1].name not in before
    edit(trip, purposes={"en": "Forum and fair"})
    after = Client().get(page).content.decode()
    assert "Replaced or void" in after
    assert f"It was replaced on {say_day(trip.by['now'].date())}" in after
    assert issued(trip)["Hokuriku"].holds, "a new one can be issued"


def test_the_check_of_a_letter_says_that_the_journey_is_off(trip):
    page = paper_path("letter", issued(trip)["Hokuriku"].pk)
    services.cancel_delegation(trip.journey, reason="Storm", **trip.by)
    assert "The journey does not take place." in Client().get(page).content.decode()


def test_the_check_of_a_letter_ends_some_weeks_after_the_journey(trip, monkeypatch):
    page, end = paper_path("letter", issued(trip)["Hokuriku"].pk), trip.stop.ends_at + timedelta(days=1) + KEPT_OPEN
    monkeypatch.setattr("django.utils.timezone.now", lambda: end)
    assert Client().get(page).status_code == 200
    monkeypatch.setattr("django.utils.timezone.now", lambda: end + timedelta(days=1))
    answer = Client().get(page)
    assert answer.status_code == 410
    assert trip.members[0].name not in answer.content.decode()


def test_a_proxy_does_not_hold_any_more_when_the_substitute_does_not_come(forum, tanaka, hokuriku, sato, now):
    row = seat(forum, 3, by=tanaka, firm=hokuriku)
    made = services.name_substitute(row, person=person(4), reason="Ill", by=tanaka, now=now)
    page = paper_path("proxy", made.pk)
    assert "Genuine and valid" in Client().get(page).content.decode()
    services.withdraw_registration(Registration.objects.with_people().get(pk=made.substitute_id), by=tanaka, now=now)
    assert "Replaced or void" in Client().get(page).content.decode()


# who is told


def test_travellers_and_hosts_hear_of_the_confirmation_once(trip):
    services.confirm_delegation(trip.journey, **trip.by)
    assert mails("journey_confirmed") == everybody(trip)
    texts = {one.address: one.text for one in Message.objects.filter(kind="events/journey_confirmed")}
    assert all(one.name in texts["host1@example.kz"] for one in trip.members)
    assert "Кто к вам едет" in texts["host1@example.kz"] or "Who comes to you" in texts["host1@example.kz"]
    rivals = [trip.members[1].name, trip.members[2].name, "Altai", "Setouchi"]
    assert not any(one in texts[trip.members[0].email] for one in rivals), "a traveller reads nothing of the others"


@pytest.mark.parametrize("change", ["days", "purpose", "a stop's hour", "the host"])
def test_whoever_knows_of_a_journey_hears_of_its_change(trip, change):
    services.confirm_delegation(trip.journey, **trip.by)
    CHANGES[change](trip)
    assert mails("journey_changed") == everybody(trip)


def test_a_plan_is_told_only_to_whom_a_letter_was_issued(trip):
    edit(trip, purposes={"en": "Fair"})
    assert mails("journey_changed") == []
    issued(trip)
    edit(trip, purposes={"en": "Forum and fair"})
    assert mails("journey_changed") == everybody(trip)
    told = Message.objects.filter(kind="events/journey_changed", text__contains="Please ask us for a new one")
    assert told.count() >= 1


def test_a_host_who_is_left_out_is_told(trip):
    services.confirm_delegation(trip.journey, **trip.by)
    edit_stop(trip, **host(2))
    assert mails("journey_changed") == sorted([*everybody(trip), "host2@example.kz"])


def test_a_change_of_people_is_told_to_hosts_and_to_whose_letter_ends(trip):
    services.confirm_delegation(trip.journey, **trip.by)
    services.add_member(trip.journey, **person_of(8, "Setouchi"), **trip.by)
    assert mails("journey_changed") == ["host1@example.kz"]
    assert mails("journey_confirmed") == sorted([
        *everybody(trip), "delegate8@example.jp"
    ]), "the newcomer hears of the journey"
    issued(trip)
    services.remove_member(trip.members[2], **trip.by)
    assert mails("journey_left") == [trip.members[2].email]
    assert mails("journey_changed") == sorted(["host1@example.kz", "host1@example.kz", "delegate8@example.jp"])
    colleague = Message.objects.get(kind="events/journey_changed", address="delegate8@example.jp")
    assert "The list of travellers has changed." in colleague.text
    assert trip.members[0].name not in colleague.text


def test_a_cancelled_journey_is_told_to_everybody_once(trip):
    services.add_stop(trip.journey, **hours(trip.journey.event), **host(1, place="Tea"), **trip.by)
    issued(trip)
    services.cancel_delegation(trip.journey, reason="Storm", **trip.by)
    assert mails("journey_cancelled") == everybody(trip)
    assert valid(trip) == set()


# what is refused


def test_days_that_leave_a_stop_out_are_refused(trip):
    with pytest.raises(StopOutsideTheJourney):
        edit(trip, ends_on=trip.day - timedelta(days=1))
    assert Delegation.objects.get().ends_on == trip.day + timedelta(days=1)
    with pytest.raises(StopOutsideTheJourney):
        edit_stop(
            trip, starts_at=trip.stop.starts_at + timedelta(days=9), ends_at=trip.stop.ends_at + timedelta(days=9)
        )


def test_a_traveller_is_changed_into_nobody_who_travels_already(trip):
    with pytest.raises(AlreadyRegistered):
        edit_member(trip.members[0], trip, email=trip.members[1].email.upper(), name=trip.members[1].name)
    edit_member(trip.members[0], trip, is_head=True)
    with pytest.raises(HeadNamedAlready) as refusal:
        edit_member(trip.members[1], trip, is_head=True)
    assert trip.members[0].name in str(refusal.value)


def test_only_whoever_keeps_a_journey_edits_it(trip, dana, tanaka, now):
    for someone in (dana, tanaka):
        trip.by["by"] = someone
        for act in (
            lambda: edit_stop(trip, programmes={"en": "x"}), lambda: edit_member(trip.members[0], trip, position="x")
        ):
            with pytest.raises(NotTheOrganiser):
                act()
        with pytest.raises(NotTheOrganiser):
            services.report_delegation(trip.journey, reports={"en": REPORT}, by=someone, now=now)


def test_a_stop_that_somebody_else_took_out_is_not_edited(trip):
    gone = trip.journey.stops.select_related("delegation").get()
    services.remove_stop(trip.journey.stops.select_related("delegation").get(), **trip.by)
    for act in (
        lambda: services.remove_stop(gone, **trip.by),
        lambda: services.edit_stop(gone, **hours(trip.journey.event), **trip.by),
    ):
        with pytest.raises(TransitionNotAllowed):
            act()
    assert Activity.objects.filter(verb="events.stop.remove").count() == 1


# reports


def come_back(trip, forum) -> None:
    for step, at in (
        (services.confirm_delegation, trip.by["now"]), (services.begin_delegation, forum.starts_at),
        (services.complete_delegation, forum.ends_at),
    ):
        step(trip.journey, by=trip.by["by"], now=at)


def test_a_journey_is_reported_after_the_return_and_by_whom_the_log_says(trip, forum, sato):
    with pytest.raises(NotBackYet):
        services.report_delegation(trip.journey, reports={"en": REPORT}, **trip.by)
    come_back(trip, forum)
    with pytest.raises(ReportMissing):
        services.report_delegation(trip.journey, reports={"en": " Fine. "}, **trip.by)
    services.report_delegation(trip.journey, reports={"en": REPORT}, by=sato, now=forum.ends_at)
    found = Delegation.objects.get()
    assert (found.reports["en"], found.reported_by, found.reported_at) == (REPORT, sato, forum.ends_at)
    act = Activity.objects.get(verb="events.delegation.report")
    assert act.actor == sato
    assert REPORT not in f"{act.reason}{act.data}", "the log holds no free text"


def test_stops_are_set_right_until_the_report(trip, forum):
    come_back(trip, forum)
    told = Message.objects.count()
    edit_stop(trip, host="")
    with pytest.raises(NobodyReceived):
        services.report_delegation(trip.journey, reports={"en": REPORT}, **trip.by)
    edit_stop(trip, host="City hall")
    services.report_delegation(trip.journey, reports={"en": REPORT}, **trip.by)
    with pytest.raises(EventIsOver):
        edit_stop(trip, host="")
    assert Message.objects.count() == told, "nobody hears of what is over"


def test_the_report_is_written_on_the_page_and_read_by_no_firm(trip, forum, as_, sato, tanaka):
    come_back(trip, forum)
    page, client = reverse("events:delegation_report", args=[trip.journey.pk]), as_(sato)
    short = client.post(page, {"reports_en": "Fine."})
    assert short.status_code == 409
    assert "Say in a few sentences" in short.content.decode()
    assert "Fine." in short.content.decode()
    long = client.post(page, {"reports_en": "x" * 4001})
    assert long.status_code == 422
    assert client.post(page, {"reports_en": REPORT}).status_code == 302
    assert REPORT in client.get(trip.journey.get_absolute_url()).content.decode()
    other = as_(tanaka)
    assert REPORT not in other.get(trip.journey.get_absolute_url()).content.decode()
    assert other.post(page, {"report": REPORT + "!"}).status_code == 403


# pages


def test_travellers_and_stops_are_changed_on_pages(trip, as_, sato):
    client = as_(sato)
    page = reverse("events:member_edit", args=[trip.journey.pk, trip.members[2].pk])
    form = client.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"is_head": "", "position": "Director"}
    assert client.post(page, data).status_code == 302
    trip.members[2].refresh_from_db()
    assert trip.members[2].position == "Director"
    page = reverse("events:stop_edit", args=[trip.journey.pk, trip.stop.pk])
    form = client.get(page).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert (data["begins"], data["ends"]) == ("09:00", "18:00"), "on the clock of the place"
    wrong = client.post(page, data | {"ends": "08:00", "place": "Akorda"})
    assert wrong.status_code == 422
    assert "Akorda" in wrong.content.decode()
    assert client.post(page, data | {"begins": "10:00"}).status_code == 302
    trip.stop.refresh_from_db()
    assert trip.stop.starts_at.hour == 5


def test_whoever_may_join_is_listed_by_organisation_and_found_by_name(trip, make_event, as_, sato, now):
    event = make_event(60)
    Delegation.objects.filter(pk=trip.journey.pk).update(event=event)
    people = [person(number, organisation=f"Firm {90 - number}") for number in range(10, 35)]
    services.register_delegates(event, people=people, role="delegate", by=sato, now=now)
    client, page = as_(sato), trip.journey.get_absolute_url()
    first, second = client.get(page).context["page"], client.get(page + "?page=2").context["page"]
    assert [row.organisation for row in [*first, *second]] == [f"Firm {number}" for number in range(56, 81)]
    [found] = client.get(page + "?q=Firm 57").context["page"]
    assert client.post(
        reverse("events:member_from_seat", args=[trip.journey.pk]), {"registration": str(found.pk)}
    ).status_code == 302
    assert trip.journey.members.filter(registration=found).exists()


# two at once


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def letters_after_a_race(trip, rivals, president, tanaka, now) -> set[str]:
    """Who the letters that hold name, when they are issued while a substitute is being put in place."""
    journey, by = Delegation.objects.get(pk=trip.journey.pk), trip.by
    with transaction.atomic():
        services.name_substitute(president, person=person(6, organisation="Hokuriku"), reason="Ill", by=tanaka, now=now)
        rivals.wait_behind("letters", lambda: services.issue_letters(journey, language="en", **by))
    rivals.join()
    return {guest["name"] for row in trip.journey.letters.valid() for guest in row.content["guests"]}


@pytest.mark.django_db(transaction=True)
def test_no_letter_names_somebody_who_was_replaced_while_it_was_issued(trip, rivals, tanaka, now):
    president = Registration.objects.with_people().get(pk=trip.ours.pk)
    names = letters_after_a_race(trip, rivals, president, tanaka, now)
    assert names
    assert president.name not in names


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_of_the_journey_nobody_would_wait(trip, rivals, tanaka, now, monkeypatch):
    monkeypatch.setattr(journeys, "lock", lambda row: row)
    with transaction.atomic():
        president = Registration.objects.with_people().get(pk=trip.ours.pk)
        services.name_substitute(president, person=person(6, organisation="Hokuriku"), reason="Ill", by=tanaka, now=now)
        rivals.start(
            "letters",
            lambda: services.issue_letters(Delegation.objects.get(pk=trip.journey.pk), language="en", **trip.by),
        )
        rivals.join()
    named = {guest["name"] for row in trip.journey.letters.valid() for guest in row.content["guests"]}
    assert trip.ours.name in named, "it holds, and names who does not travel"
