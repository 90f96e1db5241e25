"""What came of it: asked three times, answered by both, changed, settled by staff, concluded."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from companies.models import Firm
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching.models import Introduction, Referral
from notifications.models import Message
from talks import services
from talks.computed.results import reasons_of, results_of
from talks.enums import FollowUpState
from talks.errors import AskedAnew, NotAnyMore, PausedFirm
from talks.models import FollowUp, Result
from talks.states import FOLLOW_UP
from tests import build
from tests.sweeping import one_rotten_row, unreachable
from tests.walking import walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def after(days: int):
    return Introduction.objects.get().released_at + timedelta(days=days)


@pytest.fixture
def asked(introduced) -> FollowUp:
    """Thirty days have passed."""
    services.ask_results(now=after(30))
    return FollowUp.objects.with_firms().get()


def told(person, kind: str) -> int:
    return Message.objects.filter(recipient=person, kind=f"talks/{kind}").count()


def say(row, by, answer: str, code: str = "", days: int = 31) -> None:
    services.say_result(row, answer=answer, code=code, by=by, now=after(days))


def both(row, tanaka, aigul, answer: str, code: str = "") -> Introduction:
    say(row, tanaka, answer, code)
    say(FollowUp.objects.get(pk=row.pk), aigul, answer, code)
    return Introduction.objects.get()


def test_both_are_asked_once_in_each_round(introduced, tanaka, aigul):
    services.ask_results(now=after(29))
    assert not FollowUp.objects.exists()
    for days in (30, 31, 90, 180, 200):
        services.ask_results(now=after(days))
    assert list(FollowUp.objects.order_by("days").values_list("days", "state")) == [
        (30, "lapsed"), (90, "lapsed"), (180, "open"),
    ]
    assert (told(tanaka, "result_asked"), told(aigul, "result_asked")) == (3, 3)


def test_rounds_that_were_missed_are_not_made_up_for(introduced):
    services.ask_results(now=after(190))
    assert list(FollowUp.objects.values_list("days", flat=True)) == [180]


def test_nobody_is_asked_about_what_is_long_ago(introduced):
    services.ask_results(now=after(400))
    assert not FollowUp.objects.exists()


def test_nobody_waits_longer_than_sixty_days(asked):
    services.ask_results(now=after(89))
    asked.refresh_from_db()
    assert asked.state == "open"
    FollowUp.objects.update(days=180)
    services.ask_results(now=after(95))
    asked.refresh_from_db()
    assert asked.state == "lapsed"


def test_not_while_a_firm_is_suspended_but_afterwards(introduced, hokuriku):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    services.ask_results(now=after(30))
    assert not FollowUp.objects.exists()
    Firm.objects.filter(pk=hokuriku.pk).update(state="verified")
    services.ask_results(now=after(35))
    assert FollowUp.objects.get().days == 30


def test_a_suspended_firm_answers_nothing(asked, hokuriku, aigul):
    Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
    with pytest.raises(PausedFirm):
        say(asked, aigul, "in_talks")
    assert not Result.objects.exists()


def test_one_in_talks_is_a_first_contact_both_a_discussion(asked, tanaka, aigul):
    say(asked, tanaka, "in_talks")
    assert Introduction.objects.get().state == "first_contact_confirmed"
    say(asked, aigul, "in_talks")
    assert Introduction.objects.get().state == "in_discussion"
    assert FollowUp.objects.get().state == "same"


def test_an_agreement_that_both_report_concludes_introduction_and_referral(asked, tanaka, aigul, dana):
    found = both(asked, tanaka, aigul, "agreement")
    assert (found.state, found.outcome) == ("concluded", "agreement")
    assert Referral.objects.get().state == "concluded"
    assert [told(person, "result_concluded") for person in (tanaka, aigul, dana)] == [1, 1, 1]


@pytest.mark.parametrize("code, outcome", [
    ("no_answer", "no_response"), ("later", "deferred"), ("price", "not_a_fit"),
])
def test_nothing_from_both_concludes_too_with_what_they_said(asked, tanaka, aigul, code, outcome):
    found = both(asked, tanaka, aigul, "nothing", code)
    assert (found.state, found.outcome) == ("concluded", outcome)


def test_nothing_needs_its_reason(asked, tanaka):
    with pytest.raises(ReasonMissing):
        say(asked, tanaka, "nothing")
    assert not Result.objects.exists()


def test_an_earlier_answer_is_kept_beside_the_new_one(asked, tanaka):
    say(asked, tanaka, "nothing", "price")
    say(asked, tanaka, "in_talks", days=40)
    rows = list(Result.objects.order_by("said_at").values_list("answer", "code", "replaced_at"))
    assert rows == [("nothing", "price", after(40)), ("in_talks", "", None)]


def test_the_same_answer_again_writes_nothing(asked, tanaka):
    for _time in range(2):
        say(asked, tanaka, "in_talks")
    assert Result.objects.count() == 1


def test_different_answers_wait_for_staff_until_a_firm_changes_its_own(asked, tanaka, aigul):
    say(asked, tanaka, "agreement")
    say(asked, aigul, "in_talks")
    assert FollowUp.objects.different().exists()
    assert Introduction.objects.get().state != "concluded"
    say(asked, aigul, "agreement", days=45)
    assert not FollowUp.objects.different().exists()
    assert Introduction.objects.get().state == "concluded"


def test_staff_settle_and_the_answers_stay(asked, tanaka, aigul, sato):
    say(asked, tanaka, "agreement")
    say(asked, aigul, "nothing", "price")
    services.settle_result(asked, answer="agreement", reason="Contract seen", by=sato, now=after(40))
    assert (FollowUp.objects.get().state, FollowUp.objects.get().settled_answer) == ("concluded", "agreement")
    assert Introduction.objects.get().outcome == "agreement"
    assert set(Result.objects.current().values_list("answer", flat=True)) == {"agreement", "nothing"}


def test_after_the_end_nothing_is_answered(asked, tanaka, aigul):
    both(asked, tanaka, aigul, "agreement")
    with pytest.raises(NotAnyMore):
        say(asked, tanaka, "nothing", "price")


def test_an_answer_to_an_earlier_round_is_refused(asked, tanaka):
    services.ask_results(now=after(90))
    with pytest.raises(AskedAnew):
        say(asked, tanaka, "in_talks", days=91)


def test_what_waits_for_whom(asked, tanaka, hokuriku, altai, detal):
    waiting = FollowUp.objects.waiting_for
    assert [waiting(firm).count() for firm in (hokuriku, altai, detal)] == [1, 1, 0]
    say(asked, tanaka, "in_talks")
    assert [waiting(firm).count() for firm in (hokuriku, altai, detal)] == [0, 1, 0]
    Introduction.objects.update(state="recalled")
    assert waiting(altai).count() == 0


def test_the_figures(asked, tanaka, aigul):
    everything = Introduction.objects.all()
    assert results_of(everything)[:4] == (1, 0, 0, 0)
    say(asked, tanaka, "in_talks")
    assert results_of(everything).first_contact == 1
    say(asked, aigul, "nothing", "price")
    found = results_of(everything)
    assert (found.asked, found.answered_by_both, reasons_of(everything)) == (1, 1, {"price": 1})
    both(asked, tanaka, aigul, "agreement")
    assert results_of(everything)._asdict() == {
        "released": 1, "first_contact": 1, "in_talks": 0, "agreement": 1, "nothing": 0, "asked": 1,
        "answered_by_both": 1,
    }


def test_the_log_holds_codes(asked, tanaka):
    say(asked, tanaka, "nothing", "price")
    row = Activity.objects.get(verb="talks.followup.answer")
    assert row.data == {"side": "japan", "answer": "nothing", "code": "price"}


def test_one_rotten_introduction_stops_nobody(introduced, mori, sato, tanaka, bekzat, offer, detal, monkeypatch):
    need = build.profile(detal, sato, "business_request", "supply", ["Мёд"], ["040900"], ["JP"])
    build.introduction(build.match(offer, need), tanaka, bekzat, sato)
    one_rotten_row(
        "talks.ask_results",
        lambda: services.ask_results(now=introduced.released_at + timedelta(days=31)),
        mend=unreachable(monkeypatch, bekzat),
        staff=mori,
        done=FollowUp.objects.count,
    )


def test_every_state_and_action(asked, aigul, now):
    FollowUp.objects.update(answered_at=now)
    put = lambda state: FollowUp.objects.filter(pk=asked.pk).update(state=state)  # noqa: E731
    fields = {"answer": {"to": "same"}, "settle": {"to": "same"}}
    walk(asked, FOLLOW_UP, FollowUpState.values, put, fields=fields, by=aigul, now=now)


BROKEN = {
    "follow_up_state_is_known": {"state": "unheard_of", "answered_at": build.THEN},
    "follow_up_round_is_known": {"days": 31},
    "follow_up_answered_has_its_time": {"state": "same"},
    "follow_up_settled_is_over": {"settled_answer": "agreement"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_rules_of_the_database(asked, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        FollowUp.objects.update(**BROKEN[name])


RESULT = {"by_side": "japan", "answer": "in_talks", "code": "", "said_at": build.THEN}
BROKEN_RESULTS = {
    "result_one_of_each_side": [RESULT, RESULT],
    "result_is_a_firm_s": [RESULT | {"by_side": "office"}],
    "result_of_nothing_says_why": [RESULT | {"answer": "nothing"}],
}


@pytest.mark.parametrize("name", BROKEN_RESULTS)
def test_rules_of_results(asked, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Result.objects.bulk_create(Result(follow_up=asked, **one) for one in BROKEN_RESULTS[name])


def test_once_a_round(asked, now):
    with pytest.raises(IntegrityError, match="follow_up_once_a_round"), transaction.atomic():
        FollowUp.objects.create(thread=asked.thread, introduction=asked.introduction, days=30, asked_at=now)


def test_a_firm_answers_with_one_press_and_changes_it(asked, match, tanaka, as_):
    client = as_(tanaka)
    answer = client.post(reverse("talks:result", args=[asked.pk]), {"answer": "in_talks"}, follow=True)
    assert b"Change your answer" in answer.content
    client.post(reverse("talks:result", args=[asked.pk]), {"code": "price"})
    assert Result.objects.current().get().code == "price"


def test_a_reason_that_is_missing_is_said_and_an_unknown_answer_refused(asked, tanaka, as_):
    client = as_(tanaka)
    answer = client.post(reverse("talks:result", args=[asked.pk]), {})
    assert "code" in answer.context["form"].errors
    answer = client.post(reverse("talks:result", args=[asked.pk]), {"answer": "rich"})
    assert answer.context["form"].errors
    assert not Result.objects.exists()


def test_the_other_s_answer_is_read_after_one_s_own(asked, match, tanaka, aigul, as_):
    say(asked, tanaka, "nothing", "language")
    page = reverse("talks:thread", args=[match.pk])
    words = b"We do not understand each other"
    assert words not in as_(aigul).get(page).content
    say(asked, aigul, "in_talks")
    assert words in as_(aigul).get(page).content


def test_it_waits_on_home_and_in_the_list(asked, tanaka, as_):
    client = as_(tanaka)
    assert b"Say what came of a partnership" in client.get("/home/").content
    assert b"What came of the introduction?" in client.get(reverse("talks:threads")).content
    say(asked, tanaka, "in_talks")
    assert b"Say what came of a partnership" not in client.get("/home/").content


def test_staff_settle_on_the_page(asked, tanaka, aigul, sato, as_):
    say(asked, tanaka, "agreement")
    say(asked, aigul, "nothing", "price")
    client = as_(sato)
    assert b"Ask both, then say what holds" in client.get(reverse("talks:result", args=[asked.pk])).content
    address = reverse("talks:result_settle", args=[asked.pk])
    assert client.post(address, {"answer": "agreement"}).status_code == 422
    client.post(address, {"answer": "in_talks", "reason": "Both told on the telephone"})
    assert FollowUp.objects.get().state == "same"


def test_a_stranger_does_not_find_it(asked, bekzat, as_):
    assert as_(bekzat).get(reverse("talks:result", args=[asked.pk])).status_code == 404


def test_nothing_is_settled_where_both_agree(asked, tanaka, aigul, sato):
    say(asked, tanaka, "in_talks")
    with pytest.raises(TransitionNotAllowed):
        services.settle_result(asked, answer="agreement", reason="Told by telephone", by=sato, now=after(40))
