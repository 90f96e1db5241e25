"""Words of acts are emptied for good: every reader of a history learns that they were, nobody reads them any more."""

import pytest

from companies import services
from companies.pages.tasklist import state_reason
from companies.pages.timeline import timeline_items
from core.activity import record, ref
from core.models import Activity, ActivityWords
from core.services import empty_words

pytestmark = pytest.mark.django_db
REMOVED = "What was said here has been removed."


@pytest.fixture
def suspended(altai, sato, now):
    services.suspend_firm(altai, reason="Айгүл is ill", by=sato, now=now)
    altai.refresh_from_db()
    return altai


def reasons(firm, viewer, own=None) -> list[str]:
    history = Activity.objects.about(ref(firm)).for_timeline()
    items = timeline_items(history.exclude(verb="companies.firm.check"), viewer, own)
    return [item["reason"] for item in items if item["reason"]]


def test_words_are_gone_and_the_acts_stay(suspended, aigul, sato, now):
    record(suspended, "edit", by=aigul, now=now, words={"place": "Öskemen Hall"})
    acts = Activity.objects.about(ref(suspended))
    there = list(acts.order_by("pk").values())
    assert empty_words(acts, of=aigul, by=sato, now=now) == 2
    assert list(acts.order_by("pk").values()) == there
    assert set(ActivityWords.objects.values_list("reason", "emptied_at")) == {("", now)}
    assert [said.words for said in ActivityWords.objects.all()] == [{}, {}]


def test_the_removal_is_an_act_of_its_own(suspended, aigul, sato, now):
    empty_words(Activity.objects.filter(subject=ref(suspended)), of=aigul, by=sato, now=now)
    act = Activity.objects.get(verb="core.activitywords.empty")
    assert (act.subject, act.actor, act.data) == (ref(aigul), sato, {"acts": 1})


def test_emptied_twice_is_emptied_once(suspended, aigul, sato, now):
    acts = Activity.objects.about(ref(suspended))
    assert [empty_words(acts, of=aigul, by=sato, now=now) for _twice in range(2)] == [1, 0]
    assert Activity.objects.filter(verb="core.activitywords.empty").count() == 1


def test_words_of_other_acts_stay(suspended, hokuriku, aigul, sato, now):
    services.suspend_firm(hokuriku, reason="Another matter", by=sato, now=now)
    empty_words(Activity.objects.about(ref(suspended)), of=aigul, by=sato, now=now)
    assert reasons(hokuriku, sato) == ["Another matter"]


def test_a_history_says_that_words_were_removed(suspended, aigul, sato, now):
    services.reinstate_firm(suspended, reason="internal", by=sato, now=now)
    empty_words(Activity.objects.about(ref(suspended)), of=aigul, by=sato, now=now)
    assert reasons(suspended, sato) == [REMOVED, REMOVED]
    assert reasons(suspended, aigul, suspended) == [REMOVED], "the internal reason was never theirs to read"


def test_the_panel_of_the_firm_says_so_too(suspended, aigul, sato, now, as_):
    assert state_reason(suspended) == "Айгүл is ill"
    empty_words(Activity.objects.filter(actor=sato), of=aigul, by=sato, now=now)
    assert state_reason(suspended) == REMOVED
    page = as_(aigul).get("/firms/mine/").content.decode()
    assert REMOVED in page
    assert "is ill" not in page


def test_staff_read_in_the_history_of_a_firm_that_it_was_emptied(suspended, aigul, sato, now):
    empty_words(Activity.objects.about(ref(suspended)), of=suspended, by=sato, now=now)
    history = Activity.objects.about(ref(suspended)).for_timeline()
    assert "What was said in the history was removed" in {item["text"] for item in timeline_items(history, sato, None)}
    assert "What was said in the history was removed" not in {
        item["text"] for item in timeline_items(history, aigul, suspended)
    }
