"""Encodings that spreadsheet programs write, and those that are asked about rather than guessed."""
import pytest

from core.intake.problems import FileUnreadable

from .firm_lists import HEAD, KANJI, RUSSIAN, as_csv, read

KANJI_2 = ["2", "JP", "4010001012345", "北陸農機有限会社", "Hokuriku", "金沢市", "髙﨑一郎", "t@hokuriku.example"]
MIXED = ["1", "JP", "1626018159083", "サンプル製作所", "Sample", "福井市", "山田 花子", "y@sample.example"]
KAZAKH = ["1", "KZ", "050740000122", "«Өскемен Тағам» ЖШС", "Tagam", "Өскемен", "Айгүл Ким", "a@tagam.example"]
RUSSIAN_HEAD = ["Ключ", "Страна", "БИН", "Название", "Латиницей", "Город", "Контактное лицо", "E-mail"]
JAPANESE_HEAD = ["番号", "国", "法人番号", "会社名", "英文社名", "所在地", "担当者", "メール"]
SHOUTED = ["1", "KZ", "050740000122", "ТОО ЛУЧ", "Luch", "АСТАНА", "КИМ СЕРГЕЙ", "a@luch.example"]

READ = [
    ("cp932", HEAD, [KANJI, KANJI_2], "kanji without kana"),
    ("cp932", HEAD, [KANJI], "one row of them"),
    ("cp932", HEAD, [["1", "JP", "1626018159083", "東和", "Towa", "", "林 誠", "h@towa.example"]], "short names"),
    ("cp932", HEAD, [["1", "JP", "1626018159083", "齋藤醸造", "Saito", "堺市", "髙﨑 馨", "s@s.example"]], "rare ones"),
    ("cp932", JAPANESE_HEAD, [KANJI], "with a Japanese header"),
    ("cp932", HEAD, [MIXED], "kana and kanji"),
    ("cp1251", HEAD, [RUSSIAN], "one row of Russian"),
    ("cp1251", RUSSIAN_HEAD, [RUSSIAN], "with a Russian header"),
    ("cp1251", HEAD, [SHOUTED], "in capitals"),
    ("iso2022_jp", JAPANESE_HEAD, [KANJI], "as mail programs write Japanese"),
    ("utf-8", HEAD, [KAZAKH], "Unicode"),
    ("utf-8-sig", RUSSIAN_HEAD, [KAZAKH], "Unicode with its mark"),
    ("utf-16", HEAD, [KAZAKH], "with its mark"),
    ("utf-16-le", HEAD, [KAZAKH], "without a mark, English header"),
    ("utf-16-le", RUSSIAN_HEAD, [KAZAKH], "without a mark, Russian header"),
    ("utf-16-le", JAPANESE_HEAD, [KANJI], "without a mark, Japanese header"),
    ("utf-16-be", JAPANESE_HEAD, [KANJI, KANJI_2], "the other way round"),
    ("utf-16-be", RUSSIAN_HEAD, [RUSSIAN], "the other way round in Russian"),
]
ASKED = [
    ("koi8-r", HEAD, [RUSSIAN], "another Russian code page"),
    (
        "koi8-r", HEAD, [["1", "KZ", "050740000122", "КАРАГАНДА ЩЕБЕНЬ", "", "ЮЖНЫЙ", "ТЕХ АЛМА", "a@b.example"]],
        "its capitals are small letters elsewhere",
    ),
    ("cp866", HEAD, [RUSSIAN], "the one of DOS"),
    ("cp866", HEAD, [SHOUTED], "its capitals read as kanji"),
    ("mac_cyrillic", HEAD, [RUSSIAN], "the one of old Macs"),
    ("euc-jp", HEAD, [KANJI, KANJI_2], "another Japanese code page"),
    ("big5", HEAD, [["1", "JP", "1", "東亞製作所", "Toa", "大阪市", "山田太郎", "a@b.example"]], "Chinese"),
    ("gb18030", HEAD, [KANJI], "Chinese"),
    ("cp1252", HEAD, [["1", "UZ", "301234567", "O’zbekiston G’alla", "", "Toshkent", "Aziz", "a@b.example"]], "curly"),
]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding, head, rows, why", READ)
def test_read_as_it_was_written(encoding, head, rows, why, end):
    for separator in ",;\t":
        sheet = read(as_csv(head, *rows, separator=separator, end=end, encoding=encoding))
        assert [
            (row.values.name, row.values.contact_name, row.values.contact_email) for row in sheet.rows
        ] == [(row[3], row[6], row[7]) for row in rows], why


@pytest.mark.parametrize("encoding, head, rows, why", ASKED)
def test_asked_about_rather_than_guessed(encoding, head, rows, why):
    with pytest.raises(FileUnreadable) as refused:
        read(as_csv(head, *rows, encoding=encoding))
    assert refused.value.code in ("undecodable", "ambiguous_encoding"), why
    assert "UTF-8" in str(refused.value)


def test_an_encoding_the_file_names_itself_must_fit():
    with pytest.raises(FileUnreadable) as refused:
        read(as_csv(HEAD, RUSSIAN, encoding="utf-16")[:-1])
    assert refused.value.code == "undecodable"
