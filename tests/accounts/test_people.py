"""Users and their agreements: constraints, services, pages."""
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import consents, services, terms
from accounts.enums import Purpose
from accounts.models import ConsentRecord, TermsAcceptance, User
from accounts.services import people
from tests import build

pytestmark = pytest.mark.django_db
PERSON = {
    "name": "Ержан", "email": "Yerzhan@Altai.example", "purpose": Purpose.PORTAL_USE, "country": "JP", "language": "kk"
}


def broken(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_constraints_of_users(aigul, now):
    broken("user_email_once", lambda: User.objects.create(email="AIGUL@altai.example", full_name="x"))
    broken("user_role_is_known", lambda: User.objects.filter(pk=aigul.pk).update(role="king"))
    broken("user_language_is_offered", lambda: User.objects.filter(pk=aigul.pk).update(language="de"))
    broken("user_forgotten_has_no_name", lambda: User.objects.filter(pk=aigul.pk).update(forgotten_at=now))


def test_terms_are_accepted_once_for_each_version(aigul, now):
    given = {"user": aigul, "version": terms.VERSION, "language": "kk", "accepted_at": now}
    broken("terms_accepted_once_per_version", lambda: TermsAcceptance.objects.create(**given))


def test_constraints_of_consents(aigul, now):
    record = services.record_consent(**PERSON, by=aigul, now=now)
    twice = ConsentRecord.objects.filter(pk=record.pk).values().get() | {
        "id": None, "person_email": "YERZHAN@altai.example"
    }
    twice.pop("id")
    broken("consent_one_live_per_purpose_and_case", lambda: ConsentRecord.objects.create(**twice))
    broken("consent_withdrawn_after_given", lambda: ConsentRecord.objects.update(withdrawn_at=now - timedelta(days=1)))


def test_record_consent_once_per_wording_and_case(aigul, now):
    first = services.record_consent(**PERSON, by=aigul, now=now)
    assert services.record_consent(**PERSON, by=aigul, now=now) == first
    assert first.person_email == "yerzhan@altai.example"
    assert services.record_consent(**PERSON, concerns="matching.introduction:1", by=aigul, now=now) != first


def test_a_withdrawn_consent_is_kept_and_asked_again(aigul, now):
    first = services.record_consent(**PERSON, by=aigul, now=now)
    assert services.withdraw_consent(email=PERSON["email"], purpose=Purpose.PORTAL_USE, now=now) == 1
    assert services.live_consent(email=PERSON["email"], purpose=Purpose.PORTAL_USE, country="JP") is None
    again = services.record_consent(**PERSON, by=aigul, now=now)
    assert again != first
    assert ConsentRecord.objects.count() == 2


def test_a_changed_wording_is_asked_again(aigul, now, monkeypatch):
    first = services.record_consent(**PERSON, by=aigul, now=now)
    monkeypatch.setattr(people, "VERSION", "2027-01")
    assert services.record_consent(**PERSON, by=aigul, now=now) != first


def test_what_was_given_to_an_earlier_wording_stays_in_force_as_it_was_given(aigul, now, monkeypatch):
    with monkeypatch.context() as then:
        then.setattr(people, "VERSION", consents.IN_FORCE[-1])
        first = services.record_consent(**PERSON, by=aigul, now=now)
    given = {"email": PERSON["email"], "purpose": Purpose.PORTAL_USE, "country": "JP"}
    assert services.live_consent(**given) == first
    assert "seen by Minamin's staff" in consents.agreed_text(first.purpose, first.text_version)
    monkeypatch.setattr(people, "IN_FORCE", consents.IN_FORCE[:1])
    assert services.live_consent(**given) is None


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("version", consents.IN_FORCE)
def test_the_words_of_every_agreement_in_force_are_kept(purpose, version):
    assert consents.agreed_text(purpose, version)


def test_settings_are_saved_and_speak_the_new_language_at_once(client, aigul):
    client.force_login(aigul)
    given = {"full_name": "Айгүл С.", "name_latin": "Aigul S.", "language": "en", "time_zone": "Asia/Tashkent"}
    answer = client.post(reverse("accounts:settings"), given, follow=True)
    aigul.refresh_from_db()
    assert (aigul.full_name, aigul.name_latin, aigul.language, aigul.time_zone) == tuple(given.values())
    assert "Your settings are saved." in answer.content.decode()
    assert '<html lang="en">' in answer.content.decode()


def test_settings_propose_a_latin_spelling(client, aigul):
    client.force_login(aigul)
    assert 'value="Aygul Serikkyzy"' in client.get(reverse("accounts:settings")).content.decode()


def test_kanji_need_a_latin_spelling(as_, tanaka):
    client = as_(tanaka)
    given = {"full_name": "田中 一郎", "language": "en", "time_zone": "Asia/Tokyo"}
    answer = client.post(reverse("accounts:settings"), given)
    assert answer.status_code == 422
    assert "in Latin letters too" in answer.content.decode()
    assert client.post(reverse("accounts:settings"), given | {"name_latin": "Tanaka Ichiro"}).status_code == 302


def test_only_the_japanese_sign_up_asks_for_latin_letters(client):
    pages = {code: client.get(reverse("account_signup"), headers={"accept-language": code}) for code in ("ja", "kk")}
    assert "name_latin" in pages["ja"].content.decode()
    assert "name_latin" not in pages["kk"].content.decode()


@pytest.mark.parametrize(
    "wrong", [{"language": "de"}, {"time_zone": "Mars/Base"}, {"full_name": ""}, {"full_name": "x" * 500}]
)
def test_wrong_settings_are_refused(client, aigul, wrong):
    client.force_login(aigul)
    given = {"full_name": "Айгүл", "language": "kk", "time_zone": "Asia/Almaty"} | wrong
    assert client.post(reverse("accounts:settings"), given).status_code == 422


def test_settings_lead_to_everything_about_signing_in(client, aigul):
    client.force_login(aigul)
    page = client.get(reverse("accounts:settings")).content.decode()
    for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list", "accounts:consents"):
        assert f'href="{reverse(name)}"' in page
        assert client.get(reverse(name)).status_code in (200, 302)


def test_agreements_show_the_own_ones_only(client, aigul, bekzat, now):
    services.record_consent(**PERSON, by=aigul, now=now)
    services.record_consent(**PERSON | {"email": "secret@x.example"}, by=bekzat, now=now)
    client.force_login(aigul)
    page = client.get(reverse("accounts:consents")).content.decode()
    assert "yerzhan@altai.example" in page
    assert "secret@x.example" not in page


def test_the_language_switch_keeps_the_page_and_the_choice(client, aigul):
    client.force_login(aigul)
    answer = client.post(reverse("set_language"), {"language": "ja", "next": "/me/settings/"})
    aigul.refresh_from_db()
    assert (answer.url, aigul.language) == ("/me/settings/", "ja")
    assert client.post(reverse("set_language"), {"language": "ja", "next": "https://evil.example/"}).url == "/"
    assert client.post(reverse("set_language"), {"language": "xx"}).url == "/"


def test_a_role_that_must_use_a_second_factor_is_led_to_set_it_up(client, settings):
    settings.MFA_REQUIRED_ROLES = ["staff"]
    client.force_login(build.user("staff@minamin.example", "Staff", role="staff"))
    assert client.get(reverse("companies:firms")).url.startswith(reverse("mfa_index"))
    client.force_login(build.user("member@x.example", "Member"))
    assert client.get(reverse("companies:start")).status_code == 200


def test_roles(aigul, sato, dana):
    assert (aigul.is_member, sato.is_minamin, dana.is_liaison) == (True, True, True)
    sato.is_active = False
    assert not sato.is_minamin


def test_staff_say_under_which_telephone_they_answer(client, sato):
    client.force_login(sato)
    given = {"full_name": "Sato", "language": "en", "time_zone": "Asia/Tokyo", "phone": "+81 90-1111-2222"}
    assert client.post(reverse("accounts:settings"), given).status_code == 302
    sato.refresh_from_db()
    assert sato.phone == "+819011112222"


def test_people_of_firms_are_not_asked_for_a_telephone(client, tanaka):
    client.force_login(tanaka)
    assert 'name="phone"' not in client.get(reverse("accounts:settings")).content.decode()
