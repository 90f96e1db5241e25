"""Before an event is announced or changed: who of those who hear of it could not read it."""

import pytest
from django.urls import reverse

from core.models import Activity
from core.readers import NotReadByAll
from events import services
from events.models import Event, EventChange

from .conftest import NOW, event_fields, seat

pytestmark = pytest.mark.django_db
REASONS = {"ja": "地震注意情報のため"}


@pytest.fixture
def five_kazakhs(make_event, aigul, altai):
    event = make_event(5)
    there = {"country": "KZ", "language": "kk", "zone": "Asia/Almaty"}
    for number in range(5):
        seat(event, number, by=aigul, firm=altai, **there)
    return event


def cancel(event, sato, reasons=REASONS, **more) -> EventChange:
    digest = services.preview_change(event, "cancel")[2]
    given = {"kind": "cancel", "digest": digest, "by": sato, "now": NOW}
    return services.confirm_change(event, reasons=reasons, **given | more)


def test_a_reason_only_in_japanese_for_five_kazakh_readers_is_refused(five_kazakhs, sato):
    with pytest.raises(NotReadByAll, match="5 of 5 readers cannot read this. Add: Russian."):
        cancel(five_kazakhs, sato)
    assert not EventChange.objects.exists()


def test_sent_all_the_same_it_is_in_the_log(five_kazakhs, sato):
    cancel(five_kazakhs, sato, anyway=True)
    data = Activity.objects.get(verb="events.eventchange.confirm").data
    assert (data["unread"], data["readers"], data["missing"]) == (5, 5, ["ru"])


def test_a_reason_that_all_of_them_read_leaves_nothing_in_the_log(five_kazakhs, sato):
    cancel(five_kazakhs, sato, reasons={"ja": "地震", "ru": "Землетрясение"})
    assert "unread" not in Activity.objects.get(verb="events.eventchange.confirm").data


def test_the_page_of_a_change_says_who_reads_what_and_asks_only_after_a_refusal(five_kazakhs, sato, as_):
    path = reverse("events:change_new", args=[five_kazakhs.pk, "cancel"])
    page = as_(sato, "ja").get(path)
    assert 'name="anyway"' not in page.content.decode()
    assert page.context["read"] == "カザフ語 (5)"
    given = {"digest": page.context["digest"], "reason_ja": REASONS["ja"]}
    refused = as_(sato, "ja").post(path, given)
    assert refused.status_code == 409
    assert 'name="anyway"' in refused.content.decode()
    assert as_(sato, "ja").post(path, given | {"anyway": "on"}).status_code == 302


@pytest.fixture
def draft(sato, dana, atameken) -> Event:
    titles = {"titles": {"ja": "商談会"}, "summaries": {}}
    event = services.plan_event(chamber=None, by=sato, now=NOW, **event_fields() | titles)
    services.set_seats(event, role="delegate", country="", capacity=3, by=sato, now=NOW)
    return event


def test_an_event_whose_liaisons_cannot_read_it_is_announced_only_on_purpose(draft, sato):
    with pytest.raises(NotReadByAll):
        services.announce_event(draft, by=sato, now=NOW)
    assert Event.objects.get(pk=draft.pk).state == "draft"
    services.announce_event(draft, anyway=True, by=sato, now=NOW)
    assert Activity.objects.get(verb="events.event.announce").data["missing"] == ["ru"]


def test_the_organisers_page_warns_and_offers_it(draft, sato, as_):
    page = as_(sato, "ja").get(reverse("events:desk", args=[draft.pk])).content.decode()
    assert 'name="anyway"' in page
    step = reverse("events:step", args=[draft.pk, "announce"])
    as_(sato, "ja").post(step)
    assert Event.objects.get(pk=draft.pk).state == "draft"
    as_(sato, "ja").post(step, {"anyway": "on"})
    assert Event.objects.get(pk=draft.pk).state != "draft"


def test_a_form_shows_in_which_languages_its_texts_are_written(draft, sato, as_):
    form = as_(sato, "ja").get(reverse("events:edit", args=[draft.pk])).context["form"]
    assert {one["code"]: one["sign"] for one in form.coverage}["ja"] == "✓"
    assert {one["code"]: one["sign"] for one in form.coverage}["ru"] == "–"
