"""Staff invite firms nobody acts for, one or many; the invited person reads their own language from the first page."""
import re

import pytest
from django.conf import settings
from django.urls import reverse

from companies import services
from companies.models import Contact, Firm, Invitation, Membership
from notifications.models import Message
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(altai) -> Firm:
    Membership.objects.filter(firm=altai).delete()
    Contact.objects.filter(firm=altai).update(name="Ерлан Сәбитов", email="erlan@altai.example", language="kk")
    return altai


@pytest.fixture
def link(imported, sato, now) -> str:
    services.invite_firm(imported, by=sato, now=now)
    return Message.objects.get(kind="companies/firm_invited").path


def test_the_page_shows_whom_and_the_letter_in_their_language(imported, hokuriku, sato, as_):
    page = as_(sato).get(reverse("companies:invite_firms")).content.decode()
    assert "erlan@altai.example" in page
    assert hokuriku.name not in page
    assert re.search(r'lang="kk">\s*<p><strong>[^<]*Алтай', page)
    assert not Invitation.objects.exists()


def test_those_ticked_are_invited(imported, sato, as_):
    answer = as_(sato).post(reverse("companies:invite_firms"), {"firm": [str(imported.pk)]}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("?reach=invited")
    assert Invitation.objects.get().firm == imported


def test_nobody_ticked_says_so(imported, sato, as_):
    answer = as_(sato).post(reverse("companies:invite_firms"), follow=True)
    assert not Invitation.objects.exists()
    assert "Tick at least one firm" in answer.content.decode()


def test_a_firm_that_can_answer_is_not_invited_through_the_address(hokuriku, sato, as_):
    as_(sato).post(reverse("companies:invite_firms"), {"firm": [str(hokuriku.pk)]})
    assert not Invitation.objects.exists()


def test_a_firm_without_a_contact_has_no_box(imported, sato, as_):
    Contact.objects.filter(firm=imported).delete()
    page = as_(sato).get(reverse("companies:invite_firms")).content.decode()
    assert imported.name in page
    assert f'value="{imported.pk}"' not in page


@pytest.mark.parametrize("asked", ["x", "00000000-0000-0000-0000-000000000000"])
def test_an_import_that_does_not_exist_is_not_found(sato, as_, asked):
    assert as_(sato).get(reverse("companies:invite_firms"), {"import": asked}).status_code == 404


def test_members_have_no_such_page(tanaka, hokuriku, as_):
    assert as_(tanaka).get(reverse("companies:invite_firms")).status_code == 403


def test_the_case_invites_and_takes_back(imported, sato, as_):
    office = as_(sato)
    office.post(reverse("companies:firm_invite", args=[imported.pk]))
    invitation = Invitation.objects.get()
    page = office.get(reverse("companies:review_firm", args=[imported.pk])).content.decode()
    assert "erlan@altai.example" in page
    office.post(reverse("companies:firm_invitation_revoke", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_the_link_speaks_the_language_of_the_letter_and_what_follows_too(client, link):
    answer = client.get(link)
    assert 'lang="kk"' in answer.content.decode()[:300]
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "kk"


def test_who_has_chosen_a_language_keeps_it(client, link):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    assert 'lang="ru"' in client.get(link).content.decode()[:300]


def test_opening_the_link_changes_nothing_and_the_button_does(client, link, imported):
    erlan = build.user("erlan@altai.example", "Ерлан Сәбитов", language="kk")
    client.force_login(erlan)
    client.get(link)
    assert not Membership.objects.filter(firm=imported).exists()
    client.post(f"{link}accept/")
    assert Membership.objects.get(firm=imported).user == erlan
