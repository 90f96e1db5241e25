"""The frame of every page: two queries at most for every role, none for a part of a page that shows no frame."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from companies.services import register_firm
from core.counting import Slot, count_together, drawn_up
from dashboard import waiting
from dashboard.context import Frame
from matching import services as matching
from matching.models import Match
from notifications.models import Delivery, Message
from notifications.services import say_to_address
from office.sources.source import clock_at
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
COUNTS = "AS counted)"
ROLES = ["firm", "other side", "no firm", "draft", "staff", "administrator", "chamber"]


@pytest.fixture
def everybody(introduced, tanaka, aigul, bekzat, sato, dana) -> dict[str, User]:
    """Each role; Bekzat has no firm yet, and a sixth person has one that is still a draft."""
    drafting = build.user("d@draft.example", "D")
    register_firm(
        country="KZ", legal_id="110840194709", name="ТОО «Сызба»", name_latin="Draft",
        language="ru", by=drafting, now=timezone.now(),
    )
    admin = build.user("admin@minamin.example", "A", role="administrator")
    return {
        "firm": tanaka, "other side": aigul, "no firm": bekzat, "draft": drafting, "staff": sato,
        "administrator": admin, "chamber": dana,
    }


def whole(frame: Frame) -> tuple:
    return frame.nav, frame.workspace, frame.clocks, frame.counts["unread"], frame.nav


@pytest.mark.parametrize("role", ROLES)
def test_the_whole_frame_costs_two_queries_at_most(everybody, role):
    person = User.objects.get(pk=everybody[role].pk)
    person.kept = {}  # as within a request
    with CaptureQueriesContext(connection) as queries:
        nav, *_rest = whole(Frame(person, "/home/"))
    assert nav
    assert len(queries) <= 2


@pytest.mark.parametrize("role", ["firm", "staff", "chamber"])
def test_a_page_asks_for_the_counts_once_however_many_parts_it_has(as_, everybody, role):
    client = as_(everybody[role])
    with CaptureQueriesContext(connection) as queries:
        assert 'class="rail"' in client.get("/home/").content.decode()
    assert sum(COUNTS in query["sql"] for query in queries) == 1


def test_a_part_of_a_page_asks_for_no_counts(as_, everybody, sato):
    run = matching.request_run(by=sato, now=timezone.now())
    client = as_(sato)
    address = reverse("matching:run", args=[run.pk])
    with CaptureQueriesContext(connection) as queries:
        panel = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in panel
    assert not any(COUNTS in query["sql"] for query in queries)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert any(COUNTS in query["sql"] for query in queries), "control: the whole page does ask"


def test_each_count_is_what_its_page_lists(match, tanaka, sato, now):
    assert Frame(tanaka, "/").counts["suggestions"] == 1
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    assert (Frame(tanaka, "/").counts["suggestions"], Frame(sato, "/").counts["approvals"]) == (0, 1)
    matching.approve_match(match, by=sato, now=now)
    assert Frame(tanaka, "/").counts["consents"] == 1


def _each_time(ask, kind, values, also=None):
    return count_together(ask(kind, values) | (also or {}))


@pytest.mark.parametrize("at_home", [False, True])
def test_what_was_drawn_up_for_another_counts_what_the_reader_would_have_asked(everybody, monkeypatch, at_home, now):
    say_to_address("x@a.example", "companies/firm_verified", language="en", context={"firm": "F"}, now=now, key="k")
    drawn_up.cache_clear()
    counted = {role: waiting.counts(everybody[role], now, at_home=at_home) for role in ROLES * 2}
    monkeypatch.setattr(waiting, "count_for", _each_time)
    assert counted == {role: waiting.counts(everybody[role], now, at_home=at_home) for role in ROLES}
    assert counted["firm"]["unread"], "control: something was counted"


def test_questions_are_drawn_up_once_for_two_readers_of_one_kind(everybody, tanaka, aigul, now):
    drawn_up.cache_clear()
    waiting.counts(tanaka, now)
    waiting.counts(aigul, now)
    waiting.counts(everybody["draft"], now)
    assert drawn_up.cache_info()[:2] == (1, 2)  # found, drawn up: a draft is another kind


def test_what_is_kept_of_a_count_holds_nobody(everybody, monkeypatch, now):
    drawn_up.cache_clear()
    kept = []
    monkeypatch.setattr("core.counting.drawn_up", lambda *given: kept.append(drawn_up(*given)) or kept[-1])
    for role in ROLES:
        waiting.counts(everybody[role], now, at_home=True)
    params = [param for columns in kept for one in columns.values() for param in one.params]
    names = {param.name for param in params if isinstance(param, Slot)}
    assert names - set(clock_at(now).cutoffs) == {"user", "firm", "now", "day"}
    said = str(kept)
    assert not any(str(person.pk) in said or person.email in said for person in everybody.values())


def test_a_question_that_asks_the_clock_itself_is_not_drawn_up(sato, now):
    def ask(kind, values):
        return {"late": Match.objects.filter(decide_by__lt=timezone.now())}

    with pytest.raises(TypeError, match="not among the values"):
        waiting.count_for(ask, "staff", {"user": sato.pk, "now": now})


def test_a_question_that_differs_each_time_is_not_drawn_up(sato, now):
    counter = iter(range(10))

    def ask(kind, values):
        return {"fit": Match.objects.filter(fit=next(counter))}

    with pytest.raises(TypeError, match="something else each time"):
        waiting.count_for(ask, "staff", {"user": sato.pk, "now": now})


def test_a_question_reads_no_more_of_a_reader_than_their_kind(sato):
    with pytest.raises(User.DoesNotExist):
        str(User.reader(sato.pk.__class__(int=1), "staff").email)


def test_a_consent_that_was_given_waits_no_more(introduced, tanaka):
    assert Frame(tanaka, "/").counts["consents"] == 0


def test_a_question_without_rows_counts_nothing(tanaka):
    found = count_together({"none": Match.objects.none(), "all": Message.objects.filter(pk=None)})
    assert found == {"none": 0, "all": 0}


def test_staff_see_at_home_that_a_mail_did_not_arrive(as_, hokuriku, sato, tanaka):
    say_to_address(
        "x@a.example", "companies/firm_verified", language="en", context={"firm": hokuriku}, now=timezone.now(), key="k"
    )
    client, address = as_(sato), reverse("notifications:undelivered")
    assert "can be sent again" not in client.get("/home/").content.decode()
    Delivery.objects.filter(message__address="x@a.example").update(
        state="permanent_failure", finished_at=timezone.now()
    )
    assert "1 mail can be sent again" in client.get("/home/").content.decode()
    assert address not in as_(tanaka).get("/home/").content.decode()
