"""Whose names and reasons a reader of a history sees."""
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services
from companies.pages.timeline import last_saved, timeline_items, timeline_of
from core.activity import record, ref
from core.models import Activity
from tests import build

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def items(instance, viewer, firm=None, **more) -> list[dict]:
    return timeline_items(Activity.objects.about(ref(instance)).for_timeline(), viewer, firm, **more)


def actors(found: list[dict]) -> set[str]:
    return {item["actor"] for item in found}


@pytest.fixture
def case(match, aigul, tanaka, dana, sato):
    """A match on which everybody has done something both firms may see."""
    for person in (tanaka, aigul, dana, sato):
        record(match, "express_interest", by=person, now=AT, reason="internal words")
    return match


def test_a_firm_reads_its_colleagues_the_chamber_and_nobody_else_by_name(case, hokuriku, tanaka, atameken):
    found = [item for item in items(case, tanaka, hokuriku) if item["actor"]]
    assert actors(found) == {"田中 一郎", "The other firm", "Atameken", "Minamin"}
    assert all(item["reason"] == "" for item in found)


def test_staff_read_every_name_and_reason(case, sato, aigul):
    found = [item for item in items(case, sato) if item["actor"]]
    assert actors(found) == {"田中 一郎", str(aigul), "Dana Seytova (Дана Сейтова), Atameken", "佐藤 恵"}
    assert {item["reason"] for item in found} == {"internal words"}


def test_marks_tell_firms_people_and_the_portal_apart(case, sato):
    assert {item["kind"] for item in items(case, sato)} == {"firm", "human", "system"}


def test_internal_acts_stay_with_staff(altai, aigul, sato):
    def said(viewer, firm) -> set[str]:
        return {item["text"] for item in items(altai, viewer, firm)}

    assert said(sato, None) - said(aigul, altai) == {"Check recorded"}


def test_what_a_firm_may_see_is_chosen_before_the_history_is_cut(altai, aigul, sato, now):
    """Forty internal acts are newer than all that the firm may read of its case."""
    everything = [item["text"] for item in items(altai, aigul, altai)]
    for _number in range(40):
        record(altai, "check", by=sato, now=now, data={"kind": "call_back", "result": "passed"})
    assert [item["text"] for item in timeline_of(altai, aigul, altai)] == everything[:15] != []
    assert {item["text"] for item in timeline_of(altai, sato, None)} == {"Check recorded"}


def test_a_firm_turns_no_empty_page_of_its_history(altai, aigul, as_, sato, now):
    for _number in range(60):
        record(altai, "check", by=sato, now=now, data={"kind": "call_back", "result": "passed"})
    page = as_(aigul).get(reverse("companies:history"))
    assert page.context["items"]
    assert not page.context["page"].has_other_pages()


def test_reasons_that_are_meant_for_the_firm_are_shown(altai, aigul, sato, now):
    services.suspend_firm(altai, reason="Complaint", by=sato, now=now)
    services.reinstate_firm(altai, reason="internal", by=sato, now=now)
    lifted, suspended = items(altai, aigul, altai)[:2]
    assert (suspended["reason"], lifted["reason"]) == ("Complaint", "")


def test_a_colleague_who_left_keeps_the_name_a_stranger_never_gets_one(altai, aigul, bekzat, detal, now):
    former, stranger = build.user("former@altai.example", "Former"), build.user("stranger@x.example", "Stranger")
    member = services.add_member(altai, user=former, role="editor", by=former, now=now)
    for person in (former, stranger, bekzat):
        record(altai, "edit", by=person, now=now)
    services.remove_member(member, by=aigul, now=now)
    assert actors(items(altai, aigul, altai)) == {"Minamin", str(aigul), "Former", "The other firm"}


def test_both_times_stand_on_every_entry(altai, aigul, sato):
    record(altai, "edit", by=aigul, now=AT)
    with timezone.override("Asia/Almaty"):
        assert "11:30 (Almaty) · 15:30 (Tokyo)" in items(altai, aigul, altai)[0]["when_html"]
    with timezone.override("Asia/Tokyo"):
        assert "15:30 (Tokyo) · 12:30 (Bishkek)" in items(altai, sato, partner_zone="Asia/Bishkek")[0]["when_html"]
        assert "15:30 (Tokyo) · 11:30 (Almaty)" in items(altai, sato, partner_zone="Asia/Tokyo")[0]["when_html"]


@pytest.mark.parametrize("count", [1, 40])
def test_a_long_history_asks_no_more_than_a_short_one(altai, aigul, dana, sato, count, django_assert_max_num_queries):
    for number in range(count):
        for person in (build.user(f"p{number}@x.example", "P"), dana, sato):
            record(altai, "edit", by=person, now=AT)
    with django_assert_max_num_queries(4):
        items(altai, aigul, altai)


def test_last_saved_is_the_firms_own_newest_edit(altai, aigul, sato, request_):
    record(altai, "edit", by=aigul, now=AT)
    services.suspend_firm(altai, reason="Because", by=sato, now=timezone.now())
    assert last_saved(altai).at == AT
