"""Bulletins at their edges: several liaisons, wordings that stay, what a withdrawn one refuses,
which wording whom is shown.
"""

import pytest
from django.urls import reverse

from companies.models import Chamber
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from mou import services
from mou.errors import AlreadyPublished, BulletinIsWithdrawn
from mou.models import Bulletin, Evidence
from notifications.models import Message
from tests.build import named
from tests.matching.asking import acts
from tests.mou.exchange_build import bulletin, in_russian, liaison, published, stands

pytestmark = pytest.mark.django_db
WORDING = {"language": "ru", "title": "Другое", "body": "Другой текст", "quality": "translated"}


def test_every_act_is_in_the_log_under_its_verb(sato, now):
    row = bulletin(sato, now)
    services.edit_bulletin(row, kind="economic_news", for_country="UZ", sectors=[], source_url="", by=sato, now=now)
    in_russian(row, sato, now)
    services.publish_bulletin(row, anyway=True, by=sato, now=now)
    services.withdraw_bulletin(row, reason="Wrong figures", by=sato, now=now)
    services.republish_bulletin(row, by=sato, now=now)
    assert acts(row) == ["create", "edit", "translate", "publish", "withdraw", "republish"]


def test_a_second_liaison_does_not_double_a_bulletin(as_, dana, atameken, now):
    liaison(atameken, "arman")
    row = published(dana, now, chamber=atameken, language="ru", title="Новости экономики")
    assert as_(dana).get(row.get_absolute_url()).status_code == 200
    assert list(Bulletin.objects.visible_to(dana)) == [row]
    assert as_(dana).get(reverse("mou:bulletins")).content.decode().count("Новости экономики") == 1


def test_drafts_and_withdrawn_ones_of_another_chamber_are_unseen(as_, dana, atameken, sato, tanaka, hokuriku, now):
    chamber = Chamber.objects.create(country="UZ", names=named("Chamber of Uzbekistan"))
    other = liaison(chamber, "otabek", "Asia/Tashkent")
    row = bulletin(dana, now, chamber=atameken)
    for person in (other, sato, tanaka):
        assert as_(person).get(row.get_absolute_url()).status_code == 404
    services.publish_bulletin(row, anyway=True, by=dana, now=now)
    services.withdraw_bulletin(row, reason="Wrong", by=dana, now=now)
    assert [
        as_(person).get(row.get_absolute_url()).status_code for person in (other, tanaka, sato, dana)
    ] == [404, 404, 200, 200]


@pytest.mark.parametrize("page", ["bulletin_new", "session_new"])
def test_a_liaison_without_a_chamber_does_not_write_in_the_name_of_minamin(as_, db, page):
    stray = liaison(None, "stray")
    assert as_(stray).get(reverse(f"mou:{page}")).status_code == 403
    assert as_(stray).post(reverse(f"mou:{page}"), {}).status_code == 403


def test_readers_neither_write_nor_see_the_way_to_it(as_, tanaka, hokuriku, now):
    client = as_(tanaka)
    assert client.get(reverse("mou:bulletin_new")).status_code == 403
    assert reverse("mou:bulletin_new") not in client.get(reverse("mou:bulletins")).content.decode()


def test_what_is_published_keeps_its_subject_and_readers(sato, now):
    row = published(sato, now)
    with pytest.raises(AlreadyPublished):
        services.edit_bulletin(row, kind="economic_news", for_country="UZ", sectors=[], source_url="", by=sato, now=now)
    assert Bulletin.objects.get().for_country == "KZ"
    assert acts(row) == ["create", "publish"]


def test_it_is_published_once_and_withdrawn_with_a_reason(sato, now):
    row = published(sato, now)
    with pytest.raises(TransitionNotAllowed):
        services.publish_bulletin(row, anyway=True, by=sato, now=now)
    for nothing in ("  ", "\u200b \u2060"):  # the second: nothing that anybody could see
        with pytest.raises(ReasonMissing):
            services.withdraw_bulletin(row, reason=nothing, by=sato, now=now)
    assert acts(row) == ["create", "publish"]


def test_a_withdrawn_bulletin_takes_no_wording(as_, sato, now):
    row = published(sato, now)
    services.withdraw_bulletin(row, reason="Wrong figures", by=sato, now=now)
    with pytest.raises(BulletinIsWithdrawn):
        in_russian(row, sato, now)
    answer = as_(sato).post(reverse("mou:bulletin_wording", args=[row.pk]), WORDING)
    assert answer.status_code == 409
    assert "ru" not in Bulletin.objects.get().titles


def test_adding_a_language_never_writes_over_a_wording(as_, sato, now):
    row = bulletin(sato, now)
    in_russian(row, sato, now)
    answer = as_(sato).post(reverse("mou:bulletin_wording", args=[row.pk]), WORDING)
    assert answer.status_code == 422
    assert "Другой текст" in answer.content.decode(), "what was typed is kept"
    assert Bulletin.objects.get().bodies["ru"] == "Текст"


def test_a_wording_is_corrected_in_its_own_language(as_, sato, now):
    row = published(sato, now)
    in_russian(row, sato, now)
    address = reverse("mou:bulletin_wording", args=[row.pk])
    assert as_(sato).post(f"{address}?language=ru", WORDING).status_code == 302
    assert Bulletin.objects.get().bodies["ru"] == "Другой текст"
    assert as_(sato).post(f"{address}?language=ru", WORDING | {"language": "kk"}).status_code == 422
    original = {"language": "ja", "title": "新しい題", "body": "本文", "quality": "original"}
    assert as_(sato).post(f"{address}?language=ja", original).status_code == 302
    assert as_(sato).post(f"{address}?language=ja", original | {"quality": "translated"}).status_code == 422
    kept = Bulletin.objects.get()
    assert {
        language: kept.bodies.quality(language) for language in kept.titles
    } == {"ja": "original", "ru": "translated"}


def test_only_a_correction_of_the_original_offers_the_original(as_, sato, now):
    row = bulletin(sato, now)
    address = reverse("mou:bulletin_wording", args=[row.pk])
    assert 'value="original"' not in as_(sato).get(address).content.decode()
    shown = as_(sato).get(f"{address}?language=ja").content.decode()
    assert 'value="original"' in shown
    assert 'value="unchecked"' not in shown


def test_the_page_says_that_it_does_not_count_yet(as_, sato, tanaka, hokuriku, now):
    row = bulletin(sato, now)
    assert "counts for the obligation only" in as_(sato).get(row.get_absolute_url()).content.decode()
    services.publish_bulletin(row, anyway=True, by=sato, now=now)
    warning = "until then it does not count"
    assert warning in as_(sato).get(row.get_absolute_url()).content.decode()
    assert warning not in as_(tanaka).get(row.get_absolute_url()).content.decode(), "no matter of the readers"
    services.withdraw_bulletin(row, reason="Wrong figures", by=sato, now=now)
    assert warning not in as_(sato).get(row.get_absolute_url()).content.decode(), "nothing can be added to it"
    services.republish_bulletin(row, by=sato, now=now)
    in_russian(row, sato, now)
    assert warning not in as_(sato).get(row.get_absolute_url()).content.decode()


def test_evidence_falls_when_the_readers_wording_turns_out_to_be_unchecked(owed, sato, dana, now, read_all):
    owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    row = published(sato, now)
    read_all()
    assert not Evidence.objects.exists(), "published, but nobody there can read it"
    in_russian(row, sato, now)
    read_all()
    assert Evidence.objects.get().source_id == row.pk
    assert stands(row)
    in_russian(row, sato, now, "unchecked")
    read_all()
    assert not stands(row)
    assert sorted(
        Message.objects.filter(kind="mou/source_fell").values_list("recipient__email", flat=True)
    ) == [dana.email, sato.email]


def test_a_bulletin_of_a_chamber_counts_in_japanese(dana, atameken, now):
    row = published(dana, now, chamber=atameken, language="ru", title="Новости")
    assert not stands(row)
    services.write_wording(row, language="ja", title="新着", body="本文", quality="translated", by=dana, now=now)
    assert stands(row)


def test_a_kazakh_reader_gets_the_russian_wording_before_a_japanese_original(as_, aigul, altai, sato, now):
    row = published(sato, now)
    in_russian(row, sato, now)
    shown = as_(aigul, "kk").get(row.get_absolute_url()).content.decode()
    assert "Новые требования" in shown
    assert "食品輸入の新要件" not in shown
    asked = as_(aigul, "kk").get(row.get_absolute_url(), {"language": "ja"}).content.decode()
    assert "食品輸入の新要件" in asked, "the other wordings are one tab away"


def test_a_reader_of_japanese_gets_the_original_when_there_is_no_other(as_, tanaka, hokuriku, dana, atameken, now):
    row = published(dana, now, chamber=atameken, language="ru", title="Новости")
    assert "Новости" in as_(tanaka, "ja").get(row.get_absolute_url()).content.decode()


def test_the_address_takes_nonsense_for_a_language(as_, sato, now):
    row = published(sato, now)
    assert as_(sato).get(row.get_absolute_url(), {"language": "xx"}).status_code == 200
    assert as_(sato).get(reverse("mou:bulletin_wording", args=[row.pk]), {"language": "xx"}).status_code == 200


def test_the_source_is_a_web_address_or_nothing(as_, sato):
    given = {"kind": "economic_news", "for_country": "KZ", "language": "ja", "title": "題名", "body": "本文"}
    assert as_(sato).post(reverse("mou:bulletin_new"), given | {"source_url": "javascript:alert(1)"}).status_code == 422
    assert not Bulletin.objects.exists()
    assert not Activity.objects.filter(verb__startswith="mou.bulletin").exists()
