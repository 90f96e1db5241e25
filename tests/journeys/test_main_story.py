"""The main job: two firms that cannot read each other's language are found, approved, introduced,
and the chamber helps.
"""
import re

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from companies.models import Firm
from core.activity import ref
from core.i18n import city_of
from core.models import Activity
from matching.models import Introduction, Match, Referral
from notifications.models import Delivery, Message
from tests.journeys.people import Person, until

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HOKURIKU = {
    "identity": {
        "country": "JP", "legal_id": "1626018159083", "name": "株式会社北陸充填機",
        "name_latin": "Hokuriku Filling Machinery Co., Ltd.",
    },
    "business": {
        "city": "石川県金沢市", "sectors": ["machinery"], "languages": ["ja", "en"],
        "employees": "48", "founded": "1971",
    },
    "contact": {
        "name_latin": "Nakamura Mari",
        "name": "中村 真理", "position": "海外営業部", "email": "nakamura@hokuriku.example",
        "phone": "+81 76 000 0000", "consent": True,
    },
    "profile": {
        "kind": "business_offer", "cooperation": "distribution",
        "title": "食用油・飲料用の充填・包装ライン", "markets": ["KZ"],
        "lines-0-text": "食用油・飲料用の液体充填機と包装ライン", "lines-0-hs_codes": "842230",
    },
}
ALTAI = {
    "identity": {
        "country": "KZ", "legal_id": "050340493133", "name": "ТОО «Алтай Тамақ»", "name_latin": "Altai Tamaq LLP"
    },
    "business": {
        "city": "Өскемен", "sectors": ["food"], "languages": ["kk", "ru", "en"], "employees": "120", "founded": "2005"
    },
    "contact": {
        "name": "Ержан Тілеуов", "position": "Директор", "email": "tileuov@altai.example",
        "phone": "+7 723 200 0000", "consent": True,
    },
    "profile": {
        "kind": "business_request", "cooperation": "supply",
        "title": "Линия розлива подсолнечного масла",
        "lines-0-text": "Күнбағыс майын құюға арналған желі және қаптау жабдығы керек", "lines-0-hs_codes": "842230",
    },
}
SIGNS = {"ja": "[ぁ-ん]{2}", "ru": "[а-я]{4}"}


def test_two_firms_meet(people, worker, sato, dana, detal):
    tanaka = people("Tanaka", "tanaka@hokuriku.example", "ja")
    aigul = people("Aigul", "aigul@altai.example", "ru")
    staff, liaison = people("Sato", sato.email, "ja"), people("Dana", dana.email, "ru")
    bekzat = people("Bekzat", "bekzat@detal.example", "ru")

    hokuriku = register(tanaka.sign_up("田中 一郎", "Asia/Tokyo", "01-tanaka"), HOKURIKU, "02-tanaka")
    altai = register(aigul.sign_up("Айгүл Серікқызы", "Asia/Almaty", "03-aigul"), ALTAI, "04-aigul")
    admit(staff.sign_in(), [hokuriku, altai])
    match = until(lambda: Match.objects.filter(japan=hokuriku, partner=altai).first(), seconds=60, what="the match")
    show_interest(tanaka, match)
    introduction = approve(staff, match)
    consent(tanaka, aigul, introduction)
    see_contacts(tanaka, aigul, bekzat.sign_in(), introduction)
    referral = help_by_chamber(liaison.sign_in(), introduction)
    look_back(staff, tanaka, match, introduction, referral)


def register(person: Person, firm: dict, shot: str) -> Firm:
    """From the empty home to a firm that has been sent to Minamin with its offer or need."""
    person.go("dashboard:home").shot(f"{shot}-1-welcome")
    person.go("companies:start").fill(**firm["identity"]).shot(f"{shot}-2-identity").send("legal_id")
    person.fill(**firm["business"]).shot(f"{shot}-3-business").send("city")
    person.go("companies:section", "contact").fill(**firm["contact"]).shot(f"{shot}-4-contact").send("consent")
    person.go("companies:profile_new").fill(**firm["profile"]).shot(f"{shot}-5-profile").send("title")
    person.shot(f"{shot}-6-teaser")
    person.go("companies:tasks").shot(f"{shot}-7-tasks")
    person.go("companies:submit").shot(f"{shot}-8-check").finish("main form[method=post]")
    person.shot(f"{shot}-9-sent")
    sent = Firm.objects.get(legal_id=firm["identity"]["legal_id"])
    assert sent.state == "submitted"
    assert list(sent.profiles.values_list("state", flat=True)) == ["submitted"]
    return sent


def admit(staff: Person, firms: list[Firm]) -> None:
    """A check with its how, the firm verified, its profile published."""
    staff.shot("05-sato-1-home")
    staff.go("companies:review").shot("05-sato-2-reviews")
    for number, firm in enumerate(firms, 1):
        staff.open("companies:review_firm", firm.pk).shot(f"05-sato-3-firm-{number}")
        staff.unfold("companies:record_check", firm.pk).fill(
            kind="call_back", result="passed", how="代表番号に電話し、担当者と話した"
        )
        staff.press("companies:record_check", firm.pk).shot(f"05-sato-4-checked-{number}")
        staff.press("companies:firm_action", firm.pk, "verify").shot(f"05-sato-5-verified-{number}")
        profile = firm.profiles.get()
        staff.open("companies:review_profile", profile.pk).shot(f"05-sato-6-profile-{number}")
        staff.press("companies:profile_action", profile.pk, "publish")
        profile.refresh_from_db()
        assert profile.state == "published"
        staff.go("companies:review")
    staff.shot("05-sato-7-nothing-left")


def show_interest(tanaka: Person, match: Match) -> None:
    """The other firm is described, not named."""
    tanaka.go("dashboard:home").shot("06-tanaka-1-home")
    tanaka.go("matching:suggestions").shot("06-tanaka-2-suggestions")
    assert_anonymous(tanaka, match.partner)
    tanaka.open("matching:match", match.pk).shot("06-tanaka-3-teaser")
    assert_anonymous(tanaka, match.partner)
    tanaka.fill(note="納期と価格帯を先に知りたいです。").press("matching:interest", match.pk).shot(
        "06-tanaka-4-interested"
    )
    match.refresh_from_db()
    assert match.state == "proposed"


def assert_anonymous(person: Person, firm: Firm) -> None:
    contact = firm.contact
    for secret in (
        firm.name, firm.name_latin, "Алтай", "Altai", firm.legal_id, contact.name, contact.email, contact.phone
    ):
        assert secret not in person.html


def approve(staff: Person, match: Match) -> Introduction:
    """By the key A, taken back within ten seconds, and approved again by the button; then the mails go out."""
    staff.go("matching:approvals").shot("07-sato-1-queue")
    staff.key("a").press("matching:undo", match.pk).shot("07-sato-2-taken-back")
    match.refresh_from_db()
    assert match.state == "proposed"
    staff.press("matching:approve", match.pk)
    introduction = match.introductions.get(state="consent_requested")
    asked = Delivery.objects.filter(message__kind="matching/consent_requested", message__concerns=ref(introduction))
    assert {delivery.state for delivery in asked} == {"pending"}
    staff.shot("07-sato-3-approved")
    assert set(asked.values_list("message__address", flat=True)) == {"tanaka@hokuriku.example", "aigul@altai.example"}
    until(lambda: all_delivered(asked), seconds=40, what="the question to both firms")
    taken_back = Delivery.objects.filter(message__kind="matching/consent_requested").exclude(pk__in=asked)
    assert {delivery.state for delivery in taken_back} == {"cancelled"}
    return introduction


def all_delivered(deliveries) -> bool:
    return all(delivery.state == "delivered" for delivery in deliveries.all())


def consent(tanaka: Person, aigul: Person, introduction: Introduction) -> None:
    """Each comes by the link of the mail; nothing is visible before the second has agreed."""
    match = introduction.match
    for person, other in ((tanaka, match.partner), (aigul, match.japan)):
        mail = Message.objects.get(address=person.email, kind="matching/consent_requested", withdrawn_at=None)
        assert mail.language == person.language
        person.visit(mail.path).shot(f"08-{person.name.lower()}-1-asked")
        assert other.contact.email not in person.html
        assert other.name not in person.html
        person.fill(contact_agrees=True).press("matching:consent", introduction.pk).shot(
            f"08-{person.name.lower()}-2-agreed"
        )
        if person is tanaka:
            assert other.contact.email not in person.html
            assert other.contact.name not in person.html
    introduction.refresh_from_db()
    assert introduction.state == "contacts_released"


def see_contacts(tanaka: Person, aigul: Person, bekzat: Person, introduction: Introduction) -> None:
    """Both firms and nobody else; the mail says so in their language and in the times of both cities."""
    match = introduction.match
    for person, other in ((tanaka, match.partner), (aigul, match.japan)):
        person.go("matching:introduction", introduction.pk).shot(f"09-{person.name.lower()}-contacts")
        assert all(detail in person.text for detail in (other.name, other.contact.name, other.contact.email))
        mail = Message.objects.get(address=person.email, kind="matching/contacts_released")
        assert mail.language == person.language
        assert other.name in mail.subject
        person.expect(re.search(SIGNS[person.language], mail.subject), f"a mail in another language: {mail.subject}")
        with translation.override(person.language):
            assert city_of("Asia/Tokyo") in mail.text
            assert city_of("Asia/Almaty") in mail.text
        assert other.contact.email not in mail.text
        person.go("notifications:inbox").shot(f"09-{person.name.lower()}-inbox")
    assert bekzat.status_of("matching:introduction", introduction.pk) == 404
    assert bekzat.status_of("matching:match", match.pk) == 404
    assert bekzat.status_of("matching:referral", introduction.referrals.get().pk) == 404


def help_by_chamber(dana: Person, introduction: Introduction) -> Referral:
    referral = introduction.referrals.get()
    dana.shot("10-dana-1-home")
    dana.go("matching:referrals").shot("10-dana-2-referrals")
    dana.open("matching:referral", referral.pk).shot("10-dana-3-referral")
    dana.press("matching:referral_acknowledge", referral.pk).press("matching:referral_take", referral.pk)
    dana.unfold("matching:referral_comment", referral.pk)
    dana.page.locator("#comment-text").fill("Позвоню в фирму до конца недели.")
    dana.press("matching:referral_comment", referral.pk)
    dana.fill(channel="call")
    dana.page.locator("#interaction-text").fill("Помогли с переводом первого письма.")
    dana.press("matching:referral_interaction", referral.pk).shot("10-dana-4-interaction")
    dana.fill(result="help", summary="Фирмы переписываются, договорились о видеозвонке.")
    dana.press("matching:referral_complete", referral.pk).shot("10-dana-5-closed")
    referral.refresh_from_db()
    assert referral.state == "done_with_help"
    return referral


def look_back(staff: Person, tanaka: Person, match: Match, introduction: Introduction, referral: Referral) -> None:
    """Staff see the referral closed and the whole way; the firm sees who acted without strangers' names."""
    staff.go("matching:referrals").visit(reverse("matching:referrals") + "?state=closed").shot("11-sato-1-closed")
    staff.open("matching:referral", referral.pk).shot("11-sato-2-referral")
    staff.go("matching:match", match.pk).shot("11-sato-3-whole-way")
    way = [activity.verb.rpartition(".")[2] for activity in Activity.objects.about(ref(match)).order_by("pk")]
    steps = ["suggest", "express_interest", "approve", "undo_approval", "approve",
             "consent", "consent", "release", "introduce",
             "send", "acknowledge", "take_in_charge", "comment", "interaction", "complete_with_help"]
    rest = iter(way)
    assert all(step in rest for step in steps), way
    assert staff.page.locator(".timeline__item").count() == len(way)
    tanaka.go("matching:introduction", introduction.pk).shot("11-tanaka-history")
    assert "Дана" not in tanaka.html
    assert User.objects.get(email="aigul@altai.example").full_name not in tanaka.html
