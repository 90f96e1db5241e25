"""Memoranda, obligations, changes, evidence: what each act does, and what it refuses."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from core.activity import ref
from core.errors import ReasonMissing, TransitionNotAllowed
from core.models import Activity
from mou import services
from mou.computed import ledger
from mou.errors import (
    ChangeIsOpen,
    DayInTheFuture,
    DueDateTooEarly,
    EndsBeforeItStarts,
    LanguagesNotComplete,
    NotAParty,
    NotAtThePeriodsStart,
    NothingChanges,
    NotYourObligation,
    NumberTaken,
    ObligationIsOver,
    OpenPeriods,
    OutsideTheObligation,
    OwnEvidence,
    OwnRequest,
    PeriodUnknown,
    RenewalTooShort,
    SignedInTheFuture,
    StartsBeforeTheMemorandum,
    WordingIsFixed,
    WordingMissing,
)
from mou.models import Change, Evidence, Memorandum, Obligation
from notifications.models import Message

from .conftest import fresh

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=f"mou/{kind}").values_list("recipient__email", flat=True))


def acts(row) -> list[str]:
    return [
        verb.rpartition(".")[2]
        for verb in Activity.objects.filter(subject=ref(row)).order_by("pk").values_list("verb", flat=True)
    ]


# memoranda


def test_the_founding_memorandum_comes_in_five_languages_with_hashes_and_a_proxy(mou):
    assert [one.key for one in mou.commitments.all()] == [
        "cooperation", "information_exchange", "experience_sharing", "visits", "events",
    ]
    versions = {version.language: version for version in mou.versions.all()}
    assert set(versions) == {"en", "ja", "ru", "kk", "uz"}
    for version in versions.values():
        assert version.sha256 == hashlib.sha256(version.text.encode()).hexdigest()
    assert (mou.signed_on, mou.place, mou.state) == (date(2024, 8, 9), "Astana", "in_force")
    assert {one.side: bool(one.proxy_for) for one in mou.signatories.all()} == {"japan": True, "central_asia": False}
    assert services.record_founding_memorandum(now=datetime(2026, 1, 1, tzinfo=UTC)) == mou
    assert Memorandum.objects.count() == 1


@pytest.fixture
def draft(sato, hokuriku, altai, now) -> Memorandum:
    return services.draft_memorandum(
        number="M-9", titles={"en": "Trade"}, japan={"firm": hokuriku}, central_asia={"firm": altai}, by=sato, now=now
    )


def sign(draft, sato, now, **changes) -> None:
    given = {"signed_on": now.date(), "place": "Astana", "signatories": []} | changes
    services.sign_memorandum(draft, **given, by=sato, now=now)


def test_only_whole_languages_are_kept_as_signed(draft, sato, now):
    with pytest.raises(WordingMissing):
        sign(draft, sato, now)
    services.word_commitment(
        draft, number=1, language="en", title="Samples", text="Samples are sent.", by=sato, now=now
    )
    services.word_memorandum(draft, language="ja", title="貿易", purpose="", by=sato, now=now)
    with pytest.raises(LanguagesNotComplete, match="Not complete: Japanese."):
        sign(draft, sato, now)
    assert not draft.versions.exists()
    sign(draft, sato, now, leave_out=["ja"])
    assert Activity.objects.get(verb="mou.memorandum.sign").data == {"left_out": ["ja"]}
    assert [version.language for version in draft.versions.all()] == ["en"]
    for late in (
        lambda: services.word_commitment(draft, number=1, language="ja", title="x", text="y", by=sato, now=now),
        lambda: services.word_memorandum(draft, language="en", title="x", purpose="", by=sato, now=now),
        lambda: sign(draft, sato, now),
    ):
        with pytest.raises(WordingIsFixed):
            late()


@pytest.mark.parametrize("hole", [
    lambda draft, **by: services.word_memorandum(draft, language="en", title="Trade", purpose="More of it", **by),
    lambda draft, **by: services.word_commitment(draft, number=1, language="ja", title="", text="送る", **by),
    lambda draft, **by: services.word_commitment(draft, number=2, language="en", title="x", text="y", **by),
])
def test_a_purpose_a_short_title_or_a_commitment_that_is_missing_makes_a_language_not_complete(draft, sato, now, hole):
    by = {"by": sato, "now": now}
    for language in ("en", "ja"):
        services.word_memorandum(draft, language=language, title="貿易", purpose="", **by)
        services.word_commitment(draft, number=1, language=language, title="x", text="y", **by)
    hole(draft, **by)
    with pytest.raises(LanguagesNotComplete) as refused:
        sign(draft, sato, now)
    assert refused.value.field == "leave_out"
    sign(draft, sato, now, leave_out=["ja"])
    assert [version.language for version in draft.versions.all()] == ["en"]


def test_whatever_is_left_out_something_must_be_left(draft, sato, now):
    services.word_commitment(draft, number=1, language="en", title="x", text="y", by=sato, now=now)
    with pytest.raises(WordingMissing):
        sign(draft, sato, now, leave_out=["en"])


def test_drafting_is_refused_where_it_makes_no_sense(draft, sato, dana, hokuriku, altai, now):
    given = {"titles": {"en": "x"}, "japan": {"firm": hokuriku}, "central_asia": {"firm": altai}, "now": now}
    with pytest.raises(NumberTaken):
        services.draft_memorandum(number="M-9", by=sato, **given)
    with pytest.raises(NotAParty):
        services.draft_memorandum(number="M-10", by=dana, **given)
    with pytest.raises(SignedInTheFuture):
        sign(draft, sato, now, signed_on=now.date() + timedelta(days=2))


def test_renewal_amendment_and_expiry(pact, sato, tanaka, aigul, now):
    with pytest.raises(RenewalTooShort):
        services.renew_memorandum(pact, ends_on=pact.ends_on, reason="More", by=sato, now=now)
    services.renew_memorandum(pact, ends_on=date(2028, 3, 31), reason="Going well", by=sato, now=now)
    services.amend_memorandum(
        pact, signed_on=now.date(), texts={"en": "More"}, ends_on=date(2029, 3, 31), by=sato, now=now
    )
    assert Memorandum.objects.get(pk=pact.pk).ends_on == date(2029, 3, 31)
    assert sorted(told("memorandum_prolonged")) == sorted([tanaka.email, aigul.email])
    services.expire_memoranda(now=datetime(2029, 3, 31, 12, tzinfo=UTC))
    assert Memorandum.objects.get(pk=pact.pk).state == "in_force"
    services.expire_memoranda(now=datetime(2029, 3, 31, 20, tzinfo=UTC))
    assert Memorandum.objects.get(pk=pact.pk).state == "expired"
    services.renew_memorandum(
        Memorandum.objects.with_parties().get(pk=pact.pk), ends_on=date(2030, 1, 1), reason="Again", by=sato,
        now=datetime(2029, 5, 1, tzinfo=UTC),
    )
    assert Memorandum.objects.get(pk=pact.pk).state == "in_force"


def test_terminating_with_open_periods_asks_first_and_then_nothing_is_owed(mou, owed, sato, now):
    obligation = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    with pytest.raises(OpenPeriods):
        services.terminate_memorandum(mou, reason="End", confirmed=False, by=sato, now=now)
    with pytest.raises(ReasonMissing):
        services.terminate_memorandum(mou, reason=" ", confirmed=True, by=sato, now=now)
    services.terminate_memorandum(mou, reason="End", confirmed=True, by=sato, now=now)
    standings = [one.standing for one in ledger.account(fresh(obligation), now + timedelta(days=400)).periods]
    assert standings[-1] == "ended_early"
    assert "overdue" not in standings
    assert "planned" not in standings
    assert services.open_periods(Memorandum.objects.with_parties().get(), now) == []


# obligations


def propose(mou, by, now, **changes) -> Obligation:
    article = mou.commitments.get(number=2)
    article.memorandum = mou
    given = {
        "owing": "japan", "indicator": "bulletin_published", "wordings": {}, "cadence": "monthly", "target": 1,
        "starts_on": date(2026, 12, 1), "ends_on": None,
    }
    return services.propose_obligation(article, **(given | changes), by=by, now=now)


def test_an_obligation_holds_when_the_other_side_agrees(mou, sato, mori, dana, now):
    made = propose(mou, dana, now)
    assert told("obligation_proposed") == [sato.email]
    with pytest.raises(OwnRequest):
        services.agree_obligation(fresh(made), by=dana, now=now)
    services.agree_obligation(fresh(made), by=mori, now=now)
    made.refresh_from_db()
    assert (made.state, made.agreed_by, made.zone) == ("active", mori, "Asia/Tokyo")
    assert acts(made) == ["propose", "agree", "activate"]
    assert told("obligation_decided") == [dana.email]


def test_an_obligation_is_declined_with_a_reason(mou, sato, dana, now):
    made = propose(mou, dana, now)
    with pytest.raises(ReasonMissing):
        services.decline_obligation(fresh(made), reason="", by=sato, now=now)
    services.decline_obligation(fresh(made), reason="Too much", by=sato, now=now)
    assert Obligation.objects.get().state == "declined"


@pytest.mark.parametrize("changes, refusal", [
    ({"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, EndsBeforeItStarts),
    ({"starts_on": date(2020, 1, 1)}, StartsBeforeTheMemorandum),
])
def test_a_span_that_cannot_be_is_refused(mou, dana, now, changes, refusal):
    with pytest.raises(refusal):
        propose(mou, dana, now, **changes)
    assert not Obligation.objects.exists()


def test_strangers_propose_nothing(mou, tanaka, hokuriku, now):
    with pytest.raises(NotAParty):
        propose(mou, tanaka, now)


def test_what_is_agreed_before_entry_into_force_waits_for_it(draft, sato, tanaka, aigul, now):
    services.word_commitment(
        draft, number=1, language="en", title="Samples", text="Samples are sent.", by=sato, now=now
    )
    sign(draft, sato, now)
    article = Memorandum.objects.with_parties().get(pk=draft.pk).commitments.get()
    made = services.propose_obligation(
        article, owing="japan", indicator="other", wordings={"en": "Samples"}, cadence="once", target=1,
        starts_on=now.date(), ends_on=None, by=tanaka, now=now,
    )
    services.agree_obligation(fresh(made), by=aigul, now=now)
    assert Obligation.objects.get().state == "agreed"
    services.put_in_force(Memorandum.objects.with_parties().get(pk=draft.pk), in_force_on=now.date(), by=sato, now=now)
    assert Obligation.objects.get().state == "active"


# changes


@pytest.fixture
def quarterly(owed) -> Obligation:
    return owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)


def periods(obligation, now) -> dict:
    return {one.period.key: one for one in ledger.account(fresh(obligation), now).periods}


def test_another_due_date_needs_a_reason_and_the_other_side(quarterly, sato, mori, dana, now):
    key = "2026-08-09"
    assert periods(quarterly, now)[key].standing == "overdue"
    with pytest.raises(ReasonMissing):
        services.ask_due_date(quarterly, period=key, due_on=date(2026, 12, 20), reason=" ", by=sato, now=now)
    change = services.ask_due_date(
        quarterly, period=key, due_on=date(2026, 12, 20), reason="Printer broke", by=sato, now=now
    )
    assert periods(quarterly, now)[key].standing == "overdue", "asked is not approved"
    for own in (sato, mori):
        with pytest.raises(OwnRequest):
            services.approve_change(change, by=own, now=now)
    services.approve_change(change, by=dana, now=now)
    assert (
        periods(quarterly, now)[key].standing, periods(quarterly, now)[key].period.due_on
    ) == ("due_soon", date(2026, 12, 20))
    assert (told("change_asked"), told("change_decided")) == ([dana.email], [sato.email])


def test_due_dates_that_make_no_sense_are_refused(quarterly, sato, dana, now):
    for due_on in (date(2026, 11, 1), date(2026, 11, 24)):
        with pytest.raises(DueDateTooEarly):
            services.ask_due_date(quarterly, period="2026-08-09", due_on=due_on, reason="Because", by=sato, now=now)
    with pytest.raises(PeriodUnknown):
        services.ask_due_date(
            quarterly, period="2026-08-10", due_on=date(2027, 1, 1), reason="Because", by=sato, now=now
        )
    services.ask_due_date(quarterly, period="2026-08-09", due_on=date(2027, 1, 1), reason="Because", by=sato, now=now)
    with pytest.raises(ChangeIsOpen):
        services.ask_due_date(
            quarterly, period="2026-11-09", due_on=date(2027, 3, 1), reason="Because", by=sato, now=now
        )


def test_a_refused_or_withdrawn_change_changes_nothing(quarterly, sato, dana, now):
    change = services.ask_waiver(quarterly, reason="Earthquake", by=sato, now=now)
    services.refuse_change(change, reason="No", by=dana, now=now)
    again = services.ask_waiver(quarterly, reason="Earthquake", by=sato, now=now)
    with pytest.raises(NotAParty):
        services.withdraw_change(again, by=dana, now=now)
    services.withdraw_change(again, by=sato, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.approve_change(again, by=dana, now=now)
    assert fresh(quarterly).state == "active"


def test_new_terms_begin_with_a_new_period_never_in_the_middle_of_one(quarterly, sato, dana, now):
    terms = {"cadence": "monthly", "target": 2, "reason": "More news"}
    for day in (date(2026, 12, 1), date(2026, 11, 9), date(2027, 2, 10)):
        with pytest.raises(NotAtThePeriodsStart) as refusal:
            services.ask_terms(quarterly, **terms, period_start=day, by=sato, now=now)
        assert "9 Feb 2027" in str(refusal.value.message)
    with pytest.raises(NothingChanges):
        services.ask_terms(
            quarterly, cadence="quarterly", target=1, reason="Because", period_start=date(2027, 2, 9), by=sato, now=now
        )
    change = services.ask_terms(quarterly, **terms, period_start=date(2027, 2, 9), by=sato, now=now)
    services.approve_change(change, by=dana, now=now)
    old = fresh(quarterly)
    assert (old.state, old.ends_on, old.replaced_by.state) == ("active", date(2027, 2, 8), "agreed")
    services.turn_over(now=datetime(2027, 2, 8, 12, tzinfo=UTC))
    assert fresh(quarterly).state == "active"
    services.turn_over(now=datetime(2027, 2, 8, 16, tzinfo=UTC))  # 9 February, 01:00 in Tokyo
    old, new = fresh(quarterly), fresh(fresh(quarterly).replaced_by)
    assert (old.state, new.state, new.cadence, new.target, new.starts_on) == (
        "superseded", "active", "monthly", 2, date(2027, 2, 9)
    )
    ends = [one.period.end for one in ledger.account(old, now + timedelta(days=100)).periods]
    assert max(ends) == date(2027, 2, 8)


def test_what_is_late_can_still_be_delivered_for_an_obligation_that_was_replaced(quarterly, sato, dana, now):
    change = services.ask_terms(
        quarterly, cadence="monthly", target=1, reason="Because", period_start=date(2027, 2, 9), by=sato, now=now
    )
    services.approve_change(change, by=dana, now=now)
    services.turn_over(now=datetime(2027, 2, 9, tzinfo=UTC))
    later = datetime(2027, 2, 20, tzinfo=UTC)
    assert periods(quarterly, later)["2026-11-09"].standing == "overdue"
    add(fresh(quarterly), sato, later, happened_on=date(2027, 2, 8))
    assert Evidence.objects.count() == 1


def test_a_rest_and_its_end(quarterly, sato, dana, now):
    services.approve_change(services.ask_hold(quarterly, reason="Earthquake", by=sato, now=now), by=dana, now=now)
    assert fresh(quarterly).state == "on_hold"
    later = now + timedelta(days=120)
    assert periods(quarterly, later)["2026-11-09"].standing == "on_hold"
    services.resume_obligation(fresh(quarterly), by=dana, now=later)
    assert periods(quarterly, later)["2027-02-09"].standing in ("on_track", "due_soon")
    assert periods(quarterly, later + timedelta(days=30))["2026-11-09"].standing == "on_hold", "that time stays free"


def test_what_falls_due_on_the_day_of_resuming_is_owed_and_a_rest_of_one_day_never_was(owed, sato, dana, now):
    monthly = owed("bulletin_published", owing="japan", cadence="monthly", commitment=2, starts_on=date(2026, 11, 1))
    services.approve_change(services.ask_hold(monthly, reason="Earthquake", by=sato, now=now), by=dana, now=now)
    due = datetime(2026, 11, 30, 3, tzinfo=UTC)
    services.resume_obligation(fresh(monthly), by=dana, now=due)
    assert periods(monthly, due)["2026-11-01"].standing == "due_soon"
    services.approve_change(services.ask_hold(fresh(monthly), reason="Typhoon", by=sato, now=due), by=dana, now=due)
    services.resume_obligation(fresh(monthly), by=dana, now=due)
    assert [hold.until_on for hold in monthly.holds.all()] == [date(2026, 11, 29)]


def test_what_ended_closes_only_when_nothing_can_be_made_up_and_what_was_missed_stays_missed(owed, sato, dana, now):
    terms = {
        "owing": "central_asia", "cadence": "per_event", "days_to_deliver": 45, "commitment": 5,
        "ends_on": date(2026, 11, 20),
    }
    obligation = owed("event_supported", **terms)
    services.note_occasion(obligation, titles={"en": "Fair in Osaka"}, happened_on=date(2026, 11, 20), by=sato, now=now)
    due, states = date(2027, 1, 4), {}
    for days in (0, 30, 31):
        at = datetime(due.year, due.month, due.day, 9, tzinfo=UTC) + timedelta(days=days)
        services.turn_over(now=at)
        [one] = ledger.account(fresh(obligation), at).periods
        states[days] = (fresh(obligation).state, one.standing)
    assert states == {0: ("active", "due_soon"), 30: ("active", "overdue"), 31: ("closed", "not_fulfilled")}


def test_a_waiver_of_both_takes_it_off_the_books(mou, quarterly, sato, dana, now):
    services.approve_change(services.ask_waiver(quarterly, reason="Earthquake", by=dana, now=now), by=sato, now=now)
    assert fresh(quarterly).state == "waived"
    assert [rows for _commitment, rows in ledger.of_memorandum(mou, now) if rows] == []
    with pytest.raises(ObligationIsOver):
        services.ask_waiver(fresh(quarterly), reason="Because", by=sato, now=now)


# evidence


def add(obligation, by, now, **changes) -> Evidence:
    given = {
        "titles": {"en": "No. 1"}, "notes": {},
        "happened_on": date(2026, 11, 20), "quantity": 1, "period": "", "file": None,
    }
    return services.add_evidence(obligation, **(given | changes), by=by, now=now)


def delivered(obligation, now) -> dict:
    return {key: one.delivered for key, one in periods(obligation, now).items() if one.delivered}


def test_the_owing_side_adds_the_other_countersigns_and_it_counts(quarterly, sato, dana, now):
    evidence = add(quarterly, sato, now)
    assert (evidence.state, delivered(quarterly, now)) == ("submitted", {})
    assert told("awaits_countersignature") == [dana.email]
    services.countersign_evidence(evidence, by=dana, now=now)
    assert delivered(quarterly, now) == {"2026-11-09": 1}
    assert acts(evidence) == ["add", "submit", "countersign"]


def test_nobody_countersigns_for_their_own_side(quarterly, sato, mori, tanaka, hokuriku, now):
    evidence = add(quarterly, sato, now)
    for own in (sato, mori):
        with pytest.raises(OwnEvidence):
            services.countersign_evidence(evidence, by=own, now=now)
        with pytest.raises(OwnEvidence):
            services.dispute_evidence(evidence, reason="Because", by=own, now=now)
    with pytest.raises(NotAParty):
        services.countersign_evidence(evidence, by=tanaka, now=now)
    assert Evidence.objects.get().state == "submitted"


def test_what_is_late_names_the_period_it_is_meant_for(quarterly, sato, dana, now):
    services.countersign_evidence(add(quarterly, sato, now, period="2026-08-09"), by=dana, now=now)
    assert periods(quarterly, now)["2026-08-09"].late
    assert delivered(quarterly, now) == {"2026-08-09": 1}
    with pytest.raises(PeriodUnknown):
        add(quarterly, sato, now, period="2026-08-10")


@pytest.mark.parametrize(
    "day, refusal", [(date(2026, 11, 25), DayInTheFuture), (date(2024, 8, 8), OutsideTheObligation)]
)
def test_days_that_cannot_be(quarterly, sato, now, day, refusal):
    with pytest.raises(refusal):
        add(quarterly, sato, now, happened_on=day)


def test_the_day_is_the_one_of_the_owing_country(owed, sato, dana):
    """01:00 on the 25th in Tokyo is still the 24th in Almaty."""
    at = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    japan, kazakh = (
        owed("bulletin_published", owing=side, cadence="quarterly", commitment=2) for side in ("japan", "central_asia")
    )
    add(japan, sato, at, happened_on=date(2026, 11, 25))
    with pytest.raises(DayInTheFuture):
        add(kazakh, dana, at, happened_on=date(2026, 11, 25))


def test_only_the_owing_side_adds(quarterly, dana, tanaka, hokuriku, now):
    with pytest.raises(NotYourObligation):
        add(quarterly, dana, now)
    with pytest.raises(NotAParty):
        add(quarterly, tanaka, now)


def test_a_dispute_is_answered_and_settled(quarterly, sato, dana, now):
    evidence = add(quarterly, sato, now)
    with pytest.raises(ReasonMissing):
        services.dispute_evidence(evidence, reason="", by=dana, now=now)
    services.dispute_evidence(evidence, reason="In Japanese only", by=dana, now=now)
    assert told("evidence_disputed") == [sato.email]
    with pytest.raises(NotYourObligation):
        services.answer_dispute(evidence, reason="See page 2", by=dana, now=now)
    services.answer_dispute(evidence, reason="See page 2", by=sato, now=now)
    services.dispute_evidence(evidence, reason="Still", by=dana, now=now)
    services.accept_evidence(evidence, by=dana, now=now)
    assert delivered(quarterly, now) == {"2026-11-09": 1}
    evidence.refresh_from_db()
    assert (evidence.countersigned_by, told("evidence_settled")) == (dana, [sato.email])


def test_what_was_countersigned_can_be_disputed_later_and_rejected(quarterly, sato, dana, now):
    evidence = add(quarterly, sato, now)
    services.countersign_evidence(evidence, by=dana, now=now)
    services.dispute_evidence(evidence, reason="It was last year's", by=dana, now=now)
    assert delivered(quarterly, now) == {}
    services.reject_evidence(evidence, reason="It was last year's", by=dana, now=now)
    assert Evidence.objects.get().state == "rejected"


def test_the_submitting_side_withdraws(quarterly, sato, dana, now):
    evidence = add(quarterly, sato, now)
    with pytest.raises(NotYourObligation):
        services.withdraw_evidence(evidence, reason="Wrong", by=dana, now=now)
    services.withdraw_evidence(evidence, reason="Wrong", by=sato, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.countersign_evidence(evidence, by=dana, now=now)


def test_joint_deliveries_count_for_both_sides(mou, owed, sato, dana, now):
    obligation = owed("delegation_completed", commitment=4)
    services.countersign_evidence(add(obligation, dana, now), by=sato, now=now)
    balance = ledger.balance_of(
        [ledger.account(fresh(obligation), now)], Fraction(1, 5), date(2026, 8, 9), date(2027, 8, 8)
    )
    assert (balance.japan.delivered, balance.central_asia.delivered) == (1, 1)


def test_all_that_waits_is_countersigned_together_but_only_what_is_the_others(owed, sato, dana, now):
    japan, kazakh = (
        owed("bulletin_published", owing=side, cadence="quarterly", commitment=2) for side in ("japan", "central_asia")
    )
    for _number in range(3):
        add(japan, sato, now)
    add(kazakh, dana, now)
    assert services.countersign_chosen(Evidence.objects.values("pk"), by=dana, now=now) == 3
    assert sorted(Evidence.objects.values_list("state", flat=True)) == ["countersigned"] * 3 + ["submitted"]


def test_a_second_contact_must_be_somebody_else_and_is_named_by_its_own_side(mou, sato, dana, tanaka, hokuriku, now):
    japan = mou.parties.get(side="japan")
    with pytest.raises(NotAParty):
        services.name_contacts(japan, owner=sato, second_contact=None, by=tanaka, now=now)
    kazakh = mou.parties.get(side="central_asia")
    services.name_contacts(kazakh, owner=None, second_contact=dana, by=dana, now=now)
    assert Change.objects.count() == 0
    assert mou.parties.get(side="central_asia").second_contact == dana


def test_an_occasion_outside_the_portal_is_noted_and_answered(owed, sato, dana, tanaka, hokuriku, now):
    obligation = owed("event_supported", owing="central_asia", cadence="per_event", days_to_deliver=30, commitment=5)
    too_early = (date(2024, 8, 8), OutsideTheObligation, sato)
    for day, refusal, who in (
        (date(2026, 11, 25), DayInTheFuture, sato), (date(2026, 10, 1), NotAParty, tanaka), too_early
    ):
        with pytest.raises(refusal):
            services.note_occasion(obligation, titles={"en": "Fair in Osaka"}, happened_on=day, by=who, now=now)
    occasion = services.note_occasion(
        obligation, titles={"en": "Fair in Osaka"}, happened_on=date(2026, 10, 1), by=sato, now=now
    )
    assert [one.standing for one in ledger.account(fresh(obligation), now).periods] == ["overdue"]
    with pytest.raises(PeriodUnknown):
        add(fresh(obligation), dana, now)
    services.countersign_evidence(add(fresh(obligation), dana, now, period=str(occasion.pk)), by=sato, now=now)
    [one] = ledger.account(fresh(obligation), now).periods
    assert (one.standing, one.late) == ("fulfilled", True)
    with pytest.raises(ObligationIsOver):
        services.note_occasion(
            owed("other", wordings={"en": "x"}), titles={"en": "y"}, happened_on=date(2026, 10, 1), by=sato, now=now
        )
