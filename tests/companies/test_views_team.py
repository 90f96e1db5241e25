"""The team page and the page behind an invitation's link."""
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from companies import services
from companies.models import Invitation, Membership
from core.models import Activity
from notifications.models import Message
from tests import build

pytestmark = pytest.mark.django_db
INVITED = {"email": "new@altai.example", "role": "editor", "language": "ru"}


@pytest.fixture
def desk(client, aigul, altai):
    aigul.language = "en"
    aigul.save()
    client.force_login(aigul)
    return client


@pytest.fixture
def link(altai, aigul) -> str:
    services.invite_member(altai, **INVITED, by=aigul, now=timezone.now())
    return Message.objects.get(kind="companies/member_invited").path


@pytest.fixture
def newcomer(db):
    return build.user("new@altai.example", "Newcomer")


def text(answer) -> str:
    return answer.content.decode()


def test_an_owner_invites(desk, altai):
    answer = desk.post(reverse("companies:invite"), INVITED, follow=True)
    assert "Invitation sent to new@altai.example" in text(answer)
    assert Invitation.objects.get().role == "editor"


@pytest.mark.parametrize("wrong, error", [
    ({"email": "nobody"}, "Enter a valid email address"),
    ({"email": "aigul@altai.example"}, "belongs to your team already"),
    ({"role": "king"}, "Select a valid choice"), ({"language": "tlh"}, "Select a valid choice"),
])
def test_a_wrong_invitation_keeps_what_was_typed(desk, wrong, error):
    answer = desk.post(reverse("companies:invite"), INVITED | wrong)
    assert answer.status_code == 422
    assert error in text(answer)
    assert not Invitation.objects.exists()


def test_an_owner_changes_roles_removes_and_revokes(desk, altai, aigul, newcomer):
    now = timezone.now()
    member = services.add_member(altai, user=newcomer, role="viewer", by=aigul, now=now)
    desk.post(reverse("companies:member_role", args=[member.pk]), {"role": "editor"})
    member.refresh_from_db()
    assert member.role == "editor"
    desk.post(reverse("companies:member_role", args=[member.pk]), {"role": "king"})
    desk.post(reverse("companies:member_remove", args=[member.pk]))
    assert altai.memberships.count() == 1
    invitation = services.invite_member(altai, **INVITED, by=aigul, now=now)
    desk.post(reverse("companies:invitation_revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_the_last_owner_stays_and_is_told_why(desk, altai):
    answer = desk.post(reverse("companies:member_remove", args=[altai.memberships.get().pk]), follow=True)
    assert "A firm needs at least one owner" in text(answer)


def test_an_editor_sees_the_team_but_changes_nothing(client, altai, aigul, newcomer):
    member = services.add_member(altai, user=newcomer, role="editor", by=aigul, now=timezone.now())
    client.force_login(newcomer)
    shown = text(client.get(reverse("companies:team")))
    assert aigul.email in shown
    assert "Only owners invite" in shown
    assert 'name="role"' not in shown
    for name in ("member_role", "member_remove"):
        assert client.post(reverse(f"companies:{name}", args=[member.pk]), {"role": "owner"}).status_code == 403


def test_opening_the_link_changes_nothing_whoever_opens_it(client, link, altai):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    before = (Activity.objects.count(), Invitation.objects.get().accepted_at, Membership.objects.count())
    for _time in range(2):
        answer = client.get(link, headers={"user-agent": "mail scanner"})
        assert answer.status_code == 200
    client.head(link)
    assert (Activity.objects.count(), Invitation.objects.get().accepted_at, Membership.objects.count()) == before
    shown = text(answer)
    assert altai.name in shown
    assert "You are invited" in shown
    assert f"{reverse('account_login')}?next=" in shown
    assert f"{reverse('account_signup')}?next=" in shown
    assert client.get(link + "accept/").status_code in (302, 405)


def test_accepting_needs_a_sign_in(client, link):
    answer = client.post(link + "accept/")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_the_invited_person_accepts_on_the_page(client, link, newcomer, altai):
    client.force_login(newcomer)
    assert f'action="{link}accept/"' in text(client.get(link))
    assert client.post(link + "accept/").url == reverse("companies:tasks")
    assert Membership.objects.get(user=newcomer).firm == altai
    assert client.get(link).status_code == 410


def test_another_person_is_told_to_sign_in_with_the_invited_address(client, link, bekzat):
    client.force_login(bekzat)
    shown = text(client.get(link))
    assert f'action="{link}accept/"' not in shown
    assert client.post(link + "accept/").url == link
    assert not Membership.objects.filter(user=bekzat).exists()


def test_who_belongs_to_a_firm_is_told_so(client, link, detal, newcomer):
    services.add_member(detal, user=newcomer, role="viewer", by=newcomer, now=timezone.now())
    client.force_login(newcomer)
    assert "You belong to" in text(client.get(link))


@pytest.mark.parametrize("token", ["unknown", "x" * 500, "%00", "..%2f"])
def test_a_link_that_does_not_work_says_so(client, db, token):
    assert client.get(f"/firms/invitation/{token}/").status_code in (404, 410)


def test_another_firms_members_and_invitations_cannot_be_touched(client, link, altai, detal, bekzat):
    client.force_login(bekzat)
    member, invitation = altai.memberships.get(), Invitation.objects.get()
    for name, pk in (("member_role", member.pk), ("member_remove", member.pk), ("invitation_revoke", invitation.pk),
                     ("invitation_take", invitation.pk)):
        assert client.post(reverse(f"companies:{name}", args=[pk]), {"role": "viewer"}).status_code == 404


def test_staff_join_no_firm(client, altai, aigul, sato):
    services.invite_member(altai, email=sato.email, role="viewer", language="ja", by=aigul, now=timezone.now())
    link = Message.objects.filter(kind="companies/member_invited").latest("created_at").path
    client.force_login(sato)
    assert client.post(link + "accept/").status_code == 403
