"""Fields take what people type; what cannot be kept is refused in words."""
import pytest
from django.core.exceptions import ValidationError
from django.forms import CharField

from companies.forms.fields import Certificates, HsCodes
from companies.forms.profiles import line_formset
from companies.forms.sectors import GROUPS
from companies.rules.sectors import Sector
from core.forms.fields import Address, AtHome, Telephone, Website, WholeNumber, Words


@pytest.mark.parametrize("typed, number", [
    ("1800", 1800), ("1 800", 1800), ("1\u00a0800", 1800), ("1\u202f800", 1800),
    ("1,800", 1800), ("1.800", 1800), ("1’800", 1800),
    ("１８００", 1800), (" 12 ", 12), ("1 234 567", 1234567),
])
def test_whole_number_takes_everyday_writing(typed, number):
    assert WholeNumber().clean(typed) == number


@pytest.mark.parametrize("typed", ["12 34", "1,5", "many", "1e3", "-5", "9" * 6000, "½"])
def test_whole_number_refuses(typed):
    with pytest.raises(ValidationError):
        WholeNumber(min_value=0).clean(typed)


def test_words_counts_characters_after_cleaning():
    assert Words(limit=3).clean("  a\u200bb\x00c ") == "abc"
    with pytest.raises(ValidationError, match="Too long: 4 characters, at most 3"):
        Words(limit=3).clean("abcd")
    with pytest.raises(ValidationError, match="no letters"):
        Words(limit=9).clean("———")
    assert Words(limit=9, letters=False).clean("———") == "———"
    assert Words(limit=9, required=False).clean("\u202e") == ""


def test_words_writes_no_length_into_the_page():
    assert "maxlength" not in Words(limit=3).widget.attrs


@pytest.mark.parametrize("typed, kept", [(" A@Ｂ.example ", "A@B.example"), ("a\u200b@b.example", "a@b.example")])
def test_address(typed, kept):
    assert Address().clean(typed) == kept


@pytest.mark.parametrize("typed", ["a@b.example\nBcc: x@y.example", "a b@c.example", "a@", "@b.example"])
def test_address_refuses(typed):
    with pytest.raises(ValidationError):
        Address().clean(typed)


def test_a_telephone_is_of_the_form_s_country_unless_it_says_another():
    class Reached(AtHome):
        country = CharField(required=False)
        phone = Telephone()

    kept = [Reached({"country": country, "phone": "03-1234-5678"}) for country in ("JP", "KZ", "")]
    assert [one.is_valid() for one in kept] == [True, False, False]
    assert kept[0].cleaned_data["phone"] == "+81312345678"
    assert [one.errors.as_data()["phone"][0].code for one in kept[1:]] == ["no_telephone", "no_country_code"]


def test_website_adds_a_scheme_and_takes_no_other():
    assert Website().clean("Altai.example/kk") == "https://Altai.example/kk"
    for typed in ("javascript:alert(1)", "ftp://x.example", "x", "http://" + "a" * 300 + ".example"):
        with pytest.raises(ValidationError):
            Website().clean(typed)


@pytest.mark.parametrize("typed", ["жоқ", "Нет", "なし", "—", "yoʻq"])
def test_a_word_for_none_leaves_the_website_open(typed):
    assert Website(required=False).clean(typed) == ""


def test_certificates_come_back_as_they_are_shown():
    field = Certificates()
    assert field.clean("iso 9001:2015\nХалял; Own mark").names == ["ISO 9001", "Halal", "Own mark"]
    assert field.prepare_value(["ISO 9001", "Halal"]) == "ISO 9001\nHalal"
    with pytest.raises(ValidationError):
        field.clean("\n".join(f"mark {n}" for n in range(31)))


def test_hs_codes():
    assert HsCodes().clean("8422.30; 84 22") == ["842230", "8422"]
    assert HsCodes().prepare_value(["842230", "8422"]) == "842230, 8422"
    with pytest.raises(ValidationError, match="there is no HS chapter 00"):
        HsCodes().clean("0022")


def test_every_sector_stands_in_one_group():
    grouped = [sector for _heading, members in GROUPS for sector in members]
    assert sorted(grouped) == sorted(Sector.values)


@pytest.mark.parametrize("codes, words", [
    (["842230", "0409"], "Filling and packing machines (842230) · Natural honey (0409)"), ([], ""),
])
def test_tariff_codes_of_a_line_stand_with_their_names(codes, words):
    rows = line_formset(initial=[{"text": "x", "hs_codes": codes}], names=[], country="KZ")
    assert rows.forms[0].fields["hs_codes"].help_text == words


@pytest.mark.parametrize("typed, words", [("0409", "Natural honey (0409)"), ("honey", "")])
def test_typed_codes_are_named_and_what_is_no_code_is_not(typed, words):
    given = {"lines-TOTAL_FORMS": 1, "lines-INITIAL_FORMS": 0, "lines-0-text": "x", "lines-0-hs_codes": typed}
    assert line_formset(given, names=[]).forms[0].fields["hs_codes"].help_text == words
