"""What rests on a seat or an event follows it in the same transaction; one that cannot follow stops the act whole."""
import pytest

from events import followers, services
from events.errors import CannotFollow, NotTheOrganiser

from .conftest import seat

pytestmark = pytest.mark.django_db


class Rotten(followers.Follower):
    label = "Hotel rooms"

    def leave(self, _registration, *, by, now):
        raise ValueError("no such room")


class Unwilling(followers.Follower):
    def leave(self, _registration, *, by, now):
        raise NotTheOrganiser


@pytest.fixture
def taken(forum, tanaka, hokuriku):
    return seat(forum, 1, by=tanaka, firm=hokuriku)


def test_a_follower_with_a_fault_stops_the_act_and_is_named(taken, tanaka, now, monkeypatch):
    monkeypatch.setitem(followers.FOLLOWERS, "rooms", Rotten())
    with pytest.raises(CannotFollow, match="Hotel rooms"):
        services.withdraw_registration(taken, by=tanaka, now=now)
    taken.refresh_from_db()
    assert taken.state == "confirmed"


def test_without_the_faulty_one_the_act_is_done(taken, tanaka, now):
    services.withdraw_registration(taken, by=tanaka, now=now)
    taken.refresh_from_db()
    assert taken.state == "withdrawn"


def test_a_refusal_of_a_follower_is_said_as_it_is(taken, tanaka, now, monkeypatch):
    monkeypatch.setitem(followers.FOLLOWERS, "rooms", Unwilling())
    with pytest.raises(NotTheOrganiser):
        services.withdraw_registration(taken, by=tanaka, now=now)


def test_followers_are_asked_in_the_order_of_their_names(taken, monkeypatch):
    monkeypatch.setattr(followers, "FOLLOWERS", {})
    for name in ("b", "c", "a"):
        one = followers.Follower()
        one.pass_links = lambda _registration, _token, name=name: [followers.PassLink("/", name, "x")]
        followers.register_follower(name, one)
    assert [link.label for link in followers.pass_links(taken, "token")] == ["a", "b", "c"]
