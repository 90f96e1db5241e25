"""Badges: eight on a sheet, long names made to fit, each in its own language."""

from events.papers import badges_pdf

from .contents import AS_OF, badge, is_accessible, reader, squeezed, text_of


def test_eight_fit_on_a_sheet_and_everything_stands_on_each():
    rows = [badge(number) for number in range(1, 10)]
    pdf = badges_pdf(rows, as_of=AS_OF)
    assert is_accessible(pdf, "en")
    assert len(reader(pdf).pages) == 2
    first, second = (page.extract_text() for page in reader(pdf).pages)
    assert all(
        row[name] in first for row in rows[:8] for name in ("name", "name_latin", "organisation", "role", "code")
    )
    assert "濵田 9" in second
    assert "000009" in second
    assert first.count("Japan") == 8


def test_each_has_a_square_of_its_own_with_words_for_who_cannot_see_it():
    pdf = badges_pdf([badge(1), badge(2)], as_of=AS_OF)
    alternatives = pdf.decode("latin-1").count("/Alt")
    assert alternatives == 2
    assert badges_pdf([badge(1), badge(1)], as_of=AS_OF) != pdf


def test_words_are_in_the_language_of_the_wearer():
    rows = [badge(country="KZ", language=language) for language in ("en", "ru", "kk", "uz", "ja")]
    text = text_of(badges_pdf(rows, as_of=AS_OF))
    assert all(word in text for word in ("Kazakhstan", "Казахстан", "Қазақстан", "Qozogʻiston", "カザフスタン"))


def test_an_organisation_stands_in_latin_letters_too():
    rows = [
        badge(1, organisation="北陸精機株式会社", organisation_latin="Hokuriku Seiki Co., Ltd."),
        badge(2, organisation="ТОО «Алтай»"), badge(3, organisation="Detal LLC", organisation_latin="Detal LLC"),
    ]
    text = text_of(badges_pdf(rows, as_of=AS_OF))
    assert [text.count(one) for one in ("北陸精機", "Hokuriku Seiki", "Алтай", "TOO «Altay»", "Detal LLC")] == [1] * 5


def test_long_names_and_missing_letters_stay_on_their_badge():
    name = "Константинопольский-Преображенский Александр-Мухаммед Нұрсұлтанұлы"
    word = "Востокцветметсельхозмашэкспортпроектмонтажналадка"
    rows = [
        badge(1, name=name, organisation=f"{word} {word}", role=word, code="A7K2-99XQ-LONG"), badge(2, name="🍯" * 60),
        badge(3, name="鷗" * 200),
    ]
    pdf = badges_pdf(rows, as_of=AS_OF)
    text = squeezed(text_of(pdf))
    assert len(reader(pdf).pages) == 1
    assert squeezed(name) in text
    assert text.count(word) == 3
    assert "A7K2-99XQ-LONG" in text
    assert text.count("〓") == 60
    assert text.count("鷗") == 200


def test_a_latin_name_that_says_nothing_new_is_left_out():
    assert text_of(
        badges_pdf([badge(name="Kim Aleksei", name_latin="KIM ALEKSEI")], as_of=AS_OF)
    ).casefold().count("kim") == 1


def test_no_badges_are_an_empty_sheet():
    pdf = badges_pdf([], as_of=AS_OF)
    assert is_accessible(pdf, "en")
    assert len(reader(pdf).pages) == 1


def test_the_same_rows_give_the_same_bytes():
    rows = [badge(number) for number in range(3)]
    assert badges_pdf(rows, as_of=AS_OF) == badges_pdf(rows, as_of=AS_OF)
