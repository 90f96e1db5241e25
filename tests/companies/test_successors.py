"""The registry of a merge: every foreign key to a firm is accounted for, the order is fixed,
and who cannot follow stops all.
"""
import pytest
from django.apps import apps
from django.db.models import ForeignKey

from companies import services, successors
from companies.errors import CannotFollow
from companies.models import Firm, Membership, Merge
from core.errors import Refusal
from core.models import Activity
from notifications.models import Message
from tests import build


def keys_to_firms() -> set[str]:
    """Foreign keys of all installed apps, one-to-one included, as "app.model.field"."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    keys = [field for field in fields if isinstance(field, ForeignKey) and field.related_model is Firm]
    return {f"{field.model._meta.label_lower}.{field.name}" for field in keys}


def accounted_for() -> list[str]:
    return [key for part in successors.SUCCESSIONS.values() for key in (*part.fields, *part.partly, *part.kept)]


def test_every_foreign_key_to_a_firm_follows_or_says_why_it_stays():
    assert sorted(accounted_for()) == sorted(keys_to_firms())


def test_what_stays_gives_its_reason():
    assert all(reason for part in successors.SUCCESSIONS.values() for reason in part.kept.values())


def test_a_forgotten_key_would_be_found(monkeypatch):
    """Negative control."""
    monkeypatch.delitem(successors.SUCCESSIONS, "office")
    assert keys_to_firms() - set(accounted_for()) == {"office.note.firm"}


def test_no_firm_hangs_on_many_to_many_relations_or_generic_ones():
    """They would escape the enumeration of foreign keys: their through tables are models, and have foreign keys."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert not [field for field in fields if field.many_to_many and field.related_model is Firm]


def test_the_order_is_that_of_the_floors():
    floors = ["companies", "matching", "events", "leads", "talks", "mou", "office"]
    assert list(successors.SUCCESSIONS) == floors


def stumbling(error: Exception) -> successors.Succession:
    """The highest app cannot follow, either way."""

    def stumble(*args, **given):
        raise error

    return successors.SUCCESSIONS["mou"]._replace(hand_over=stumble, give_back=stumble)


class Full(Refusal):
    message = "There is no room for this firm."


@pytest.mark.django_db
@pytest.mark.parametrize("error, refusal, why", [
    (RuntimeError("boom"), CannotFollow, "Memoranda"), (Full(), Full, "no room"),
])
def test_a_part_that_raises_stops_the_merge_whole_and_says_why(
    altai, detal, introduced, sato, mori, now, monkeypatch, error, refusal, why
):
    proposed = services.merge_firms(altai, detal, reason="Same", by=sato, now=now)
    before = Activity.objects.count(), Message.objects.count()
    monkeypatch.setitem(successors.SUCCESSIONS, "mou", stumbling(error))
    with pytest.raises(refusal, match=why):
        services.confirm_merge(proposed, by=mori, now=now)
    introduced.match.refresh_from_db()
    assert (Firm.objects.get(pk=altai.pk).state, introduced.match.partner) == ("verified", altai)
    assert (Activity.objects.count(), Message.objects.count()) == before
    assert Merge.objects.get().state == "proposed"


@pytest.mark.django_db
def test_a_part_that_cannot_give_back_leaves_the_merge_as_it_is(altai, detal, aigul, sato, mori, now, monkeypatch):
    merge = build.merge(altai, detal, sato, mori, now)
    monkeypatch.setitem(successors.SUCCESSIONS, "mou", stumbling(RuntimeError("boom")))
    with pytest.raises(CannotFollow):
        services.take_back_merge(merge, reason="Two firms", by=sato, now=now)
    assert (Merge.objects.get().state, Membership.objects.get(user=aigul).firm) == ("done", detal)
