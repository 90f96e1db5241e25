"""Names of chambers in several languages: who reads which, who writes them, and names of before."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from companies.models import Chamber
from core.i18n import LANGUAGE_CODES, speaking
from core.multilingual import Texts, Wording
from tests.build import named
from tests.migrating import before_migration, migrate, newest


def shown(chamber: Chamber) -> dict[str, str]:
    found = {}
    for code in LANGUAGE_CODES:
        with speaking(code):
            found[code] = str(chamber)
    return found


@pytest.fixture
def keeper(db) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@minamin.example", "correct horse battery", full_name="Root"))
    return client


def test_a_reader_gets_their_language_else_russian_else_the_original():
    chamber = Chamber(country="KZ", names=named("Atameken", ja="アタメケン", ru="Атамекен"))
    russian = dict.fromkeys(("ru", "kk", "uz"), "Атамекен")
    assert shown(chamber) == russian | {"ja": "アタメケン", "en": "Atameken"}


def test_without_russian_kazakh_readers_get_the_original_and_no_third_language():
    names = Texts().with_wordings({"ja": "会議所", "en": "Chamber"}, by=None, at=None, original="ja")
    chamber = Chamber(country="JP", names=names)
    assert shown(chamber) == {"ja": "会議所", "ru": "会議所", "kk": "会議所", "uz": "会議所", "en": "Chamber"}


def test_two_keepers_name_it_in_two_languages_on_pages_opened_at_once(keeper, atameken):
    path = reverse("admin:companies_chamber_change", args=[atameken.pk])
    page = keeper.get(path)
    form = page.context["adminform"].form
    seen = {field.html_name: field.value() or "" for field in form}
    seen |= {field.html_initial_name: field.value() or "" for field in form if field.field.show_hidden_initial}
    assert 'name="initial-names_kk"' in page.content.decode()
    assert keeper.post(path, seen | {"names_kk": "Атамекен ҰКП"}).status_code == 302
    assert keeper.post(path, seen | {"names_uz": "Atameken MTP"}).status_code == 302
    names = Chamber.objects.get().names
    assert (names.original, names["kk"], names["uz"]) == ("en", "Атамекен ҰКП", "Atameken MTP")


def test_a_chamber_without_any_name_is_refused_beside_its_field(keeper):
    answer = keeper.post(reverse("admin:companies_chamber_add"), {"country": "UZ", "names_ru": " "})
    assert answer.status_code == 200
    assert "names_en" in answer.context["adminform"].form.errors
    assert not Chamber.objects.exists()


LOST = Texts("ja", {"en": Wording("The original is not among the texts")})


@pytest.mark.django_db
@pytest.mark.parametrize("rule, names", [("chamber_has_a_name", Texts()), ("chamber_name_has_its_original", LOST)])
def test_the_database_keeps_a_name_and_its_original(rule, names):
    with pytest.raises(IntegrityError, match=rule):
        Chamber.objects.create(country="UZ", names=names)


OLD = {
    "KZ": ("Atameken", {"en": "Atameken", "ru": "НПП «Атамекен»"}, "en"),
    "UZ": ("Chamber of Uzbekistan", {}, "en"),
    "KG": ("Торгово-промышленная палата", {"en": "Chamber of the Kyrgyz Republic"}, "ru"),
    "TJ": ("The Chamber", {"en": "Chamber of Tajikistan"}, "uz"),
}


def test_names_of_before_are_read_the_same_forward_and_back(transactional_db):
    leaves = newest()
    try:
        old = migrate(before_migration("companies", "_chambers_in_several_languages")).get_model("companies", "Chamber")
        for country, (name, names, _original) in OLD.items():
            old.objects.create(country=country, name=name, names=names)
        migrate(leaves)
        for country, (name, names, original) in OLD.items():
            now = Chamber.objects.get(country=country).names
            assert (now.original, now.in_original, dict(now)) == (original, name, {original: name} | names)
        old = migrate(before_migration("companies", "_chambers_in_several_languages")).get_model("companies", "Chamber")
        back = {row.country: (row.name, row.names) for row in old.objects.all()}
    finally:
        migrate(leaves)
    for country, (name, names, original) in OLD.items():
        assert back[country] == (name, {original: name} | names)
