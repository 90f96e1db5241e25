"""Two record one telephone call at one moment."""
import pytest
from django.db import IntegrityError, transaction

from companies.models import Spoken
from matching import services
from matching.errors import AnswerStands
from matching.models import Introduction
from matching.services import behalf
from tests.rivals import Rivals, let_all_look, plain_read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def agrees(firm, by, now) -> bool:
    return services.consent_on_behalf(
        Introduction.objects.with_firms().get(), firm=firm, contact_agrees=True, said_by="Director",
        channel="telephone", said_on=now.date(), note="", file=None, by=by, now=now,
    )


def test_an_answer_is_recorded_twice_at_once(rivals, unreached, sato, dana, now):
    with transaction.atomic():
        agrees(unreached, sato, now)
        rivals.wait_behind("dana", lambda: agrees(unreached, dana, now))
    assert isinstance(rivals.join()["dana"], AnswerStands)
    assert Spoken.objects.get().recorded_by == sato


def test_without_the_lock_only_the_database_would_stop_the_second(rivals, unreached, sato, dana, now, monkeypatch):
    """Negative control: both find the answer missing, and the second meets an error instead of a sentence."""
    monkeypatch.setattr(behalf, "lock", plain_read)
    let_all_look(monkeypatch, behalf, "lock")
    for name, person in (("sato", sato), ("dana", dana)):
        rivals.start(name, lambda who=person: agrees(unreached, who, now))
    outcomes = {type(outcome) for outcome in rivals.join().values()}
    assert outcomes <= {bool, IntegrityError}, "nobody is told that the answer is there already"
