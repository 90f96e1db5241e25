"""Messages in another language: asked for, written by people, read in the reader's language first."""
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Activity, FormerTranslation, TextTranslation
from core.translating.errors import EmptyTranslation, NothingToCheck, SameLanguage
from notifications.models import Message
from talks import services
from talks.services.translating import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
SAID, IN_KAZAKH, IN_RUSSIAN = "充填機の写真をお送りします。", "Толтырғыштың суретін жібереміз.", "Посылаем фото машины."


@pytest.fixture
def remark(introduced, match, tanaka, now):
    return services.write_remark(match, text=SAID, by=tanaka, now=now)


@pytest.fixture
def asked(remark, aigul, now) -> TextTranslation:
    return services.ask_translation(remark, language="kk", by=aigul, now=now)


@pytest.fixture
def written(asked, sato, now) -> TextTranslation:
    services.write_translation(asked, text=IN_KAZAKH, by=sato, now=now)
    asked.refresh_from_db()
    return asked


def by_machine(row: TextTranslation, now) -> None:
    TextTranslation.objects.filter(pk=row.pk).update(
        state="machine", text=IN_KAZAKH, machine="model-a", written_at=now, part=""
    )


def page(row, name: str = "thread") -> str:
    return reverse(f"talks:{name}", args=[row.pk])


def read(client, match) -> str:
    return client.get(page(match)).content.decode()


def test_without_a_translation_the_original_is_read_with_its_language(remark, match, aigul, as_):
    text = read(as_(aigul, "kk"), match)
    assert f'<div lang="ja"><p>{SAID}' in text
    assert "жапон" in text
    assert "/translate/kk/" in text


def test_who_asks_is_told_when_staff_have_written_it(written, aigul, sato):
    assert Message.objects.filter(recipient=aigul, kind="talks/translation_written").count() == 1
    assert not Message.objects.filter(recipient=sato, kind="talks/translation_written").exists()


def test_the_readers_language_stands_first_and_the_original_one_tap_away(written, match, aigul, as_):
    text = read(as_(aigul, "kk"), match)
    assert text.index(IN_KAZAKH) < text.index(SAID)
    assert '<details class="more">' in text[text.index(IN_KAZAKH): text.index(SAID)]
    assert "/translate/kk/" not in text


def test_the_reader_sees_who_translated(written, match, aigul, tanaka, as_, now):
    assert "Minamin" in read(as_(aigul, "kk"), match)
    by_machine(written, now)
    TextTranslation.objects.filter(pk=written.pk).update(target="en")
    assert "Machine, unchecked" in read(as_(aigul), match)


def test_a_reader_of_the_original_is_shown_it_alone(written, match, tanaka, as_):
    text = read(as_(tanaka, "ja"), match)
    assert SAID in text
    assert IN_KAZAKH not in text


def test_a_kazakh_reader_gets_russian_where_there_is_no_kazakh(remark, match, aigul, sato, as_, now):
    row = services.ask_translation(remark, language="ru", by=sato, now=now)
    services.write_translation(row, text=IN_RUSSIAN, by=sato, now=now)
    text = read(as_(aigul, "kk"), match)
    assert text.index(IN_RUSSIAN) < text.index(SAID)
    assert "/translate/kk/" in text, "Kazakh may still be asked for"


def test_the_other_firm_corrects_in_place_and_the_earlier_wording_is_kept(written, match, aigul, as_):
    client = as_(aigul, "kk")
    assert page(written, "translation") in read(client, match)
    shown = client.get(page(written, "translation"))
    better = "Толтыру машинасының суретін жібереміз."
    seal = shown.context["form"]["as_seen"].value()
    assert client.post(page(written, "translation"), {"text": better, "as_seen": seal}).status_code == 302
    written.refresh_from_db()
    assert (written.text, written.part, written.written_by) == (better, "central_asia", aigul)
    assert [one.text for one in FormerTranslation.objects.all()] == [IN_KAZAKH]
    assert IN_KAZAKH in client.get(page(written, "translation")).content.decode()


def test_who_saves_over_another_unseen_is_told_first(written, sato, aigul, as_, now):
    client = as_(sato)
    seal = client.get(page(written, "translation")).context["form"]["as_seen"].value()
    services.write_translation(written, text="Жаңа мәтін.", by=aigul, now=now)
    answer = client.post(page(written, "translation"), {"text": "Басқа мәтін.", "as_seen": seal})
    assert answer.status_code == 409
    written.refresh_from_db()
    assert written.text == "Жаңа мәтін."


def test_a_machines_text_is_checked_as_it_is(asked, match, sato, as_, now):
    by_machine(asked, now)
    as_(sato).post(page(asked, "translation_check"))
    asked.refresh_from_db()
    assert (asked.state, asked.text, asked.part, asked.machine) == ("written", IN_KAZAKH, "office", "model-a")
    assert not asked.is_unchecked


def test_nothing_is_not_a_translation(asked, sato, now):
    with pytest.raises(EmptyTranslation):
        services.write_translation(asked, text=" \u200b ", by=sato, now=now)
    with pytest.raises(NothingToCheck):
        services.check_translation(asked, by=sato, now=now)
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_a_message_is_not_translated_into_its_own_language(remark, sato, now):
    with pytest.raises(SameLanguage):
        services.ask_translation(remark, language="ja", by=sato, now=now)


def test_asked_for_twice_is_asked_for_once(asked, remark, dana, now):
    assert services.ask_translation(remark, language="kk", by=dana, now=now).pk == asked.pk
    assert Activity.objects.filter(verb="core.texttranslation.ask").count() == 1


def test_what_is_not_needed_any_more_can_be_asked_for_again(asked, remark, aigul, sato, now):
    services.drop_translation(asked, by=aigul, now=now)
    assert not TextTranslation.objects.asked("talks.remark").exists()
    services.ask_translation(remark, language="kk", by=sato, now=now)
    assert TextTranslation.objects.asked("talks.remark").get().asked_by == sato


def test_staff_ask_and_write_from_the_conversation(remark, match, sato, as_):
    client = as_(sato)
    assert "/translate/uz/" in read(client, match)
    address = reverse("talks:translation_ask", args=[remark.pk, "uz"])
    place = client.post(address).headers["Location"]
    assert SAID in client.get(place).content.decode()
    assert client.post(place, {"text": "Mashina suratini yuboramiz."}).status_code == 302
    assert TextTranslation.objects.get(target="uz").part == "office"


def test_a_language_that_is_not_ours_is_not_found(remark, aigul, as_):
    assert as_(aigul).post(reverse("talks:translation_ask", args=[remark.pk, "xx"])).status_code == 404
    assert not TextTranslation.objects.exists()


def test_too_long_a_translation_is_said_and_nothing_lost(asked, sato, as_):
    client = as_(sato)
    long = "ә" * 12_001
    answer = client.post(page(asked, "translation"), {"text": long})
    assert answer.status_code == 422
    assert long in answer.content.decode()


def test_the_page_of_many_messages_costs_no_more_queries(introduced, match, tanaka, aigul, sato, as_, now):
    client = as_(aigul, "kk")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(page(match))
        return len(seen)

    def one(number: int) -> None:
        remark = services.write_remark(match, text=f"{SAID} {number}", by=tanaka, now=now)
        row = services.ask_translation(remark, language="kk", by=aigul, now=now)
        services.write_translation(row, text=f"{IN_KAZAKH} {number}", by=sato, now=now)

    one(1)
    queries()
    few = queries()
    for number in range(2, 12):
        one(number)
    assert queries() == few


class TestOtherFirms:
    """Who does not take part reads nothing, asks for nothing and writes nothing."""

    def test_pages_are_not_found(self, written, remark, bekzat, zafar, as_):
        for person in (bekzat, zafar):
            client = as_(person)
            assert client.get(page(written, "translation")).status_code in (403, 404)
            acts = [page(written, f"translation{act}") for act in ("", "_check", "_drop")]
            for address in (*acts, reverse("talks:translation_ask", args=[remark.pk, "ru"])):
                assert client.post(address, {"text": "x"}).status_code in (403, 404)
        written.refresh_from_db()
        assert written.text == IN_KAZAKH
        assert TextTranslation.objects.count() == 1


class TestMemory:
    def test_staff_are_offered_what_was_translated_before(self, written, remark, match, tanaka, sato, aigul, as_, now):
        again = services.write_remark(match, text=f"{SAID}  ", by=tanaka, now=now)
        TextTranslation.objects.filter(pk=written.pk).update(part="central_asia")
        row = services.ask_translation(again, language="kk", by=aigul, now=now)
        assert row.state == "asked", "only staff's own are taken over unseen"
        assert IN_KAZAKH in as_(sato).get(page(row, "translation")).content.decode()

    def test_a_firm_is_offered_none(self, written, match, tanaka, aigul, as_, now):
        TextTranslation.objects.filter(pk=written.pk).update(part="central_asia")
        again = services.write_remark(match, text=SAID, by=tanaka, now=now)
        row = services.ask_translation(again, language="kk", by=aigul, now=now)
        assert IN_KAZAKH not in as_(aigul).get(page(row, "translation")).content.decode()

    def test_the_same_text_is_taken_over_at_once_and_says_from_where(self, written, match, tanaka, aigul, as_, now):
        again = services.write_remark(match, text=SAID, by=tanaka, now=now)
        row = services.ask_translation(again, language="kk", by=aigul, now=now)
        assert (row.state, row.text, row.earlier) == ("written", IN_KAZAKH, written)
        TextTranslation.objects.filter(pk=row.pk).update(target="en")
        assert "Taken over from an earlier translation" in read(as_(aigul), match)

    def test_figures_are_taken_over_within_their_conversation_only(self, introduced, match, tanaka, aigul, sato, now):
        priced = services.write_remark(match, text="一袋5ドルです。", by=tanaka, now=now)
        row = services.ask_translation(priced, language="kk", by=aigul, now=now)
        services.write_translation(row, text="Бір қабы 5 доллар.", by=sato, now=now)
        again = services.write_remark(match, text="一袋5ドルです。", by=tanaka, now=now)
        assert services.ask_translation(again, language="kk", by=aigul, now=now).state == "written"
        elsewhere = TextTranslation.objects.filter(pk=row.pk)
        elsewhere.update(case="talks.thread:other")
        TextTranslation.objects.filter(row=again.pk).delete()
        assert services.ask_translation(again, language="kk", by=aigul, now=now).state == "asked"

    def test_another_pair_of_languages_is_another_text(self, written, match, tanaka, bekzat, sato, now):
        again = services.write_remark(match, text=SAID, by=tanaka, now=now)
        assert services.ask_translation(again, language="ru", by=sato, now=now).state == "asked"


GIVEN = {
    "translation_one_a_language": {},
    "translation_into_another_language": {"target": "ja"},
    "translation_state_is_known": {"target": "ru", "state": "lost"},
    "translation_done_says_something": {"target": "ru", "state": "written"},
    "translation_unchecked_names_its_machine": {"target": "ru", "state": "machine", "text": "x"},
}


@pytest.mark.parametrize("name", GIVEN)
def test_the_database_guards(name, written, remark, now):
    words = words_of(remark)
    values = {
        "model": words.model, "row": words.row, "name": "text", "case": words.case, "source": "ja", "target": "kk",
        "original": SAID, "mark": "0", "asked_at": now, "written_at": now if name.endswith("machine") else None,
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        TextTranslation.objects.create(**values | GIVEN[name])


@pytest.mark.parametrize("name, values", [
    ("former_translation_says_something", {"text": ""}),
    ("former_translation_stood_before_it_was_replaced", {"text": "x", "replaced_at": "2020-01-01T00:00Z"}),
])
def test_the_database_guards_former_wordings(name, values, written, now):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        FormerTranslation.objects.create(
            **{"translation": written, "written_at": now, "replaced_at": now} | values
        )
