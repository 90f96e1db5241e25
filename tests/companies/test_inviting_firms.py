"""A firm nobody acts for: invited in its contact's language, reminded twice, taken over once."""
from datetime import timedelta

import pytest

from companies import services
from companies.computed.reach import reach_of
from companies.errors import ContactMissing, FirmClosed, InvitationForAnother, InvitationNotValid, SomebodyAnswers
from companies.models import Contact, Firm, Invitation, Membership
from core.errors import NotPermitted
from notifications.models import Message
from tests import build
from tests.companies.asking import verbs

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def imported(altai) -> Firm:
    """A verified firm that nobody acts for; its contact person reads Kazakh."""
    Membership.objects.filter(firm=altai).delete()
    Contact.objects.filter(firm=altai).update(name="Ерлан Сәбитов", email="erlan@altai.example", language="kk")
    return altai


@pytest.fixture
def invited(imported, sato, now) -> Invitation:
    return services.invite_firm(imported, by=sato, now=now)


def letters() -> list[Message]:
    return list(Message.objects.filter(kind="companies/firm_invited").order_by("created_at"))


def token() -> str:
    return letters()[-1].path.strip("/").rpartition("/")[2]


def erlan():
    return build.user("erlan@altai.example", "Ерлан Сәбитов", language="kk", zone="Asia/Almaty")


def test_the_contact_person_is_written_to_in_their_language(imported, invited):
    [letter] = letters()
    assert (letter.language, letter.address) == ("kk", "erlan@altai.example")
    assert "Ерлан" in letter.greeting
    assert verbs(imported)[-1] == "invite_firm"


def test_who_accepts_becomes_the_owner_and_the_inviter_is_told(imported, invited, sato, now):
    member = services.accept_invitation(token(), by=erlan(), now=now)
    assert (member.firm, member.role) == (imported, "owner")
    assert reach_of(imported, now).by_somebody
    assert Message.objects.get(kind="companies/firm_taken_over").recipient == sato


def test_a_stranger_it_was_forwarded_to_cannot_accept(invited, now):
    with pytest.raises(InvitationForAnother):
        services.accept_invitation(token(), by=build.user("x@elsewhere.example", "X"), now=now)


def test_a_second_invitation_ends_the_first(imported, invited, sato, now):
    first = token()
    services.invite_firm(imported, by=sato, now=now + DAY)
    with pytest.raises(InvitationNotValid):
        services.open_invitation(first, now=now + DAY)


def test_a_changed_token_opens_nothing(invited, now):
    with pytest.raises(InvitationNotValid):
        services.open_invitation(token() + "x", now=now)


def test_reminders_come_after_a_week_and_after_three_with_the_same_link(invited, now):
    sent = [services.remind_invited(now=now + day * DAY) for day in (6, 7, 8, 20, 21, 22, 29)]
    assert sent == [0, 1, 0, 0, 1, 0, 0]
    assert len({letter.path for letter in letters()}) == 1
    assert len({letter.subject for letter in letters()}) == 2


def test_a_sweep_that_stood_still_sends_one_reminder_not_two(invited, now):
    assert services.remind_invited(now=now + 23 * DAY) == 1
    assert services.remind_invited(now=now + 24 * DAY) == 0


def test_nobody_is_reminded_who_has_accepted(invited, now):
    services.accept_invitation(token(), by=erlan(), now=now)
    assert services.remind_invited(now=now + 7 * DAY) == 0


def test_nobody_is_reminded_at_an_address_that_is_not_the_contacts_any_more(imported, invited, now):
    Contact.objects.filter(firm=imported).update(email="new@altai.example")
    assert services.remind_invited(now=now + 7 * DAY) == 0


def test_it_lapses_after_thirty_days(invited, now):
    services.open_invitation(token(), now=now + 29 * DAY)
    with pytest.raises(InvitationNotValid):
        services.open_invitation(token(), now=now + 30 * DAY)


def test_staff_take_it_back(invited, sato, now):
    services.revoke_invitation(invited, by=sato, now=now)
    with pytest.raises(InvitationNotValid):
        services.open_invitation(token(), now=now)


def test_a_firm_that_can_answer_is_not_invited(altai, sato, now):
    with pytest.raises(SomebodyAnswers):
        services.invite_firm(altai, by=sato, now=now)


def test_a_suspended_firm_is_not_invited(imported, sato, now):
    services.suspend_firm(imported, reason="Unpaid", by=sato, now=now)
    with pytest.raises(FirmClosed):
        services.invite_firm(imported, by=sato, now=now)


def test_a_firm_without_a_contact_is_not_invited(imported, sato, now):
    Contact.objects.filter(firm=imported).delete()
    with pytest.raises(ContactMissing):
        services.invite_firm(imported, by=sato, now=now)


def test_the_chamber_of_its_country_invites_it(imported, dana, now):
    assert services.invite_firm(imported, by=dana, now=now).invited_by == dana


def test_the_chamber_of_another_country_does_not(hokuriku, dana, now):
    Membership.objects.filter(firm=hokuriku).delete()
    with pytest.raises(NotPermitted):
        services.invite_firm(hokuriku, by=dana, now=now)
