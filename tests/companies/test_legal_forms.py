"""The legal form stands in a field of its own, in the reader's words; the name keeps it as it was written."""

from importlib import import_module

import pytest
from django.apps import apps

from companies import services
from companies.forms import BusinessForm
from companies.models import Firm
from companies.pages.display import identity_facts
from companies.rules.legal_forms import form_of, read_form
from core.i18n import speaking
from tests import build

IDENTITY = {"country": "KZ", "legal_id": "050340493133", "name": "ТОО «Дала Нан»", "name_latin": "Dala Nan LLP"}


@pytest.mark.parametrize("names, form", [
    (("ТОО «Алтай»", "Altai LLP"), "limited"), (("株式会社太陽", ""), "joint_stock"),
    (("有限会社山田", "Yamada Co., Ltd."), "limited"),
    (("Шаруа қожалығы «Береке»", ""), "farm"), (("太陽精機", "Taiyo Seiki K.K."), "joint_stock"),
    (("Detal", "Detal"), ""),
])
def test_names_say_the_form(names, form):
    assert form_of(*names) == form


@pytest.mark.parametrize("typed, form", [
    ("ТОО", "limited"), ("mchj", "limited"), ("株式会社", "joint_stock"), ("K.K.", "joint_stock"), ("guild", ""),
    ("", ""),
])
def test_a_form_by_itself_is_read(typed, form):
    assert read_form(typed) == form


@pytest.fixture
def firm(gulnar, now) -> Firm:
    return services.register_firm(**IDENTITY, language="kk", by=gulnar, now=now)


@pytest.fixture
def gulnar(db):
    return build.user("gulnar@dala.example", "Gulnar")


def test_the_name_is_kept_whole_and_readers_see_the_form_in_their_words(firm):
    assert (firm.name, firm.legal_form) == ("ТОО «Дала Нан»", "limited")
    with speaking("en"):
        assert "Limited liability company" in [fact["value"] for fact in identity_facts(firm)]


@pytest.mark.parametrize("change, form", [
    ({"name": "АО «Дала Нан»", "legal_form": "limited"}, "joint_stock"),  # nobody chose it anew: it follows the name
    ({"name": "Дала Нан", "name_latin": "Dala Nan", "legal_form": "limited"}, "limited"),
    ({"legal_form": "farm"}, "farm"),
    ({"legal_form": ""}, "limited"),
])
def test_a_chosen_form_stays_until_the_name_says_another(firm, gulnar, now, change, form):
    services.change_identity(firm, **IDENTITY | change, by=gulnar, now=now)
    assert Firm.objects.get(pk=firm.pk).legal_form == form


def test_a_street_does_not_stand_beside_the_city(altai):
    form = BusinessForm({"city": "Алматы, Абая 150"}, row=altai, names=[])
    assert "without street" in str(form.errors["city"])


@pytest.mark.django_db
def test_the_forms_of_firms_that_are_here_are_read_from_their_names():
    """The migration, run twice; what was chosen stays."""
    for name, chosen in (("ТОО «Алтай»", ""), ("太陽精機", ""), ("АО «Сары»", "state")):
        Firm.objects.create(country="KZ", name=name, legal_form=chosen)
    for _time in range(2):
        import_module("companies.migrations.0021_legal_forms_are_filled").fill(apps, None)
        assert set(Firm.objects.values_list("name", "legal_form")) == {
            ("АО «Сары»", "state"), ("ТОО «Алтай»", "limited"), ("太陽精機", ""),
        }
