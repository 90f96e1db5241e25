import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.intake.csv_files import read_firms, read_lines
from companies.intake.line_rows import LINE_LIMIT
from core.cells import escape_cell
from core.intake import tables
from core.intake.problems import FileUnreadable
from core.text import Phrase
from tests.attempts import attempted

DEMO = Path(__file__).resolve().parents[3] / "demo"
TODAY = date(2026, 11, 22)
FIRMS_HEADER = (
    "key,country,legal_id,name,name_latin,city,language,contact_name,contact_email,employees,founded,certificates,"
    "languages"
)
GOOD = {
    "key": "k1", "country": "KZ", "legal_id": "050340493133", "name": "ТОО «Алтай Тамақ»",
    "name_latin": "Altai Tamaq LLP",
    "city": "Өскемен", "language": "kk", "contact_name": "Айгүл Серікқызы", "contact_email": "office@altai.example",
    "employees": "210", "founded": "2005", "certificates": "HACCP", "languages": "kk ru en",
}
LINE = {"firm": "k1", "kind": "offer", "cooperation": "supply", "text": "Мёд", "hs_codes": "0409", "markets": "JP"}


def as_csv(*rows, delimiter=",", encoding="utf-8"):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def firm(**changed):
    return read_firms(as_csv(GOOD | changed), "firms.csv", today=TODAY).rows[0]


def line(**changed):
    firms = read_firms(as_csv(GOOD, GOOD | {"key": "bad", "legal_id": "1"}), "firms.csv", today=TODAY)
    return read_lines(as_csv(LINE | changed), "lines.csv", firms).rows[0]


def codes(row):
    return [(problem.field, problem.code) for problem in row.problems]


# --- the demonstration files ---


def test_read_demonstration_accepts_the_good_and_refuses_the_hard():
    firms = read_firms((DEMO / "firms.csv").read_bytes(), "firms.csv", today=TODAY)
    lines = read_lines((DEMO / "lines.csv").read_bytes(), "lines.csv", firms)
    assert (len(firms.rows), len(firms.accepted), len(lines.rows), len(lines.accepted)) == (39, 36, 43, 42)
    assert [(row.number, row.key, *codes(row)[0]) for row in firms.refused] == [
        (37, "x01", "legal_id", "repeated_firm"), (38, "x02", "legal_id", "check_digit"),
        (39, "x03", "legal_id", "check_digit"),
    ]
    assert [(row.number, codes(row)) for row in lines.refused] == [(44, [("text", "no_letters")])]
    assert "Row 18 " in str(firms.refused[0].problems[0].message)
    assert not any(row.notices for row in (*firms.rows, *lines.rows))


def test_read_demonstration_keeps_what_firms_typed_and_reads_codes():
    firms = read_firms((DEMO / "firms.csv").read_bytes(), "firms.csv", today=TODAY)
    lines = read_lines((DEMO / "lines.csv").read_bytes(), "lines.csv", firms)
    assert firms.by_key("j09").values.name == "札幌ＩＴソリューションズ株式会社"
    assert firms.by_key("j10").values.founded == 1743
    assert firms.by_key("j01").values.certificates.known == ["ISO 9001", "ISO 22000"]
    assert firms.by_key("k07").values.languages == ("en", "ru", "kk", "zh")
    assert lines.rows[2].values.text == "自動車用ﾌﾟﾚｽ部品(ドアヒンジ、ブラケット)の量産"
    assert lines.rows[10].values.markets == ("KZ", "UZ", "KG")
    hard = lines.rows[41].values
    assert hard.firm == "x04"
    assert "\ufdfa" in hard.text
    assert len(hard.text) <= LINE_LIMIT


def test_reading_twice_gives_the_same():
    data = (DEMO / "firms.csv").read_bytes()
    assert read_firms(data, "f.csv", today=TODAY) == read_firms(data, "f.csv", today=TODAY)


# --- encodings and separators ---


def demo_of(country):
    lines = (DEMO / "firms.csv").read_text(encoding="utf-8").splitlines()
    return "\r\n".join([lines[0], *(row for row in lines[1:] if row.split(",")[1] == country)])


@pytest.mark.parametrize("encoding, country, accepted", [
    ("utf-8", "JP", 16), ("utf-8-sig", "JP", 16), ("utf-16", "JP", 16),
    ("utf-16-le", "JP", 16), ("utf-16-be", "KZ", 12),
    ("utf-16", "UZ", 5), ("utf-32", "KZ", 12), ("cp932", "JP", 16), ("cp1251", "KG", 2),
])
def test_read_firms_in_the_encodings_people_send(encoding, country, accepted):
    sheet = read_firms(demo_of(country).encode(encoding), "firms.csv", today=TODAY)
    assert len(sheet.accepted) == accepted
    original = read_firms(demo_of(country).encode(), "firms.csv", today=TODAY)
    assert [row.values for row in sheet.accepted] == [row.values for row in original.accepted]


def test_read_firms_in_the_russian_code_page():
    text = demo_of("KZ").translate(str.maketrans("қҚғөӨұүәіңһӘҰҒ", "кКгоОууаингАУГ"))
    sheet = read_firms(text.encode("cp1251"), "firms.csv", today=TODAY)
    assert sheet.encoding == "cp1251"
    assert len(sheet.accepted) == 12
    assert "Сергей Петров" in {
        row.values.contact_name for row in sheet.accepted}


@pytest.mark.parametrize("encoding, country", [
    ("euc-jp", "JP"), ("koi8-r", "KZ"), ("cp866", "KZ"), ("gb18030", "JP"),
    ("gb18030", "KZ"), ("big5", "JP"), ("cp949", "JP"),
    ("mac_cyrillic", "KZ"), ("iso2022_kr", "JP"), ("cp1252", "UZ"), ("cp1254", "UZ"),
])
def test_read_firms_never_guesses_an_encoding_it_does_not_know(encoding, country):
    data = demo_of(country).encode(encoding, "ignore")
    refused, sheet = attempted(lambda: read_firms(data, "firms.csv", today=TODAY), FileUnreadable)
    if refused:
        assert refused.code in ("undecodable", "ambiguous_encoding")
        assert "firms.csv" in str(refused)
    else:  # everything foreign was lost on the way: nothing is left to guess wrongly
        assert data.isascii()
        assert sheet.encoding == "utf-8"
        assert encoding.startswith(("iso2022", "cp125"))


def test_undecodable_file_names_itself_the_byte_and_the_line():
    data = as_csv(GOOD) + b"k2,KZ,\xff\xfe\n"
    with pytest.raises(FileUnreadable) as refused:
        read_firms(data, "наши.csv")
    said = str(refused.value)
    assert refused.value.code == "undecodable"
    assert "наши.csv" in said
    assert "0xFF" in said
    assert str(data.index(b"\xff") + 1) in said
    assert "line 3" in said


def test_broken_utf16_is_refused():
    with pytest.raises(FileUnreadable) as refused:
        read_firms(as_csv(GOOD, encoding="utf-16")[:-1], "f.csv")
    assert refused.value.code == "undecodable"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separator_is_found_in_the_header(delimiter):
    sheet = read_firms(as_csv(GOOD, delimiter=delimiter), "f.csv", today=TODAY)
    assert sheet.delimiter == delimiter
    assert sheet.rows[0].ok


def test_separator_line_of_a_spreadsheet_is_understood_and_counted():
    sheet = read_firms(b"sep=;\r\n" + as_csv(GOOD, delimiter=";"), "f.csv", today=TODAY)
    assert sheet.rows[0].ok
    assert sheet.rows[0].number == 3


# --- headers ---


@pytest.mark.parametrize("header", [
    FIRMS_HEADER.upper(), FIRMS_HEADER.replace("_", " "), FIRMS_HEADER.replace(",", " , ").title(),
    "キー,国,法人番号,会社名,英語名,所在地,言語,担当者,メールアドレス,従業員数,設立年,認証,対応言語",
    "ключ,страна,БИН,Название,Название латиницей,город,язык,контактное лицо,E-mail,сотрудники,год "
    "основания,сертификаты,языки",
])
def test_headers_are_known_in_any_case_and_three_languages(header):
    body = as_csv(GOOD).split(b"\r\n", 1)[1]
    sheet = read_firms(header.encode() + b"\r\n" + body, "f.csv", today=TODAY)
    assert sheet.rows[0].ok
    assert sheet.rows[0].values.name == "ТОО «Алтай Тамақ»"
    assert not sheet.notices


def test_missing_columns_are_named():
    with pytest.raises(FileUnreadable) as refused:
        read_firms(b"key,country,name,contact_email\nk1,KZ,a,b\n", "f.csv")
    assert refused.value.code == "missing_column"
    assert "legal_id, contact_name" in str(refused.value)


def test_optional_columns_may_be_absent():
    short = {name: GOOD[name] for name in ("key", "country", "legal_id", "name", "contact_name", "contact_email")}
    row = read_firms(as_csv(short), "f.csv", today=TODAY).rows[0]
    assert row.ok
    assert row.values.employees is None
    assert row.values.city == ""
    assert row.values.language == "ru"


def test_extra_column_is_left_out_with_a_notice():
    sheet = read_firms(as_csv(GOOD | {"цвет": "синий", "": "x"}), "f.csv", today=TODAY)
    assert [notice.code for notice in sheet.notices] == ["extra_column"]
    assert "цвет" in str(sheet.notices[0].message)


def test_repeated_column_is_refused():
    with pytest.raises(FileUnreadable) as refused:
        read_firms(FIRMS_HEADER.encode() + b",City\n", "f.csv")
    assert refused.value.code == "repeated_column"


# --- the file as a whole ---


@pytest.mark.parametrize("data, code", [
    (b"", "empty"), (b"  \r\n ", "empty"), (b"PK\x03\x04rest", "broken"), (b"%PDF-1.7", "not_csv"),
    (b"\xd0\xcf\x11\xe0", "not_csv"),
    (b"hello", "missing_column"), (b"\xef\xbb\xbf", "missing_column"), (b"\x00\x01\x02", "missing_column"),
    (b"x" * (5 * 1024 * 1024 + 1), "too_big"),
    (FIRMS_HEADER.encode() + b'\nk1,KZ,"050340493133,name', "unbalanced_quotes"),
    (FIRMS_HEADER.encode() + b'\nk1,KZ,"a"b,c', "unbalanced_quotes"),
    (FIRMS_HEADER.encode() + b"\nk1," + b"a" * 140_000, "cell_too_long"),
])
def test_hopeless_files_are_refused_as_a_whole(data, code):
    with pytest.raises(FileUnreadable) as refused:
        read_firms(data, "f.csv")
    assert refused.value.code == code
    assert "f.csv" in str(refused.value)
    assert str(Phrase.revived(refused.value.message.stored())) == str(refused.value)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    assert len(read_firms(as_csv(*[GOOD] * 3), "f.csv", today=TODAY).rows) == 3
    with pytest.raises(FileUnreadable) as refused:
        read_firms(as_csv(*[GOOD] * 4), "f.csv", today=TODAY)
    assert refused.value.code == "too_many_rows"


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    data = as_csv(GOOD | {"city": "Өскемен,\nШығыс"}) + b"\r\n,,,\r\n" + as_csv(
        GOOD | {"key": "k2", "legal_id": "941240000193"}
    ).split(b"\r\n", 1)[1]
    rows = read_firms(data, "f.csv", today=TODAY).rows
    assert [(row.number, row.key, row.ok) for row in rows] == [(2, "k1", True), (5, "k2", True)]
    assert rows[0].values.city == "Өскемен, Шығыс"


def test_row_with_too_many_cells_is_refused():
    data = as_csv(GOOD).rstrip() + b",extra,more\r\n"
    assert codes(read_firms(data, "f.csv", today=TODAY).rows[0]) == [("", "too_many_cells")]
    padded = as_csv(GOOD).rstrip() + b",,,\r\n"
    assert read_firms(padded, "f.csv", today=TODAY).rows[0].ok


# --- firms ---


@pytest.mark.parametrize("changed, problem", [
    ({"key": ""}, ("key", "empty")), ({"key": "k" * 41}, ("key", "too_long")),
    ({"country": "FR"}, ("country", "unknown_country")), ({"country": ""}, ("country", "unknown_country")),
    ({"legal_id": "941240000194"}, ("legal_id", "check_digit")), ({"legal_id": ""}, ("legal_id", "missing")),
    ({"country": "JP"}, ("legal_id", "wrong_length")), ({"legal_id": "1626018159083"}, ("legal_id", "wrong_length")),
    ({"name": ""}, ("name", "empty")), ({"name": "— 123 —"}, ("name", "no_letters")),
    ({"name": "あ" * 201}, ("name", "too_long")),
    ({"name": '=HYPERLINK("x")'}, ("name", "no_value")),
    ({"contact_name": ""}, ("contact_name", "empty")), ({"contact_name": "007"}, ("contact_name", "no_letters")),
    *(({"contact_email": email}, ("contact_email", "invalid_email")) for email in (
        "office", "office@", "@altai.kz", "a b@altai.kz", "a@altai", "a@@altai.kz",
        "a..b@altai.kz", ".a@altai.kz", "a@-altai.kz",
        "a@altai..kz", "a@altai.kz, b@altai.kz", "<a@altai.kz>", "почта@altai.kz",
        "a@altai.kz;", "a" * 65 + "@altai.kz")),
    ({"contact_email": ""}, ("contact_email", "empty")),
    ({"contact_email": "a@" + "b" * 260 + ".kz"}, ("contact_email", "too_long")),
])
def test_bad_field_of_a_firm_is_refused_with_its_reason(changed, problem):
    row = firm(**changed)
    assert codes(row) == [problem]
    assert row.values is None
    assert not row.ok
    assert str(row.problems[0].message)


@pytest.mark.parametrize("changed, notice", [
    ({"name_latin": "a" * 201}, ("name_latin", "too_long")), ({"city": "a" * 101}, ("city", "too_long")),
    *(
        ({"employees": number}, ("employees", "invalid_number"))
        for number in ("-5", "many", "1.5", "9999999", "9" * 400, "1e3", "²")
    ),
    *(
        ({"founded": year}, ("founded", "invalid_year"))
        for year in ("2027", "499", "0", "-1743", "MCMXC", "19905", "昭和")
    ),
    ({"language": "xx"}, ("language", "unknown_language")),
    ({"languages": "ja klingon"}, ("languages", "unknown_language")),
    ({"certificates": "x" * 101}, ("certificates", "too_long")),
    ({"legal_form": "guild"}, ("legal_form", "unknown_legal_form")),
])
def test_optional_field_that_cannot_be_read_stays_empty_with_a_notice(changed, notice):
    row = firm(**changed)
    assert row.ok
    said = {problem.code: problem for problem in row.notices}
    assert said[notice[1]].field == notice[0]
    assert "left empty" in str(said[notice[1]].message)


@pytest.mark.parametrize("changed, field, value", [
    ({"country": "kz"}, "country", "KZ"), ({"country": "Казахстан"}, "country", "KZ"),
    ({"country": "Қазақстан"}, "country", "KZ"),
    ({"employees": "1 200"}, "employees", 1200), ({"employees": "12,000"}, "employees", 12000),
    ({"employees": "８４名"}, "employees", 84),
    ({"employees": ""}, "employees", None), ({"employees": "0"}, "employees", 0),
    ({"founded": "1743"}, "founded", 1743), ({"founded": "578年"}, "founded", 578),
    ({"founded": "1994 г."}, "founded", 1994), ({"founded": "昭和40年"}, "founded", 1965),
    ({"founded": ""}, "founded", None), ({"founded": "2026"}, "founded", 2026),
    ({"languages": "KK, ru;en kk"}, "languages", ("kk", "ru", "en")), ({"languages": ""}, "languages", ()),
    ({"name": "ﾃｽﾄ\u202e㈱\x00"}, "name", "ﾃｽﾄ㈱"), ({"name": "<b>Алтай</b>"}, "name", "<b>Алтай</b>"),
    ({"contact_email": " Office@Altai.Example "}, "contact_email", "Office@Altai.Example"),
    ({"contact_email": "ｉｎｆｏ＠ａｌｔａｉ．ｋｚ"}, "contact_email", "info@altai.kz"),
    ({"contact_email": "o'neil+x@пример.рф"}, "contact_email", "o'neil+x@пример.рф"),
    ({"language": "RU"}, "language", "ru"),
])
def test_field_of_a_firm_is_read_as_it_was_meant(changed, field, value):
    row = firm(**changed)
    assert row.ok, [str(problem.message) for problem in row.problems]
    assert getattr(row.values, field) == value


def test_every_problem_of_a_row_is_said_at_once():
    row = firm(country="KZ", legal_id="1", name="", contact_email="x", employees="-1", founded="3000")
    assert [field for field, _code in codes(row)] == ["legal_id", "name", "contact_email"]
    assert [notice.field for notice in row.notices] == ["employees", "founded"]


@pytest.mark.parametrize("changed, language", [
    ({"language": ""}, "ru"), ({"language": "ky"}, "ru"),
    ({"language": "", "country": "JP", "legal_id": "1626018159083"}, "ja"),
])
def test_language_the_portal_does_not_speak_gets_the_usual_one_with_a_notice(changed, language):
    row = firm(**changed)
    assert row.values.language == language
    assert [notice.code for notice in row.notices] == ["other_language"]


def test_lookalike_letters_are_a_notice_not_a_refusal():
    row = firm(name="ТОО Тoyota")
    assert row.ok
    assert [notice.code for notice in row.notices] == ["mixed_scripts"]
    assert "Тoyota" in str(row.notices[0].message)


def test_same_firm_and_same_key_twice_are_refused_naming_the_row():
    rows = read_firms(as_csv(
        GOOD, GOOD | {"key": "k2", "legal_id": "0503-4049-3133"}, GOOD | {"legal_id": "941240000193"},
        GOOD | {"key": "k4", "legal_id": "941240000193"},
    ), "f.csv", today=TODAY).rows
    assert [codes(row) for row in rows] == [[], [("legal_id", "repeated_firm")], [("key", "repeated_key")], []]
    assert "Row 2 " in str(rows[1].problems[0].message)
    assert "Row 2 " in str(rows[2].problems[0].message)


def test_a_number_may_be_the_same_in_two_countries():
    rows = read_firms(as_csv(
        GOOD | {"country": "UZ", "legal_id": "615820314"},
        GOOD | {"key": "t", "country": "TJ", "legal_id": "615820314"},
    ), "f.csv", today=TODAY).rows
    assert all(row.ok for row in rows)


# --- lines ---


@pytest.mark.parametrize("changed, problem", [
    ({"firm": "nobody"}, ("firm", "unknown_firm")), ({"firm": ""}, ("firm", "empty")),
    ({"firm": "bad"}, ("firm", "firm_refused")),
    ({"kind": "sell"}, ("kind", "unknown_choice")), ({"cooperation": ""}, ("cooperation", "unknown_choice")),
    ({"text": ""}, ("text", "empty")), ({"text": "——— *** ———"}, ("text", "no_letters")),
    ({"text": "あ" * 501}, ("text", "too_long")), ({"text": "\ufdfa" * 501}, ("text", "too_long")),
    ({"hs_codes": "77"}, ("hs_codes", "unknown_chapter")), ({"hs_codes": "409"}, ("hs_codes", "odd_digits")),
    ({"hs_codes": "honey"}, ("hs_codes", "not_a_code")), ({"markets": "FR"}, ("markets", "unknown_market")),
    ({"markets": ""}, ("markets", "empty")),
])
def test_bad_field_of_a_line_is_refused_with_its_reason(changed, problem):
    row = line(**changed)
    assert codes(row) == [problem]
    assert row.values is None
    assert str(row.problems[0].message)


def test_line_of_a_refused_firm_names_the_row_of_the_firm():
    assert "row 3 of firms.csv" in str(line(firm="bad").problems[0].message)


@pytest.mark.parametrize("changed, field, value", [
    ({"kind": "Offer"}, "kind", "offer"), ({"cooperation": "Joint Venture"}, "cooperation", "joint_venture"),
    ({"text": "<script>alert(1)</script> ﾐﾂ"}, "text", "<script>alert(1)</script> ﾐﾂ"),
    ({"text": "あ" * 500}, "text", "あ" * 500),
    ({"hs_codes": "84 22; 8422.30"}, "hs_codes", ("8422", "842230")), ({"hs_codes": ""}, "hs_codes", ()),
    ({"markets": "jp, KZ;uz jp"}, "markets", ("JP", "KZ", "UZ")),
    ({"markets": "日本 Казахстан"}, "markets", ("JP", "KZ")),
    ({"trade_role": "Производитель"}, "trade_role", "maker"), ({"trade_role": "商社"}, "trade_role", "distributor"),
    ({"trade_role": ""}, "trade_role", ""), ({}, "trade_role", ""),
])
def test_field_of_a_line_is_read_as_it_was_meant(changed, field, value):
    row = line(**changed)
    assert row.ok
    assert getattr(row.values, field) == value


def test_a_role_nobody_knows_is_left_empty_and_named():
    row = line(trade_role="friend")
    assert (row.ok, row.values.trade_role) == (True, "")
    assert [(notice.field, notice.code) for notice in row.notices] == [("trade_role", "unknown_choice")]


def test_line_said_before_is_skipped_with_a_notice():
    firms = read_firms(as_csv(GOOD), "f.csv", today=TODAY)
    rows = read_lines(as_csv(LINE, LINE | {"text": " МЁД! "}, LINE | {"kind": "request"}), "l.csv", firms).rows
    assert [(row.ok, row.skipped, row.values is None) for row in rows] == [
        (True, False, False), (True, True, True), (True, False, False)
    ]
    assert [notice.code for notice in rows[1].notices] == ["repeated_line"]
    assert "Row 2 " in str(rows[1].notices[0].message)


# --- anything at all ---


@given(st.binary(max_size=300) | st.binary(max_size=120).map(lambda tail: FIRMS_HEADER.encode() + b"\n" + tail)
       | st.text(max_size=120).map(lambda tail: (FIRMS_HEADER + "\n" + tail).encode("utf-8", "surrogatepass"))
       | st.lists(st.text("k1,;\"\n=KZ0あ\x00", max_size=30), max_size=5).map(
           lambda rows: (FIRMS_HEADER + "\n" + "\n".join(rows)).encode()
       ))
def test_read_firms_raises_nothing_but_its_own_error(data):
    refused, sheet = attempted(lambda: read_firms(data, "f.csv", today=TODAY), FileUnreadable)
    if refused:
        assert str(refused)
    else:
        for row in sheet.rows:
            assert row.ok == (row.values is not None)
            assert all(str(problem.message) for problem in row.problems)


@given(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=7), max_size=4))
def test_read_lines_raises_nothing_but_its_own_error(rows):
    out = io.StringIO()
    csv.writer(out).writerows([list(LINE), *rows])
    firms = read_firms(as_csv(GOOD), "f.csv", today=TODAY)
    data = out.getvalue().encode("utf-8", "replace")
    refused, sheet = attempted(lambda: read_lines(data, "l.csv", firms), FileUnreadable)
    assert str(refused) if refused else sheet.filename == "l.csv"


# --- what the portal gives out ---


@pytest.mark.parametrize("value", [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1",
    "＠x", "＋1", "－1", "　=1", "\x00=1", "\u200b=1",
    "'=1", '"=1', "|calc", "%0A", "-2+3+cmd|' /C calc'!A0", "\ufeff=1", "﹦1",
])
def test_escape_cell_disarms_a_formula(value):
    cell = escape_cell(value)
    assert cell.startswith("'")
    assert "\x00" not in cell


@pytest.mark.parametrize("value, cell", [
    ("Мёд", "Мёд"), ("a=b", "a=b"), ("e-mail", "e-mail"), ("", ""), (None, ""), (12, "12"), (-5, "-5"),
    ("〒100", "〒100"), ("日本", "日本"), ("line\nbreak", "line\nbreak"), ("a\u202eb", "ab"),
])
def test_escape_cell_leaves_honest_cells_alone(value, cell):
    assert escape_cell(value) == cell


@given(st.text(max_size=30))
def test_escape_cell_leaves_no_formula_behind(value):
    out = io.StringIO()
    csv.writer(out).writerow([escape_cell(value)])
    (read, *_), = csv.reader(io.StringIO(out.getvalue(), newline="")) if out.getvalue().strip() else (("",),)
    assert not read.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


def test_a_longer_key_is_not_taken_for_a_firm_whose_key_it_begins_with():
    key = "K" * 40
    firms = read_firms(as_csv(GOOD | {"key": key}), "firms.csv", today=TODAY)
    lines = read_lines(as_csv(LINE | {"firm": key + "1"}, LINE | {"firm": key}), "lines.csv", firms)
    assert [row.ok for row in lines.rows] == [False, True]
