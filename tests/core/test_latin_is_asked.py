"""Every form that names somebody asks for Latin letters where nobody could derive them, and only there."""

import pytest
from django.utils import translation

from core.names import NOT_READ_ABROAD
from events import forms as events
from events.models import Contributor, Member, Registration, Substitution
from events.papers.words import person
from leads import forms as leads
from leads.models import Lead
from mou import forms as mou
from mou.models import Signatory

FORMS = [
    (events.PersonForm, {}, "name", "name_latin"),
    (events.PersonForm, {}, "organisation", "organisation_latin"),
    (events.MemberForm, {}, "organisation", "organisation_latin"),
    (events.ContributorForm, {}, "name", "name_latin"),
    (events.ContributorForm, {}, "organisation", "organisation_latin"),
    (leads.InquiryForm, {"chamber": None}, "name", "name_latin"),
    (leads.InquiryForm, {"chamber": None}, "firm_name", "firm_name_latin"),
    (leads.ReferForm, {}, "firm_name", "firm_name_latin"),
    (mou.SignForm, {"unfinished": []}, "japan_name", "japan_name_latin"),
    (mou.SignForm, {"unfinished": []}, "partner_name", "partner_name_latin"),
]
NAMES = [
    ("田中", "", True, "kanji are read by their bearer only"),
    ("田中", "Tanaka", False, "written in Latin letters"),
    ("タナカ", "", False, "kana are derived"),
    ("Айгүл", "", False, "Cyrillic is derived"),
    ("Aigul", "", False, "Latin already"),
]


@pytest.mark.parametrize("name, latin, asked, _why", NAMES)
@pytest.mark.parametrize("form, options, own, field", FORMS)
def test_latin_letters_are_asked_where_they_cannot_be_derived(form, options, own, field, name, latin, asked, _why):
    filled = form({own: name, field: latin}, **options)
    assert (NOT_READ_ABROAD in filled.errors.get(field, [])) == asked


@pytest.mark.parametrize("language, name, hidden", [
    ("ja", "", False), ("kk", "Нан", True), ("kk", "株式会社麺", False),
])
def test_an_inquiry_shows_the_field_on_japanese_pages_and_where_it_is_needed(language, name, hidden):
    with translation.override(language):
        form = leads.InquiryForm({"firm_name": name} if name else None, chamber=None)
        _errors = form.errors
    assert form["firm_name_latin"].is_hidden == hidden


@pytest.mark.parametrize("language, shown", [("en", "Hokuriku (北陸)"), ("kk", "Hokuriku (北陸)"), ("ja", "北陸")])
def test_rows_show_it_to_whoever_cannot_read_the_original(language, shown):
    whence = {"organisation": "北陸", "organisation_latin": "Hokuriku"}
    seat = Registration(**whence)
    with translation.override(language):
        assert {one.comes_from for one in (seat, Member(**whence), Contributor(**whence))} == {shown}
        assert Substitution(original=seat, person={"name": "x"}).comes_from == shown
        assert Substitution(original=Registration(organisation="A"), person=whence).comes_from == shown
        assert str(Lead(firm_name="北陸", firm_name_latin="Hokuriku")) == shown
        assert Lead(name="北陸", name_latin="Hokuriku").person == shown
        assert str(Signatory(name="北陸", name_latin="Hokuriku")) == shown


def test_letters_print_it_in_the_language_of_the_letter():
    one = {"name": "A", "name_latin": "", "position": "", "organisation": "北陸", "organisation_latin": "Hokuriku"}
    with translation.override("ru"):
        assert person(one)["organisation"] == "Hokuriku (北陸)"
        assert person(one | {"organisation": "A"})["organisation"] == "A"
