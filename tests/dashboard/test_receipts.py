"""Whoever sends something learns on the page, by mail and in the inbox what happens next and until when."""
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services as companies
from companies.models import Claim, Firm, PartneringProfile
from companies.rules.answering import review_by
from core.i18n import say_both
from events import services as events
from matching import services as matching
from matching.models import Introduction
from notifications.models import Delivery, Message
from tests import build
from tests.events.conftest import event_fields, person

pytestmark = pytest.mark.django_db


def firm_sent(world, now):
    """The firm with what it offers."""
    PartneringProfile.objects.filter(firm=world.altai).update(state="draft")
    Firm.objects.filter(pk=world.altai.pk).update(state="draft")
    world.altai.refresh_from_db()
    companies.submit_firm_and_profiles(world.altai, by=world.aigul, now=now)
    return world.aigul, "companies/firm_received", review_by("KZ", now), "/firms/mine/"


def profile_sent(world, now):
    PartneringProfile.objects.filter(firm=world.altai).update(state="draft")
    profile = world.altai.profiles.get()
    companies.submit_profile(profile, by=world.aigul, now=now)
    return world.aigul, "companies/profile_received", review_by("KZ", now), profile.get_absolute_url()


def claim_sent(world, now):
    asking = build.user("gulnar@altai.example", "Gulnar", zone="Asia/Almaty")
    companies.ask_to_join(world.altai, position="Export", note="", file=None, by=asking, now=now)
    claim = Claim.objects.get()
    return asking, "companies/claim_received", claim.answer_by, claim.get_absolute_url()


def consent_sent(world, now):
    matching.express_interest(world.match, firm=world.match.japan, by=world.tanaka, now=now)
    opened = matching.approve_match(world.match, by=world.sato, now=now)
    matching.give_consent(opened, firm=world.altai, contact_agrees=True, by=world.aigul, now=now)
    until = Introduction.objects.get(pk=opened.pk).answer_by
    return world.aigul, "matching/consent_received", until, opened.get_absolute_url()


def registration_sent(world, now):
    given = event_fields(needs_approval=True, starts_at=now + timedelta(days=60), ends_at=now + timedelta(days=61))
    given |= {"opens_at": now, "closes_at": now + timedelta(days=40)}
    event = events.plan_event(chamber=None, by=world.sato, now=now, **given)
    events.set_seats(event, role="delegate", country="", capacity=2, by=world.sato, now=now)
    events.announce_event(event, anyway=True, by=world.sato, now=now)
    mine = {"email": world.aigul.email, "country": "KZ", "language": "en", "zone": world.aigul.time_zone}
    [row] = events.register_delegates(
        event, people=[person(1) | mine], role="delegate", firm=world.altai, by=world.aigul, now=now
    )
    return world.aigul, "events/applied", row.answer_by, row.get_absolute_url()


SUBMISSIONS: list[Callable] = [firm_sent, profile_sent, claim_sent, consent_sent, registration_sent]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def sent(request, cast_, now):
    return (*request.param(cast_, now), now)


@pytest.fixture
def cast_(altai, hokuriku, tanaka, aigul, sato, offer, request_):
    """Names of conftest under one roof; everybody reads English here."""
    for reader in (tanaka, aigul, sato):
        reader.language = "en"
        reader.save()
    found = type("World", (), {})()
    found.altai, found.tanaka, found.aigul, found.sato = altai, tanaka, aigul, sato
    found.match = build.match(offer, request_)
    return found


every = pytest.mark.parametrize("sent", SUBMISSIONS, indirect=True, ids=lambda act: act.__name__)


@every
def test_the_receipt_is_in_the_inbox_and_says_until_when(sent):
    person, kind, until, _page, now = sent
    [message] = Message.objects.visible_to(person, timezone.now()).filter(kind=kind)
    assert say_both(until, person.time_zone).split(" (")[0] in message.text.replace("\n", " ")
    assert message.path


@every
def test_it_goes_by_mail(sent):
    person, kind, *_rest = sent
    assert Delivery.objects.filter(message__recipient=person, message__kind=kind).exists()


@every
def test_the_page_says_it_too(sent, client):
    person, _kind, until, page, _now = sent
    client.force_login(person)
    html = " ".join(client.get(page).content.decode().split())
    assert say_both(until, person.time_zone).split(" (")[0] in html


@pytest.mark.parametrize("sent", [firm_sent, profile_sent, claim_sent], indirect=True, ids=lambda act: act.__name__)
def test_there_is_something_to_do_meanwhile(sent, client):
    person, _kind, _until, page, _now = sent
    client.force_login(person)
    html = client.get(page).content.decode()
    assert "What happens next?" in html
    assert f'href="{reverse("mou:bulletins")}"' in html


def test_a_firm_sent_with_its_profiles_gets_one_receipt(cast_, now):
    firm_sent(cast_, now)
    kinds = Message.objects.filter(recipient=cast_.aigul, kind__endswith="_received").values_list("kind", flat=True)
    assert list(kinds) == ["companies/firm_received"]


def test_the_last_consent_gets_the_contacts_and_no_receipt(cast_, now):
    consent_sent(cast_, now)
    opened = Introduction.objects.get()
    matching.give_consent(opened, firm=opened.match.japan, contact_agrees=True, by=cast_.tanaka, now=now)
    assert not Message.objects.filter(recipient=cast_.tanaka, kind="matching/consent_received").exists()
