"""A translation service: nothing leaves unless it is connected and the firm agreed; what comes back is checked."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.models import TextTranslation
from core.translating import Translation, machine
from talks import services
from talks.models import MachineConsent, MachineRefusal, Thread
from tests.core.translating.conftest import endpoint  # noqa: F401 - a fixture
from tests.core.translating.corpus import MESSAGES
from tests.sweeping import break_for, one_rotten_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
TEXT, GOOD = MESSAGES[1]["ja"], MESSAGES[1]["kk"]
DAY = timedelta(days=1)


@pytest.fixture
def service(endpoint):  # noqa: F811
    endpoint.plan.say = lambda _text: GOOD
    return endpoint


@pytest.fixture
def agreed(service, introduced, hokuriku, tanaka, now) -> MachineConsent:
    return services.agree_to_machine(hokuriku, by=tanaka, now=now)


@pytest.fixture
def remark(agreed, match, tanaka, now):
    return services.write_remark(match, text=TEXT, by=tanaka, now=now)


def work(now) -> int:
    return services.translate_messages(now=now)


def state() -> str:
    return TextTranslation.objects.get(target="kk").state


def read(client, match) -> str:
    return client.get(reverse("talks:thread", args=[match.pk])).content.decode()


def test_without_a_service_nothing_waits_and_no_page_speaks_of_one(
    introduced, match, hokuriku, tanaka, aigul, as_, now
):
    services.agree_to_machine(hokuriku, by=tanaka, now=now)
    services.write_remark(match, text=TEXT, by=tanaka, now=now)
    assert not TextTranslation.objects.exists()
    assert 'id="translation-service"' not in read(as_(aigul), match)


def test_without_the_firms_agreement_nothing_leaves(service, introduced, match, altai, tanaka, aigul, now):
    services.agree_to_machine(altai, by=aigul, now=now)
    services.write_remark(match, text=TEXT, by=tanaka, now=now)
    work(now)
    assert service.asked == []
    assert not TextTranslation.objects.exists()


def test_a_page_asks_no_service_a_worker_does(agreed, service, match, tanaka, aigul, as_, now):
    as_(tanaka, "ja").post(reverse("talks:write", args=[match.pk]), {"text": TEXT})
    assert service.asked == []
    assert state() == "queued"
    assert work(now) == 1
    text = read(as_(aigul, "kk"), match)
    assert text.index(GOOD) < text.index(TEXT)


def test_it_is_marked_as_a_machines_until_a_person_has_checked_it(remark, match, aigul, as_, now):
    work(now)
    row = TextTranslation.objects.get(target="kk")
    assert (row.state, row.machine, row.is_unchecked, row.tokens) == ("machine", "model-a", True, 40)
    services.check_translation(row, by=aigul, now=now)
    row.refresh_from_db()
    assert (row.state, row.is_unchecked, row.part) == ("written", False, "central_asia")


WRONG = {
    "echo": lambda text: text,
    "html": lambda _text: f"<p>{GOOD}</p>",
    "other_script": lambda _text: "سالەمەتسىز بە، بىز تاۋارىمىزدى جىبەرەمىز",
    "empty": lambda _text: "",
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_fails_is_not_translated_and_a_person_can_be_asked(kind, remark, service, match, aigul, as_, now):
    service.plan.say = WRONG[kind]
    work(now)
    row = TextTranslation.objects.get(target="kk")
    assert (row.state, row.text, row.why) == ("failed", "", "fault")
    assert row.faults
    assert "Аударылмаған" in read(as_(aigul, "kk"), match) or "Not translated" in read(as_(aigul, "kk"), match)
    services.ask_translation(remark, language="kk", by=aigul, now=now)
    assert state() == "asked"


def test_a_dropped_digit_is_not_shown(agreed, service, match, tanaka, now):
    services.write_remark(match, text="納期は45日です。", by=tanaka, now=now)
    service.plan.say = lambda _text: "Жеткізу мерзімі 4 күн."
    work(now)
    assert TextTranslation.objects.get().faults == ["numbers"]
    assert TextTranslation.objects.get().text == ""


def test_an_answer_of_another_kind_is_not_translated(remark, service, now):
    service.plan.body = {"hello": "<html>"}
    work(now)
    assert state() == "failed"
    assert TextTranslation.objects.get().why == "unusable"


@pytest.mark.parametrize("how", [{"status": 503}, {"pause": 2}])
def test_a_service_that_is_down_or_slow_is_asked_again_for_a_day(how, remark, service, now):
    vars(service.plan).update(how)
    assert work(now) == 0
    assert state() == "queued"
    vars(service.plan).update(status=200, pause=0)
    assert work(now + timedelta(hours=1)) == 1
    assert state() == "machine"


def test_after_a_day_of_silence_it_is_not_translated(remark, service, now):
    service.plan.status = 503
    work(now + DAY)
    assert state() == "failed"


def test_a_silent_service_is_asked_once_a_pass(remark, service, match, tanaka, now):
    services.write_remark(match, text=f"{TEXT}。", by=tanaka, now=now)
    service.plan.status = 503
    work(now)
    assert len(service.asked) == 2, "two tries of one question"


def test_an_agreement_ended_while_it_waits_keeps_it_here(remark, service, hokuriku, tanaka, now):
    services.end_machine(hokuriku, by=tanaka, now=now)
    work(now)
    assert service.asked == []
    assert state() == "withdrawn"


def test_an_agreement_ended_while_the_service_works_shows_nothing(remark, hokuriku, tanaka, monkeypatch, now):
    def meanwhile(*_asked):
        services.end_machine(hokuriku, by=tanaka, now=now)
        return [Translation(GOOD, "model-a", 40)]

    monkeypatch.setattr("core.translating.machine.translate", meanwhile)
    work(now)
    row = TextTranslation.objects.get()
    assert (row.state, row.text, row.tokens) == ("withdrawn", "", 40)


def test_what_a_person_wrote_meanwhile_stays(remark, sato, monkeypatch, now):
    def meanwhile(*_asked):
        services.write_translation(TextTranslation.objects.get(), text="Сәлеметсіз бе.", by=sato, now=now)
        return [Translation(GOOD, "model-a", 40)]

    monkeypatch.setattr("core.translating.machine.translate", meanwhile)
    work(now)
    assert TextTranslation.objects.get().text == "Сәлеметсіз бе."


@pytest.mark.parametrize("who", ["tanaka", "aigul"])
def test_either_firm_keeps_a_conversation_here(who, agreed, service, match, tanaka, now, request):
    person = request.getfixturevalue(who)
    services.keep_from_machine(match, by=person, now=now)
    services.write_remark(match, text=TEXT, by=tanaka, now=now)
    work(now)
    assert service.asked == []
    services.allow_machine(match, by=person, now=now)
    services.write_remark(match, text=TEXT, by=tanaka, now=now)
    assert work(now) == 1


def test_words_of_staff_need_both_firms(agreed, service, match, altai, aigul, sato, now):
    services.write_remark(match, text=TEXT, by=sato, now=now)
    assert not TextTranslation.objects.exists()
    services.agree_to_machine(altai, by=aigul, now=now)
    services.write_remark(match, text=TEXT, by=sato, now=now)
    assert {row.target for row in TextTranslation.objects.all()} == {"kk"}


def test_the_days_tokens_are_kept(remark, service, match, tanaka, settings, now):
    settings.TRANSLATION["tokens_a_day"] = 10
    assert work(now) == 0
    assert service.asked == []
    assert state() == "queued"
    settings.TRANSLATION["tokens_a_day"] = 10_000
    assert work(now) == 1


def test_what_was_spent_counts_against_the_day(remark, service, match, tanaka, settings, now):
    service.plan.tokens = 9_990
    work(now)
    services.write_remark(match, text=f"{TEXT}。", by=tanaka, now=now)
    assert work(now) == 0
    assert work(now + DAY - timedelta(minutes=1)) == 1, "another day"


def test_the_same_text_is_asked_once(remark, service, match, tanaka, now):
    work(now)
    services.write_remark(match, text=TEXT, by=tanaka, now=now)
    work(now)
    assert len(service.asked) == 1
    assert TextTranslation.objects.filter(state="machine", text=GOOD).count() == 2


def test_one_rotten_message_stops_nobody(remark, match, tanaka, mori, now, monkeypatch):
    rotten = TextTranslation.objects.get()
    services.write_remark(match, text=f"{TEXT}。", by=tanaka, now=now)
    one_rotten_row(
        "talks.translate_messages",
        lambda: work(now),
        mend=break_for(monkeypatch, machine, "_take", rotten),
        staff=mori,
        done=TextTranslation.objects.filter(state="machine").count,
    )


def test_a_former_version_is_no_agreement(agreed, service, match, tanaka, now):
    MachineConsent.objects.update(version="2020-01")
    services.write_remark(match, text=TEXT, by=tanaka, now=now)
    assert not TextTranslation.objects.exists()


def test_an_owner_agrees_and_ends_it_on_a_page(service, introduced, hokuriku, tanaka, as_):
    client = as_(tanaka)
    assert "Your firm has not agreed" in client.get(reverse("talks:machine")).content.decode()
    client.post(reverse("talks:machine_agree"))
    client.post(reverse("talks:machine_agree"))
    given = MachineConsent.objects.get(firm=hokuriku)
    assert (given.ended_at, given.language) == (None, "en")
    assert "End the agreement" in client.get(reverse("talks:machine")).content.decode()
    client.post(reverse("talks:machine_end"))
    given.refresh_from_db()
    assert given.ended_by == tanaka


def test_the_conversation_says_what_leaves(agreed, match, tanaka, aigul, as_):
    assert "Your messages are sent to the translation service" in read(as_(tanaka), match)
    as_(aigul).post(reverse("talks:machine_keep", args=[match.pk]))
    assert "This conversation is kept from the service" in read(as_(tanaka), match)
    as_(aigul).post(reverse("talks:machine_allow", args=[match.pk]))
    assert "Your messages are sent to the translation service" in read(as_(tanaka), match)


@pytest.mark.parametrize("name, values", [
    ("machine_consent_one_in_force", {}), ("machine_consent_ended_after_given", {"ended_at": "2020-01-01T00:00Z"}),
])
def test_the_database_guards_agreements(name, values, agreed, hokuriku, tanaka, now):
    given = {"firm": hokuriku, "version": "1", "language": "ja", "given_by": tanaka, "given_at": now}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MachineConsent.objects.create(**given | values)


@pytest.mark.parametrize("name, values", [
    ("machine_refusal_one_of_each_side", {"by_side": "japan"}), ("machine_refusal_is_a_firm_s", {"by_side": "office"}),
    ("machine_refusal_lifted_after_it_was_said", {"by_side": "japan", "lifted_at": "2020-01-01T00:00Z"}),
])
def test_the_database_guards_refusals(name, values, agreed, match, tanaka, now):
    services.keep_from_machine(match, by=tanaka, now=now)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        MachineRefusal.objects.create(thread=Thread.objects.get(match=match), refused_at=now, **values)
