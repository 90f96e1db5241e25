"""Consent of both firms, release, what comes of it, and taking it back."""
from datetime import timedelta

import pytest

from accounts.models import ConsentRecord
from companies import services as companies
from companies.models import Contact, Firm
from core.errors import NotPermitted, ReasonMissing, TransitionNotAllowed
from core.models import Activity
from matching import services
from matching.errors import AlreadyReleased, ConsentMissing, ContactMissing, FirmNotLive
from matching.models import Introduction, Match, Referral
from notifications.models import Delivery, Message
from tests import build

from .asking import acts, told, written

pytestmark = pytest.mark.django_db


def agree(introduction, firm, by, now) -> bool:
    return services.give_consent(introduction, firm=firm, contact_agrees=True, by=by, now=now)


def refused(error, act) -> None:
    before = written()
    with pytest.raises(error):
        act()
    assert written() == before


def new_contact(firm, by, now) -> Contact:
    return companies.save_contact(firm, name="New Person", position="",
                                  email="new.person@firm.example", phone="", language="en",
                                  consent_given=True, by=by, now=now)


def test_give_consent_of_one_firm_releases_nothing(asked, hokuriku, tanaka, now):
    assert agree(asked, hokuriku, tanaka, now) is False
    saved = Introduction.objects.get()
    assert (saved.state, saved.japan_consent_at, saved.japan_consent_by) == ("consent_requested", now, tanaka)
    record = ConsentRecord.objects.get(concerns=f"matching.introduction:{asked.pk}")
    assert (record.recipient_country, record.person_email) == ("KZ", build.contact_of(hokuriku).email)
    assert acts(asked) == ["request", "consent"]
    assert told("contacts_released") == told("referral_sent") == []


def test_give_consent_of_both_firms_releases_the_contacts(asked, hokuriku, altai, tanaka, aigul, dana, now):
    agree(asked, hokuriku, tanaka, now)
    assert agree(asked, altai, aigul, now) is True
    saved = Introduction.objects.get()
    assert (saved.state, saved.released_at) == ("contacts_released", now)
    assert Match.objects.get().state == "introduced"
    assert Referral.objects.get().chamber.country == "KZ"
    assert told("contacts_released") == [aigul.email, tanaka.email]
    assert told("referral_sent") == [dana.email]
    assert acts(asked) == ["request", "consent", "consent", "release"]
    assert acts(asked.match)[-1] == "introduce"
    assert acts(Referral.objects.get()) == ["send"]


def test_give_consent_twice_changes_nothing(asked, hokuriku, tanaka, now):
    agree(asked, hokuriku, tanaka, now)
    before = written()
    assert agree(asked, hokuriku, tanaka, now + timedelta(hours=1)) is False
    assert written() == before
    assert Introduction.objects.get().japan_consent_at == now


def test_give_consent_refusals(asked, hokuriku, tanaka, now):
    refused(
        ConsentMissing, lambda: services.give_consent(asked, firm=hokuriku, contact_agrees=False, by=tanaka, now=now)
    )
    Contact.objects.filter(firm=hokuriku).delete()
    refused(ContactMissing, lambda: agree(asked, hokuriku, tanaka, now))
    hokuriku.state = "suspended"
    refused(FirmNotLive, lambda: agree(asked, hokuriku, tanaka, now))
    assert not ConsentRecord.objects.filter(concerns__startswith="matching").exists()


def test_give_consent_after_the_release_is_refused(introduced, hokuriku, tanaka, now):
    refused(AlreadyReleased, lambda: agree(introduced, hokuriku, tanaka, now))


@pytest.mark.parametrize("state", ["declined", "expired", "recalled"])
def test_consent_to_what_has_ended_is_refused(asked, hokuriku, tanaka, now, state):
    Introduction.objects.update(state=state)
    refused(TransitionNotAllowed, lambda: agree(asked, hokuriku, tanaka, now))
    refused(TransitionNotAllowed, lambda: services.withdraw_consent(asked, firm=hokuriku, by=tanaka, now=now))


def test_withdraw_consent_before_the_release(asked, hokuriku, altai, tanaka, aigul, now):
    agree(asked, hokuriku, tanaka, now)
    services.withdraw_consent(asked, firm=hokuriku, by=tanaka, now=now)
    assert Introduction.objects.get().japan_consent_at is None
    assert ConsentRecord.objects.get(concerns__startswith="matching").withdrawn_at == now
    assert acts(asked) == ["request", "consent", "withdraw_consent"]
    assert agree(asked, altai, aigul, now) is False
    assert agree(asked, hokuriku, tanaka, now + timedelta(hours=1)) is True


def test_withdraw_consent_that_was_not_given_changes_nothing(asked, hokuriku, tanaka, now):
    before = written()
    services.withdraw_consent(asked, firm=hokuriku, by=tanaka, now=now)
    assert written() == before


def test_withdraw_consent_after_the_release_is_refused(introduced, hokuriku, tanaka, now):
    refused(AlreadyReleased, lambda: services.withdraw_consent(introduced, firm=hokuriku, by=tanaka, now=now))


def test_another_contact_person_is_asked_anew(asked, hokuriku, altai, tanaka, aigul, now):
    agree(asked, hokuriku, tanaka, now)
    new_contact(hokuriku, tanaka, now)
    assert agree(asked, altai, aigul, now) is False
    assert services.obstacles(Introduction.objects.with_firms().get(), now=now) == ["japan_consent"]
    assert agree(asked, hokuriku, tanaka, now) is True


def test_a_person_named_after_the_release_is_shown_only_when_they_agree(introduced, hokuriku, tanaka, aigul, now):
    assert services.reveal_contacts(introduced, by=aigul, now=now)["japan"]
    new_contact(hokuriku, tanaka, now)
    assert services.reveal_contacts(introduced, by=aigul, now=now)["japan"] is None
    agree(introduced, hokuriku, tanaka, now)
    assert services.reveal_contacts(introduced, by=aigul, now=now)["japan"].name == "New Person"


def test_no_release_while_a_firm_is_suspended(asked, hokuriku, altai, tanaka, aigul, sato, mori, now):
    agree(asked, hokuriku, tanaka, now)
    companies.suspend_firm(Firm.objects.get(pk=hokuriku.pk), reason="Under inquiry", by=sato, now=now)
    assert agree(asked, altai, aigul, now) is False
    assert Introduction.objects.get().state == "consent_requested"
    assert told("release_kept_back") == [mori.email, sato.email]
    assert not Referral.objects.exists()


def test_release_goes_on_when_the_suspension_is_lifted(asked, hokuriku, altai, tanaka, aigul, sato, now):
    agree(asked, hokuriku, tanaka, now)
    firm = Firm.objects.get(pk=hokuriku.pk)
    companies.suspend_firm(firm, reason="Under inquiry", by=sato, now=now)
    agree(asked, altai, aigul, now)
    companies.reinstate_firm(firm, reason="Cleared up", by=sato, now=now)
    acts_ = list(Activity.objects.filter(verb="companies.firm.reinstate"))
    services.react(acts_)
    services.react(acts_)
    assert Introduction.objects.get().state == "contacts_released"
    assert Referral.objects.count() == 1


def test_contacts_are_hidden_from_the_firms_when_one_is_suspended_after_the_release(
    introduced, altai, tanaka, aigul, sato, dana, now
):
    companies.suspend_firm(Firm.objects.get(pk=altai.pk), reason="Under inquiry", by=sato, now=now)
    fresh = Introduction.objects.with_firms().get()
    for firm_member in (tanaka, aigul):
        refused(NotPermitted, lambda who=firm_member: services.reveal_contacts(fresh, by=who, now=now))
    assert services.reveal_contacts(fresh, by=sato, now=now)["japan"]
    assert services.reveal_contacts(fresh, by=dana, now=now)["japan"]


def test_reveal_contacts_logs_the_first_look_of_each_reader(introduced, tanaka, aigul, now):
    for _look in range(3):
        found = services.reveal_contacts(introduced, by=tanaka, now=now)
    services.reveal_contacts(introduced, by=aigul, now=now)
    assert {key: contact.firm_id for key, contact in found.items()} == {
        "japan": introduced.match.japan_id, "partner": introduced.match.partner_id}
    assert acts(introduced).count("view_contacts") == 2


def test_reveal_contacts_is_refused_before_the_release_and_to_others(introduced, tanaka, bekzat, sato, detal, now):
    refused(NotPermitted, lambda: services.reveal_contacts(introduced, by=bekzat, now=now))
    Introduction.objects.update(state="consent_requested")
    fresh = Introduction.objects.with_firms().get()
    for reader in (tanaka, sato):
        refused(NotPermitted, lambda who=reader: services.reveal_contacts(fresh, by=who, now=now))


def test_decline_introduction(asked, altai, aigul, tanaka, sato, mori, now):
    for code in ("other", "", "far"):
        given = {"firm": altai, "code": code, "reason": " ", "by": aigul, "now": now}
        refused(ReasonMissing, lambda given=given: services.decline_introduction(asked, **given))
    services.decline_introduction(asked, firm=altai, code="timing", reason="Not this year", by=aigul, now=now)
    assert (Introduction.objects.get().state, Match.objects.get().state) == ("declined", "declined")
    assert told("introduction_declined") == [tanaka.email]
    assert told("introduction_declined_office") == sorted([sato.email, mori.email])
    assert not Message.objects.filter(text__contains="Not this year").exists()
    refused(
        TransitionNotAllowed,
        lambda: services.decline_introduction(asked, firm=altai, code="timing", reason="Because", by=aigul, now=now),
    )


def test_what_comes_of_it(introduced, tanaka, now):
    services.confirm_contact(introduced, by=tanaka, now=now)
    services.start_discussion(introduced, by=tanaka, now=now)
    services.conclude_introduction(introduced, outcome="order", note="Two lines", by=tanaka, now=now)
    saved = Introduction.objects.get()
    assert (saved.state, saved.outcome, saved.concluded_at) == ("concluded", "order", now)
    assert acts(introduced)[-3:] == ["confirm_contact", "start_discussion", "conclude"]
    refused(TransitionNotAllowed, lambda: services.confirm_contact(introduced, by=tanaka, now=now))
    refused(TransitionNotAllowed, lambda: services.start_discussion(introduced, by=tanaka, now=now))
    refused(
        TransitionNotAllowed,
        lambda: services.conclude_introduction(introduced, outcome="mou", note="", by=tanaka, now=now),
    )


def test_recall_introduction(introduced, sato, tanaka, aigul, dana, now):
    refused(ReasonMissing, lambda: services.recall_introduction(introduced, reason="", by=sato, now=now))
    services.recall_introduction(introduced, reason="Wrong firm", by=sato, now=now)
    assert Introduction.objects.get().state == "recalled"
    assert Match.objects.get().state == "expired"
    assert Referral.objects.get().state == "abandoned"
    assert told("introduction_recalled") == [aigul.email, tanaka.email]
    fresh = Introduction.objects.with_firms().get()
    for reader in (tanaka, aigul, sato, dana):
        refused(NotPermitted, lambda who=reader: services.reveal_contacts(fresh, by=who, now=now))
    refused(TransitionNotAllowed, lambda: services.recall_introduction(introduced, reason="Because", by=sato, now=now))


def test_recall_stops_mails_that_have_not_left(introduced, sato, now):
    services.recall_introduction(introduced, reason="Wrong firm", by=sato, now=now)
    sent = Delivery.objects.filter(message__kind="matching/contacts_released")
    assert set(sent.values_list("state", flat=True)) == {"cancelled"}
