"""Random histories of sources, evidence acts and changes:
whatever happens, the books agree with a slow, obvious recomputation.
"""

import uuid
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from companies.models import Chamber, Firm, Liaison
from core import prepared
from core.activity import record
from core.errors import Refusal
from core.models import Activity
from matching import services as matching
from matching.models import Introduction, Match
from mou import services
from mou.computed import ledger
from mou.models import Evidence, Memorandum, Obligation
from mou.states import COUNTING
from tests import build
from tests.build import named
from tests.conftest import NOW

from .conftest import SIGNED, fresh

TARGET = 2


class Histories(RuleBasedStateMachine):
    """One obligation of both sides ("firms put in contact", quarterly); introductions are its sources.
    The model is a plain dictionary.
    """

    def __init__(self):
        super().__init__()
        self.now = NOW
        self.seen = 0  # acts the collector has read
        self.released: list = []  # introductions in the order they were made, so that a history can be told again
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        """Each history is rolled back before the next begins."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.sato = build.user("sato@minamin.example", "Sato", role="staff", zone="Asia/Tokyo")
        self.dana = build.user("dana@atameken.example", "Dana", role="liaison", zone="Asia/Almaty")
        chamber = Chamber.objects.create(country="KZ", names=named("Atameken"))
        Liaison.objects.create(user=self.dana, chamber=chamber)
        memorandum = services.record_founding_memorandum(now=SIGNED)
        article = Memorandum.objects.with_parties().get(pk=memorandum.pk).commitments.get(number=1)
        made = services.propose_obligation(
            article, owing="joint", indicator="contacts_released", wordings={}, cadence="quarterly", target=TARGET,
            starts_on=date(2026, 8, 9), ends_on=None, by=self.sato, now=self.now,
        )
        services.agree_obligation(made, by=self.dana, now=self.now)
        self.obligation = made.pk
        self.firms = self._firms()
        self.match = self._match()
        # evidence id → what the model believes: state, whether its source stands, day, quantity
        self.model: dict = {}
        self.recalled: set = set()
        self.read()

    def _firms(self) -> list[Firm]:
        given = [("JP", "1626018159083", "北陸", "Asia/Tokyo"), ("KZ", "050340493133", "Алтай", "Asia/Almaty")]
        owners = [build.user(f"{country}@firm.example", country, zone=zone) for country, _id, _name, zone in given]
        return [
            build.firm(owner, self.sato, country=country, legal_id=number, name=name, name_latin=country)
            for owner, (country, number, name, _zone) in zip(owners, given, strict=True)
        ]

    def _match(self) -> Match:
        japan, partner = self.firms
        offer = build.profile(japan, self.sato, "business_offer", "distribution", ["充填機"], ["842230"], ["KZ"])
        wanted = build.profile(partner, self.sato, "business_request", "supply", ["Желі керек"], ["842230"], ["JP"])
        made = build.match(offer, wanted)
        Match.objects.filter(pk=made.pk).update(
            state="expired", ended_at=self.now, approved_by=self.sato, approved_at=self.now
        )
        return Match.objects.get(pk=made.pk)

    def evidence(self, pk) -> Evidence:
        return Evidence.objects.with_obligation().with_parties().get(pk=pk)

    # what happens

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def contacts_are_released(self) -> None:
        match = Match.objects.get(pk=self.match.pk)
        match.pk = uuid.uuid4()
        match.save(force_insert=True)
        row = Introduction.objects.create(
            match=match, requested_at=self.now, answer_by=self.now, state="contacts_released", released_at=self.now,
            japan_consent_at=self.now, japan_consent_by=self.sato, partner_consent_at=self.now,
            partner_consent_by=self.sato,
        )
        record(row, "release", by=self.sato, now=self.now)
        self.released.append(row.pk)

    @precondition(lambda self: self._live())
    @rule(which=st.integers(0, 99))
    def an_introduction_is_recalled(self, which: int) -> None:
        pk = self._live()[which % len(self._live())]
        Match.objects.filter(introductions=pk).update(state="introduced")
        matching.recall_introduction(Introduction.objects.get(pk=pk), reason="Wrong", by=self.sato, now=self.now)
        self.recalled.add(pk)

    def _live(self) -> list:
        return [pk for pk in self.released if pk not in self.recalled]

    @rule()
    def read(self) -> None:
        """The collector reads on, from its cursor or from somewhere before it."""
        acts = list(Activity.objects.order_by("pk"))
        services.collect_evidence(acts[max(0, self.seen - 3) :])
        self.seen = len(acts)
        for row in sorted(
            Evidence.objects.exclude(pk__in=self.model), key=lambda row: self.released.index(row.source_id)
        ):
            self.model[row.pk] = {
                "state": "proposed", "source": row.source_id, "day": row.happened_on, "quantity": row.quantity, "by": ""
            }

    @rule(quantity=st.integers(1, 2), back=st.integers(0, 30), japanese=st.booleans())
    def somebody_adds_evidence(self, quantity: int, back: int, japanese: bool) -> None:
        who, day = (
            (self.sato, "japan") if japanese else (self.dana, "central_asia"), self.now.date() - timedelta(days=back)
        )
        try:
            row = services.add_evidence(
                fresh(Obligation.objects.get(pk=self.obligation)), titles={"en": "By hand"}, notes={}, happened_on=day,
                quantity=quantity, period="", file=None, by=who[0], now=self.now,
            )
        except Refusal:
            return
        self.model[row.pk] = {"state": "submitted", "source": None, "day": day, "quantity": quantity, "by": who[1]}

    @precondition(lambda self: self.model)
    @rule(
        which=st.integers(0, 99), japanese=st.booleans(),
        act=st.sampled_from(["submit", "countersign", "dispute", "answer", "accept", "reject", "withdraw"]),
    )
    def somebody_acts(self, which: int, japanese: bool, act: str) -> None:
        pk = list(self.model)[which % len(self.model)]
        who, side = (self.sato, "japan") if japanese else (self.dana, "central_asia")
        try:
            self._act(pk, act, who)
        except Refusal:
            assert not self._allowed(pk, act, side)
            return
        assert self._allowed(pk, act, side)
        believed = self.model[pk]
        believed["state"] = {
            "submit": "submitted", "countersign": "countersigned", "dispute": "disputed",
            "answer": "submitted", "accept": "accepted", "reject": "rejected", "withdraw": "withdrawn",
        }[act]
        if act == "submit":
            believed["by"] = side

    def _act(self, pk, act: str, who: User) -> None:
        row = self.evidence(pk)
        plain = {
            "submit": services.submit_evidence, "countersign": services.countersign_evidence,
            "accept": services.accept_evidence,
        }
        reasoned = {
            "dispute": services.dispute_evidence, "answer": services.answer_dispute, "reject": services.reject_evidence,
            "withdraw": services.withdraw_evidence,
        }
        if act in plain:
            plain[act](row, by=who, now=self.now)
        else:
            reasoned[act](row, reason="Because", by=who, now=self.now)

    def _allowed(self, pk, act: str, side: str) -> bool:
        """The rules of evidence, said once more in plain words."""
        row = self.model[pk]
        state, mine, stands = row["state"], row["by"] in ("", side), row["source"] not in self.recalled
        if act == "submit":
            return state == "proposed" and stands
        if act == "countersign":
            return state == "submitted" and not mine and stands
        if act == "dispute":
            return state in ("submitted", "countersigned") and not mine
        if act == "answer":
            return state == "disputed" and mine
        if act == "accept":
            return state == "disputed" and not mine and stands
        if act == "reject":
            return state == "disputed" and not mine
        return state in ("proposed", "submitted", "disputed") and mine

    # what must hold

    @invariant()
    def the_books_agree(self) -> None:
        if not getattr(self, "obligation", None):
            return
        book = ledger.account(fresh(Obligation.objects.get(pk=self.obligation)), self.now)
        for one in book.periods:
            expected = sum(
                row["quantity"] for row in self.model.values()
                if row["state"] in ("countersigned", "accepted") and row["source"] not in self.recalled
                and one.period.start <= row["day"] <= one.period.end
            )
            assert one.delivered == expected
            assert (one.standing == "fulfilled") == (expected >= TARGET)

    @invariant()
    def the_rows_are_what_the_model_believes(self) -> None:
        if getattr(self, "model", None):
            rows = dict(Evidence.objects.filter(pk__in=self.model).values_list("pk", "state"))
            assert rows == {pk: row["state"] for pk, row in self.model.items()}

    @invariant()
    def a_source_gives_one_evidence(self) -> None:
        sources = list(Evidence.objects.exclude(source_id=None).values_list("source_id", flat=True))
        assert len(sources) == len(set(sources))


SETTINGS = settings(max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
def test_random_histories_agree_with_the_model():
    run_state_machine_as_test(Histories, settings=SETTINGS)


@pytest.mark.django_db
def test_a_collector_that_forgets_to_ask_whether_sources_stand_would_be_caught(monkeypatch, request):
    """Negative control: with sources that always stand, a recalled introduction goes on counting,
    and the comparison notices.
    """
    monkeypatch.setattr(prepared, "_prepared", prepared._prepared.__wrapped__)  # nothing kept from before
    monkeypatch.setattr(ledger, "_counting_evidence", lambda _indicators: Evidence.objects.filter(state__in=COUNTING))
    machine = Histories()
    machine.begin()
    request.addfinalizer(machine.teardown)  # its transaction ends however the test does
    machine.contacts_are_released()
    machine.read()
    [pk] = machine.model
    for act, japanese in (("submit", True), ("countersign", False)):
        machine._act(pk, act, machine.sato if japanese else machine.dana)
        machine.model[pk] |= {"state": "submitted" if act == "submit" else "countersigned", "by": "japan"}
    machine.the_books_agree()
    [introduction] = machine._live()
    machine.an_introduction_is_recalled(which=0)
    assert introduction in machine.recalled
    with pytest.raises(AssertionError):
        machine.the_books_agree()
