"""Canaries: marked contact persons and firm names are looked for on every page and in every message, whoever reads,
at every step.
"""
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services as companies
from companies.models import Chamber, Contact, Firm, Liaison
from matching import services
from matching.models import Introduction
from notifications.models import Delivery, Message
from notifications.services.sending import compose
from tests import build
from tests.build import named

pytestmark = pytest.mark.django_db
NAMES = {"japan": ("JPNAMEXQ", "JPLATINXQ", "JPCITYXQ"), "partner": ("KZNAMEXQ", "KZLATINXQ", "KZCITYXQ")}
CONTACTS = {
    "japan": ("JPPERSONXQ", "JPPOSITIONXQ", "jpmail.xq", "+81111111"),
    "partner": ("KZPERSONXQ", "KZPOSITIONXQ", "kzmail.xq", "+7222222"),
}
NOTHING: frozenset[str] = frozenset()


def names(*sides: str) -> frozenset[str]:
    return frozenset(marker for side in sides for marker in NAMES[side])


def contacts(*sides: str) -> frozenset[str]:
    return frozenset(marker for side in sides for marker in CONTACTS[side])


BOTH = ("japan", "partner")
MARKERS = names(*BOTH) | contacts(*BOTH)
EVERYTHING = MARKERS


@dataclass
class Cast:
    """Who reads, and the ids of the case as far as it has come."""

    readers: dict
    match: object
    introduction: object = None
    clients: dict = field(default_factory=dict)

    def addresses(self) -> list[str]:
        lists = ["dashboard:home", "notifications:inbox", "companies:history",
                 "matching:suggestions", "matching:introductions",
                 "matching:referrals", "matching:approvals", "matching:workbench", "matching:quarantine"]
        found = [reverse(name) for name in lists] + [reverse("matching:introductions") + "?state=closed"]
        found += [reverse(name, args=[self.match.pk]) for name in ("matching:match", "matching:approval")]
        if self.introduction:
            found.append(self.introduction.get_absolute_url())
            found += [referral.get_absolute_url() for referral in self.introduction.referrals.all()]
        return found


@pytest.fixture
def cast(match, tanaka, aigul, bekzat, sato, mori, dana, detal, as_) -> Cast:
    for side, firm in (("japan", match.japan), ("partner", match.partner)):
        name, latin, city = NAMES[side]
        person, position, mail, phone = CONTACTS[side]
        Firm.objects.filter(pk=firm.pk).update(name=name, name_latin=latin, city=city)
        Contact.objects.filter(firm=firm).update(name=person, position=position, email=f"x@{mail}", phone=phone)
        firm.refresh_from_db()
    zafar = build.user("zafar@chamber.uz", "Зафар", role="liaison", zone="Asia/Tashkent")
    Liaison.objects.create(user=zafar, chamber=Chamber.objects.create(country="UZ", names=named("Tashkent chamber")))
    readers = {"tanaka": tanaka, "aigul": aigul, "bekzat": bekzat, "dana": dana, "zafar": zafar, "sato": sato}
    return Cast(readers, match, clients={name: as_(person) for name, person in readers.items()})


def seen_by(cast: Cast, name: str) -> frozenset[str]:
    """Markers on any page that this reader can open, and in the inbox and mails they get."""
    answers = [cast.clients[name].get(address) for address in cast.addresses()]
    texts = [answer.content.decode() for answer in answers if answer.status_code != 302]
    texts += mails_to(cast.readers[name])
    return frozenset(marker for marker in MARKERS if any(marker in text for text in texts))


def mails_to(person) -> list[str]:
    """What has left the house or would leave it."""
    waiting = Delivery.objects.filter(message__recipient=person).exclude(state="cancelled").select_related("message")
    mails = [compose(delivery) for delivery in waiting]
    return [f"{mail.subject} {mail.body} {mail.alternatives[0][0]}" for mail in mails]


def leaks(cast: Cast, allowed: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    own = {
        "tanaka": names("japan") | contacts("japan"), "aigul": names("partner") | contacts("partner"),
        "sato": names(*BOTH),
    }
    found = {}
    for name in cast.readers:
        too_much = seen_by(cast, name) - allowed.get(name, NOTHING) - own.get(name, NOTHING)
        if too_much:
            found[name] = sorted(too_much)
    return found


OPEN = {"tanaka": EVERYTHING, "aigul": EVERYTHING, "dana": EVERYTHING, "sato": EVERYTHING}
NAMES_ONLY = {"tanaka": names(*BOTH), "aigul": names(*BOTH), "dana": names(*BOTH)}


def propose(cast: Cast) -> None:
    services.express_interest(
        cast.match, firm=cast.match.japan, note="x", by=cast.readers["tanaka"], now=timezone.now()
    )


def approve(cast: Cast) -> None:
    cast.introduction = services.approve_match(cast.match, by=cast.readers["sato"], now=timezone.now())


def consent(cast: Cast, name: str, side: str) -> None:
    firm = getattr(cast.match, side)
    services.give_consent(cast.introduction, firm=firm, contact_agrees=True, by=cast.readers[name], now=timezone.now())
    cast.introduction = Introduction.objects.with_firms().get()


def release(cast: Cast) -> None:
    propose(cast)
    approve(cast)
    consent(cast, "tanaka", "japan")
    consent(cast, "aigul", "partner")
    assert cast.introduction.is_released


def test_before_the_release_nobody_sees_the_other(cast):
    steps = [lambda: None, lambda: propose(cast), lambda: approve(cast), lambda: consent(cast, "tanaka", "japan")]
    for step in steps:
        step()
        assert leaks(cast, {}) == {}


def test_from_the_release_on_exactly_those_concerned(cast):
    release(cast)
    assert leaks(cast, OPEN) == {}
    for name, side in (("tanaka", "partner"), ("aigul", "japan")):
        assert contacts(side) <= seen_by(cast, name)
    assert contacts(*BOTH) <= seen_by(cast, "dana")


def test_after_a_recall_the_firms_see_nothing_and_the_chamber_only_its_own_record(cast, sato):
    release(cast)
    services.recall_introduction(cast.introduction, reason="Wrong firm", by=sato, now=timezone.now())
    assert leaks(cast, {"dana": names(*BOTH)}) == {}


def test_while_a_firm_is_suspended_the_contacts_are_hidden_from_the_firms(cast, sato):
    release(cast)
    companies.suspend_firm(
        Firm.objects.get(pk=cast.match.partner_id), reason="Under inquiry", by=sato, now=timezone.now()
    )
    allowed = NAMES_ONLY | {"dana": EVERYTHING, "sato": EVERYTHING}
    assert leaks(cast, allowed) == {}


@pytest.mark.parametrize("end", ["decline", "expire"])
def test_after_it_ended_without_a_release(cast, end):
    propose(cast)
    approve(cast)
    consent(cast, "tanaka", "japan")
    if end == "decline":
        aigul = cast.readers["aigul"]
        services.decline_introduction(
            cast.introduction, firm=cast.match.partner, code="timing", by=aigul, now=timezone.now()
        )
    else:
        services.expire_due(now=cast.introduction.answer_by + timedelta(hours=1))
    assert leaks(cast, {}) == {}


def test_no_mail_carries_a_contact(cast, sato, dana):
    release(cast)
    now = timezone.now()
    referral = cast.introduction.referrals.get()
    services.take_in_charge(referral, by=dana, now=now)
    services.record_interaction(referral, channel="call", happened_on=now.date(), text="Called", by=dana, now=now)
    services.complete_referral(referral, result="help", summary="They met", by=dana, now=now)
    texts = [mail for person in [*cast.readers.values()] for mail in mails_to(person)]
    texts += [f"{message.subject} {message.text}" for message in Message.objects.all()]
    assert [marker for marker in contacts(*BOTH) if any(marker in text for text in texts)] == []


def test_the_canaries_are_found_when_the_gate_is_open(cast, monkeypatch):
    """Negative control: without the check behind the one door, the contacts of a case still being asked come out."""
    propose(cast)
    approve(cast)
    monkeypatch.setattr("matching.services.contacts.can_see_contacts", lambda _user, _introduction, now: True)
    monkeypatch.setattr(
        "matching.services.contacts.agreed_people", lambda _introduction: {f"x@{CONTACTS[s][2]}" for s in BOTH}
    )
    found = leaks(cast, {})
    assert set(found) == {"tanaka", "aigul", "sato"}
    assert contacts("partner") <= set(found["tanaka"])


def test_the_canaries_are_found_when_the_names_are_not_kept_back(cast, monkeypatch):
    """Negative control for the names on the pages and in the mails."""
    propose(cast)
    approve(cast)
    monkeypatch.setattr(Introduction, "is_released", property(lambda _introduction: True))
    assert {"tanaka", "aigul"} <= set(leaks(cast, {}))
