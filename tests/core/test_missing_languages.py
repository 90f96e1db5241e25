"""Whose language the portal lacks is shown Russian where they read it, and told so once; no row stops a letter."""

import pytest

from core.i18n import accepted_as_ours, letter_language, missing_language

KYRGYZ, RUSSIAN = "Кыргыз тили азырынча жок", "Портала на кыргызском языке пока нет"


def page(client, header: str, path: str = "/"):
    return client.get(path, headers={"accept-language": header}, follow=True)


@pytest.mark.parametrize("header, ours, missing", [
    ("ky-KG,ky;q=0.9,en;q=0.5", "ru,ru;q=0.9,en;q=0.5", "ky"),
    ("tg,ru;q=0.8", "ru,ru;q=0.8", "tg"),
    ("TK-Latn-TM", "ru", "tk"),
    ("en,ky;q=0.5", "en,ru;q=0.5", ""),
    ("fr,be;q=0.5", "fr,ru;q=0.5", "be"),
    ("de-be,fr-tg", "de-be,fr-tg", ""),
    ("", "", ""),
    ("ky" * 3000, "ky" * 3000, ""),
    ("\0;q=x,,", "\0;q=x,,", ""),
])
def test_what_a_browser_asks_for(header, ours, missing):
    assert (accepted_as_ours(header), missing_language(header)) == (ours, missing)


@pytest.mark.parametrize("header, language", [
    ("ky-KG,ky;q=0.9,en;q=0.5", "ru"), ("tg-TJ", "ru"), ("tk", "ru"), ("be", "ru"), ("uz,ky;q=0.5", "uz"), ("fr", "en"),
])
def test_a_browser_is_answered_in_a_language_its_reader_reads(db, client, header, language):
    assert page(client, header).headers["Content-Language"] == language


def test_the_reader_is_told_once_in_both_languages(db, client):
    first = page(client, "ky-KG,ky;q=0.9").content.decode()
    assert (KYRGYZ in first, RUSSIAN in first) == (True, True)
    assert KYRGYZ not in page(client, "ky-KG,ky;q=0.9").content.decode()


@pytest.mark.parametrize("header, path", [("ky", "/en/"), ("ru,ky;q=0.5", "/ru/"), ("fr", "/ru/")])
def test_nobody_else_is_told(db, client, header, path):
    answer = page(client, header, path)
    assert KYRGYZ not in answer.content.decode()
    assert "language_told" not in client.cookies


def test_who_was_shown_another_language_first_is_still_told(db, client):
    page(client, "ky", "/en/")
    assert KYRGYZ in page(client, "ky", "/ru/").content.decode()


@pytest.mark.parametrize("code, zone, language", [
    ("kk", "Asia/Tokyo", "kk"), ("ky", "", "ru"), ("tg", "Asia/Tokyo", "ru"), ("fr", "Asia/Bishkek", "ru"),
    ("", "Asia/Almaty", "ru"), ("fr", "Asia/Tokyo", "en"), ("zz", "UTC", "en"), ("\0", "", "en"),
])
def test_a_letter_has_a_language_whatever_the_row_says(code, zone, language):
    assert letter_language(code, zone) == language
