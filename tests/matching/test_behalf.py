"""A firm without an account answers outside the portal: recorded for it, shown as such, and its to take back."""
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import ConsentRecord
from companies import services as companies
from companies.errors import SaidInFuture, SomebodyAnswers
from companies.models import Contact, Spoken
from core.errors import NotPermitted, ReasonMissing, TransitionNotAllowed
from core.telephones import say_telephone
from matching import services
from matching.errors import AnswerStands, ConsentMissing, FirmNotLive, ProposerRecords
from matching.models import Introduction, Match
from tests import build, files_build

from .asking import acts, told, written

pytestmark = pytest.mark.django_db
WHO = "Айгүл Серікова, бас директор"


def said(now, **more) -> dict:
    given = {"said_by": WHO, "channel": "telephone", "said_on": now.date(), "note": "", "file": None}
    return given | more


def agrees(introduction, firm, by, now, **more) -> bool:
    return services.consent_on_behalf(introduction, firm=firm, contact_agrees=True, by=by, now=now, **said(now, **more))


def declines(introduction, firm, by, now, **more) -> None:
    given = said(now, note="No capacity") | {"code": "timing"} | more
    services.decline_on_behalf(introduction, firm=firm, by=by, now=now, **given)


def refused(error, act) -> None:
    before = written()
    with pytest.raises(error):
        act()
    assert (written(), Spoken.objects.count()) == (before, 0)


def rejoined(firm, now):
    """Its director has an account at last."""
    person = build.user("director@altai.example", "Director", language="en", zone="Asia/Almaty")
    companies.add_member(firm, user=person, role="owner", by=None, now=now)
    return person


def test_a_consent_is_recorded_for_the_firm(asked, unreached, sato, now):
    assert agrees(asked, unreached, sato, now) is False
    saved = Introduction.objects.get()
    assert (saved.partner_consent_at, saved.partner_consent_by) == (now, sato)
    assert (saved.partner_consent_spoken.said_by, saved.partner_consent_spoken.recorded_by) == (WHO, sato)
    assert acts(asked) == ["request", "consent_on_behalf"]


def test_the_text_was_heard_in_the_language_of_the_contact_person(asked, unreached, sato, now):
    agrees(asked, unreached, sato, now)
    record = ConsentRecord.objects.get(concerns=f"matching.introduction:{asked.pk}")
    assert (record.language, record.recorded_by) == ("kk", sato)


def test_with_the_other_consent_the_contacts_are_released(asked, unreached, hokuriku, tanaka, sato, now):
    services.give_consent(asked, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    assert agrees(asked, unreached, sato, now) is True
    assert Introduction.objects.get().state == "contacts_released"


def test_a_decline_is_recorded_with_its_reason(asked, unreached, tanaka, sato, now):
    declines(asked, unreached, sato, now)
    saved = Introduction.objects.get()
    assert (saved.state, saved.decline_spoken.note) == ("declined", "No capacity")
    assert Match.objects.get().state == "declined"
    assert told("introduction_declined") == [tanaka.email]


def test_a_decline_without_its_reason_is_refused(asked, unreached, sato, now):
    refused(ReasonMissing, lambda: declines(asked, unreached, sato, now, code="other", note=" "))


def test_the_liaison_of_the_firms_chamber_may_record_it(asked, unreached, dana, now):
    agrees(asked, unreached, dana, now)
    assert Introduction.objects.get().partner_consent_by == dana


def test_a_liaison_of_another_chamber_may_not(asked, unreached, zafar, now):
    refused(NotPermitted, lambda: agrees(asked, unreached, zafar, now))


def test_who_proposed_the_pair_may_not(asked, unreached, mori, now):
    refused(ProposerRecords, lambda: agrees(asked, unreached, mori, now))
    refused(ProposerRecords, lambda: declines(asked, unreached, mori, now))


def test_a_firm_that_has_an_account_answers_itself(asked, altai, sato, now):
    refused(SomebodyAnswers, lambda: agrees(asked, altai, sato, now))


def test_a_day_in_the_future_is_refused(asked, unreached, sato, now):
    refused(SaidInFuture, lambda: agrees(asked, unreached, sato, now, said_on=now.date() + timedelta(days=1)))


def test_a_suspended_firm_has_no_say(asked, unreached, sato, now):
    companies.suspend_firm(unreached, reason="Unpaid", by=sato, now=now)
    refused(FirmNotLive, lambda: agrees(asked, unreached, sato, now))
    refused(FirmNotLive, lambda: declines(asked, unreached, sato, now))


def test_the_contact_person_must_have_agreed(asked, unreached, sato, now):
    given = said(now) | {"firm": unreached, "contact_agrees": False, "by": sato, "now": now}
    refused(ConsentMissing, lambda: services.consent_on_behalf(asked, **given))


def test_an_introduction_that_has_ended_takes_no_answer(asked, unreached, sato, now):
    services.recall_introduction(asked, reason="Wrong firm", by=sato, now=now)
    refused(TransitionNotAllowed, lambda: agrees(asked, unreached, sato, now))
    refused(TransitionNotAllowed, lambda: declines(asked, unreached, sato, now))


def test_an_answer_is_recorded_once(asked, unreached, sato, dana, now):
    agrees(asked, unreached, sato, now)
    with pytest.raises(AnswerStands):
        agrees(asked, unreached, dana, now)
    assert Spoken.objects.count() == 1


def test_the_firm_confirms_it(asked, unreached, sato, now):
    agrees(asked, unreached, sato, now)
    services.confirm_answer(asked, firm=unreached, by=rejoined(unreached, now), now=now)
    assert Spoken.objects.get().state == "confirmed"
    assert Introduction.objects.get().partner_consent_at == now


def test_the_firm_takes_a_consent_back(asked, unreached, sato, mori, now):
    agrees(asked, unreached, sato, now)
    services.take_back_answer(asked, firm=unreached, by=rejoined(unreached, now), now=now)
    saved = Introduction.objects.get()
    assert (saved.partner_consent_at, saved.partner_consent_spoken, saved.state) == (None, None, "consent_requested")
    assert Spoken.objects.get().state == "taken_back"
    assert ConsentRecord.objects.get(concerns=f"matching.introduction:{asked.pk}").withdrawn_at == now
    assert told("answer_taken_back") == [mori.email, sato.email]


def test_contacts_that_it_opened_are_closed_again(asked, unreached, hokuriku, tanaka, sato, now):
    services.give_consent(asked, firm=hokuriku, contact_agrees=True, by=tanaka, now=now)
    agrees(asked, unreached, sato, now)
    services.take_back_answer(asked, firm=unreached, by=rejoined(unreached, now), now=now)
    assert Introduction.objects.get().state == "recalled"
    with pytest.raises(NotPermitted):
        services.reveal_contacts(Introduction.objects.get(), by=tanaka, now=now)


def test_a_decline_taken_back_comes_before_the_office(asked, unreached, sato, mori, now):
    declines(asked, unreached, sato, now)
    services.take_back_answer(asked, firm=unreached, by=rejoined(unreached, now), now=now)
    assert Spoken.objects.get().state == "taken_back"
    assert told("answer_taken_back") == [mori.email, sato.email]


def test_who_withdraws_the_consent_has_taken_it_back(asked, unreached, sato, now):
    agrees(asked, unreached, sato, now)
    services.withdraw_consent(asked, firm=unreached, by=rejoined(unreached, now), now=now)
    assert Spoken.objects.get().state == "taken_back"


def test_what_was_settled_is_settled(asked, unreached, sato, now):
    agrees(asked, unreached, sato, now)
    person = rejoined(unreached, now)
    services.confirm_answer(asked, firm=unreached, by=person, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.take_back_answer(asked, firm=unreached, by=person, now=now)


def test_a_successor_inherits_what_was_said(asked, unreached, detal, sato, mori, now):
    """Another contact person is asked anew; when the merge is taken back, the consent rests on the same words."""
    agrees(asked, unreached, sato, now)
    merge = build.merge(unreached, detal, sato, mori, now)
    assert Introduction.objects.get().partner_consent_spoken is None
    assert Spoken.objects.get().firm == detal
    companies.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    saved = Introduction.objects.get()
    assert (saved.partner_consent_at, saved.partner_consent_spoken.firm) == (now, unreached)


# Pages


def page(client, introduction) -> str:
    return client.get(reverse("matching:introduction", args=[introduction.pk])).content.decode()


def posted(now, **more) -> dict:
    given = {"answer": "agreed", "said_by": WHO, "channel": "telephone", "said_on": now.date().isoformat(), "note": ""}
    return given | {"contact_agrees": "on"} | more


def test_staff_record_it_on_its_page(asked, unreached, sato, as_, now):
    client, url = as_(sato), reverse("matching:answer", args=[asked.pk, unreached.pk])
    assert url in page(client, asked)
    shown = client.get(url).content.decode()
    assert 'lang="kk"' in shown
    assert say_telephone(Contact.objects.get(firm=unreached).phone) in shown
    letter = SimpleUploadedFile("letter.pdf", files_build.pdf())
    assert client.post(url, posted(now, file=letter)).status_code == 302
    assert WHO in page(client, asked)
    assert Spoken.objects.get().file.state == "quarantined"


def test_what_was_typed_stays_when_it_is_refused(asked, unreached, sato, as_, now):
    url = reverse("matching:answer", args=[asked.pk, unreached.pk])
    answer = as_(sato).post(url, posted(now, contact_agrees=""))
    assert answer.status_code == 409
    assert WHO in answer.content.decode()


def test_the_proposer_is_told_that_a_colleague_records_it(asked, unreached, mori, as_, now):
    client, url = as_(mori), reverse("matching:answer", args=[asked.pk, unreached.pk])
    shown = page(client, asked)
    assert url not in shown
    assert "a colleague records" in shown
    assert client.post(url, posted(now)).status_code == 403


def test_the_other_firm_learns_how_and_not_by_whom(asked, unreached, tanaka, sato, as_, now):
    agrees(asked, unreached, sato, now, note="Nurlan must sign first")
    shown = page(as_(tanaka), asked)
    assert "Recorded on behalf of the other firm" in shown
    assert "By telephone" in shown
    for word in (WHO, "Nurlan", sato.full_name, unreached.name):
        assert word not in shown


def test_the_firm_itself_reads_all_and_settles_it(asked, unreached, sato, as_, now):
    agrees(asked, unreached, sato, now, note="Nurlan must sign first")
    client = as_(rejoined(unreached, now))
    shown = page(client, asked)
    assert WHO in shown
    assert "Nurlan" in shown
    client.post(reverse("matching:answer_take_back", args=[asked.pk]))
    assert Spoken.objects.get().state == "taken_back"


def test_the_file_is_for_staff_and_the_firm_itself(asked, unreached, tanaka, sato, as_, now):
    agrees(asked, unreached, sato, now, file=("letter.pdf", files_build.pdf()))
    url = reverse("matching:answer_file", args=[asked.pk, unreached.pk])
    answers = {person: as_(person).get(url).status_code for person in (sato, tanaka, rejoined(unreached, now))}
    assert list(answers.values()) == [409, 403, 409]  # 409: still in quarantine


def test_its_home_asks_the_firm_first_of_all(asked, unreached, sato, as_, now):
    agrees(asked, unreached, sato, now)
    client = as_(rejoined(unreached, now))
    home, words = reverse("dashboard:home"), "An answer was recorded on behalf of your firm"
    assert words in client.get(home).content.decode()
    client.post(reverse("matching:answer_confirm", args=[asked.pk]))
    assert words not in client.get(home).content.decode()
