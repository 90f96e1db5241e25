"""What is said: in the reader's language, with both times, in whole sentences; the anonymous ones name nobody."""
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from companies.models import Call, Spoken
from core.i18n import speaking
from core.names import legible, shown
from matching import messages, services
from matching.computed.timers import timer_of
from matching.models import ExportReview, Introduction
from notifications.models import Delivery, Message

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "templates/emails/matching"
KINDS = sorted(path.stem for path in FOLDER.glob("*.txt"))
ANONYMOUS = {"consent_received", "consent_requested", "consent_reminder", "suggestion_withdrawn",
             "partner_found",
             "introduction_declined", "introduction_expired",
             "introduction_recalled", "double_ended", "double_goes_on"}


def say_everything(match, introduction, referral, line, staff, now) -> None:
    """Every function of messages.py once."""
    messages.proposal_waits(match, now=now)
    messages.suggestion_withdrawn(match, now=now)
    messages.consent_requested(introduction, now=now, after=now)
    for firm in (match.japan, match.partner):
        messages.partner_found(match, firm, now=now)
        messages.never_answers(firm, now=now)
        messages.consent_reminder(introduction, firm, days_left=2, now=now)
        messages.consent_received(introduction, firm, now=now)
    messages.contacts_released(introduction, now=now)
    messages.release_kept_back(introduction, obstacles=["export_control", "firm_not_live"], now=now)
    review = ExportReview(match=match, code="854231", tier="1", reviewed_by=staff)
    messages.clearance_lapsed(review, until=now.date(), now=now)
    messages.introduction_declined(introduction, by_firm=match.partner, now=now)
    messages.introduction_expired(introduction, now=now)
    messages.introduction_recalled(introduction, by=staff, now=now)
    messages.referral_sent(referral, now=now)
    messages.referral_overdue(referral, timer=timer_of(referral, now), now=now)
    messages.referral_taken(referral, now=now)
    messages.referral_question(referral, question="Which sizes?", by=staff, now=now)
    messages.referral_answered(referral, by=staff, now=now)
    messages.referral_closed(referral, now=now)
    messages.line_quarantined(line, now=now)
    messages.partner_merged(introduction, match.partner, old=match.partner, by=staff, now=now)
    messages.partner_parted(introduction, match.partner, merged=match.partner, by=staff, now=now)
    messages.double_ended(match, match.japan, stays=match, by=staff, now=now)
    messages.double_goes_on(match, match.japan, by=staff, now=now)
    _say_of_answers_on_behalf(introduction, staff, now)


def _say_of_answers_on_behalf(introduction, staff, now) -> None:
    firm, colleague = introduction.match.partner, get_user_model().objects.exclude(pk=staff.pk).first()
    call = Call.objects.create(
        firm=firm, number="+7 7232 00 00 00", caller=staff, asked_by=colleague, asked_at=now, due_at=now
    )
    Introduction.objects.filter(pk=introduction.pk).update(partner_call=call)
    messages.call_asked(call, by=colleague, now=now, after=None)
    messages.call_overdue(call, now=now)
    spoken = Spoken(firm=firm, said_by="Director", channel="telephone", recorded_by=staff, recorded_at=now)
    messages.answer_taken_back(introduction, spoken, by=colleague, now=now)


@pytest.fixture
def everything_said(introduced, referral, offer, tanaka, aigul, sato, mori, dana, now):
    def say(language: str) -> dict[str, list[Message]]:
        for person in (tanaka, aigul, sato, mori, dana):
            type(person).objects.filter(pk=person.pk).update(language=language)
        Delivery.objects.all().delete()
        Message.objects.all().delete()
        introduction = Introduction.objects.with_firms().get()
        say_everything(
            introduction.match, introduction, referral, offer.lines.get(), type(sato).objects.get(pk=sato.pk), now
        )
        said: dict[str, list[Message]] = {}
        for message in Message.objects.filter(kind__startswith="matching/"):
            said.setdefault(message.kind.removeprefix("matching/"), []).append(message)
        return said

    return say


@pytest.mark.parametrize("language", ["en", "ja", "ru", "kk", "uz"])
def test_every_kind_is_rendered_in_every_language(everything_said, language):
    said = everything_said(language)
    assert sorted(said) == KINDS
    for kind, all_of_it in said.items():
        for message in all_of_it:
            assert message.language == language
            assert message.subject, kind
            assert message.text.strip(), kind
            assert "\n" not in message.subject, kind
            assert not re.search(
                r"\{\{|\{%|&(amp|quot|#x27|lt);|\bNone\b|%\(|<bound", message.subject + message.text
            ), kind


@pytest.mark.parametrize("language", ["en", "ja", "ru", "kk", "uz"])
def test_every_letter_names_its_button_and_leaves_the_greeting_to_the_frame(everything_said, language):
    for kind, all_of_it in everything_said(language).items():
        for message in all_of_it:
            assert message.button, kind
            assert message.greeting, kind
            assert message.greeting not in message.text, kind
            assert "→ " + message.button not in message.text, kind


@pytest.mark.parametrize("language", ["en", "ja", "ru", "kk", "uz"])
def test_no_letter_shows_a_firm_only_in_letters_its_reader_cannot_read(everything_said, introduced, language):
    said = everything_said(language)
    for firm in introduced.match.firms:
        if legible(firm.name, language):
            continue
        with speaking(language):
            both_scripts = str(shown(firm.name, firm.name_latin))
        assert any(both_scripts in message.text for message in said["contacts_released"])
        for kind, all_of_it in said.items():
            for message in all_of_it:
                rest = (message.subject + message.text).replace(both_scripts, "")
                assert firm.name not in rest, kind


def test_who_approved_the_match_signs_what_the_firms_are_told(everything_said, introduced):
    said, signs = everything_said("en"), introduced.match.approved_by
    for kind in ("consent_requested", "consent_reminder", "contacts_released", "introduction_expired", "referral_sent"):
        for message in said[kind]:
            assert message.signature.startswith(str(signs)), kind
            assert message.reply_to == signs.email, kind


def test_a_question_that_its_reader_cannot_read_is_given_as_written_and_said_to_be_so(referral, dana, sato, now):
    for person in get_user_model().objects.filter(role="staff"):
        type(person).objects.filter(pk=person.pk).update(language="en")
    messages.referral_question(referral, question="Какие размеры?", by=dana, now=now)
    text = Message.objects.filter(kind="matching/referral_question").first().text
    assert "Какие размеры?" in text
    assert "given as it was written" in text


def test_a_question_in_letters_its_reader_reads_needs_no_remark(referral, dana, sato, now):
    type(sato).objects.filter(pk=sato.pk).update(language="ru")
    messages.referral_question(referral, question="Какие размеры?", by=dana, now=now)
    text = Message.objects.get(kind="matching/referral_question", recipient=sato).text
    assert "Какие размеры?" in text
    assert "(" not in text.partition("Какие размеры?")[2]


def test_anonymous_ones_name_nobody(everything_said, introduced):
    said = everything_said("en")
    match = introduced.match
    for kind in ANONYMOUS:
        for message in said[kind]:
            text = message.subject + message.text
            assert not [
                firm for firm in (match.japan, match.partner) if firm.name in text or firm.name_latin in text
            ], kind


@pytest.mark.parametrize("who, first, second", [("tanaka", "Tokyo", "Almaty"), ("aigul", "Almaty", "Tokyo")])
def test_deadlines_are_said_in_both_times_the_readers_first(everything_said, request, who, first, second):
    person = request.getfixturevalue(who)
    said = everything_said("en")
    for kind in ("consent_requested", "consent_reminder", "contacts_released"):
        text = next(message.text for message in said[kind] if message.recipient_id == person.pk)
        assert first in text, kind
        assert second in text, kind
        assert text.index(first) < text.index(second), kind


def test_both_get_the_hours_in_which_both_offices_are_open(everything_said, tanaka, aigul):
    said = {message.recipient_id: message.text for message in everything_said("en")["contacts_released"]}
    assert "24 Nov 2026 both offices are open: 13:00–18:00 (Tokyo) · 09:00–14:00 (Almaty)" in said[tanaka.pk]
    assert "09:00–14:00 (Almaty) · 13:00–18:00 (Tokyo)" in said[aigul.pk]


def test_the_same_thing_is_said_once(introduced, now):
    introduction = Introduction.objects.with_firms().get()
    before = Message.objects.count()
    messages.contacts_released(introduction, now=now)
    messages.contacts_released(introduction, now=now + timedelta(days=1))
    assert Message.objects.count() == before


def test_staff_in_another_zone_read_both_times_too(match, tanaka, sato, mori, now):
    type(sato).objects.filter(pk=sato.pk).update(time_zone="Asia/Almaty", language="en")
    services.express_interest(match, firm=match.japan, by=tanaka, now=now)
    text = Message.objects.get(kind="matching/proposal_waits", recipient=sato).text
    assert text.index("Almaty") < text.index("Tokyo")


def test_a_path_leads_to_a_page_that_its_reader_may_open(everything_said, as_, request):
    readers = {
        person.pk: as_(person, language=None) for person in map(
            request.getfixturevalue, ["tanaka", "aigul", "sato", "mori", "dana"]
        )
    }
    for kind, all_of_it in everything_said("en").items():
        for message in all_of_it:
            assert readers[message.recipient_id].get(message.path).status_code == 200, kind
