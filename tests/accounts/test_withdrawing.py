"""An agreement is withdrawn on its page; what rests on it ends with it, unless it was used already."""

import pytest
from django.urls import reverse

from accounts.enums import Purpose
from accounts.errors import AlreadyWithdrawn
from accounts.models import ConsentRecord
from accounts.services import withdraw_agreement
from accounts.views import agreements
from companies.models import Contact, Membership
from core.errors import NotPermitted
from matching import services as matching
from matching.errors import AlreadyReleased
from matching.models import Introduction
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(match, tanaka, aigul, sato, now) -> Introduction:
    """Altai has agreed, Hokuriku has not answered yet."""
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    opened = matching.approve_match(match, by=sato, now=now)
    matching.give_consent(opened, firm=match.partner, contact_agrees=True, by=aigul, now=now)
    return opened


@pytest.fixture
def contact(altai):
    """The contact person herself, who has an account and no firm."""
    return build.user(build.contact_of(altai).email, "Contact")


def agreement(purpose: Purpose, person) -> ConsentRecord:
    return ConsentRecord.objects.get(purpose=purpose, person_email=person.email)


def consented(introduction, firm) -> bool:
    return Introduction.objects.get(pk=introduction.pk).has_consent_of(firm)


@pytest.mark.parametrize("who", ["contact", "aigul"])
def test_by_the_person_or_who_noted_it_the_consent_is_taken_back(waiting, altai, contact, aigul, now, who):
    record = agreement(Purpose.CONTACT_RELEASE, contact)
    withdraw_agreement(record, by={"contact": contact, "aigul": aigul}[who], now=now)
    assert not consented(waiting, altai)
    assert agreement(Purpose.CONTACT_RELEASE, contact).withdrawn_at == now


def test_who_is_no_longer_kept_agrees_to_nothing(waiting, altai, contact, now):
    withdraw_agreement(agreement(Purpose.PORTAL_USE, contact), by=contact, now=now)
    assert not Contact.objects.filter(firm=altai).exists()
    assert not consented(waiting, altai)
    assert not ConsentRecord.objects.filter(person_email=contact.email, withdrawn_at=None).exists()


def test_too_late_once_the_contacts_were_passed_on(introduced, altai, contact, now):
    record = agreement(Purpose.CONTACT_RELEASE, contact)
    with pytest.raises(AlreadyReleased):
        withdraw_agreement(record, by=contact, now=now)
    assert agreement(Purpose.CONTACT_RELEASE, contact).withdrawn_at is None


def test_who_noted_it_and_left_the_firm_speaks_for_it_no_more(waiting, altai, contact, aigul, now):
    Membership.objects.filter(user=aigul).delete()
    for purpose in (Purpose.CONTACT_RELEASE, Purpose.PORTAL_USE):
        with pytest.raises(NotPermitted):
            withdraw_agreement(agreement(purpose, contact), by=aigul, now=now)
    assert consented(waiting, altai)


def test_twice_is_refused(altai, contact, now):
    record = agreement(Purpose.PORTAL_USE, contact)
    withdraw_agreement(record, by=contact, now=now)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_agreement(record, by=contact, now=now)


def test_the_page_says_what_follows_and_does_it(altai, contact, as_):
    client, record = as_(contact), agreement(Purpose.PORTAL_USE, contact)
    assert "Withdraw" in client.get("/me/consents/").content.decode()
    address = f"/me/consents/{record.pk}/withdraw/"
    assert "details are deleted" in client.get(address).content.decode()
    assert client.post(address)["Location"] == "/me/consents/"
    assert not Contact.objects.filter(firm=altai).exists()


def test_others_do_not_see_it(altai, contact, bekzat, as_):
    assert as_(bekzat).get(f"/me/consents/{agreement(Purpose.PORTAL_USE, contact).pk}/withdraw/").status_code == 404


def test_agreements_beyond_a_page_go_on_behind_the_next(as_, aigul, waiting, monkeypatch):
    monkeypatch.setattr(agreements, "PER_PAGE", 1)
    noted = ConsentRecord.objects.filter(recorded_by=aigul)
    shown = [
        one
        for number in range(1, noted.count() + 1)
        for one in as_(aigul).get(reverse("accounts:consents"), {"page": number}).context["consents"]
    ]
    assert noted.count() > 1
    assert {one.pk for one in shown} == set(noted.values_list("pk", flat=True))
