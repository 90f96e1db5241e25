"""A native speaker accepts a translation or words it better; a command writes it into the catalogue."""

from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.errors import TextChangedMeanwhile, TextReviewedMeanwhile, WordingRefused
from accounts.models import TextReview
from accounts.services import newest_reviews, review_text
from core.catalogues import entries

HEAD = 'msgid ""\nmsgstr ""\n"Language: kk\\n"\n"MIME-Version: 1.0\\n"\n\n'
FIRM = '#: b.html\n#, fuzzy\nmsgid "%(n)s firm"\nmsgid_plural "%(n)s firms"\nmsgstr[0] "фирма"\nmsgstr[1] "%(n)s"\n'


@pytest.fixture
def book(tmp_path, settings):
    path = tmp_path / "locale" / "kk" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(f'{HEAD}#: a/forms.py\nmsgid "Yes"\nmsgstr "Ия"\n\n{FIRM}', encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return path


@pytest.fixture
def review(book, sato, now):
    """review("Yes", ["Иә"]) as Sato, knowing of `version` reviews."""

    def make(english: str, forms: list[str], *, version: int = 0, by=sato, note: str = "") -> TextReview:
        entry = next(one for one in entries("kk").values() if one.english == english)
        return review_text(
            entry, forms=forms, seen=entry.digest, note=note, version=version, by=by, now=now
        )

    return make


def written(capsys) -> str:
    call_command("write_reviews")
    said = capsys.readouterr()
    return said.out + said.err


@pytest.mark.django_db
def test_a_wording_is_accepted_or_bettered(review):
    assert review("Yes", ["Ия"]).verdict == "accepted"
    assert review("Yes", ["Иә"], version=1, note="Емле").verdict == "reworded"
    [newest] = newest_reviews("kk").values()
    assert (newest.forms, newest.note, newest.version) == (["Иә"], "Емле", 2)


@pytest.mark.django_db
@pytest.mark.parametrize("english, forms", [
    ("Yes", [""]), ("Yes", ["Иә %(x)s"]), ("Yes", ["<b>Иә</b>"]), ("Yes", ["Сәйкестендірілді"]),
    ("Yes", ["Иә", "Иә"]), ("Yes", []), ("%(n)s firm", ["%(n)s фирма", "фирма %(m)s"]),
])
def test_what_breaks_a_rule_is_not_kept(review, english, forms):
    with pytest.raises(WordingRefused):
        review(english, forms)
    assert not TextReview.objects.exists()


@pytest.mark.django_db
def test_the_second_of_two_who_review_the_same_is_told(review, mori):
    review("Yes", ["Иә"])
    with pytest.raises(TextReviewedMeanwhile):
        review("Yes", ["Йә"], by=mori)
    assert TextReview.objects.get().forms == ["Иә"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_of_two_at_the_same_moment_one_wins(review, sato, mori, guarded):
    """The control: without the constraint both would."""
    if not guarded:
        with connection.schema_editor() as schema:
            schema.remove_constraint(TextReview, TextReview._meta.constraints[0])
    start, told = Barrier(2), []

    def act(by, text):
        start.wait()
        try:
            review("Yes", [text], by=by)
        except TextReviewedMeanwhile:
            told.append(by)
        finally:
            connection.close()

    both = [Thread(target=act, args=given) for given in ((sato, "Иә"), (mori, "Йә"))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    found = TextReview.objects.count()
    if not guarded:
        TextReview.objects.all().delete()
        with connection.schema_editor() as schema:
            schema.add_constraint(TextReview, TextReview._meta.constraints[0])
    assert (found, len(told)) == ((1, 1) if guarded else (2, 0))


@pytest.mark.django_db
def test_a_translation_that_changed_while_the_page_was_open_is_not_reviewed(review, book, sato, now):
    entry = next(iter(entries("kk").values()))
    book.write_text(book.read_text(encoding="utf-8").replace("Ия", "Жоқ"), encoding="utf-8")
    with pytest.raises(TextChangedMeanwhile):
        review_text(entry, forms=["Иә"], seen=entry.digest, note="", version=0, by=sato, now=now)


@pytest.mark.django_db
def test_the_command_writes_what_was_reviewed_once(review, book, capsys):
    review("Yes", ["Ия"])
    review("%(n)s firm", ["%(n)s фирма", "%(n)s фирма"])
    assert "kk: 2 written, 0 refused" in written(capsys)
    text = book.read_text(encoding="utf-8")
    assert text.count("# reviewed: 佐藤 恵, 2026-11-24\n") == 2
    assert 'msgstr[1] "%(n)s фирма"' in text
    assert "fuzzy" not in text
    assert "kk: 0 written, 0 refused" in written(capsys)
    assert book.read_text(encoding="utf-8") == text


@pytest.mark.django_db
def test_a_later_review_takes_the_place_of_the_written_one(review, book, mori, capsys):
    review("Yes", ["Иә"])
    written(capsys)
    review("Yes", ["Ия"], version=1, by=mori)
    assert "kk: 1 written" in written(capsys)
    assert "reviewed: 佐藤" not in book.read_text(encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("changed, reason", [
    ('"Yes"', "refused, the English has changed: 'Yes'"), ('"Ия"', "refused, the translation has changed: 'Yes'"),
])
def test_an_entry_that_has_changed_since_is_refused(review, book, capsys, changed, reason):
    review("Yes", ["Иә"])
    text = book.read_text(encoding="utf-8").replace(changed, '"No"')
    book.write_text(text, encoding="utf-8")
    assert reason in written(capsys)
    assert book.read_text(encoding="utf-8") == text


@pytest.mark.django_db
@pytest.mark.parametrize("name, wrong", [
    ("text_review_is_of_ours", {"language": "en"}), ("text_review_accepted_is_as_it_was", {"verdict": "x"}),
    ("text_review_versions_begin_at_one", {"version": 0}), ("text_review_accepted_is_as_it_was", {"forms": ["b"]}),
])
def test_the_database_keeps_the_rules(sato, now, name, wrong):
    given = {"language": "kk", "key": "k", "english": "A", "before": ["a"], "forms": ["a"], "verdict": "accepted"}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        TextReview.objects.create(**given | {"version": 1, "by": sato, "at": now} | wrong)
