"""The list of memoranda: what is overdue first, in pages, found by number and title."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mou import services
from mou.errors import InForceBeforeSigning
from mou.models import Memorandum
from mou.views import memoranda

pytestmark = pytest.mark.django_db
LIST = reverse("mou:memoranda")


def shown(client, **asked) -> list[str]:
    return [row["memorandum"].number for row in client.get(LIST, asked).context["rows"]]


def test_a_memorandum_is_found_by_number_and_title(mou, pact, sato, as_):
    client = as_(sato)
    assert shown(client, q=mou.number) == [mou.number]
    assert shown(client, q=str(pact.titles)[:6]) == [pact.number]
    assert shown(client, q="nothing of the kind") == []


def test_a_filter_that_does_not_exist_is_said(mou, sato, as_):
    answer = as_(sato).get(LIST, {"show": "nonsense"})
    assert "There is no such filter" in answer.content.decode()
    assert answer.context["rows"]


def test_pages_hold_so_many_and_the_rest_follows(mou, pact, sato, as_, monkeypatch):
    monkeypatch.setattr(memoranda, "PER_PAGE", 1)
    client = as_(sato)
    assert sorted([*shown(client), *shown(client, page=2)]) == sorted([mou.number, pact.number])


def test_with_something_overdue_holds_only_that(mou, pact, sato, as_, monkeypatch):
    monkeypatch.setattr(
        memoranda.overview, "list_row",
        lambda one, _books: {"memorandum": one, "late": 3 * (one.pk == mou.pk), "late_words": "Overdue: 3"},
    )
    assert shown(as_(sato), show="late") == [mou.number]
    assert shown(as_(sato))[0] == mou.number


def test_the_other_side_finds_a_proposed_obligation_on_its_home(pact, tanaka, aigul, as_, now):
    article = pact.commitments.get()
    made = services.propose_obligation(
        article, owing="japan", indicator="other", wordings={"en": "Trial run"}, cadence="once", target=1,
        starts_on=pact.in_force_on, ends_on=None, by=aigul, now=now,
    )
    home = as_(tanaka).get(reverse("dashboard:home"))
    assert home.context["next_step"]["url"] == made.get_absolute_url()
    assert as_(aigul).get(reverse("dashboard:home")).context["next_step"]["url"] != made.get_absolute_url()


def test_it_is_not_in_force_before_it_was_signed(pact, sato, now):
    Memorandum.objects.filter(pk=pact.pk).update(state="signed", in_force_on=None)
    with pytest.raises(InForceBeforeSigning):
        services.put_in_force(pact, in_force_on=pact.signed_on - timedelta(days=1), by=sato, now=now)
    assert Memorandum.objects.get(pk=pact.pk).state == "signed"
