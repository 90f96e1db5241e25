import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.rules.certificates import EXPECTED, FAMILIES, expected_for, missing, split_certificates
from companies.rules.export_control import controlled_codes
from companies.rules.goods import names
from companies.rules.hs import HsCodeInvalid, label, normalise_codes, related, said
from companies.rules.hs_headings import LAST_HEADING
from companies.rules.sectors import ISIC, Sector, sector_for_isic, sectors_for_hs
from companies.rules.vocabulary import Cooperation, LineKind
from core.catalogues import compile_all
from core.i18n import speaking
from core.text import Phrase
from tests.attempts import attempted

LINES = Path(__file__).resolve().parents[3] / "demo" / "lines.csv"


def demo_lines():
    with LINES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("typed, codes", [
    ("842952; 842951", ["842952", "842951"]), ("8422.30", ["842230"]), ("84 22", ["8422"]), ("8422 30", ["842230"]),
    ("8422 30 000 0", ["842230"]), ("8422300000", ["842230"]), ("842230000", ["842230"]), ("8422.30.00", ["842230"]),
    ("842952 842951", ["842952", "842951"]), ("5102 5101", ["5102", "5101"]), ("0409", ["0409"]), ("84", ["84"]),
    ("HS 8422.30", ["842230"]), ("ТН ВЭД 8422 30", ["842230"]), ("HSコード：８４２２．３０", ["842230"]),
    ("5102、5101", ["5102", "5101"]),
    ("8429\n8430", ["8429", "8430"]), ("8429,8429, 842900", ["8429", "842900"]),
    ("", []), (" ; ,", []), ("8429-52", ["842952"]),
])
def test_normalise_codes_reads_them_as_people_write(typed, codes):
    assert normalise_codes(typed) == codes


@pytest.mark.parametrize("typed, code, said", [
    ("77", "unknown_chapter", "chapter 77"), ("9801", "unknown_chapter", "98"), ("0001", "unknown_chapter", "00"),
    ("99", "unknown_chapter", "99"),
    ("0199", "unknown_heading", "no HS heading 0199"), ("848812", "unknown_heading", "8488"),
    ("0400", "unknown_heading", "0400"),
    ("409", "odd_digits", "0409"), ("40900", "odd_digits", "040900"),
    ("84225", "odd_digits", "084225"), ("1", "odd_digits", "01"),
    ("мёд", "not_a_code", "мёд"), ("84x2", "not_a_code", "84x2"), ("842952842951", "too_long", "842952842951"),
    ("8429; honey", "not_a_code", "honey"),
])
def test_normalise_codes_refuses_with_a_reason(typed, code, said):
    with pytest.raises(HsCodeInvalid) as refused:
        normalise_codes(typed)
    assert refused.value.code == code
    assert said in str(refused.value)
    assert refused.value.value in str(refused.value)


@pytest.mark.parametrize("typed, country, codes", [
    ("842230.0", "KZ", ["842230"]), ("8422300000.0", "KZ", ["842230"]), ("842230,0", "JP", ["842230"]),
    ("0409000000", "KZ", ["040900"]), ("040900000", "JP", ["040900"]), ("'0409000000", "KZ", ["040900"]),
    ("842230000", "JP", ["842230"]), ("842230000", "KZ", ["842230"]), ("401100000", "JP", ["401100"]),
    ("84223000", "JP", ["842230"]), ("84223000", "KZ", ["842230"]), ("842230000", "", ["842230"]),
])
def test_national_codes_are_read_by_the_tariff_of_the_country(typed, country, codes):
    assert normalise_codes(typed, country) == codes


@pytest.mark.parametrize("typed, country, guess", [
    ("409000000", "KZ", "0409000000"), ("401100000", "KZ", "0401100000"), ("409000000", "", "0409000000"),
    ("409000000", "JP", "0409000000"), ("40900000", "JP", "040900000"), ("40110000", "JP", "040110000"),
    ("40900000", "KZ", "040900000"),
    ("409000000.0", "UZ", "0409000000"), ("1204; 409000000", "KG", "0409000000"),
])
def test_a_code_that_lost_its_zero_never_becomes_another_chapter(typed, country, guess):
    with pytest.raises(HsCodeInvalid) as refused:
        normalise_codes(typed, country)
    assert refused.value.code == "lost_zero"
    assert guess in str(refused.value)
    assert str(label(guess)) in str(refused.value)


def test_every_chapter_knows_its_last_heading():
    assert set(LAST_HEADING) == {code for code in names() if len(code) == 2}


@given(st.text(max_size=30) | st.text("0123456789 .;,-", max_size=30))
def test_normalise_codes_is_stable_and_raises_nothing_else(typed):
    refused, codes = attempted(lambda: normalise_codes(typed), HsCodeInvalid)
    if refused:
        assert str(refused)
    else:
        assert normalise_codes("; ".join(codes)) == codes
        assert all(len(code) in (2, 4, 6) and code[:2] in LAST_HEADING for code in codes)


def test_every_chapter_has_sectors():
    assert all(sectors_for_hs(chapter) for chapter in LAST_HEADING)


def test_every_code_of_the_demonstration_has_a_heading_in_words():
    codes = [code for line in demo_lines() for code in normalise_codes(line["hs_codes"])]
    assert len(codes) > 30
    assert [code for code in codes if code[:4] not in names()] == []


@pytest.mark.parametrize("code, words", [
    ("842230", "Filling and packing machines"), ("8422", "Filling and packing machines"), ("84", "Machinery"),
    ("848210", "Ball and roller bearings"), ("846912", "Machinery"), ("040900", "Natural honey"), ("77", "77"),
])
def test_label_gives_the_best_known_words(code, words):
    assert str(label(code)) == words


def test_related_counts_shared_digits():
    assert [
        related("842230", other) for other in ("842230", "842240", "8422", "84", "8429", "90", "")
    ] == [6, 4, 4, 2, 2, 0, 0]


def test_sectors_hold_every_division_of_isic_once():
    divisions = [division for divisions in ISIC.values() for division in divisions]
    gaps = {"04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"}
    assert sorted(divisions) == sorted({f"{number:02}" for number in range(1, 100)} - gaps)
    assert set(ISIC) == set(Sector)
    assert all(str(sector.label) for sector in Sector)


@pytest.mark.parametrize("code, first", [
    ("0409", "food"), ("842230", "machinery"), ("901890", "medical"), ("854231", "electronics"),
    ("870829", "vehicles"), ("5102", "textiles"),
    ("2611", "mining"), ("840810", "machinery"), ("2710", "oil_gas"),
    ("8504", "electrical"), ("8901", "ships_rail_air"),
])
def test_sectors_for_hs_names_the_nearest_first(code, first):
    assert sectors_for_hs(code)[0] == first


def test_sectors_for_an_unknown_code_are_none():
    assert sectors_for_hs("77") == ()
    assert sectors_for_hs("") == ()


def test_sector_for_isic_reads_the_division_of_a_class():
    assert sector_for_isic("1079") == Sector.FOOD
    assert sector_for_isic("62") == Sector.IT
    assert sector_for_isic("04") is None


@pytest.mark.parametrize("typed, names", [
    ("ISO 9001; ISO 22000", ["ISO 9001", "ISO 22000"]), ("iso9001:2015, ИСО 22000", ["ISO 9001", "ISO 22000"]),
    ("ISO-14001", ["ISO 14001"]),
    ("ISO/IEC 27001:2022", ["ISO 27001"]), ("IATF16949", ["IATF 16949"]), ("ISO/TS 16949", ["IATF 16949"]),
    ("FSSC 22000 v5", ["FSSC 22000"]),
    ("ГОСТ Р ИСО 9001-2015", ["ISO 9001"]), ("ХАССП", ["HACCP"]), ("HACCP", ["HACCP"]),
    ("OEKO-TEX Standard 100", ["OEKO-TEX"]),
    ("Organic EU", ["Organic EU"]), ("有機JAS", ["Organic JAS"]), ("JAS", ["JAS"]), ("Halal Malaysia", ["Halal"]),
    ("xalol", ["Halal"]), ("Халяль", ["Halal"]),
    ("EAC", ["EAC"]), ("ЕАС", ["EAC"]), ("ГОСТ", ["GOST"]), ("GMP", ["GMP"]), ("CE", ["CE"]),
    ("ISO9001/ISO14001", ["ISO 9001", "ISO 14001"]), ("ISO 9001、ISO 9001", ["ISO 9001"]), ("", []), (" ; ", []),
    # Unknown ones stay as typed.
    ("ISO 17025; My own seal", ["ISO 17025", "My own seal"]), ("Office 9001 ok?", ["Office 9001 ok?"]),
    ("Certificate", ["Certificate"]),
])
def test_split_certificates_knows_the_families(typed, names):
    assert split_certificates(typed) == names


def test_split_certificates_leaves_canonical_names_alone():
    assert split_certificates("; ".join(FAMILIES)) == list(FAMILIES)


@given(st.text(max_size=60))
def test_split_certificates_never_raises(typed):
    names = split_certificates(typed)
    assert len(names) == len(set(names))
    assert all(names)


@pytest.mark.parametrize("held, codes, sectors, wanted", [
    ([], ["0409"], [], ["HACCP"]), (["HACCP"], ["0409"], [], []), (["FSSC 22000"], ["151219"], [], []),
    ([], ["901890"], [], ["ISO 13485"]),
    (["ISO 9001"], ["870829"], [], []), ([], ["5102"], [], []), ([], ["6204"], [], ["OEKO-TEX"]),
    ([], [], ["it"], ["ISO 27001"]),
    (["ISO 9001"], ["842230"], ["food"], []), ([], [], [], []), ([], ["77"], [], []), ([], [], ["tourism"], []),
    ([], ["0409", "1512"], [], ["HACCP"]),
])
def test_missing_certificates_by_goods_or_sector(held, codes, sectors, wanted):
    found = missing(held, hs_codes=codes, sectors=sectors)
    assert [expectation.any_of[0] for expectation in found] == wanted
    assert all(str(expectation.why) for expectation in found)


def test_expected_certificates_are_families_we_recognise():
    assert {name for expectation in EXPECTED.values() for name in expectation.any_of} <= set(FAMILIES)
    assert expected_for(hs_codes=["0409"]) == expected_for(sectors=[Sector.FOOD])


def test_control_list_has_its_version_tiers_and_honest_note():
    listed = controlled_codes()
    assert listed.version == "2024-02-23"
    assert len(listed.tiers) == 50
    assert set(listed.tiers.values()) == {"1", "2", "3.A", "3.B", "4.A", "4.B"}
    assert listed.tier("854231") == "1"
    assert listed.tier("040900") == ""
    assert "operator" in str(listed.note)


def test_control_list_knows_what_a_short_code_may_hide():
    listed = controlled_codes()
    assert listed.possible("8542") == {"854231": "1", "854232": "1", "854233": "1", "854239": "1"}
    assert listed.possible("854231") == {}
    assert listed.possible("") == {}
    assert listed.possible("04") == {}


def test_vocabulary_covers_the_demonstration():
    assert {line["kind"] for line in demo_lines()} <= set(LineKind.values)
    assert {line["cooperation"] for line in demo_lines()} <= set(Cooperation.values)


@pytest.mark.parametrize("code, words", [
    ("040900", "Natural honey (040900)"), ("0402", "Milk powder and condensed milk (0402)"),
    ("8469", "Machinery (8469)"), ("84", "Machinery (84)"),
])
def test_a_code_is_said_with_its_name_or_its_chapters(code, words):
    assert said(code) == words


@pytest.mark.parametrize("language, words", [
    ("en", "Tyres"), ("ja", "タイヤ"), ("ru", "Шины"), ("kk", "Шиналар"), ("uz", "Shinalar"),
])
def test_a_code_is_named_in_the_readers_language_whatever_the_line_is_in(language, words):
    with speaking(language):
        assert label("401110") == words


@pytest.mark.parametrize("typed, words", [("409000000", "Натуральный мёд"), ("409", "Натуральный мёд")])
def test_a_question_about_a_code_names_the_goods_in_the_readers_language(typed, words):
    compile_all()
    with speaking("en"), pytest.raises(HsCodeInvalid) as asked:
        normalise_codes(typed, "KZ")
    kept = asked.value.message.stored()
    with speaking("ru"):
        assert words in str(Phrase.revived(kept))
