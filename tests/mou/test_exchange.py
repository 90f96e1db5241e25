"""Bulletins, digests and experience sessions: who writes, who reads, what counts, what is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from mou import services
from mou.errors import NotYetBegun, OriginalStays, SessionIsOver
from mou.models import Bulletin, Evidence, ExperienceSession, Participant
from mou.sources import source_of
from notifications.models import Message
from tests.matching.asking import counted
from tests.mou.exchange_build import plan_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulletin(sato, now) -> Bulletin:
    return services.create_bulletin(
        kind="import_requirements", chamber=None, about_country="JP", for_country="KZ", sectors=["food"], source_url="",
        language="ja", title="食品輸入の新要件", body="本文", by=sato, now=now,
    )


def in_russian(bulletin, by, now, quality: str = "translated") -> None:
    services.write_wording(
        bulletin, language="ru", title="Новые требования", body="Текст", quality=quality, by=by, now=now
    )


def stands(row) -> bool:
    indicator = "bulletin_published" if isinstance(row, Bulletin) else "session_held"
    return source_of(indicator, row._meta.label_lower).standing().filter(pk=row.pk).exists()


def test_it_counts_only_when_published_in_a_checked_wording_of_the_readers(bulletin, sato, now):
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now)
    assert not stands(bulletin), "Japanese only"
    in_russian(bulletin, sato, now, "unchecked")
    assert not stands(bulletin)
    assert not services.counts_for_readers(Bulletin.objects.get())
    in_russian(bulletin, sato, now)
    assert stands(bulletin)
    assert services.counts_for_readers(Bulletin.objects.get())
    services.withdraw_bulletin(bulletin, reason="Wrong figures", by=sato, now=now)
    assert not stands(bulletin)
    services.republish_bulletin(bulletin, by=sato, now=now)
    assert stands(bulletin)


def test_a_published_bulletin_becomes_evidence_and_falls_when_withdrawn(owed, bulletin, sato, dana, now, read_all):
    obligation = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    in_russian(bulletin, sato, now)
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now)
    read_all()
    assert Evidence.objects.get().obligation == obligation
    services.withdraw_bulletin(bulletin, reason="Wrong figures", by=sato, now=now)
    read_all()
    told = Message.objects.filter(kind="mou/source_fell").values_list("recipient__email", flat=True)
    assert sorted(told) == [dana.email, sato.email]
    services.republish_bulletin(bulletin, by=sato, now=now)
    read_all()
    services.withdraw_bulletin(bulletin, reason="Again", by=sato, now=now)
    read_all()
    assert sorted(told.all()) == [dana.email, dana.email, sato.email, sato.email], "once for each fall"


def test_there_is_exactly_one_original(bulletin, sato, now):
    with pytest.raises(OriginalStays):
        services.write_wording(bulletin, language="ru", title="x", body="y", quality="original", by=sato, now=now)
    with pytest.raises(OriginalStays):
        services.write_wording(bulletin, language="ja", title="x", body="y", quality="translated", by=sato, now=now)


def page(client, person, name: str, *args, **query) -> str:
    client.force_login(person)
    answer = client.get(reverse(f"mou:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_drafts_are_seen_by_their_own_side_only(client, bulletin, sato, dana, tanaka, hokuriku, now):
    for person in (dana, tanaka):
        assert "食品輸入" not in page(client, person, "bulletins")
        assert client.get(bulletin.get_absolute_url()).status_code == 404
    assert "食品輸入" in page(client, sato, "bulletins")
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now)
    assert "食品輸入" in page(client, tanaka, "bulletins")


def test_only_the_writing_side_changes_a_bulletin(client, bulletin, sato, dana, tanaka, hokuriku, now):
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now)
    for person in (dana, tanaka):
        client.force_login(person)
        for act in ("bulletin_withdraw", "bulletin_edit", "bulletin_wording"):
            assert client.post(reverse(f"mou:{act}", args=[bulletin.pk]), {"reason": "Because"}).status_code == 403
    assert Bulletin.objects.get().state == "published"


def test_a_liaison_writes_for_her_chamber(client, dana, atameken):
    client.force_login(dana)
    given = {
        "kind": "economic_news", "for_country": "JP", "language": "ru",
        "title": "Новости", "body": "Текст", "source_url": "",
    }
    client.post(reverse("mou:bulletin_new"), given)
    made = Bulletin.objects.get()
    assert (made.chamber, made.about_country, made.side) == (atameken, "KZ", "central_asia")
    assert client.post(reverse("mou:bulletin_new"), given | {"for_country": "KZ"}).status_code == 422


def test_the_list_is_filtered_and_costs_the_same_for_one_and_three(client, bulletin, sato, now):
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now)
    assert "食品輸入" in page(client, sato, "bulletins", sector="food", country="JP", kind="import_requirements")
    assert "食品輸入" not in page(client, sato, "bulletins", sector="machinery")
    assert "食品輸入" in page(client, sato, "bulletins", kind="nonsense"), "an unknown filter is passed over"
    with counted() as once:
        page(client, sato, "bulletins")
    for number in range(2):
        services.create_bulletin(
            kind="economic_news", chamber=None, about_country="JP", for_country="KZ",
            sectors=[], source_url="", language="ja", title=f"第{number}号", body="本文", by=sato, now=now,
        )
    with counted() as thrice:
        page(client, sato, "bulletins")
    assert once == thrice


def subscribe(user, now, **wanted) -> None:
    given = {"kinds": [], "countries": [], "sectors": [], "every_days": 7} | wanted
    services.edit_subscription(user=user, **given, now=now)


def digests() -> list[str]:
    return list(Message.objects.filter(kind="mou/bulletin_digest").values_list("recipient__email", flat=True))


def test_a_digest_comes_once_a_week_in_the_morning_with_what_is_new_in_the_readers_language(bulletin, sato, dana, now):
    subscribe(dana, now - timedelta(days=7))
    in_russian(bulletin, sato, now, "unchecked")
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now - timedelta(hours=1))
    services.send_digests(now=now)  # 11:30 in Almaty
    services.send_digests(now=now + timedelta(hours=1))
    services.send_digests(now=now + timedelta(days=7))
    message = Message.objects.get(kind="mou/bulletin_digest")
    assert message.recipient == dana
    assert "Новые требования" in message.text


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 3, 0, tzinfo=UTC), datetime(2026, 12, 16, 6, 0, tzinfo=UTC),
        datetime(2026, 11, 28, 6, 0, tzinfo=UTC),
    ],
)
def test_not_before_nine_not_on_independence_day_not_on_saturday(bulletin, sato, dana, now, at):
    subscribe(dana, now - timedelta(days=30))
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now - timedelta(days=1))
    services.send_digests(now=at)
    assert digests() == []


def test_a_digest_holds_only_what_was_asked_for(bulletin, sato, dana, tanaka, aigul, now):
    subscribe(dana, now - timedelta(days=7), kinds=["economic_news"])
    subscribe(tanaka, now - timedelta(days=7), countries=["KZ"])
    subscribe(aigul, now - timedelta(days=7), sectors=["food"])
    services.publish_bulletin(bulletin, anyway=True, by=sato, now=now - timedelta(hours=1))
    services.send_digests(now=now)
    assert digests() == [aigul.email]


@pytest.fixture
def session(sato, now) -> ExperienceSession:
    begins = now + timedelta(days=7)
    return plan_session(
        anyway=True, chamber=None, kind="training", for_country="KZ", titles={"ja": "品質管理"},
        summaries={}, spoken=["ja", "ru"], speaker="",
        place="Zoom", starts_at=begins, ends_at=begins + timedelta(hours=2), zone="Asia/Tokyo", by=sato, now=now,
    )


def test_a_session_counts_when_held_with_somebody_of_the_other_country(
    owed, session, altai, aigul, tanaka, hokuriku, sato, now, read_all
):
    owed("session_held", owing="japan", cadence="half_yearly", commitment=3)
    kazakh = services.enrol(session, firm=altai, by=aigul, now=now)
    japanese = services.enrol(session, firm=hokuriku, by=tanaka, now=now)
    services.enrol(session, firm=altai, by=aigul, now=now)
    assert Participant.objects.count() == 2
    with pytest.raises(NotYetBegun):
        services.hold_session(session, attended=[kazakh.pk], by=sato, now=now)
    after = session.ends_at
    services.hold_session(session, attended=[japanese.pk], by=sato, now=after)
    assert not stands(session)
    services.correct_attendance(session, attended=[kazakh.pk, japanese.pk], by=sato, now=after)
    assert stands(session)
    read_all()
    assert Evidence.objects.get().happened_on == session.starts_at.date()
    services.correct_attendance(session, attended=[japanese.pk], by=sato, now=after)
    assert not stands(session)


def test_a_cancelled_session_is_told_to_the_enrolled_with_both_times(session, altai, aigul, sato, now):
    services.enrol(session, firm=altai, by=aigul, now=now)
    services.cancel_session(session, reasons={"ru": "Буря"}, by=sato, now=now)
    message = Message.objects.get(kind="mou/session_cancelled")
    assert message.recipient == aigul
    assert "15:30" in message.text
    assert "11:30" in message.text
    with pytest.raises(SessionIsOver):
        services.enrol(session, firm=altai, by=aigul, now=now)


def test_names_of_participants_are_for_the_organisers(client, session, altai, aigul, bekzat, detal, dana, sato, now):
    services.enrol(session, firm=altai, by=aigul, now=now)
    for person in (bekzat, dana):
        assert aigul.full_name not in page(client, person, "session", session.pk)
    assert aigul.full_name in page(client, sato, "session", session.pk)


def hours(**changes) -> dict:
    given = {
        "kind": "training", "for_country": "KZ", "titles_en": "Quality", "speaker": "", "place": "Zoom",
        "day": "2027-01-20", "begins": "15:00", "ends": "16:30", "zone": "Asia/Tokyo",
    }
    return given | changes


def test_a_session_is_planned_by_the_clock_of_its_place(client, sato):
    client.force_login(sato)
    client.post(reverse("mou:session_new"), hours())
    assert ExperienceSession.objects.get().starts_at == datetime(2027, 1, 20, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize("changes", [
    {"ends": "14:00"}, {"ends": "15:00"}, {"zone": "Asia/Atlantis"}, {"begins": "25:00"}, {"for_country": "JP"},
    # shown twice: the clock went back that night
    {"zone": "Asia/Almaty", "day": "2024-02-29", "begins": "23:30", "ends": "23:45"},
])
def test_hours_that_cannot_be_are_refused_and_kept(client, sato, changes):
    client.force_login(sato)
    answer = client.post(reverse("mou:session_new"), hours(**changes))
    assert answer.status_code == 422
    assert "Quality" in answer.content.decode()
    assert not ExperienceSession.objects.exists()


def test_strangers_to_an_organisation_cannot_keep_its_session(client, session, dana, tanaka, hokuriku):
    for person in (dana, tanaka):
        client.force_login(person)
        for act in ("session_hold", "session_cancel", "session_participant", "session_edit"):
            assert client.post(reverse(f"mou:{act}", args=[session.pk]), {"reason": "Because"}).status_code == 403
