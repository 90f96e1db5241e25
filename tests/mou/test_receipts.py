"""Whoever proposes an obligation or asks for a change learns who answers, and by when."""

from datetime import date

import pytest

from core.i18n import say_both
from mou import services
from mou.messages.obligations import until_answered
from notifications.models import Message

from .conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everybody_reads_english(sato, dana):
    for person in (sato, dana):
        person.language = "en"
        person.save()


@pytest.fixture
def proposed(mou, sato, now):
    article = mou.commitments.get(number=1)
    article.memorandum = mou
    return services.propose_obligation(
        article, owing="joint", indicator="contacts_released", wordings={}, cadence="yearly", target=1,
        starts_on=date(2027, 1, 1), ends_on=None, by=sato, now=now,
    )


def day(obligation, person, now) -> str:
    return say_both(until_answered(obligation, "central_asia", now), person.time_zone).split(" (")[0]


def words(message) -> str:
    return " ".join(message.text.split())


def test_both_sides_are_told_the_same_day(proposed, sato, dana, now):
    receipt, asked = (Message.objects.get(kind=f"mou/{kind}") for kind in ("proposal_sent", "obligation_proposed"))
    assert (receipt.recipient, asked.recipient) == (sato, dana)
    assert day(proposed, sato, now) in words(receipt)
    assert day(proposed, dana, now) in words(asked)


def test_the_page_says_it_to_the_side_that_waits(proposed, sato, dana, now, as_):
    page = " ".join(as_(sato).get(proposed.get_absolute_url()).content.decode().split())
    assert "What happens next?" in page
    assert day(proposed, sato, now) in page
    assert "What happens next?" not in as_(dana).get(proposed.get_absolute_url()).content.decode()


def test_a_change_has_its_receipt(owed, sato, dana, now):
    obligation = owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)
    services.ask_hold(fresh(obligation), reason="Earthquake", by=sato, now=now)
    receipt = Message.objects.get(kind="mou/proposal_sent", recipient=sato)
    assert receipt.subject.startswith("The other side has your request")
    assert day(obligation, sato, now) in words(receipt)
