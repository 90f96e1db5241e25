"""Names of columns as offices write them in five languages, and the words in the cells."""
import pytest

from companies.intake import firm_rows, line_rows
from companies.intake.csv_files import read_lines
from core.intake.problems import FileUnreadable
from leads.intake import COLUMNS as REFERRED

from .firm_lists import RUSSIAN, as_csv, firm, read, said, with_values

FIRM_HEADERS = [
    ("БИН/ИИН", "legal_id", "two numbers, one column"), ("БИН / ИНН", "legal_id", "with blanks"),
    ("ИНН (СТИР)", "legal_id", "two in brackets"), ("法人番号（13桁）", "legal_id", "how many digits"),
    ("БСН/ЖСН", "legal_id", "Kazakh"), ("STIR (INN)", "legal_id", "Uzbek"),
    ("ФИО контактного лица", "contact_name", "whose name"), ("Ф.И.О.", "contact_name", "with points"),
    ("ご担当者名", "contact_name", "polite"), ("担当者\n氏名", "contact_name", "in two lines"),
    ("ご担当者様", "contact_name", "more polite"), ("Байланыс тұлғасы (аты-жөні)", "contact_name", "Kazakh"),
    ("Mas’ul shaxs (F.I.Sh.)", "contact_name", "Uzbek"), ("Mas'ul shaxs", "contact_name", "a straight apostrophe"),
    ("国名", "country", "Japanese"), ("国・地域", "country", "Japanese"), ("Страна *", "country", "with a star"),
    ("＊国名＊", "country", "with wide stars"), ("Ел:", "country", "with a colon"),
    ("DAVLAT", "country", "in capitals"),
    ("国名 / Country", "country", "in two languages"), ("国名 Country", "country", "in two languages, a blank"),
    ("会社名（必須）", "name", "that it must be filled in"), ("【必須】貴社名", "name", "the same in front"),
    ("1. Наименование организации", "name", "numbered"), ("③ 会社名", "name", "numbered with a ring"),
    ("Полное наименование компании", "name", "which name"), ("会社名・団体名", "name", "two words"),
    ("Ұйымның атауы", "name", "Kazakh"), ("Korxona nomi", "name", "Uzbek"),
    ("Ｃｏｍｐａｎｙ　Ｎａｍｅ", "name", "wide"),
    ("Название (англ.)", "name_latin", "in another script"), ("会社名（英語）", "name_latin", "the same in Japanese"),
    ("Company name (EN)", "name_latin", "its code"),
    ("Атауы (ағылшынша)", "name_latin", "the same in Kazakh"),
    ("Название на латинице", "name_latin", "without brackets"),
    ("E-mail", "contact_email", "usual"), ("Эл. почта", "contact_email", "short"),
    ("Ｅメール", "contact_email", "wide"),
    ("メールアドレス", "contact_email", "Japanese"), ("Электрондық пошта", "contact_email", "Kazakh"),
    ("Elektron pochta", "contact_email", "Uzbek"), ("Кол-во сотрудников (чел.)", "employees", "of what"),
    ("従業員数（名）", "employees", "of what"), ("Қызметкерлер саны", "employees", "Kazakh"),
    ("Xodimlar soni", "employees", "Uzbek"), ("設立年月日", "founded", "to the day"),
    ("Год создания", "founded", "Russian"),
    ("Құрылған жылы", "founded", "Kazakh"), ("Tashkil etilgan yili", "founded", "Uzbek"),
    ("№ п/п", "key", "a number"),
    ("р/с №", "key", "Kazakh"), ("T/r", "key", "Uzbek"), ("No.", "key", "Japanese lists"),
    ("Город/область", "city", "where"),
    ("Е-mail", "contact_email", "a Russian Е"), ("Contact person's name", "contact_name", "English"),
    ("Название (кратк.)", None, "another name"), ("会社名（カナ）", None, "how it is read"),
    ("旧社名", None, "a former name"),
    ("ФИО руководителя", None, "somebody else"), ("Сайт", None, "not asked"),
    ("Название / E-mail", None, "two in one"),
    ("Телефон (моб.)", None, "not asked of firms"), ("", None, "nothing"), ("***", None, "nothing"),
]
LINE_HEADERS = [
    ("Код ТН ВЭД", "hs_codes", "Russian"), ("HSコード（6桁）", "hs_codes", "Japanese"),
    ("СЭҚ ТН коды", "hs_codes", "Kazakh"),
    ("TIF TN kodi", "hs_codes", "Uzbek"), ("製品・サービス", "text", "Japanese"), ("Товар/услуга", "text", "Russian"),
    ("Тауар немесе қызмет", "text", "Kazakh"), ("Mahsulot nomi", "text", "Uzbek"),
    ("Целевые рынки", "markets", "Russian"),
    ("対象国", "markets", "Japanese"), ("Спрос/предложение", "kind", "Russian"), ("№", None, "no firm is meant"),
]
REFERRED_HEADERS = [
    ("Телефон (моб.)", "phone", "Russian"), ("電話番号", "phone", "Japanese"), ("Тел.", "phone", "short"),
    ("ФИО контактного лица", "name", "Russian"), ("ご担当者名", "name", "Japanese"),
    ("会社名", "firm_name", "Japanese"),
    ("Ұйым атауы", "firm_name", "Kazakh"), ("БИН/ИИН", "legal_id", "Russian"), ("Telefon raqami", "phone", "Uzbek"),
]


@pytest.mark.parametrize("columns, header, field, why", [
    *((firm_rows.COLUMNS, *row) for row in FIRM_HEADERS), *((line_rows.COLUMNS, *row) for row in LINE_HEADERS),
    *((REFERRED, *row) for row in REFERRED_HEADERS),
])
def test_a_header_is_understood_or_left_alone(columns, header, field, why):
    assert columns.field_of(header) == field, why


WHOLE = [
    ["№", "Страна", "БИН/ИИН", "Наименование", "Наименование (лат.)", "Город", "ФИО контактного лица", "E-mail *"],
    ["番号", "国名", "法人番号", "貴社名（必須）", "会社名（英語）", "所在地", "ご担当者名", "メールアドレス"],
    ["Р/с №", "Ел", "БСН/ЖСН", "Ұйым атауы", "Атауы (латынша)", "Қала", "Байланыс тұлғасы", "Эл. пошта"],
    ["T/r", "Davlat", "STIR", "Korxona nomi", "Lotincha nomi", "Shahar", "Mas’ul shaxs", "Elektron pochta"],
    ["No.", "Country", "BIN/IIN", "Company name", "Company name (English)", "City", "Contact person", "E-mail"],
]


@pytest.mark.parametrize("head", WHOLE)
def test_a_whole_header_in_one_language(head):
    sheet = read(as_csv(head, RUSSIAN, separator=";"))
    assert [(row.ok, row.values.name, row.values.name_latin) for row in sheet.rows] == [(True, "ТОО «Луч»", "Luch")]
    assert not sheet.notices


def test_of_two_columns_for_one_field_the_plain_one_is_read_and_the_other_named():
    head, row = with_values(**{"Город (факт.)": "Шымкент"})
    sheet = read(as_csv(head, row))
    assert sheet.rows[0].values.city == "Астана"
    assert said(sheet.notices) == [("", "second_column")]


MISSING = [
    (["№", "Страна", "Название", "E-mail"], "БИН / ИНН, Контактное лицо", "Russian"),
    (["番号", "国名", "会社名", "メール"], "法人番号, 担当者名", "Japanese"),
    (["Р/с", "Ел", "Ұйым атауы", "E-mail"], "БСН, Байланыс тұлғасы", "Kazakh"),
    (["key", "country", "name", "contact_email"], "legal_id, contact_name", "ours"),
]


@pytest.mark.parametrize("head, missing, why", MISSING)
def test_missing_columns_are_named_as_the_file_would(head, missing, why):
    with pytest.raises(FileUnreadable) as refused:
        read(as_csv(head, ["1", "KZ", "Луч", "a@b.example"]))
    assert f"“{missing}”" in str(refused.value), why


def test_two_plain_columns_for_one_field_are_asked_about():
    with pytest.raises(FileUnreadable) as refused:
        read(as_csv(*with_values(Город="Шымкент")))
    assert refused.value.code == "repeated_column"


CELLS = [
    ("country", "Казахстан", "country", "KZ", "Russian"),
    ("country", "Республика Казахстан", "country", "KZ", "in full"),
    ("country", "KZ - Kazakhstan", "country", "KZ", "code and name"),
    ("country", "Қазақстан / KZ", "country", "KZ", "twice"),
    ("country", "РК", "country", "KZ", "short"), ("country", "カザフスタン", "country", "KZ", "Japanese"),
    ("country", "Қазақстан Республикасы", "country", "KZ", "Kazakh"),
    ("country", "KZ (Қазақстан)", "country", "KZ", "both"),
    ("country", "Qozog'iston", "country", "KZ", "Uzbek, a straight apostrophe"),
    ("employees", "約120名", "employees", 120, "about"), ("employees", "120 адам", "employees", 120, "people"),
    ("founded", "平成10年", "founded", 1998, "an era"), ("founded", "01.03.2005", "founded", 2005, "a day"),
    ("founded", "1 марта 2005 г.", "founded", 2005, "a month in words"),
    ("founded", "2005年3月1日", "founded", 2005, "Japanese"),
    ("founded", "2005 г.", "founded", 2005, "Russian"), ("founded", "1998жылы", "founded", 1998, "Kazakh"),
    ("language", "русский", "language", "ru", "in words"), ("language", "日本語", "language", "ja", "in words"),
    ("languages", "русский, казахский и английский", "languages", ("ru", "kk", "en"), "several"),
    ("languages", "қазақ тілі, орыс тілі", "languages", ("kk", "ru"), "of two words each"),
    ("languages", "日本語・英語", "languages", ("ja", "en"), "with a dot between"),
]


@pytest.mark.parametrize("column, typed, field, right, why", CELLS)
def test_a_cell_of_a_firm(column, typed, field, right, why):
    row = firm(**{column: typed})
    assert row.values, [str(problem.message) for problem in row.problems]
    assert getattr(row.values, field) == right, why
    assert not [notice for notice in row.notices if notice.field == column]


NOTED = [
    ("employees", "50–100", "two numbers"), ("employees", "2026-10-12", "a day that was a range"),
    ("employees", "много", "no number"), ("founded", "давно", "no year"), ("founded", "3005", "not yet"),
    ("languages", "клингонский", "unknown"), ("language", "по-русски", "unknown"), ("city", "а" * 101, "too long"),
]


@pytest.mark.parametrize("column, typed, why", NOTED)
def test_an_optional_cell_nobody_can_read_is_a_notice(column, typed, why):
    row = firm(**{column: typed})
    assert row.ok, why
    assert any(notice.field == column for notice in row.notices)


def line(**cells):
    given = {"firm": "1", "kind": "offer", "cooperation": "supply", "text": "Мёд", "markets": "JP"} | cells
    return read_lines(as_csv(list(given), list(given.values())), "lines.csv", read(as_csv(*with_values()))).rows[0]


LINES = [
    ("kind", "предложение", "offer"), ("kind", "Предложение:", "offer"), ("kind", "提供", "offer"),
    ("kind", "ұсыныс", "offer"), ("kind", "taklif", "offer"), ("kind", "OFFER", "offer"),
    ("kind", "запрос", "request"),
    ("kind", "спрос", "request"), ("kind", "募集", "request"), ("kind", "ニーズ", "request"),
    ("kind", "сұраныс", "request"),
    ("kind", "Offer (提供)", "offer"), ("kind", "talab", "request"), ("kind", "so'rov", "request"),
    ("cooperation", "поставка товаров", "supply"),
    ("cooperation", "代理店", "agency"), ("cooperation", "合弁", "joint_venture"),
    ("cooperation", "СП", "joint_venture"),
    ("cooperation", "тауар жеткізу", "supply"), ("cooperation", "qoʻshma korxona", "joint_venture"),
    ("markets", "Япония", ("JP",)), ("markets", "Казахстан, Узбекистан", ("KZ", "UZ")),
    ("markets", "Казахстан и Кыргызская Республика", ("KZ", "KG")), ("markets", "日本、カザフスタン", ("JP", "KZ")),
    ("markets", "KZ UZ", ("KZ", "UZ")), ("markets", "Центральная Азия", ("KZ", "UZ", "KG", "TJ", "TM")),
    ("markets", "Oʻzbekiston va Qozogʻiston", ("UZ", "KZ")),
]


@pytest.mark.parametrize("field, typed, right", LINES)
def test_a_cell_of_a_line(field, typed, right):
    row = line(**{field: typed})
    assert row.values, [str(problem.message) for problem in row.problems]
    assert getattr(row.values, field) == right


@pytest.mark.parametrize("typed", ["Франция", "Казахстан, Узбекистан", "Центральная Азия", "-", "Казань"])
def test_a_country_nobody_knows_is_asked_about(typed):
    assert said(firm(country=typed).problems) == [("country", "unknown_country")]


@pytest.mark.parametrize("field, typed, code", [
    ("kind", "предложение/запрос", "unknown_choice"), ("kind", "", "unknown_choice"), ("kind", "?", "unknown_choice"),
    ("markets", "Франция", "unknown_market"), ("markets", "Япония, Франция", "unknown_market"),
    ("markets", "весь мир", "unknown_market"), ("hs_codes", "2008-11-10", "date"), ("hs_codes", "2026-09-04", "date"),
])
def test_a_word_nobody_knows_is_asked_about(field, typed, code):
    assert said(line(**{field: typed}).problems) == [(field, code)]
