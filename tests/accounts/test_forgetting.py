"""A person leaves: nothing of theirs is found in the whole database but what the page said would stay."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client

from accounts import own_data, services
from accounts.errors import AlreadyForgotten, StillNeeded
from accounts.models import ConsentRecord, User
from accounts.services.forgetting import spared_texts
from companies.models import Contact, Firm, Membership
from core import wiping
from core.models import Activity
from events.models import Registration
from matching.models import Introduction
from meetings.models import Meeting
from notifications.models import Delivery, Message
from tests import build
from tests.events.conftest import make_event  # noqa: F401 - a fixture

from .leaver import MAIL, NAME, TRACES, found_in_database, leaver
from .signed_in import proven

pytestmark = pytest.mark.django_db
KEPT = {
    "accounts_consentrecord.person_name", "accounts_consentrecord.person_email", "mou_signatory.name",
    "mou_signatory.positions", "events_letter.content",
}


@pytest.fixture
def world(match, request_, altai, hokuriku, detal, tanaka, aigul, bekzat, sato, dana, atameken, make_event):  # noqa: F811
    other = build.user("suzuki@kansai.example", "鈴木 花子")
    kansai = build.firm(
        other, sato, country="JP", legal_id="1180301018771", name="関西包装", name_latin="Kansai Packing", city="大阪"
    )
    offer = build.profile(kansai, sato, "business_offer", "distribution", ["包装機"], ["842230"], ["KZ"])
    return SimpleNamespace(
        match=match, request_=request_, other_offer=offer, altai=altai, hokuriku=hokuriku, detal=detal, tanaka=tanaka,
        aigul=aigul, bekzat=bekzat, sato=sato, atameken=atameken, make_event=make_event,
    )


@pytest.fixture
def zarina(world, now) -> User:
    return leaver(world, now)


def columns_of(fields) -> set[str]:
    found = set()
    for name in fields:
        label, _dot, field = name.rpartition(".")
        model = apps.get_model(label)
        found.add(f"{model._meta.db_table}.{model._meta.get_field(field).column}")
    return found


def test_nothing_of_theirs_is_left_but_what_stays(zarina, now):
    services.forget(zarina, by=zarina, now=now)
    assert set(found_in_database()) == KEPT
    assert columns_of(services.kept_texts()) >= KEPT


def test_a_namesake_and_words_of_goods_stay(zarina, world, sato, now):
    """Whoever calls themselves like somebody else, or like goods, takes nothing from others by leaving."""
    namesake = build.user("other@namesake.example", NAME)
    contact = Contact.objects.get(firm=world.hokuriku)
    Contact.objects.filter(pk=contact.pk).update(name=NAME)
    offer = build.profile(world.hokuriku, sato, "business_offer", "distribution", [NAME], ["842230"], ["KZ"])
    forum = world.make_event(titles={"en": f"Forum {NAME}", "ja": MAIL})
    services.forget(zarina, by=zarina, now=now)
    for row in (namesake, contact, forum):
        row.refresh_from_db()
    assert (forum.titles["en"], forum.titles["ja"]) == (f"Forum {NAME}", "…"), "an address is proven, a name is not"
    assert (namesake.full_name, contact.name, offer.lines.get().text) == (NAME, NAME, NAME)


def test_texts_that_are_spared_are_columns():
    assert len(columns_of(spared_texts())) == len(spared_texts())


def rows_of_nobody_else() -> list[tuple[type[models.Model], str]]:
    """Models whose rows would go with the person's row: it stays, so they must be deleted one by one."""
    return [
        (model, field.name) for model in apps.get_models() for field in model._meta.concrete_fields
        if field.related_model is User and field.remote_field.on_delete is models.CASCADE
    ]


def test_rows_that_are_only_theirs_are_gone(zarina, as_, now):
    as_(zarina).get("/me/settings/")  # a session
    services.forget(zarina, by=zarina, now=now)
    left = {
        model._meta.label for model, field in rows_of_nobody_else()
        if model._base_manager.filter(**{field: zarina}).exists()
    }
    assert left == set()


def test_a_model_of_which_everybody_has_rows_is_known_to_these_tests():
    """A new one: delete its rows in its app's `forget`, give Zarina one, and name it here."""
    assert {model._meta.label for model, _field in rows_of_nobody_else()} == {
        "accounts.Draft", "account.EmailAddress", "admin.LogEntry", "events.Feed", "mfa.Authenticator",
        "mou.Subscription", "notifications.Habits", "notifications.Preference", "office.StandIn",
        "usersessions.UserSession",
    }


def test_before_their_words_are_everywhere(zarina):
    """Negative control: the look finds each trace, and words in the tables of every app."""
    found = found_in_database()
    assert set().union(*found.values()) == set(TRACES)
    assert {name.split("_")[0] for name in found} >= {
        "accounts", "companies", "core", "django", "events", "leads", "matching", "meetings", "mfa", "mou",
        "notifications",
    }


def test_apps_that_forget_nobody_would_be_found(zarina, now, monkeypatch):
    """Negative control."""
    for app in ("events", "matching", "companies"):
        part = own_data.PARTS[app]
        monkeypatch.setitem(own_data.PARTS, app, own_data.Part(label=part.label, tells=part.tells, kept=part.kept))
    monkeypatch.setattr("accounts.services.forgetting.wipe", lambda *_words, **_keep: 0)
    services.forget(zarina, by=zarina, now=now)
    assert set(found_in_database()) >= {
        "events_registration.position", "matching_interest.note", "companies_claim.note",
        "mou_experiencesession.speaker", "notifications_message.text",  # what others wrote about them
    }


def test_the_row_stays_and_what_they_held_is_given_back(zarina, altai, now):
    acts = Activity.objects.filter(actor=zarina).count()
    waiting = Delivery.objects.filter(message__recipient=zarina, state__in=["pending", "digest"])
    assert waiting.exists()
    services.forget(zarina, by=zarina, now=now)
    with pytest.raises(AlreadyForgotten):
        services.forget(User.objects.get(pk=zarina.pk), by=zarina, now=now)
    zarina.refresh_from_db()
    assert str(zarina) == "A former member"
    assert not zarina.is_active
    assert not zarina.has_usable_password()
    assert Activity.objects.filter(actor=zarina).count() > acts
    mine = Registration.objects.filter(user=zarina)
    assert not mine.live().exists()
    assert not Meeting.objects.open().filter(asker__in=mine).exists()
    asked = Introduction.objects.get(state="consent_requested")
    assert not asked.has_consent_of(altai), "withdrawn: the contacts were never passed on"
    assert not ConsentRecord.objects.filter(concerns=f"matching.introduction:{asked.pk}", withdrawn_at=None).exists()
    assert not Contact.objects.filter(firm=altai).exists()
    assert not waiting.exists(), "mails that wait are not sent"
    assert not Message.objects.filter(recipient=zarina, in_inbox=True).exists()


def test_the_last_owner_hands_over_or_archives_first(altai, aigul, introduced, now):
    with pytest.raises(StillNeeded) as refusal:
        services.forget(aigul, by=aigul, now=now)
    [one] = refusal.value.hindrances
    assert "only owner" in str(one.text)
    assert Membership.objects.filter(user=aigul).exists()


def test_an_owner_who_cannot_sign_in_is_nobody_to_leave_it_to(altai, aigul, now):
    gone = build.user("gone@altai.example", "Gone")
    Membership.objects.create(firm=altai, user=gone, role="owner", joined_at=now)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with pytest.raises(StillNeeded):
        services.forget(aigul, by=aigul, now=now)


def test_the_last_liaison_and_the_last_administrator_stay(dana, now):
    admin = User.objects.create_superuser("admin@minamin.example", build.PASSWORD, full_name="Admin")
    for person in (dana, admin):
        with pytest.raises(StillNeeded):
            services.forget(person, by=person, now=now)


def test_the_page_says_before_what_goes_and_what_stays(zarina, as_):
    page = proven(as_(zarina), zarina).get("/me/data/delete/").content.decode()
    for words in ("Memoranda that you signed", "Agreements by which your details were passed on", "Seats at coming"):
        assert words in page


def test_the_page_says_what_to_do_first_and_offers_no_button(altai, aigul, as_):
    client = proven(as_(aigul), aigul)
    assert "Delete my account for good" not in client.get("/me/data/delete/").content.decode()
    assert client.post("/me/data/delete/").status_code == 409
    assert User.objects.get(pk=aigul.pk).is_active


def test_who_leaves_is_signed_out_everywhere(bekzat, as_):
    elsewhere, client = as_(bekzat), proven(as_(bekzat), bekzat)
    answer = client.post("/me/data/delete/", follow=True)
    assert answer.status_code == 200
    assert "Your account is deleted" in answer.content.decode()
    assert elsewhere.get("/me/data/").status_code == 302
    assert not [one for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(bekzat.pk)]


def test_without_the_password_nothing_happens(bekzat, as_):
    assert as_(bekzat).post("/me/data/delete/")["Location"].startswith("/accounts/reauthenticate/")
    assert User.objects.get(pk=bekzat.pk).full_name


def test_the_same_address_may_come_again(bekzat, now):
    services.forget(bekzat, by=bekzat, now=now)
    assert build.user("bekzat@detal.example", "Бекзат Омаров").pk != bekzat.pk


def test_a_stranger_of_the_same_first_name_keeps_theirs(detal, bekzat, now):
    Firm.objects.update(city="Бекзат", region="ул. Бекзата Омарова")
    Membership.objects.all().delete()
    services.forget(bekzat, by=bekzat, now=now)
    assert set(Firm.objects.values_list("city", flat=True)) == {"Бекзат"}


@pytest.mark.parametrize("word, is_telling", [
    (MAIL, True), (NAME, True), ("佐藤恵", True), ("+7 701 555 01 23", True), ("Ли", False), ("森", False),
    ("112", False),
])
def test_short_words_are_about_anybody(word, is_telling):
    assert wiping.telling(word) is is_telling


def test_visitors_see_the_last_page(db):
    assert Client().get("/me/data/deleted/").status_code == 200
