"""Experience sessions at their edges: whose country a participant has, when enrolling ends, who sees whom,
both clocks.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from companies.models import Chamber
from core.errors import ReasonMissing
from core.forms.moments import moment_in
from mou import services
from mou.errors import FirmMissing, SessionIsOver, TitleMissing
from mou.models import Evidence, ExperienceSession, Material, Participant
from notifications.models import Message
from tests.build import named
from tests.files_build import pdf
from tests.matching.asking import acts, counted
from tests.mou.exchange_build import liaison, session, stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def otabek(db):
    chamber = Chamber.objects.create(country="UZ", names=named("Chamber of Uzbekistan"))
    return liaison(chamber, "otabek", "Asia/Tashkent")


@pytest.fixture
def training(sato, now):
    return session(sato, now)


def enrolled(row, *people):
    for firm, person, now in people:
        services.enrol(row, firm=firm, by=person, now=now)


def test_every_act_is_in_the_log_under_its_verb(training, altai, aigul, sato, now):
    one = services.enrol(training, firm=altai, by=aigul, now=now)
    services.edit_session(training, place="Teams", by=sato, now=now)
    services.hold_session(training, attended=[one.pk], by=sato, now=training.ends_at)
    services.correct_attendance(training, attended=[], by=sato, now=training.ends_at)
    services.add_material(
        training, file=("slides.pdf", pdf()), titles={"ja": "Slides"}, language="ja", by=sato, now=now
    )
    services.cancel_session(training, reasons={"ru": "Буря"}, by=sato, now=training.ends_at)
    assert acts(training) == ["plan", "publish", "edit", "hold", "attendance", "add_material", "cancel"]
    assert Material.objects.get().file.state == "quarantined"


def test_a_guest_from_a_third_country_is_no_participant_of_the_other_side(training, otabek, sato, now):
    """The session is for Kazakhstan: somebody of the Uzbek chamber must not make it count."""
    guest = services.enrol(training, firm=None, by=otabek, now=now)
    assert (guest.country, guest.organisation) == ("UZ", "Chamber of Uzbekistan")
    services.hold_session(training, attended=[guest.pk], by=sato, now=training.ends_at)
    assert not stands(training)


def test_the_liaison_and_the_staff_come_from_their_own_countries(training, dana, atameken, sato, now):
    assert services.enrol(training, firm=None, by=dana, now=now).country == "KZ"
    theirs = session(dana, now, chamber=atameken, for_country="UZ")
    assert services.enrol(theirs, firm=None, by=sato, now=now).country == "JP"


def test_who_has_no_firm_yet_is_told_to_enter_it(as_, training, bekzat, now):
    with pytest.raises(FirmMissing):
        services.enrol(training, firm=None, by=bekzat, now=now)
    answer = as_(bekzat).post(reverse("mou:session_enrol", args=[training.pk]), follow=True)
    assert "Enter your firm first" in answer.content.decode()
    assert not Participant.objects.exists()


def test_enrolling_ends_when_the_session_ends(as_, training, altai, aigul, now, monkeypatch):
    with pytest.raises(SessionIsOver):
        services.enrol(training, firm=altai, by=aigul, now=training.ends_at)
    enrol_url = reverse("mou:session_enrol", args=[training.pk])
    assert enrol_url in as_(aigul).get(training.get_absolute_url()).content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: training.ends_at)
    assert enrol_url not in as_(aigul).get(training.get_absolute_url()).content.decode()
    as_(aigul).post(enrol_url)
    assert not Participant.objects.exists()


def test_one_enrols_once_and_leaves(as_, training, altai, aigul, now):
    client = as_(aigul)
    for _twice in range(2):
        client.post(reverse("mou:session_enrol", args=[training.pk]))
    person = Participant.objects.get()
    assert (person.name, person.organisation, person.country) == (aigul.full_name, altai.name, "KZ")
    for _twice in range(2):
        client.post(reverse("mou:session_leave", args=[training.pk]))
    assert not Participant.objects.exists()


def test_nobody_leaves_a_session_that_was_held(training, altai, aigul, sato, now):
    person = services.enrol(training, firm=altai, by=aigul, now=now)
    services.hold_session(training, attended=[person.pk], by=sato, now=training.ends_at)
    with pytest.raises(SessionIsOver):
        services.leave(training, by=aigul, now=training.ends_at)
    assert stands(training)


def test_evidence_falls_when_the_session_is_cancelled_afterwards(
    owed, training, altai, aigul, sato, dana, now, read_all
):
    owed("session_held", owing="japan", cadence="half_yearly", commitment=3)
    person = services.enrol(training, firm=altai, by=aigul, now=now)
    services.hold_session(training, attended=[person.pk], by=sato, now=training.ends_at)
    read_all()
    assert Evidence.objects.get().source_id == training.pk
    assert stands(training)
    services.cancel_session(training, reasons={"ru": "Буря"}, by=sato, now=training.ends_at)
    read_all()
    assert not stands(training)
    assert sorted(
        Message.objects.filter(kind="mou/source_fell").values_list("recipient__email", flat=True)
    ) == [dana.email, sato.email]


def test_somebody_who_came_unannounced_makes_it_count(training, sato, now):
    services.hold_session(training, attended=[], by=sato, now=training.ends_at)
    assert not stands(training)
    services.add_participant(training, name="Ерлан", organisation="", country="KZ", by=sato, now=training.ends_at)
    assert stands(training)
    assert acts(training)[-1] == "attendance"


def test_the_page_says_that_a_session_nobody_came_to_does_not_count(as_, training, altai, aigul, sato, now):
    person = services.enrol(training, firm=altai, by=aigul, now=now)
    services.hold_session(training, attended=[], by=sato, now=training.ends_at)
    warning = "does not count for the obligation"
    assert warning in as_(sato).get(training.get_absolute_url()).content.decode()
    services.correct_attendance(training, attended=[person.pk], by=sato, now=training.ends_at)
    assert warning not in as_(sato).get(training.get_absolute_url()).content.decode()


def test_a_second_language_never_replaces_the_first(training, sato, mori, now):
    other = ExperienceSession.objects.get(pk=training.pk)
    services.edit_session(training, titles={"ru": "Качество"}, by=sato, now=now)
    services.edit_session(other, titles={"kk": "Сапа"}, summaries={"kk": "Қысқаша"}, by=mori, now=now)
    kept = ExperienceSession.objects.get()
    assert (set(kept.titles), kept.titles.original, dict(kept.summaries)) == (
        {"ja", "ru", "kk"}, "ja", {"kk": "Қысқаша"}
    )


def test_a_session_keeps_one_title_at_least(training, sato, now):
    with pytest.raises(TitleMissing):
        services.edit_session(training, titles={"ja": ""}, by=sato, now=now)


def test_cancelling_needs_a_reason_and_is_told_once(training, altai, aigul, bekzat, detal, sato, now):
    enrolled(training, (altai, aigul, now), (detal, bekzat, now))
    with pytest.raises(ReasonMissing):
        services.cancel_session(training, reasons={"ru": " "}, by=sato, now=now)
    services.cancel_session(training, reasons={"ru": "Буря"}, by=sato, now=now)
    told = Message.objects.filter(kind="mou/session_cancelled").values_list("recipient__email", flat=True)
    assert sorted(told) == sorted([aigul.email, bekzat.email])
    with pytest.raises(SessionIsOver):
        services.edit_session(training, place="Teams", by=sato, now=now)


def test_both_clocks_are_shown_even_to_who_shares_the_sessions_zone(as_, training, sato, aigul, altai, now):
    """17:30 in Tokyo is 13:30 in Almaty: the organiser in Tokyo plans for people in Almaty."""
    for person in (sato, aigul):
        for address in (training.get_absolute_url(), reverse("mou:sessions")):
            shown = as_(person).get(address).content.decode()
            assert "17:30" in shown
            assert "13:30" in shown


@pytest.mark.parametrize("typed, code", [
    ("2004-03-28 02:30", "does not exist there"),  # summer time began
    ("2024-02-29 23:30", "twice"),  # the clock went back for good
])
def test_an_hour_that_is_not_there_or_there_twice_is_refused_with_its_reason(typed, code):
    with pytest.raises(ValidationError, match=code):
        moment_in("Asia/Almaty", datetime.fromisoformat(typed))
    nine = datetime.fromisoformat("2026-12-01 09:00")
    assert moment_in("Asia/Almaty", nine).astimezone(UTC) == datetime(
        2026, 12, 1, 4, 0, tzinfo=UTC
    )


def test_a_link_is_one_and_other_words_are_none(as_, sato, now):
    online, there = session(sato, now, place="https://meet.example/42"), session(sato, now, place="javascript:alert(1)")
    assert 'href="https://meet.example/42"' in as_(sato).get(online.get_absolute_url()).content.decode()
    assert 'href="javascript' not in as_(sato).get(there.get_absolute_url()).content.decode()


def test_mails_name_both_clocks_even_in_the_sessions_own_zone(sato, aigul, altai, now):
    row = session(sato, now, zone="Asia/Almaty")
    services.enrol(row, firm=altai, by=aigul, now=now)
    services.cancel_session(row, reasons={"ru": "Буря"}, by=sato, now=now)
    text = Message.objects.get(kind="mou/session_cancelled").text
    assert "13:30" in text
    assert "17:30" in text


def test_staff_see_who_takes_part_in_a_chambers_session_and_strangers_only_the_number(
    as_, dana, atameken, tanaka, hokuriku, sato, bekzat, detal, otabek, now
):
    row = session(dana, now, chamber=atameken)
    services.enrol(row, firm=hokuriku, by=tanaka, now=now)
    for person in (sato, dana):
        assert tanaka.full_name in as_(person).get(row.get_absolute_url()).content.decode()
    for person in (bekzat, otabek):
        shown = as_(person).get(row.get_absolute_url()).content.decode()
        assert tanaka.full_name not in shown
        assert hokuriku.name not in shown
        assert re.search(r"<dt>Participants</dt>\s*<dd\s*>\s*1\s*</dd>", shown)
    staff = as_(sato).get(row.get_absolute_url()).content.decode()
    assert reverse("mou:session_cancel", args=[row.pk]) not in staff, "they look on, the chamber keeps it"


def test_the_list_shows_coming_and_past_and_costs_the_same_for_one_and_three(as_, training, sato, dana, atameken, now):
    client = as_(sato)
    with counted() as once:
        assert "品質管理" in client.get(reverse("mou:sessions")).content.decode()
    session(sato, now)
    session(dana, now, chamber=atameken)
    with counted() as thrice:
        client.get(reverse("mou:sessions"))
    assert once == thrice
    past = session(
        sato, now, titles={"ja": "去年の講演"}, starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=8)
    )
    assert past.titles["ja"] not in client.get(reverse("mou:sessions")).content.decode()
    assert past.titles["ja"] in client.get(reverse("mou:sessions"), {"show": "past"}).content.decode()


def test_one_session_costs_the_same_for_one_and_three_participants(
    as_, training, altai, aigul, detal, bekzat, tanaka, hokuriku, sato, now
):
    client = as_(sato)
    services.enrol(training, firm=altai, by=aigul, now=now)
    with counted() as once:
        client.get(training.get_absolute_url())
    enrolled(training, (detal, bekzat, now), (hokuriku, tanaka, now))
    with counted() as thrice:
        client.get(training.get_absolute_url())
    assert once == thrice
