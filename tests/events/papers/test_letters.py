"""Letters: everything that was given stands on the page, in the letter's language, on the clock of each place."""

import pytest

from events.papers import letter_pdf, proxy_pdf

from .contents import (
    ABDIKADYROVA,
    AS_OF,
    KIM,
    LINK,
    TAKASAKI,
    is_accessible,
    letter,
    proxy,
    reader,
    squeezed,
    stop,
    text_of,
)

LANGUAGES = ["ja", "en", "ru", "kk", "uz"]
LONG_WORD = "Востокцветметсельхозмашэкспортпроектмонтажналадка"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_says_who_where_when_and_whom_to_ask(language):
    given = letter()
    pdf = letter_pdf(given, language=language, as_of=AS_OF)
    text = text_of(pdf)
    assert is_accessible(pdf, language)
    assert len(reader(pdf).pages) == 1
    for guest in given["guests"]:
        assert all(
            squeezed(guest[name]) in squeezed(text) for name in ("name", "name_latin", "position", "organisation")
        )
    for one in given["stops"]:
        assert all(one[name] in text for name in ("place", "what", "host"))
    for name in ("number", "title", "host", "host_person", "host_email", "host_phone", "purpose", "link"):
        assert given[name] in text


def test_hours_are_those_of_the_place_and_another_last_day_is_named():
    text = text_of(letter_pdf(letter(), language="en", as_of=AS_OF))
    assert "Mon 7 Dec 09:00 – 11:30 Almaty" in text
    assert "Fri 11 Dec 05:00 – 09:30 Tokyo" in text
    overnight = letter(stops=[stop("2026-12-07T16:00", "2026-12-07T21:00")])
    assert "Mon 7 Dec 21:00 – Tue 8 Dec 02:00 Almaty" in text_of(letter_pdf(overnight, language="en", as_of=AS_OF))


def test_the_letter_is_dated_where_the_host_is():
    text = text_of(letter_pdf(letter(), language="en", as_of=AS_OF))
    assert "20 November 2026" in text
    assert "7 December 2026 – 11 December 2026" in text
    assert "Country visited Kazakhstan" in text
    assert "delegation from: Japan" in text
    one_day = letter(ends_on="2026-12-07")
    assert "7 December 2026 Country" in text_of(letter_pdf(one_day, language="en", as_of=AS_OF))


def test_dates_are_written_as_each_language_writes_them():
    expected = {"ja": "2026年12月7日", "ru": "7 декабря 2026 г.", "kk": "2026 ж. 7 желтоқсан", "uz": "7-dekabr, 2026"}
    for language, words in expected.items():
        assert squeezed(words) in squeezed(text_of(letter_pdf(letter(), language=language, as_of=AS_OF)))


def test_the_head_is_marked_and_addressed_and_a_letter_may_lack_one():
    with_head = text_of(letter_pdf(letter(), language="en", as_of=AS_OF))
    assert "会長, 髙﨑 健一郎 (TAKASAKI Kenichiro)" in with_head
    assert "Head of the delegation" in with_head
    without = letter(guests=[ABDIKADYROVA, KIM], stops=[])
    text = text_of(letter_pdf(without, language="en", as_of=AS_OF))
    assert "Head of the delegation" not in text
    assert "Itinerary" not in text


def test_a_latin_name_is_said_again_for_those_who_issue_visas_and_a_missing_one_is_a_dash():
    text = text_of(
        letter_pdf(letter(guests=[KIM, TAKASAKI | {"name_latin": "", "is_head": False}]), language="en", as_of=AS_OF)
    )
    assert "1 Kim Aleksei Kim Aleksei" in text
    assert "2 髙﨑 健一郎 – 会長" in text


def test_long_and_rare_words_do_not_break_a_letter():
    guest = ABDIKADYROVA | {"name": f"🍯 {LONG_WORD}", "organisation": LONG_WORD * 2, "name_latin": "X" * 120}
    long = stop("2026-12-07T04:00", "2026-12-07T06:30", what="Переговоры о поставках оборудования. " * 120)
    pdf = letter_pdf(letter(guests=[TAKASAKI] + [guest] * 30, stops=[long] * 2), language="ru", as_of=AS_OF)
    text = squeezed(text_of(pdf))
    assert text.count("〓" + LONG_WORD) == 30
    assert text.count(LONG_WORD * 2) == 30
    assert text.count("оборудования.") == 240
    assert LINK in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proxy_says_who_comes_for_whom(language):
    given = proxy()
    pdf = proxy_pdf(given, language=language, as_of=AS_OF)
    text = text_of(pdf)
    assert is_accessible(pdf, language)
    assert len(reader(pdf).pages) == 1
    for one in (given["original"], given["substitute"]):
        assert all(one[name] in text for name in ("name", "name_latin", "position", "organisation"))
    assert all(given[name] in text for name in ("number", "place", "reason", "consented_by", "link"))
    assert given["event_titles"].get(language, "Business forum") in text
    assert "09:00" in text


def test_a_proxy_says_whether_the_partner_has_consented():
    text = text_of(proxy_pdf(proxy(), language="en", as_of=AS_OF))
    assert "The partner has consented: Ержан Қасымбеков, Thu 19 Nov 2026 01:12 (Almaty)." in text
    waiting = text_of(proxy_pdf(proxy(consented_by="", consented_at="", reason=""), language="en", as_of=AS_OF))
    assert "The partner has not consented yet." in waiting
    assert "Reason" not in waiting


def test_a_name_that_is_latin_already_is_not_repeated():
    assert text_of(proxy_pdf(proxy(substitute=KIM), language="en", as_of=AS_OF)).count("Kim Aleksei") == 1


@pytest.mark.parametrize("make, content", [(letter_pdf, letter), (proxy_pdf, proxy)])
def test_the_same_content_gives_the_same_bytes(make, content):
    assert make(content(), language="ja", as_of=AS_OF) == make(content(), language="ja", as_of=AS_OF)
    assert make(content(), language="ja", as_of=AS_OF) != make(content(number="X-1"), language="ja", as_of=AS_OF)
