"""Two at once: the second waits for the first one's lock, then is refused. The threads hold real connections."""
import pytest
from django.db import transaction

from companies import services
from companies.errors import AlreadyMember, InvitationNotValid, LastOwner, LegalIdTaken, MergeWaits
from companies.models import Firm, Membership, Merge
from companies.services.members import _keep_an_owner
from core.errors import Refusal, TransitionNotAllowed
from core.lifecycle import allowed_actions, lock
from core.models import Activity
from notifications.models import Message
from tests import build
from tests.rivals import Rivals

pytestmark = pytest.mark.django_db(transaction=True)


class Outcomes(Rivals):
    def join(self) -> dict[str, object]:
        """The class of each refusal, or what the act gave."""
        return {
            name: type(outcome) if isinstance(
                outcome, Exception
            ) else outcome or "done" for name, outcome in super().join().items()
        }


@pytest.fixture
def rivals():
    found = Outcomes()
    yield found
    found.join()


IDENTITY = {"country": "KZ", "legal_id": "050340493133", "name": "ТОО «Алтай»", "name_latin": "Altai", "language": "ru"}


def test_register_firm_twice_with_one_number(rivals, aigul, bekzat, now):
    with transaction.atomic():
        services.register_firm(**IDENTITY, by=aigul, now=now)
        rivals.wait_behind("second", lambda: services.register_firm(**IDENTITY, by=bekzat, now=now))
    assert rivals.join() == {"second": LegalIdTaken}
    assert Firm.objects.count() == Membership.objects.count() == 1


def test_register_firm_after_the_first_gave_up(rivals, aigul, bekzat, now):
    """Negative control: when the first one rolls back, the second one that waited gets in."""
    with transaction.atomic():
        services.register_firm(**IDENTITY, by=aigul, now=now)
        rivals.wait_behind("second", lambda: services.register_firm(**IDENTITY, by=bekzat, now=now))
        transaction.set_rollback(True)
    assert isinstance(rivals.join()["second"], Firm)
    assert Membership.objects.get().user == bekzat


@pytest.fixture
def two_owners(altai, now):
    other = build.user("gulnar@altai.example", "Гүлнар", language="kk")
    return altai.memberships.get(), services.add_member(altai, user=other, role="owner", by=other, now=now)


def test_two_owners_removing_each_other_leave_one(rivals, two_owners, now):
    first, second = two_owners
    with transaction.atomic():
        services.remove_member(second, by=first.user, now=now)
        rivals.wait_behind("second", lambda: services.remove_member(first, by=second.user, now=now))
    assert rivals.join() == {"second": LastOwner}
    assert Membership.objects.get() == first


def test_two_owners_would_both_go_without_the_lock(two_owners):
    """Negative control: each alone sees another owner, so the check by itself would let both go."""
    for member in two_owners:
        _keep_an_owner(member)


@pytest.fixture
def token(altai, aigul, now) -> str:
    services.invite_member(altai, email="new@altai.example", role="editor", language="ru", by=aigul, now=now)
    return Message.objects.get(kind="companies/member_invited").path.strip("/").rpartition("/")[2]


def test_accept_invitation_twice_at_once(rivals, token, now):
    person = build.user("new@altai.example", "Жаңа")
    with transaction.atomic():
        services.accept_invitation(token, by=person, now=now)
        rivals.wait_behind("second", lambda: services.accept_invitation(token, by=person, now=now))
    assert rivals.join() == {"second": InvitationNotValid}
    assert Membership.objects.filter(user=person).count() == 1


def test_accept_an_invitation_while_registering_a_firm(rivals, token, now):
    person = build.user("new@altai.example", "Жаңа")
    with transaction.atomic():
        services.register_firm(**IDENTITY | {"legal_id": "941240000193"}, by=person, now=now)
        rivals.wait_behind("second", lambda: services.accept_invitation(token, by=person, now=now))
    assert rivals.join() == {"second": AlreadyMember}


def test_verify_and_reject_at_once(rivals, altai, sato, mori, now):
    """One wins; the other is told that the case has moved on, and nothing of the second is written."""
    Firm.objects.filter(pk=altai.pk).update(state="in_review")
    mine, theirs = Firm.objects.get(pk=altai.pk), Firm.objects.get(pk=altai.pk)
    with transaction.atomic():
        services.verify_firm(mine, by=sato, now=now)
        rivals.wait_behind("second", lambda: services.reject_firm(theirs, code="other", reason="No", by=mori, now=now))
    assert issubclass(rivals.join()["second"], Refusal)
    assert Firm.objects.get(pk=altai.pk).state == "verified"
    assert not Message.objects.filter(kind="companies/firm_rejected").exists()


@pytest.fixture
def proposed(altai, detal, sato, now) -> Merge:
    return services.merge_firms(detal, altai, reason="Same", by=sato, now=now)


def test_merge_and_member_change_wait_for_each_other(rivals, proposed, altai, detal, mori, now):
    member = detal.memberships.get()
    with transaction.atomic():
        lock(detal)
        rivals.wait_behind("merge", lambda: services.confirm_merge(proposed, by=mori, now=now))
    rivals.join()
    assert Membership.objects.get(pk=member.pk).firm == altai


@pytest.fixture
def noda(db):
    return build.user("noda@minamin.example", "野田 光", role="staff", language="ja", zone="Asia/Tokyo")


def test_two_colleagues_confirm_a_merge_at_once(rivals, proposed, detal, mori, noda, now):
    theirs = Merge.objects.get(pk=proposed.pk)
    with transaction.atomic():
        services.confirm_merge(proposed, by=mori, now=now)
        rivals.wait_behind("second", lambda: services.confirm_merge(theirs, by=noda, now=now))
    assert rivals.join() == {"second": TransitionNotAllowed}
    assert Merge.objects.get().decided_by == mori
    assert Activity.objects.filter(verb="companies.firm.merge").count() == 1


def test_two_colleagues_would_both_confirm_without_the_lock(proposed):
    """Negative control: what each of them has read allows it, so the table alone would let both confirm."""
    for row in (proposed, Merge.objects.get(pk=proposed.pk)):
        assert "confirm" in allowed_actions(row)


def test_two_propose_the_same_merge_at_once(rivals, altai, detal, sato, mori, now):
    with transaction.atomic():
        services.merge_firms(detal, altai, reason="Same", by=sato, now=now)
        rivals.wait_behind("second", lambda: services.merge_firms(altai, detal, reason="Same", by=mori, now=now))
    assert rivals.join() == {"second": MergeWaits}
    assert Merge.objects.get().proposed_by == sato


def test_a_proposal_that_was_given_up_does_not_stop_the_second(rivals, altai, detal, sato, mori, now):
    """Negative control: when the first one rolls back, the second one that waited is the proposal."""
    with transaction.atomic():
        services.merge_firms(detal, altai, reason="Same", by=sato, now=now)
        rivals.wait_behind("second", lambda: services.merge_firms(altai, detal, reason="Same", by=mori, now=now))
        transaction.set_rollback(True)
    rivals.join()
    assert Merge.objects.get().proposed_by == mori
