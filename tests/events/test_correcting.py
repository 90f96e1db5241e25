"""A delegate's details put right: what changes, what stays, who is told, what is refused."""

from datetime import timedelta

import pytest
from django.test import Client

from core.errors import NotPermitted, TransitionNotAllowed
from core.models import Activity
from events import services
from events.errors import AlreadyRegistered, AnotherPerson, SharedAddress
from events.links import pass_path
from events.models import Registration
from notifications.models import Message

from .conftest import person, seat, state_of

pytestmark = pytest.mark.django_db
FIELDS = (
    "name", "name_latin", "email", "phone", "position", "language", "second_name",
    "second_name_latin", "second_email", "second_phone",
)


@pytest.fixture
def row(forum, tanaka, hokuriku) -> Registration:
    return seat(forum, 1, by=tanaka, firm=hokuriku, language="en")


def again(row: Registration) -> Registration:
    return Registration.objects.with_people().get(pk=row.pk)


def details(row: Registration, **more) -> dict:
    return {name: getattr(row, name) for name in FIELDS} | more


def correct(row: Registration, *, by, now, **more) -> Registration:
    services.correct_delegate(again(row), **details(row, **more), by=by, now=now)
    return again(row)


def test_a_misspelt_name_is_put_right_and_nothing_else_moves(row, tanaka, now):
    after = correct(row, name="Chiba Akiira", name_latin="Chiba Akira", by=tanaka, now=now)
    kept = ("badge_code", "pass_version", "email", "state", "queued_at", "pool_id")
    assert [getattr(after, name) for name in kept] == [getattr(row, name) for name in kept]
    [act] = Activity.objects.filter(verb="events.registration.correct")
    assert (act.actor, act.data) == (tanaka, {"fields": ["name", "name_latin"]})
    mail = Message.objects.get(kind="events/details_corrected")
    assert mail.address == row.email
    assert "Chiba Akiira" in mail.text
    assert "METHOD:REQUEST" in mail.calendar


def test_another_address_gets_the_new_link_and_the_former_one_is_told_without_it(row, sato, now):
    after = correct(row, email="right@example.jp", by=sato, now=now)
    assert (after.email, after.pass_version) == ("right@example.jp", row.pass_version + 1)
    new, former = (
        Message.objects.get(kind=f"events/{kind}") for kind in ("details_corrected", "address_replaced")
    )
    assert (new.address, new.path, former.address) == ("right@example.jp", pass_path(after), row.email)
    assert "METHOD:CANCEL" in former.calendar
    for secret in (pass_path(after), "right@example.jp", row.badge_code):
        assert secret not in former.text + former.path + former.calendar
    assert Client().get(pass_path(row)).status_code == 410


def test_the_place_in_the_queue_is_kept(forum, row, tanaka, now):
    seat(forum, 2, by=tanaka, firm=row.firm)
    first, second = (
        seat(forum, number, by=tanaka, firm=row.firm, now=now + timedelta(hours=number)) for number in (3, 4)
    )
    correct(first, email="other@example.jp", by=tanaka, now=now + timedelta(days=1))
    assert list(forum.registrations.queue()) == [first, second]
    assert Message.objects.get(kind="events/details_corrected").calendar == ""


def test_the_account_follows_the_address_unless_its_owner_corrects_it(row, tanaka, aigul, sato, now):
    taken = correct(row, email=tanaka.email, by=sato, now=now)
    assert taken.user == tanaka
    own = correct(taken, email="private@example.jp", by=tanaka, now=now)
    assert own.user == tanaka
    assert correct(own, email="other@example.jp", by=sato, now=now).user is None


def test_who_travels_is_put_right_on_the_journey_too(row, forum, sato, now):
    journey = services.plan_delegation(
        titles={"en": "To Astana"}, event=forum, chamber=None, from_country="JP", to_country="KZ", purposes={},
        starts_on=forum.starts_at.date(), ends_on=forum.starts_at.date(), by=sato, now=now,
    )
    member = services.add_member(
        journey, registration=row, by=sato, now=now, **{name: getattr(row, name) for name in services.OF_THE_SEAT}
    )
    correct(row, name="Chiba Akiira", by=sato, now=now)
    member.refresh_from_db()
    assert member.name == "Chiba Akiira"


def test_another_person_is_a_substitute_and_no_correction(row, tanaka, now):
    with pytest.raises(AnotherPerson) as refusal:
        correct(row, **{name: person(5)[name] for name in ("name", "email")}, by=tanaka, now=now)
    assert refusal.value.field == "name"
    assert again(row).name == row.name


def test_the_organiser_may_replace_what_was_entered_altogether_wrong(row, sato, now):
    assert correct(row, name="Endo Naomi", email="endo@example.jp", by=sato, now=now).name == "Endo Naomi"


def test_an_address_that_a_colleague_has_is_asked_about_once(forum, row, tanaka, now):
    other = seat(forum, 2, by=tanaka, firm=row.firm)
    with pytest.raises(SharedAddress):
        correct(row, email=other.email, by=tanaka, now=now)
    assert correct(row, email=other.email, is_another_person=True, by=tanaka, now=now).email == other.email


def test_nobody_becomes_somebody_who_is_there(forum, row, tanaka, now):
    other = seat(forum, 2, by=tanaka, firm=row.firm, email=row.email, is_another_person=True)
    with pytest.raises(AlreadyRegistered):
        correct(row, name=other.name, is_another_person=True, by=tanaka, now=now)


def test_nothing_is_said_where_nothing_changes(row, tanaka, now):
    correct(row, by=tanaka, now=now)
    assert not Message.objects.filter(kind="events/details_corrected").exists()
    assert not Activity.objects.filter(verb="events.registration.correct").exists()


def test_who_left_and_who_may_not_act_correct_nothing(row, aigul, tanaka, now):
    with pytest.raises(NotPermitted):
        correct(row, phone="+81 3 1234 5678", by=aigul, now=now)
    services.withdraw_registration(row, by=tanaka, now=now)
    with pytest.raises(TransitionNotAllowed):
        correct(row, phone="+81 3 1234 5678", by=tanaka, now=now)


def test_a_delegate_without_an_account_corrects_through_the_pass(row):
    path = pass_path(row)
    page = Client().get(path + "correct/")
    assert page.status_code == 200
    given = details(row, phone="+81 76 123 4567", position="Director")
    assert Client().post(path + "correct/", given).status_code == 302
    assert (again(row).position, again(row).pass_version) == ("Director", row.pass_version)


def test_what_was_typed_stays_when_it_is_refused(row, as_, tanaka):
    given = details(row, name=person(5)["name"], email="not@", position="Director")
    answer = as_(tanaka).post(row.get_absolute_url() + "correct/", given)
    assert answer.status_code == 422
    assert 'value="Director"' in answer.content.decode()
    assert state_of(row) == "confirmed"
