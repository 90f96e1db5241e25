"""Lists that the database pages stand in the order of their reader's alphabet; the keys follow every saved name."""

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from companies import services as companies
from companies.models import Firm
from core.sorting import all_keys
from events.models import Registration
from mou.computed.people import people_of
from mou.models import Party
from tests import build
from tests.migrating import before_migration, migrate, newest

from .conftest import seat

CYRILLIC_FIRST = ["Әлия", "Боря", "Altai", "かとう", "中村 一郎"]
NAMES = {
    "ja": ["かとう", "中村 一郎", "Әлия", "Altai", "Боря"], "ru": CYRILLIC_FIRST, "kk": CYRILLIC_FIRST,
    "uz": ["Altai", "かとう", "中村 一郎", "Әлия", "Боря"],
}
LATIN = {"中村 一郎": "Nakamura Ichiro"}
ORGANISATIONS = {
    "Әлия": "ТОО «Ясен»", "Боря": "ИП «Ёлка»", "Altai": "Жанна", "かとう": "Елец", "中村 一郎": "ООО Ёлкина",
}


@pytest.fixture
def people(make_event, sato):
    """Five delegates, in no order."""
    event = make_event(9)
    for number, name in enumerate(ORGANISATIONS):
        seat(event, number, by=sato, name=name, name_latin=LATIN.get(name, ""), organisation=ORGANISATIONS[name])
    return event.registrations


@pytest.mark.parametrize("language", NAMES)
def test_delegates_by_name(people, language):
    with translation.override(language):
        assert [one.name for one in people.by_name()] == NAMES[language]


def test_delegates_by_where_they_come_from_without_its_legal_form(people):
    with translation.override("ru"):
        found = [one.organisation for one in people.by_firm()]
    assert found == ["Елец", "ИП «Ёлка»", "ООО Ёлкина", "Жанна", "ТОО «Ясен»"]


def test_a_firm_counts_as_it_is_called_today(people, altai, sato, now):
    people.filter(name="Altai").update(firm=altai)
    companies.change_identity(
        altai, country="KZ", legal_id=altai.legal_id, name="Ёлочка", name_latin="Yolochka", by=sato, now=now
    )
    with translation.override("ru"):
        assert [one.name for one in people.by_firm()] == ["かとう", "Боря", "中村 一郎", "Altai", "Әлия"]


def test_the_pages_keep_to_it(people, as_, sato):
    event = people.first().event
    html = as_(sato, "ru").get(reverse("events:door_list", args=[event.pk])).content.decode()
    assert sorted(NAMES["ru"], key=html.index) == NAMES["ru"]


def test_firms_by_their_proper_name(hokuriku, altai, detal, as_, sato):
    for language, names in (("ru", [detal.name, altai.name, hokuriku.name]), ("ja", [hokuriku.name, altai.name])):
        html = as_(sato, language).get(reverse("companies:firms")).content.decode()
        assert sorted(names, key=html.index) == names, language


def test_people_of_a_party_by_name(sato, mori):
    for email, name in (("yo@minamin.example", "Ёлкина Анна"), ("zh@minamin.example", "Жукова Анна")):
        build.user(email, name, role="staff", language="ru")
    with translation.override("ru"):
        found = [one.full_name for one in people_of(Party())]
    assert found == ["Ёлкина Анна", "Жукова Анна", "佐藤 恵", "森 健二"]


@pytest.mark.parametrize("fields", [None, ["name"], ["name", "position"]])
def test_a_saved_name_takes_its_keys_along(people, fields):
    row = people.first()
    row.name = "Өмір"
    row.save(update_fields=fields)
    assert Registration.objects.get(pk=row.pk).sort_keys == all_keys("Өмір", row.name_latin)


def test_saving_something_else_leaves_the_keys_alone(people):
    row = people.first()
    Registration.objects.filter(pk=row.pk).update(sort_keys={})
    row.save(update_fields=["position"])
    assert Registration.objects.get(pk=row.pk).sort_keys == {}


@pytest.fixture
def turned(transactional_db):
    """turned(app) goes back to before that app had keys, and on again."""
    leaves = newest()

    def turn(app: str) -> None:
        migrate(before_migration(app, "_places_in_lists"))
        migrate(leaves)

    yield turn
    migrate(leaves)


@pytest.mark.parametrize("app, model", [("accounts", User), ("companies", Firm), ("events", Registration)])
def test_rows_of_before_get_their_keys(turned, altai, people, app, model):
    columns = ["sort_keys", "search_text", *(["organisation_keys"] if model is Registration else [])]
    before = list(model.objects.order_by("pk").values_list("pk", *columns))
    turned(app)
    assert list(model.objects.order_by("pk").values_list("pk", *columns)) == before
    assert before
    assert all(all(keys) for _pk, *keys in before)
