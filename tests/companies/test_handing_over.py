"""An owner hands the firm over to a colleague who confirms; leaves; archives it with all that is open."""

import pytest
from django.db import transaction

from accounts.models import User
from companies import services
from companies.errors import (
    AlreadyOffered,
    FirmStillBound,
    HandedToOneself,
    HeirCannotAct,
    LastOwner,
    OwnsAlready,
)
from companies.models import Firm, Handover, Invitation, Membership
from companies.services import members
from core.errors import TransitionNotAllowed
from core.models import Activity
from events.models import Registration
from matching import services as matching
from matching.models import Introduction, Match
from notifications.models import Message
from tests import build
from tests.events.conftest import make_event, seat  # noqa: F401 - a fixture
from tests.rivals import Rivals, let_all_look, plain_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def gulnar(altai, aigul, now) -> User:
    person = build.user("gulnar@altai.example", "Gulnar Omarova")
    services.add_member(altai, user=person, role="editor", by=aigul, now=now)
    return person


@pytest.fixture
def offered(altai, aigul, gulnar, now) -> Handover:
    return services.offer_firm(place_of(gulnar), by=aigul, now=now)


def place_of(person) -> Membership:
    return Membership.objects.select_related("firm").get(user=person)


def roles(*people) -> list[str]:
    return [Membership.objects.get(user=person).role for person in people]


def test_nothing_changes_before_the_colleague_confirms(offered, aigul, gulnar):
    assert roles(aigul, gulnar) == ["owner", "editor"]
    assert Message.objects.filter(kind="companies/handover_offered", recipient=gulnar).exists()


def test_the_heir_owns_the_firm_and_the_other_stays_as_an_editor(offered, aigul, gulnar, now):
    services.take_firm(offered, by=gulnar, now=now)
    assert roles(aigul, gulnar) == ["editor", "owner"]
    assert "Gulnar Omarova" in Message.objects.get(kind="companies/handover_answered").text


def test_declined_all_stays_and_the_owner_hears(offered, aigul, gulnar, now):
    services.decline_firm(offered, by=gulnar, now=now)
    assert roles(aigul, gulnar) == ["owner", "editor"]
    assert Message.objects.filter(kind="companies/handover_answered", recipient=aigul).exists()


def test_an_offer_withdrawn_cannot_be_taken(offered, aigul, gulnar, now):
    services.withdraw_handover(offered, by=aigul, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.take_firm(offered, by=gulnar, now=now)


def test_to_oneself_is_refused(altai, aigul, now):
    with pytest.raises(HandedToOneself):
        services.offer_firm(place_of(aigul), by=aigul, now=now)


def test_to_somebody_who_cannot_sign_in_is_refused(altai, aigul, gulnar, now):
    User.objects.filter(pk=gulnar.pk).update(is_active=False)
    with pytest.raises(HeirCannotAct):
        services.offer_firm(place_of(gulnar), by=aigul, now=now)


def test_to_an_owner_or_twice_is_refused(offered, altai, aigul, gulnar, now):
    with pytest.raises(AlreadyOffered):
        services.offer_firm(place_of(gulnar), by=aigul, now=now)
    Membership.objects.filter(user=gulnar).update(role="owner")
    with pytest.raises(OwnsAlready):
        services.offer_firm(place_of(gulnar), by=aigul, now=now)


def test_who_left_the_team_inherits_nothing(offered, aigul, gulnar, now):
    services.leave_firm(place_of(gulnar), by=gulnar, now=now)
    with pytest.raises(HeirCannotAct):
        services.take_firm(offered, by=gulnar, now=now)
    assert Handover.objects.get().state == "offered"


def test_the_last_owner_does_not_leave(altai, aigul, gulnar, now):
    with pytest.raises(LastOwner):
        services.leave_firm(place_of(aigul), by=aigul, now=now)
    services.leave_firm(place_of(gulnar), by=gulnar, now=now)
    assert not Membership.objects.filter(user=gulnar).exists()


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_once_leave_one(altai, aigul, gulnar, now):
    Membership.objects.filter(user=gulnar).update(role="owner")
    rivals, mine, theirs = Rivals(), place_of(aigul), place_of(gulnar)
    with transaction.atomic():
        services.leave_firm(mine, by=aigul, now=now)
        rivals.wait_behind("gulnar", lambda: services.leave_firm(theirs, by=gulnar, now=now))
    assert isinstance(rivals.join()["gulnar"], LastOwner)
    assert Membership.objects.get(firm=altai, role="owner").user == gulnar


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_owners_would_leave(altai, aigul, gulnar, now, monkeypatch):
    """Negative control: each has found the other one before either goes."""
    Membership.objects.filter(user=gulnar).update(role="owner")
    monkeypatch.setattr(members, "lock", plain_read)
    let_all_look(monkeypatch, members, "_keep_an_owner")
    rivals = Rivals()
    for who in (aigul, gulnar):
        place = place_of(who)
        rivals.start(who.email, lambda who=who, place=place: services.leave_firm(place, by=who, now=now))
    assert set(rivals.join().values()) == {None}
    assert not Membership.objects.filter(firm=altai, role="owner").exists()


def test_an_archived_firm_ends_what_is_open(
    altai, aigul, sato, tanaka, match, make_event, now  # noqa: F811
):
    services.invite_member(altai, email="new@altai.example", role="viewer", language="en", by=aigul, now=now)
    row = seat(make_event(), by=aigul, firm=altai, country="KZ", zone="Asia/Almaty")
    services.archive_firm(altai, reason="We close", by=aigul, now=now)
    assert Firm.objects.get(pk=altai.pk).state == "ceased"
    assert not altai.profiles.open().exists()
    assert not Invitation.objects.open(now).filter(firm=altai).exists()
    assert Registration.objects.get(pk=row.pk).state == "withdrawn"
    assert Match.objects.get().state == "expired"
    assert Activity.objects.get(verb="companies.firm.cease").actor == aigul


def test_an_introduction_that_waits_is_declined_and_the_other_firm_told(match, altai, tanaka, aigul, sato, now):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    opened = matching.approve_match(match, by=sato, now=now)
    services.archive_firm(altai, reason="We close", by=aigul, now=now)
    assert Introduction.objects.get(pk=opened.pk).state == "declined"
    assert Message.objects.filter(kind="matching/introduction_declined", recipient=tanaka).exists()


def test_contacts_that_were_passed_on_are_accounted_for_first(introduced, altai, aigul, sato, now):
    with pytest.raises(FirmStillBound) as refusal:
        services.archive_firm(altai, reason="We close", by=aigul, now=now)
    assert "Say first what came of it" in refusal.value.reasons[0]
    assert Firm.objects.get(pk=altai.pk).state == "verified"


def test_staff_close_a_firm_that_is_gone_whatever_is_open(introduced, altai, sato, now):
    services.cease_firm(altai, reason="Struck off the register", by=sato, now=now)
    assert Introduction.objects.get().state == "recalled"


def test_after_archiving_its_owner_may_leave(altai, aigul, now):
    services.archive_firm(altai, reason="We close", by=aigul, now=now)
    member = place_of(aigul)
    services.leave_firm(member, by=aigul, now=now)
    assert not Membership.objects.filter(user=aigul).exists()


def test_the_team_page_offers_each_what_they_may(offered, aigul, gulnar, as_):
    for_heir, for_owner = (as_(one).get("/firms/team/").content.decode() for one in (gulnar, aigul))
    assert "Accept the ownership" in for_heir
    assert "Accept the ownership" not in for_owner
    assert "Withdraw the offer" in for_owner
    assert "Archive the firm" not in for_heir


def test_the_pages_carry_it_through(altai, aigul, gulnar, as_):
    owner, heir = as_(aigul), as_(gulnar)
    owner.post(f"/firms/team/members/{place_of(gulnar).pk}/hand-over/")
    heir.post(f"/firms/team/handovers/{Handover.objects.get().pk}/take/")
    assert roles(aigul, gulnar) == ["editor", "owner"]
    assert "You no longer see" in owner.get("/firms/team/leave/").content.decode()
    assert owner.post("/firms/team/leave/")["Location"] == "/firms/start/"
    assert "only owner" in heir.get("/firms/team/leave/").content.decode()


def test_the_page_lists_what_ends(match, altai, aigul, as_):
    client = as_(aigul)
    page = client.get("/firms/team/archive/").content.decode()
    assert "Open suggestions and proposals" in page
    assert client.post("/firms/team/archive/", {"reason": ""}).status_code == 422
    assert client.post("/firms/team/archive/", {"reason": "We close"}).status_code == 302


def test_the_page_says_what_must_be_done_first(introduced, altai, aigul, as_):
    client = as_(aigul)
    assert "Say first what came of it" in client.get("/firms/team/archive/").content.decode()
    assert client.post("/firms/team/archive/", {"reason": "We close"}).status_code == 409
