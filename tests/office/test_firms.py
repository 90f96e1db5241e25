"""Who is responsible for a firm, notes of colleagues, and who is told of them."""
from functools import partial

import pytest
from django.db import transaction

from accounts.own_data import Person
from core.errors import ReasonMissing
from core.models import Activity
from notifications.models import Message
from office import services
from office.errors import NobodyMeant, NotOfTheHouse, SeveralMeant, TakenAlready
from office.models import Care, Note
from office.rules.mentions import mentions
from office.services import firms
from office.services.own_data import PART
from tests.refusing import refuses
from tests.rivals import Rivals, plain_read

pytestmark = pytest.mark.django_db
NAMES = {1: ["佐藤 恵", "Sato Megumi"], 2: ["森 健", "Mori Ken"], 3: ["Асель Сато", ""], 4: ["Mori Aoi", ""]}


@pytest.mark.parametrize("text, people", [
    ("@佐藤 恵さん、お願いします", {1}), ("＠佐藤さん", {1}), ("@sato, please", {1}),
    ("@Sato Megumi and @асель", {1, 3}),
    ("@MORI KEN", {2}), ("@MoriKen", {2}), ("Write to mori@altai.example", set()), ("3 @ 5", set()),
])
def test_the_longest_name_behind_the_sign_is_meant(text, people):
    assert mentions(text, NAMES) == (people, [], [])


def test_a_name_that_nobody_has_is_said_as_written():
    assert mentions("@satoshi, look", NAMES).unknown == ["satoshi"]


def test_a_name_that_two_have_is_unclear():
    assert mentions("@mori", NAMES) == (set(), [], ["mori"])


def told(person, kind: str) -> int:
    return Message.objects.filter(recipient=person, kind=f"office/{kind}").count()


def test_a_colleague_who_is_named_is_told_once(hokuriku, sato, mori, now):
    services.write_note(hokuriku, text=f"@{mori} @{mori}: they call on Monday", by=sato, now=now)
    assert (told(mori, "mentioned"), told(sato, "mentioned")) == (1, 0)


def test_the_mail_does_not_say_what_the_note_says(hokuriku, sato, mori, now):
    services.write_note(hokuriku, text=f"@{mori} wants a discount", by=sato, now=now)
    assert "discount" not in Message.objects.get(kind="office/mentioned").text


@pytest.mark.parametrize("name", ["dana", "tanaka", "nobody"])
def test_somebody_who_may_not_see_the_firm_is_refused(hokuriku, sato, mori, request, name, now):
    person = request.getfixturevalue(name) if name != "nobody" else name
    refuses(partial(services.write_note, hokuriku, text=f"@{person} look", by=sato, now=now), NobodyMeant)
    with pytest.raises(NobodyMeant, match=f"@{mori}"):
        services.write_note(hokuriku, text=f"@{person} look", by=sato, now=now)


def test_several_of_one_name_are_not_guessed(hokuriku, sato, mori, now):
    type(mori).objects.filter(pk=mori.pk).update(full_name=sato.full_name, name_latin=sato.name_latin)
    refuses(partial(services.write_note, hokuriku, text=f"@{sato} look", by=sato, now=now), SeveralMeant)


def test_a_note_says_something(hokuriku, sato, now):
    refuses(partial(services.write_note, hokuriku, text=" ", by=sato, now=now), ReasonMissing)


def test_what_was_typed_is_still_there_after_a_refusal(hokuriku, sato, client):
    client.force_login(sato)
    page = client.post(f"/office/firms/{hokuriku.pk}/note/", {"text": "@Nemo the pump fits"})
    assert page.status_code == 422
    assert "@Nemo the pump fits" in page.content.decode()


def test_the_log_holds_no_word_of_a_note(hokuriku, sato, now):
    services.write_note(hokuriku, text="Doubtful payer", by=sato, now=now)
    [act] = Activity.objects.filter(verb="office.note.write").with_words()
    assert (act.data, act.reason) == ({"to": []}, "")


def test_a_colleague_who_is_given_a_firm_is_told(hokuriku, sato, mori, now):
    services.assign_firm(hokuriku, to=mori, instead_of=None, by=sato, now=now)
    assert (Care.objects.get().person, told(mori, "firm_given")) == (mori, 1)


def test_who_takes_it_themselves_is_not(hokuriku, sato, now):
    services.assign_firm(hokuriku, to=sato, instead_of=None, by=sato, now=now)
    assert told(sato, "firm_given") == 0


def test_it_is_given_back_to_everybody(hokuriku, sato, mori, now):
    services.assign_firm(hokuriku, to=mori, instead_of=None, by=sato, now=now)
    services.assign_firm(hokuriku, to=None, instead_of=mori.pk, by=sato, now=now)
    assert Care.objects.get().person is None


def test_only_colleagues_are_responsible(hokuriku, sato, dana, now):
    refuses(partial(services.assign_firm, hokuriku, to=dana, instead_of=None, by=sato, now=now), NotOfTheHouse)


def test_whoever_is_forgotten_leaves_no_words(hokuriku, mori, now):
    services.write_note(hokuriku, text="Good people", by=mori, now=now)
    PART.forget(Person(mori, frozenset()), now=now)
    assert Note.objects.get().text == ""


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def choose(firm, person, now):
    return lambda: services.assign_firm(firm, to=person, instead_of=None, by=person, now=now)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_choose_at_once_the_second_sees_that_it_is_taken(rivals, hokuriku, sato, mori, now):
    with transaction.atomic():
        choose(hokuriku, sato, now)()
        rivals.wait_behind("mori", choose(hokuriku, mori, now))
    assert isinstance(rivals.join()["mori"], TakenAlready)
    assert Care.objects.get().person == sato


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_second_would_take_it_away(rivals, hokuriku, sato, mori, now, monkeypatch):
    services.assign_firm(hokuriku, to=None, instead_of=None, by=sato, now=now)
    Care.objects.get_or_create(kind="firm", item=hokuriku.pk)
    monkeypatch.setattr(firms, "care_at", lambda row, by: plain_read(Care.objects.get(kind=row.kind, item=row.item)))
    with transaction.atomic():
        choose(hokuriku, sato, now)()
        rivals.wait_behind("mori", choose(hokuriku, mori, now))
    rivals.join()
    assert Care.objects.get().person == mori
