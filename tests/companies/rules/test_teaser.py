import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.rules.teaser import check_anonymous

DEMO = Path(__file__).resolve().parents[3] / "demo"
ALTAI = ["ТОО «Алтай Тамақ»", "Altai Tamaq LLP", "Айгүл Серікқызы"]


def kinds(text, names=()):
    return {problem.kind for problem in check_anonymous(text, names=list(names))}


def rows(name):
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("text", [
    "ТОО «Алтай Тамақ» ищет партнёра", "Altai Tamaq is looking", "ALTAI  TAMAK", "алтай-тамақтың майы",
    "ａｌｔａｉ　ｔａｍａｋ", "A l t a i T a m a k", "АлтайТамак", "アルタイ・タマクの油", "Аltai Тamak",
    "Al\u200btai Ta\u00admak", "Серікқызы Айгүл", "пишите Айгүл", "Altai_Tamaq", "«АЛТАЙ\nТАМАК»",
])
def test_check_anonymous_finds_the_name_in_every_script(text):
    assert "name" in kinds(text, ALTAI)


@pytest.mark.parametrize("text, names", [
    ("ミライ食品貿易の輸入", ["みらい食品貿易合同会社"]), ("みらいの蜂蜜", ["みらい食品貿易合同会社"]),
    ("北陸充填機の製品", ["株式会社北陸充填機"]),
    ("Midori tours", ["株式会社みどり観光", "Midori Travel"]), ("фирма Мидори", ["Midori Travel"]),
    ("灘酒造の梅酒", ["有限会社灘酒造"]),
    ("山田太郎まで", ["山田 太郎"]), ("Horgos Logistics Hub", ["TOO Horgos Logistics Hub"]),
    ("Помир-Об", ["ҶДММ «Помир Об»"]),
    ("KAIGO ROBO", ["株式会社介護ロボ", "Kaigo Robo"]), ("介護ロボの製品", ["株式会社介護ロボ"]),
    ("コスタナイ・アグロ", ["Kostanay Agro JSC"]),
])
def test_check_anonymous_finds_other_names(text, names):
    assert kinds(text, names) == {"name"}


@pytest.mark.parametrize("text, names", [
    ("алтайский мёд, тамақ өнімдері", ALTAI), ("Altai region", ALTAI),
    ("介護ロボットの開発", ["株式会社介護ロボ", "Kaigo Robo"]),
    ("液体充填機と包装ライン", ["株式会社北陸充填機", "Hokuriku Filling Machinery"]),
    ("filling machinery from Hokuriku", ["Hokuriku Filling Machinery"]),
    ("Silk Road tours", ["Silk Road Travel MChJ"]), ("су тазарту қондырғысы", ["ЖШС «Су Таза»"]),
    ("Tabiiy tog‘ asali", ["«Asal Zamin» f/x"]),
    ("森林の木材", ["森 優"]), ("solar plants in Japan", ["Solar O&M Japan"]),
    ("text", ["", "  ", "ТОО", "«»"]), ("", ["Foo Bar"]),
])
def test_check_anonymous_lets_everyday_words_pass(text, names):
    assert kinds(text, names) == set()


def test_check_anonymous_passes_every_demonstration_line_beside_every_firm():
    firms = [[row["name"], row["name_latin"], row["contact_name"]] for row in rows("firms.csv")]
    wrong = [(line["text"], names, found) for line in rows("lines.csv") for names in firms
             if (found := check_anonymous(line["text"], names=names))]
    assert wrong == []


def test_check_anonymous_finds_every_demonstration_name_put_into_a_line():
    firms, missed = {row["key"]: row for row in rows("firms.csv")}, []
    for line in rows("lines.csv"):
        firm = firms[line["firm"]]
        names = [firm["name"], firm["name_latin"], firm["contact_name"]]
        missed += [name for name in names if "name" not in kinds(f"{line['text']} ({name})", names)]
    assert missed == []


@pytest.mark.parametrize("kind, text", [
    ("email", "info@firm.kz"), ("email", "info (at) firm (dot) kz"),
    ("email", "info собака firm точка kz"), ("email", "ＩＮＦＯ＠ＦＩＲＭ．ＫＺ"),
    ("email", "連絡はinfo@kaisha.co.jpへ"), ("email", "почта: имя@фирма.рф"), ("email", "info アットマーク firm.jp"),
    ("url", "https://x.y/z"), ("url", "ｈｔｔｐｓ：／／x.y"), ("url", "www.firm.kz"), ("url", "www. firm .kz"),
    ("url", "сайт firm.kz!"), ("url", "фирма.рф"),
    ("url", "会社.jp"), ("url", "firm dot kz"), ("url", "t.me/abc"),
    ("url", "wa.me/77011234567"), ("url", "hxxp://a.b"),
    ("url", "shop.firm.co.jp/en"),
    ("handle", "@tanaka_k"), ("handle", "telegram: tanaka_k"), ("handle", "Телеграм: @tanaka"),
    ("handle", "LINE ID: tanaka99"),
    ("handle", "ＬＩＮＥ：tanaka99"), ("handle", "WeChat: abcd1234"), ("handle", "instagram @firm.kz_"),
    ("phone", "тел. 8 (701) 123-45-67"), ("phone", "+7 701 123 45 67"), ("phone", "８７０１１２３４５６７"),
    ("phone", "8 7 0 1 1 2 3 4 5 6 7"),
    ("phone", "03-1234-5678"), ("phone", "090-1234-5678"), ("phone", "(03) 1234-5678"),
    ("phone", "0120-123-456"), ("phone", "tel 250-12-34"),
    ("phone", "+998901234567"), ("phone", "Телефон：2501234"),
    ("phone", "WhatsApp +7 701 1234567"), ("phone", "☎ 12-34-56"),
    ("phone", "⑧⑦⓪①①②③④⑤⑥⑦"), ("phone", "٨٧٠١١٢٣٤٥٦٧"), ("phone", "8.701.123.45.67"), ("phone", "8–701–123–45–67"),
    ("phone", "+81 3 1234 5678"),
    ("legal_id", "法人番号1626018159083"), ("legal_id", "T1626018159083"), ("legal_id", "БИН 050340493133"),
    ("legal_id", "0503 4049 3133"),
    ("legal_id", "ИНН 24380169486938"), ("legal_id", "STIR 615820314"), ("legal_id", "1-6260-1815-9083"),
])
def test_check_anonymous_finds_ways_to_reach_a_firm(kind, text):
    assert kind in kinds(text)
    assert kind in kinds(f"蜂蜜、мёд {text} ва asal")


@pytest.mark.parametrize("text", [
    "HS 842230, 842952", "842952; 842951", "842952 842951", "8422.30.00", "ТН ВЭД 8422 30 000 1",
    "коды ТН ВЭД 8422300001", "5102 5101", "1990–2024", "2018-2024 г.в.", "2010, 2012, 2015", "с 1990 по 2024 год",
    "2024-01-15", "15.01.2024", "24/7/365", "12 000 000 тонн в год", "100 тыс. тонн", "100000000 т", "12 345 678",
    "от 10.000 до 20.000", "2 000 000 - 3 000 000 кг", "300,000,000本", "1 200 000 USD", "$1,200,000", "300 000 000 円",
    "3.5 млн. USD", "1,234,567,890 JPY", "500 000 000 so‘m", "ISO 9001", "ISO 9001:2015", "ISO 22000-2018, ISO 9001",
    "ГОСТ Р ИСО 9001-2015", "IEC 61215-1:2016", "IATF 16949", "EN 12312-1", "размер 1200x800x600",
    "1200 - 1500 - 1800 мм", "10 20 30 40 50 т", "от +20 до -40", "PRODUCTION LINE: packing", "line: 5 units",
    "包装ライン", "Telegram bot development", "ASP.NET and Node.js",
    "Экскаваторы и погрузчики с пробегом, до 2018 г.в.", "мощность 500.кг", "",
])
def test_check_anonymous_lets_figures_of_the_trade_pass(text):
    assert check_anonymous(text, names=ALTAI) == []


def test_check_anonymous_says_what_it_found():
    problem, = check_anonymous("Звоните: +7 701 123 45 67", names=[])
    assert problem.found == "+7 701 123 45 67"
    assert problem.found in str(problem.message)


@given(
    st.text(max_size=80) | st.text("a1@.+- ア漢(собака)8:/", max_size=80), st.lists(st.text(max_size=15), max_size=3)
)
def test_check_anonymous_never_raises(text, names):
    check_anonymous(text, names=names)


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a@", "1 ", "8 000 ", "@", "(", "ア・", "a dot ", "собака ", "w.", "1,000", "2019 "]
)
def test_check_anonymous_cannot_be_kept_busy(piece):
    start = time.process_time()
    check_anonymous((piece * 2000)[:2000], names=ALTAI)
    assert time.process_time() - start < 2  # tens of milliseconds in truth; a search that explodes takes minutes
