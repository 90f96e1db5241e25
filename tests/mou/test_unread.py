"""Before a bulletin or session is published: who of its readers could not read it."""

import re

import pytest
from django.urls import reverse

from core.models import Activity
from core.multilingual import Texts
from core.readers import NotReadByAll
from mou import services
from mou.computed.people import read_by_subscribers
from mou.models import Bulletin, ExperienceSession
from notifications.models import Message

from . import exchange_build as exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def unreadable(sato, aigul, tanaka, now) -> Bulletin:
    """In Japanese, with a subscriber who reads Kazakh and one who reads Japanese."""
    for reader in (aigul, tanaka):
        exchange.subscribe(reader, now)
    return exchange.bulletin(sato, now, language="ja", title="新しい規則", body="本文")


def test_what_a_subscriber_cannot_read_is_published_only_on_purpose(unreadable, sato, aigul, tanaka, now):
    assert {aigul.language, tanaka.language} == {"kk", "ja"}
    with pytest.raises(NotReadByAll, match="1 of 2 readers cannot read this. Add: Russian."):
        services.publish_bulletin(unreadable, by=sato, now=now)
    assert Bulletin.objects.get().state == "draft"
    services.publish_bulletin(unreadable, anyway=True, by=sato, now=now)
    data = Activity.objects.get(verb="mou.bulletin.publish").data
    assert data == {"unread": 1, "readers": 2, "missing": ["ru"]}


def test_in_russian_too_it_is_published_at_once(unreadable, sato, now):
    exchange.in_russian(unreadable, sato, now)
    services.publish_bulletin(unreadable, by=sato, now=now)
    assert Activity.objects.get(verb="mou.bulletin.publish").data == {}


def test_only_those_count_whose_digest_would_bring_it(unreadable, aigul, now):
    services.edit_subscription(
        user=aigul, kinds=[], countries=["UZ"], sectors=[], every_days=7, now=now
    )
    assert read_by_subscribers(unreadable) == ["ja"]
    services.edit_subscription(
        user=aigul, kinds=[unreadable.kind], countries=["JP"], sectors=[], every_days=7, now=now
    )
    assert sorted(read_by_subscribers(unreadable)) == ["ja", "kk"]


def test_the_page_of_a_bulletin_warns_and_offers_it(unreadable, sato, as_):
    page = as_(sato).get(unreadable.get_absolute_url()).content.decode()
    assert 'name="anyway"' in page
    path = reverse("mou:bulletin_publish", args=[unreadable.pk])
    as_(sato).post(path)
    assert Bulletin.objects.get().state == "draft"
    as_(sato).post(path, {"anyway": "on"})
    assert Bulletin.objects.get().state == "published"


def test_a_session_that_its_firms_cannot_read_of_is_planned_only_on_purpose(altai, aigul, sato, now):
    with pytest.raises(NotReadByAll):
        exchange.session(sato, now, anyway=False)
    assert not ExperienceSession.objects.exclude(state="draft").exists()
    exchange.session(sato, now, anyway=True)
    assert Activity.objects.get(verb="mou.experiencesession.publish").data["missing"] == ["ru"]


def test_a_draft_of_a_session_is_published_only_on_purpose(altai, aigul, sato, as_):
    path = reverse("mou:session_new")
    given = {
        "kind": "training", "for_country": "KZ", "titles_ja": "品質管理", "place": "Zoom", "day": "2027-02-01",
        "begins": "15:00", "ends": "17:00", "zone": "Asia/Tokyo",
    }
    draft = as_(sato).post(path, given, follow=True)
    assert 'name="anyway"' in draft.content.decode()
    made = ExperienceSession.objects.get()
    publish = reverse("mou:session_publish", args=[made.pk])
    as_(sato).post(publish)
    assert ExperienceSession.objects.get().state == "draft"
    as_(sato).post(publish, {"anyway": "on"})
    assert ExperienceSession.objects.get().state == "planned"


def test_what_subscribers_cannot_read_is_published_again_only_on_purpose(unreadable, sato, now, as_):
    services.publish_bulletin(unreadable, anyway=True, by=sato, now=now)
    services.withdraw_bulletin(unreadable, reason="A mistake", by=sato, now=now)
    assert 'name="anyway"' in as_(sato).get(unreadable.get_absolute_url()).content.decode()
    path = reverse("mou:bulletin_republish", args=[unreadable.pk])
    as_(sato).post(path)
    assert Bulletin.objects.get().state == "withdrawn"
    as_(sato).post(path, {"anyway": "on"})
    assert Bulletin.objects.get().state == "published"
    assert Activity.objects.get(verb="mou.bulletin.republish").data["missing"] == ["ru"]


def test_a_session_is_cancelled_in_words_that_its_participants_cannot_read_only_on_purpose(altai, aigul, sato, now):
    made = exchange.session(sato, now)
    services.enrol(made, firm=altai, by=aigul, now=now)
    with pytest.raises(NotReadByAll, match="Russian"):
        services.cancel_session(made, reasons={"ja": "台風のため"}, by=sato, now=now)
    assert ExperienceSession.objects.get().state == "planned"
    services.cancel_session(made, reasons={"ja": "台風のため"}, anyway=True, by=sato, now=now)
    assert Activity.objects.get(verb="mou.experiencesession.cancel").data["unread"] == 1


def test_each_participant_reads_why_in_their_language(altai, aigul, sato, as_, now):
    made = exchange.session(sato, now)
    services.enrol(made, firm=altai, by=aigul, now=now)
    given = {"reason_ja": "台風のため", "reason_ru": "Из-за тайфуна"}
    assert as_(sato, "ja").post(reverse("mou:session_cancel", args=[made.pk]), given).status_code == 302
    text = Message.objects.get(kind="mou/session_cancelled").text
    assert "Из-за тайфуна" in text
    assert "台風" not in text


def test_the_form_asks_before_it_cancels_what_they_cannot_read(altai, aigul, sato, as_, now):
    made = exchange.session(sato, now)
    services.enrol(made, firm=altai, by=aigul, now=now)
    refused = as_(sato, "ja").post(reverse("mou:session_cancel", args=[made.pk]), {"reason_ja": "台風のため"})
    assert refused.status_code in (409, 422)
    assert 'name="anyway"' in refused.content.decode()
    assert "台風のため" in refused.content.decode()


def test_the_forms_of_bulletins_show_in_which_languages_they_are_written(unreadable, sato, as_):
    new = as_(sato, "ja").get(reverse("mou:bulletin_new"))
    further = as_(sato, "ja").get(reverse("mou:bulletin_wording", args=[unreadable.pk]))
    for page in (new, further):
        written = [one["code"] for one in page.context["form"].coverage if one["state"] == "whole"]
        assert written == ["ja"]
        assert "✓" in page.content.decode()


def test_a_second_language_of_a_session_leaves_the_first(sato, now):
    made = exchange.session(sato, now)
    services.edit_session(made, titles={"ru": "Качество"}, by=sato, now=now)
    found = ExperienceSession.objects.get().titles
    assert (dict(found), found.original) == ({"ja": "品質管理", "ru": "Качество"}, "ja")


def test_the_name_of_a_chamber_is_marked_with_its_language(dana, atameken, sato, as_, now):
    atameken.names = Texts().with_wording("ru", "Палата «Атамекен»", by=None, at=None)
    atameken.save()
    made = exchange.session(dana, now, chamber=atameken)
    page = as_(sato).get(made.get_absolute_url()).content.decode()
    assert '<span class="side__word" lang="ru">Палата «Атамекен»</span>' in page
    listed = as_(sato).get(reverse("mou:sessions")).content.decode()
    assert re.search(r'<span\s+lang="ru">\s*Палата «Атамекен»\s*</span>', listed)
