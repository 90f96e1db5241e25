"""The same name written otherwise is asked about once; different ones are not."""

import pytest

from companies.models import Firm
from companies.rules.naming import POSSIBLE_DUPLICATE, NameFacts, similarity
from companies.services.imports.preview import prepare_import
from core.namesakes import Named, may_be_one

ONE_PERSON = [  # two names, why they may be one person's
    ("髙橋 一郎", "高橋 一郎", "two kanji for Takahashi"),
    ("山﨑 健", "山崎 健", "and for Yamazaki"),
    ("齋藤 恵", "斉藤 惠", "and for Saito"),
    ("斎藤 恵", "齊藤 恵", ""),
    ("渡邊 真", "渡辺 眞", ""),
    ("渡邉 真", "渡辺 真", ""),
    ("澤田 廣", "沢田 広", ""),
    ("濵田 明", "浜田 明", ""),
    ("山田　太郎", "山田太郎", "with a blank and without"),
    ("佐々木 望", "佐佐木 望", "the sign that repeats"),
    ("田中 さくら", "田中 サクラ", "kinds of kana"),
    ("ﾀﾅｶ ｲﾁﾛｳ", "タナカ イチロウ", "half width"),
    ("たなか いちろう", "タナカイチロウ", ""),
    ("タナカ イチロウ", "Tanaka Ichiro", "kana and Latin"),
    ("Tanaka Ichiro", "Ichiro TANAKA", "the family first or last"),
    ("Satou Kenichi", "Sato Ken'ichi", "a long vowel"),
    ("Honma Jun", "Homma Jun", "before b, m, p"),
    ("Ohno Ken", "Ono Ken", "a passport's way"),
    ("Ковалёв Пётр", "Ковалев Петр", "ё"),
    ("Артём Ёлкин", "Artyom Yolkin", ""),
    ("Иванов Пётр", "Иванов Пётр Сергеевич", "with and without the patronymic"),
    ("Иванов П.", "Иванов Пётр Сергеевич", "an initial may be anybody's"),
    ("Айгүл Серікқызы", "Айгуль Сериккызы", "on a Russian keyboard"),
    ("Айгүл Серікқызы", "Aigul Serikkyzy", ""),
    ("Aigul Serikkyzy", "Aygul Serikqizi", ""),
    ("Нұрлан Серікұлы Ахметов", "Нурлан Серикович Ахметов", "the father in two languages"),
    ("Әсел Әбілова", "Асел Абилова", "Kazakh letters"),
    ("Қуаныш Ғалымов", "Kuanysh Galymov", ""),
    ("Шынар Есенова", "Şynar Esenova", "the new alphabet"),
    ("Каримов Азиз Карим ўғли", "Karimov Aziz Karim oʻgʻli", "Uzbek in two alphabets"),
    ("Oʻktam Joʻrayev", "Уктам Жураев", ""),
    ("Абдуллаев Шерзод", "Abdullayev Sherzod", ""),
    ("Александр Ким", "Alexander Kim", "x"),
    ("Юлия Цой", "Julia Tsoy", ""),
    ("Екатерина Щербакова", "Yekaterina Shcherbakova", ""),
]
TWO_PEOPLE = [
    ("大野 健", "小野 健", "one stroke"),
    ("伊藤 健", "伊東 健", "one sound, two families"),
    ("渡辺 真", "渡部 真", ""),
    ("太田 明", "大田 明", ""),
    ("山田 太郎", "山田 次郎", "brothers"),
    ("田中 一郎", "田中 一朗", ""),
    ("Tanaka Ichiro", "Tanaka Jiro", ""),
    ("Yoshihiro Mori", "Yoshihito Mori", "one letter"),
    ("Yuki Mori", "Yuko Mori", ""),
    ("Иванов Александр", "Иванова Александра", "a man and a woman"),
    ("Иванов Саша", "Иванова Саша", ""),
    ("Нұрлан Серікұлы", "Нұрлан Серікқызы", ""),
    ("Марина Иванова", "Карина Иванова", "sisters"),
    ("Иванов Пётр Сергеевич", "Иванов Пётр Ильич", "two fathers"),
    ("Aigul Serikkyzy", "Aidana Serikkyzy", ""),
    ("Нұрлан Ахметов", "Нұржан Ахметов", ""),
    ("Ким Олег", "Ким Ольга", ""),
    ("Ким", "Ким Анна", "a name of one word says too little"),
    ("Ахметов Дамир", "Ахмедов Дамир", ""),
    ("Rahimov Timur", "Rahimov Temirlan", ""),
]
ONE_FIRM = [
    ("㈱髙橋製作所", "株式会社高橋製作所"), ("（株）渡邊工業", "渡辺工業株式会社"), ("㈲齋藤商店", "有限会社斉藤商店"),
    ("東海 精密株式会社", "東海精密㈱"), ("株式会社ヴェガ", "ベガ㈱"), ("ﾐﾄﾞﾘ観光㈱", "株式会社みどり観光"),
    ("株式会社スーパ－メ－カ－", "スーパーメーカー㈱"), ("キャノン－サ－ビス㈱", "キャノンーサービス株式会社"),
    ("ТОО «Ёлка»", "ТОО Елка"), ("ЖШС «Қазына»", "ТОО Казына"), ("«Oʻzbekiston Paxta» MChJ", "Ўзбекистон Пахта МЧЖ"),
    ("Oʻzbekiston Paxta", "O'zbekiston paxta MCHJ"), ("ТОО «Алтай Тамақ»", "Altai Tamaq LLP"),
    ("ИП Иванов Пётр", "ИП Иванов Петр"),
]
TWO_FIRMS = [
    ("株式会社大野製作所", "株式会社小野製作所"), ("大野精密機械製作所㈱", "小野精密機械製作所㈱"),
    ("伊東電機工業株式会社", "伊藤電機工業株式会社"), ("渡辺食品工業㈱", "渡部食品工業㈱"),
    ("株式会社みどり観光", "株式会社みどり薬局"), ("ビールテック株式会社", "ビルド㈱"),
    ("ИП Иванов", "ИП Петров"), ("ТОО «Бал Дала»", "ТОО «Бал Арна»"), ("АгроПром ТОО", "АгроМаш ТОО"),
]


@pytest.mark.parametrize("one, other, why", ONE_PERSON)
def test_one_person_is_asked_about(one, other, why):
    assert may_be_one(Named(one), Named(other)), why
    assert may_be_one(Named(other), Named(one)), why


@pytest.mark.parametrize("one, other, why", TWO_PEOPLE)
def test_two_people_are_not(one, other, why):
    assert not may_be_one(Named(one), Named(other)), why
    assert not may_be_one(Named(other), Named(one)), why


@pytest.mark.parametrize("one, other, is_one", [
    (Named("田中 一郎", "Tanaka Ichiro"), Named("タナカ　イチロウ"), True),
    (Named("田中 一郎", "Tanaka Ichiro"), Named("TANAKA, Ichiro"), True),
    (Named("田中 さくら", "Tanaka Sakura"), Named("田中 桜", "Tanaka Sakura"), True),
    (Named("大野 健", "Ono Ken"), Named("小野 健", "Ono Ken"), False),
    (Named("大野 さくら", "Ono Sakura"), Named("小野 さくら", "Ono Sakura"), False),
    (Named("田中 一郎", "Tanaka Ichiro"), Named("Tanaka Jiro"), False),
])
def test_a_latin_name_tells_what_kanji_cannot(one, other, is_one):
    assert may_be_one(one, other) == may_be_one(other, one) == is_one


@pytest.mark.parametrize("one, other", ONE_FIRM)
def test_one_firm_is_asked_about(one, other):
    assert similarity(NameFacts(one), NameFacts(other)).score >= POSSIBLE_DUPLICATE


@pytest.mark.parametrize("one, other", TWO_FIRMS)
def test_two_firms_are_not(one, other):
    facts = [NameFacts(name, country="JP", city="金沢市") for name in (one, other)]
    assert similarity(*facts).score < POSSIBLE_DUPLICATE


@pytest.mark.django_db
@pytest.mark.parametrize("there, country, is_asked", [
    ("㈱髙橋製作所", "JP", True), ("株式会社 高橋 製作所", "JP", True),
    ("株式会社大橋製作所", "JP", False), ("高橋製作所", "KZ", False),
])
def test_an_import_asks_about_a_name_that_is_there_under_another_number(there, country, is_asked):
    Firm.objects.create(country=country, name=there)
    file = "key,country,legal_id,name,contact_name,contact_email\n" \
        "j1,JP,5835678256246,株式会社高橋製作所,高橋 一郎,info@takahashi.example\n"
    [row] = prepare_import(file.encode(), "firms.csv", None, "").rows
    assert row["outcome"] == "new"
    assert row["noted"] == is_asked
