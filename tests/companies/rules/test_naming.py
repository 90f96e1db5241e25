import csv
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.rules.cities import city_key
from companies.rules.legal_forms import strip_legal_form
from companies.rules.naming import POSSIBLE_DUPLICATE, REASONS, NameFacts, name_key, similarity
from core.names import romanised
from core.sounds import sound_key

FIRMS = Path(__file__).resolve().parents[3] / "demo" / "firms.csv"
REFUSED = {"x01", "x02", "x03"}


def facts() -> dict[str, NameFacts]:
    with FIRMS.open(encoding="utf-8", newline="") as file:
        return {row["key"]: NameFacts(row["name"], row["name_latin"], row["country"], row["city"], row["legal_id"],
                                      row["contact_email"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("name, core, forms", [
    ("株式会社北陸充填機", "北陸充填機", ("joint_stock",)),
    ("東海精密プレス㈱", "東海精密プレス", ("joint_stock",)),
    ("（有）灘酒造", "灘酒造", ("limited",)),
    ("みらい食品貿易合同会社", "みらい食品貿易", ("limited",)),
    ("カブシキガイシャ テスト", "テスト", ("joint_stock",)),
    ("Hokuriku Filling Machinery Co., Ltd.", "Hokuriku Filling Machinery", ("joint_stock",)),
    ("Foo Co.,Ltd", "Foo", ("joint_stock",)),
    ("Foo K.K.", "Foo", ("joint_stock",)),
    ("Hokkaido Agritech Inc.", "Hokkaido Agritech", ("joint_stock",)),
    ("ТОО «Алтай Тамақ»", "Алтай Тамақ", ("limited",)),
    ("ЖШС«Су Таза»", "Су Таза", ("limited",)),
    ("Altai Tamaq LLP", "Altai Tamaq", ("limited",)),
    ("ALTAI TAMAK TOO", "ALTAI TAMAK", ("limited",)),
    ("Товарищество с ограниченной ответственностью \"Ромашка\"", "Ромашка", ("limited",)),
    ("«Ромашка» жауапкершілігі шектеулі серіктестігі", "Ромашка", ("limited",)),
    ("АО «Костанай Агро»", "Костанай Агро", ("joint_stock",)),
    ("«Қазақтелеком» АҚ", "Қазақтелеком", ("joint_stock",)),
    ("КХ «Бал Дала»", "Бал Дала", ("farm",)),
    ("ОсОО «Ала-Тоо Кашмир»", "Ала-Тоо Кашмир", ("limited",)),
    ("ҶДММ «Помир Об»", "Помир Об", ("limited",)),
    ("«Samarqand Quyosh Energo» MChJ", "Samarqand Quyosh Energo", ("limited",)),
    ("«Асал» МЧЖ", "Асал", ("limited",)),
    ("«Asal Zamin» fermer xo‘jaligi", "Asal Zamin", ("farm",)),
    ("Asal Zamin fermer xo'jaligi", "Asal Zamin", ("farm",)),
    ("Foo mas’uliyati cheklangan jamiyati", "Foo", ("limited",)),
    ("ООО «Фирма» (Астана)", "«Фирма» (Астана)", ("limited",)),
    ("АО \"НК «КазМунайГаз»\"", "НК «КазМунайГаз»", ("joint_stock",)),
    ("ИП Иванов", "Иванов", ("sole_trader",)),
    # Words that only begin like a form, or are all there is, stay.
    ("Тоот Плюс", "Тоот Плюс", ()), ("IP Solutions", "IP Solutions", ()), ("too much coffee", "too much coffee", ()),
    ("Limited Edition", "Limited Edition", ()), ("Incubator", "Incubator", ()),
    ("ТОО", "ТОО", ()), ("株式会社", "株式会社", ()),
])
def test_strip_legal_form_leaves_the_name_proper(name, core, forms):
    stripped = strip_legal_form(name)
    assert (stripped.core, stripped.forms) == (core, forms)


@pytest.mark.parametrize("names", [
    ("ТОО «Алтай Тамақ»", "Altai Tamaq LLP", "ALTAI TAMAK TOO", "Алтай-Тамак", "altay tamaq"),
    ("Хоргос", "Khorgos", "Horgos", "Xorgos"),
    ("«Toshkent Qurilish Mash» MChJ", "Тошкент Қурилиш Маш МЧЖ"),
    ("Farg‘ona", "Fargʻona", "Фарғона", "FARG'ONA"),
    ("Жетысу", "Zhetysu", "Jetisu", "Джетысу"),
    ("ТОО «Макс Экспресс»", "Max Express LLP"),
    ("株式会社ミドリ", "みどり㈱", "Midori Co., Ltd.", "ТОО Мидори"),
    ("㈱東京ショッピング", "東京ｼｮｯﾋﾟﾝｸﾞ株式会社"),
])
def test_name_key_is_one_for_one_firm(names):
    assert len({name_key(name) for name in names}) == 1


@given(st.text(max_size=40))
def test_keys_never_raise_and_are_plain(text):
    key = sound_key(text)
    assert key == " ".join(key.split()) == key.casefold()
    name_key(text), city_key(text)


@pytest.mark.parametrize("names", [
    ("Өскемен", "Ust-Kamenogorsk", "Усть-Каменогорск", "г. Усть-Каменогорск, ВКО", "Oskemen"),
    ("Астана", "Нур-Султан", "Нұр-Сұлтан қ.", "Astana, Kazakhstan"),
    ("Алматы", "Алма-Ата", "Almaty city", "г.Алматы"),
    ("Toshkent", "Ташкент", "Tashkent", "Тошкент шаҳри", "Toshkent sh."),
    ("東京都港区", "Tokyo", "Токио", "東京都千代田区", "Tokyo, Minato-ku"),
    ("石川県金沢市", "Kanazawa", "金沢"), ("愛知県豊田市", "豊田市", "Toyota"), ("Buxoro", "Бухара", "Bukhara"),
    ("Қорғас", "Хоргос", "Khorgos"), ("京都府京都市", "Kyoto"), ("三重県四日市市", "四日市"), ("", "  "),
])
def test_city_key_is_one_for_one_city(names):
    assert len({city_key(name) for name in names}) == 1


def test_city_key_keeps_cities_apart():
    assert len({
        city_key(name) for name in ("Алматы", "Астана", "Актау", "Актобе", "東京都", "京都府京都市", "Ош")
    }) == 7


def test_similarity_finds_the_duplicate_in_another_script():
    firms = facts()
    same = similarity(firms["x01"], firms["k01"])
    assert same.score == 1.0
    assert same.reasons == ("same_legal_id", "same_name_other_script")
    other_number = similarity(replace(firms["x01"], legal_id="941240000193"), firms["k01"])
    assert other_number.score >= POSSIBLE_DUPLICATE
    assert set(other_number.reasons) == {"same_name_other_script", "same_city", "same_email_domain", "other_legal_id"}
    bare = similarity(replace(firms["x01"], legal_id="", email="", latin=""), replace(firms["k01"], email="", latin=""))
    assert bare.score >= POSSIBLE_DUPLICATE


def test_similarity_pairs_no_two_of_the_demonstration_firms():
    firms = {key: value for key, value in facts().items() if key not in REFUSED}
    scores = sorted(
        ((similarity(a, b).score, one, other) for (one, a), (other, b) in combinations(firms.items(), 2)), reverse=True
    )
    assert len(firms) == 36
    assert scores[0][0] < 0.6 < POSSIBLE_DUPLICATE, scores[:5]


@pytest.mark.parametrize("one, other, city", [
    ("ТОО «КазСтройСервис»", "Kaz Stroy Service LLP", "Алматы"), ("АО «Казахтелеком»", "Kazakhtelecom JSC", ""),
    ("株式会社みどり観光", "みどり観光㈱", ""), ("ТОО «Алтай Тамак»", "Altai Tamag", "Өскемен"),
    ("«Asal Zamin» f/x", "Асал Замин ф/х", ""),
])
def test_similarity_offers_a_probable_duplicate(one, other, city):
    assert similarity(NameFacts(one, city=city), NameFacts(other, city=city)).score >= POSSIBLE_DUPLICATE


@pytest.mark.parametrize("one, other", [
    ("ТОО «Алтай Тамақ»", "ТОО «Алтай Мед»"), ("Kazakh Tungsten", "Kazakh Copper"), ("АгроПром ТОО", "АгроМаш ТОО"),
    ("株式会社みどり観光", "株式会社みどり薬局"), ("株式会社大阪医療機器", "株式会社大阪食品"),
    ("Sapporo IT Solutions", "Sapporo Food Solutions"),
    ("КХ «Бал Дала»", "«Asal Zamin» fermer xo‘jaligi"), ("Alliance Group", "Progress Group"),
])
def test_similarity_keeps_neighbours_apart(one, other):
    a, b = NameFacts(one, country="KZ", city="Алматы"), NameFacts(other, country="KZ", city="Алматы")
    assert similarity(a, b).score < POSSIBLE_DUPLICATE


def test_similarity_of_namesakes_abroad_stays_below_the_threshold():
    likeness = similarity(
        NameFacts("ТОО Альянс", country="KZ"), NameFacts("Alliance MChJ", latin="Альянс", country="UZ")
    )
    assert likeness.score < POSSIBLE_DUPLICATE
    assert "other_country" in likeness.reasons


def test_similarity_ignores_free_mail_and_counts_one_telephone():
    a = NameFacts("Альфа", country="KZ", email="a@gmail.com", phone="+7 (701) 123-45-67")
    b = NameFacts("Бетонснаб", country="KZ", email="b@gmail.com", phone="8 701 1234567")
    assert similarity(a, b).reasons == ("same_phone",)


@given(st.tuples(*[st.text(max_size=12)] * 7), st.tuples(*[st.text(max_size=12)] * 7))
def test_similarity_is_even_handed_and_bounded(first, second):
    a, b = NameFacts(*first), NameFacts(*second)
    likeness = similarity(a, b)
    assert 0 <= likeness.score <= 1
    assert set(likeness.reasons) <= set(REASONS)
    assert abs(likeness.score - similarity(b, a).score) < 0.002


@pytest.mark.parametrize("name", ["Айгүл Серікқызы", "Щербаков Юрий", "Ўткир Ғуломов", "Эркин Йўлдошев", "Цой Хасан"])
def test_a_name_sounds_as_it_is_shown_in_latin_letters(name):
    assert sound_key(romanised(name)) == sound_key(name)


def test_a_yo_is_compared_as_the_ye_many_write_for_it():
    assert (sound_key("Артём"), romanised("Артём")) == ("artem", "Artyom")
