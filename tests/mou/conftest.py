"""Minamin and Atameken with the memorandum of 2024, and one between two firms."""

from datetime import UTC, date, datetime

import pytest

from companies.models import Firm
from core.models import Activity
from mou import services
from mou.models import Memorandum, Obligation
from tests.events.conftest import forum, make_event  # noqa: F401

SIGNED = datetime(2024, 8, 9, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch, now):
    """Pages and workers ask the clock; what is overdue today must be overdue whenever these tests run."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.fixture
def mou(atameken, sato, dana) -> Memorandum:
    """In force since 9 August 2024; Sato and Dana are the contact persons."""
    made = services.record_founding_memorandum(now=SIGNED)
    made.parties.filter(side="japan").update(owner=sato)
    made.parties.filter(side="central_asia").update(owner=dana)
    return Memorandum.objects.with_parties().get(pk=made.pk)


@pytest.fixture
def owed(mou, sato, dana, now):
    """Makes active obligations: owed('bulletin_published', owing='japan', cadence='monthly', …)."""

    def make(
        indicator: str, *, owing: str = "joint", cadence: str = "yearly", target: int = 1, commitment: int = 1, **more
    ) -> Obligation:
        given = {"wordings": {}, "starts_on": date(2024, 8, 9), "ends_on": None} | more
        proposer, other = (dana, sato) if owing == "japan" else (sato, dana)
        article = mou.commitments.get(number=commitment)
        article.memorandum = mou
        made = services.propose_obligation(
            article, owing=owing, indicator=indicator, cadence=cadence, target=target, by=proposer, now=now, **given
        )
        services.agree_obligation(made, by=other, now=now)
        return fresh(made)

    return make


def fresh(obligation: Obligation) -> Obligation:
    rows = Obligation.objects.with_memorandum().prefetch_related("commitment__memorandum__parties__chamber")
    return rows.get(pk=obligation.pk)


@pytest.fixture
def delivered(owed, sato, dana, now):
    """Four quarters of bulletins owed by Minamin, two delivered;
    a title that a spreadsheet would take for a formula.
    """
    obligation = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    for day, title in (
        (date(2024, 9, 1), '=HYPERLINK("http://evil.example")'), (date(2025, 1, 15), "日本の投資環境 Ә Ғ Қ")
    ):
        evidence = services.add_evidence(
            obligation, titles={"en": title}, notes={}, happened_on=day,
            quantity=1, period="", file=None, by=sato, now=now,
        )
        services.countersign_evidence(evidence, by=dana, now=now)
    return obligation


@pytest.fixture
def read_all():
    """Let the collector read the whole log, as often as it is called; uncommitted acts of this test included."""

    def read() -> None:
        services.collect_evidence(list(Activity.objects.order_by("pk")))

    return read


@pytest.fixture
def pact(hokuriku: Firm, altai: Firm, sato) -> Memorandum:
    """Between two client firms, in force since 1 April 2026 for a year."""
    made = services.draft_memorandum(
        number="M-2026-031", titles={"en": "Bottling and packing", "ja": "充填と包装の協力"}, japan={"firm": hokuriku},
        central_asia={"firm": altai}, by=sato, now=SIGNED,
    )
    for language, title, text in (("en", "Samples", "Samples are sent."), ("ja", "試料", "試料を送る。")):
        services.word_commitment(made, number=1, language=language, title=title, text=text, by=sato, now=SIGNED)
    services.sign_memorandum(
        made, signed_on=date(2024, 8, 9), place="Astana", ends_on=date(2027, 3, 31),
        signatories=[{"side": "japan", "name": "田中 一郎", "positions": {}}], by=sato, now=SIGNED,
    )
    services.put_in_force(made, in_force_on=date(2026, 4, 1), by=sato, now=SIGNED)
    return Memorandum.objects.with_parties().get(pk=made.pk)
