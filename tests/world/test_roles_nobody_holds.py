"""A role that nobody holds: staff are told at once and once, the case says so and what to do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from companies.computed.holders import is_ownerless, is_silent
from companies.enums import MemberRole
from companies.errors import HeirCannotAct, StillOwned
from companies.models import Chamber, Firm, Liaison, Membership, Vacancy
from companies.services import name_owner, watch_roles
from core.models import Activity
from events.services import watch_organisers
from notifications.models import Message
from tests import build
from tests.events.conftest import make_event  # noqa: F401 - a fixture
from tests.mou.conftest import mou  # noqa: F401

pytestmark = pytest.mark.django_db


def close(*people: User) -> None:
    """As an administrator does, past every service."""
    User.objects.filter(pk__in=[one.pk for one in people]).update(is_active=False)


def member(firm, role: str = "editor", name: str = "鈴木 花子") -> User:
    user = build.user("suzuki@hokuriku.example", name, language="ja", zone="Asia/Tokyo")
    Membership.objects.create(firm=firm, user=user, role=role, joined_at="2026-11-01T00:00Z")
    return user


def told(kind: str = "role_vacant") -> list[tuple[str, str]]:
    """(to whom, about what)"""
    rows = Message.objects.filter(kind=f"companies/{kind}").values_list("address", "concerns")
    return sorted((address, concerns.partition(":")[0]) for address, concerns in rows)


def sweep(now) -> None:
    watch_roles(now=now)
    watch_organisers(now=now)


# What became of the people of a firm (Tanaka owns it, Suzuki is an editor) and whether that leaves it without an owner.
FIRM = [
    ("nothing happened", lambda *_: None, False),
    ("the owner's account was closed", lambda _firm, owner, _other: close(owner), True),
    ("both accounts were closed", lambda _firm, owner, other: close(owner, other), True),
    ("the editor's account was closed", lambda _firm, _owner, other: close(other), False),
    ("the owner's membership is gone", lambda firm, owner, _other: firm.memberships.filter(user=owner).delete(), True),
    ("the owner became an editor", lambda firm, *_: firm.memberships.update(role="editor"), True),
    ("both own it, one account was closed", lambda firm, owner, _other: (
        firm.memberships.update(role="owner"), close(owner)), False),
    ("nobody ever belonged to it", lambda firm, *_: firm.memberships.all().delete(), False),
    ("the firm is closed", lambda firm, owner, _other: (
        close(owner), Firm.objects.filter(pk=firm.pk).update(state="ceased")), False),
]


@pytest.mark.parametrize("happens, vacant", [row[1:] for row in FIRM], ids=[row[0] for row in FIRM])
def test_a_firm_without_an_owner(happens, vacant, hokuriku, tanaka, sato, now):
    happens(hokuriku, tanaka, member(hokuriku))
    sweep(now)
    assert is_ownerless(hokuriku) is vacant
    assert told() == ([(sato.email, "companies.firm")] if vacant else [])


CHAMBER = [
    ("nothing happened", lambda _dana: None, False),
    ("the account was closed", close, True),
    ("the liaison was taken away", lambda _dana: Liaison.objects.all().delete(), True),
    ("the account has another role now", lambda dana: User.objects.filter(pk=dana.pk).update(role="member"), True),
    ("the chamber is no partner any more", lambda dana: (
        close(dana), Chamber.objects.update(is_partner=False)), False),
]


@pytest.mark.parametrize("happens, vacant", [row[1:] for row in CHAMBER], ids=[row[0] for row in CHAMBER])
def test_a_chamber_without_a_liaison(happens, vacant, dana, sato, now):
    happens(dana)
    sweep(now)
    assert told() == ([(sato.email, "companies.chamber")] if vacant else [])


def test_a_second_liaison_is_enough(dana, atameken, sato, now):
    second = build.user("aida@atameken.example", "Аида", role="liaison")
    Liaison.objects.create(user=second, chamber=atameken)
    close(dana)
    sweep(now)
    assert told() == []
    assert not is_silent(atameken)


EVENT = [
    ("of a chamber with a liaison", True, False, {}, False),
    ("of a chamber without one", True, True, {}, True),
    ("of Minamin", False, True, {}, False),
    ("of a chamber without one, cancelled", True, True, {"state": "cancelled"}, False),
    ("of a chamber without one, postponed", True, True, {"state": "postponed"}, True),
]


@pytest.mark.parametrize(
    "of_chamber, closed, fields, vacant", [row[1:] for row in EVENT], ids=[row[0] for row in EVENT]
)
def test_an_event_without_an_organiser(
    of_chamber, closed, fields, vacant, make_event, atameken, dana, sato, now  # noqa: F811
):
    event = make_event(by=dana, chamber=atameken) if of_chamber else make_event()
    type(event).objects.filter(pk=event.pk).update(**fields)
    if closed:
        close(dana)
    watch_organisers(now=now)
    assert told() == ([(sato.email, "events.event")] if vacant else [])


def test_an_office_without_staff_tells_whoever_is_left_and_its_own_address(sato, mori, settings, now):
    boss = build.user("boss@minamin.example", "社長", role="administrator")
    close(sato)
    sweep(now)
    assert told("office_empty") == []
    close(mori)
    sweep(now)
    sweep(now + timedelta(minutes=1))
    assert [address for address, _about in told("office_empty")] == sorted([boss.email, settings.SUPPORT_ADDRESS])


def test_it_is_told_once_and_anew_when_it_happens_again(hokuriku, tanaka, sato, now):
    close(tanaka)
    for minutes in range(3):
        sweep(now + timedelta(minutes=minutes))
    assert len(told()) == Vacancy.objects.count() == 1
    User.objects.filter(pk=tanaka.pk).update(is_active=True)
    sweep(now + timedelta(minutes=4))
    assert Vacancy.objects.count() == 0
    close(tanaka)
    sweep(now + timedelta(minutes=5))
    assert len(told()) == 2
    assert Activity.objects.filter(verb="companies.firm.role_vacant").count() == 2


def test_it_goes_out_at_once_whatever_a_reader_has_set(dana, now):
    """To an administrator, whose usual way for the office's work is a digest."""
    build.user("boss@minamin.example", "社長", role="administrator")
    close(dana)
    sweep(now)
    [message] = Message.objects.filter(kind="companies/role_vacant")
    assert message.deliveries.get().state == "pending"


def test_the_firms_page_says_so_and_staff_name_an_owner(hokuriku, tanaka, as_, sato, now):
    heir = member(hokuriku)
    close(tanaka)
    office, page = as_(sato), reverse("companies:review_firm", args=[hokuriku.pk])
    assert "Nobody holds the role of owner" in office.get(page).content.decode()
    row = hokuriku.memberships.get(user=heir)
    address = reverse("companies:name_owner", args=[hokuriku.pk, row.pk])
    assert address in office.get(page).content.decode()
    assert office.post(address).url == page
    row.refresh_from_db()
    assert row.role == MemberRole.OWNER
    assert "Nobody holds the role of owner" not in office.get(page).content.decode()
    assert [one[0] for one in told("owner_named")] == [heir.email]


def test_the_people_of_the_firm_read_that_minamin_knows(hokuriku, tanaka, as_):
    heir = member(hokuriku)
    close(tanaka)
    page = as_(heir).get(reverse("companies:team")).content.decode()
    assert "Nobody holds the role of owner in your firm" in page
    assert "name_owner" not in page


def test_staff_name_nobody_while_there_is_an_owner(hokuriku, tanaka, sato, now):
    heir = hokuriku.memberships.get(user=member(hokuriku))
    with pytest.raises(StillOwned):
        name_owner(heir, by=sato, now=now)
    heir.refresh_from_db()
    assert heir.role == "editor"


def test_staff_name_nobody_whose_account_is_closed(hokuriku, tanaka, sato, now):
    heir = member(hokuriku)
    close(tanaka, heir)
    with pytest.raises(HeirCannotAct):
        name_owner(hokuriku.memberships.get(user=heir), by=sato, now=now)


def test_referral_and_introduction_say_that_the_chamber_has_nobody(introduced, dana, as_, sato, tanaka):
    referral = introduced.referrals.get()
    pages = [
        (sato, reverse("matching:referral", args=[referral.pk]), "An administrator then names"),
        (sato, reverse("matching:introduction", args=[introduced.pk]), "An administrator then names"),
        (tanaka, reverse("matching:introduction", args=[introduced.pk]), "You need not do anything"),
    ]
    for person, page, _words in pages:
        assert "Nobody can act for" not in as_(person).get(page).content.decode()
    close(dana)
    for person, page, words in pages:
        shown = as_(person).get(page).content.decode()
        assert "Nobody can act for" in shown
        assert words in shown


def test_desk_and_memorandum_say_that_the_chamber_has_nobody(make_event, mou, atameken, dana, as_, sato):  # noqa: F811
    event = make_event(by=dana, chamber=atameken)
    close(dana)
    for page in (reverse("events:desk", args=[event.pk]), reverse("mou:memorandum", args=[mou.pk])):
        assert "Nobody can act for" in as_(sato).get(page).content.decode(), page
