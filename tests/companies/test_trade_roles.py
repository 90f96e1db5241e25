"""Who a firm is in an offer or need: asked in the form, proposed on the page, said by a person, carried by imports."""
import pytest
from django.db import connection
from django.urls import reverse

from companies import services
from companies.models import PartneringProfile
from core.errors import TransitionNotAllowed
from core.models import Activity
from tests.migrating import before_migration, migrate, newest

from .test_views_profiles import PROFILE, desk, page, profile, text

pytestmark = pytest.mark.django_db
__all__ = ["desk", "profile"]


def test_the_form_asks_and_keeps_the_answer(desk, altai):
    assert "Who are you here?" in text(desk.get(reverse("companies:profile_new")))
    desk.post(reverse("companies:profile_new"), PROFILE | {"trade_role": "distributor"})
    assert PartneringProfile.objects.get().trade_role == "distributor"


def test_who_does_not_answer_has_said_nothing(profile):
    assert profile.trade_role == ""


def test_a_role_nobody_knows_is_refused_beside_its_field(desk, altai):
    answer = desk.post(reverse("companies:profile_new"), PROFILE | {"trade_role": "friend"})
    assert answer.status_code == 422
    assert "Select a valid choice" in text(answer)
    assert not PartneringProfile.objects.exists()


def test_what_it_looks_like_is_proposed_and_not_kept_by_itself(desk, profile):
    shown = text(desk.get(page(profile)))
    assert "It looks like this, from the kind of cooperation and the lines: Buyer for own use" in shown
    assert 'value="buyer" id="id_trade_role_2" required checked' in shown.replace("\n", " ")
    assert "not said yet" in shown
    profile.refresh_from_db()
    assert profile.trade_role == ""


def test_a_person_confirms_it_also_of_a_published_profile(desk, profile, sato, aigul, now):
    services.submit_profile(profile, by=aigul, now=now)
    services.publish_profile(profile, by=sato, now=now)
    assert desk.post(page(profile, "profile_role"), {"trade_role": "buyer"}).url == profile.get_absolute_url()
    profile.refresh_from_db()
    assert (profile.trade_role, profile.state) == ("buyer", "published")
    assert Activity.objects.get(verb="companies.partneringprofile.say_role").data == {"role": "buyer"}
    shown = text(desk.get(page(profile)))
    assert "It looks like this" not in shown
    assert "Buyer for own use" in shown


def test_an_empty_answer_is_refused_on_the_page(desk, profile):
    answer = desk.post(page(profile, "profile_role"), {})
    assert answer.status_code == 422
    assert "This field is required" in text(answer)


def test_saying_the_same_again_leaves_no_trace(profile, aigul, now):
    for _ in range(2):
        services.say_trade_role(profile, trade_role="maker", by=aigul, now=now)
    assert Activity.objects.filter(verb="companies.partneringprofile.say_role").count() == 1


def test_nobody_says_it_of_a_profile_that_was_withdrawn_meanwhile(profile, aigul, now):
    services.withdraw_profile(PartneringProfile.objects.get(), by=aigul, now=now)
    with pytest.raises(TransitionNotAllowed):
        services.say_trade_role(profile, trade_role="maker", by=aigul, now=now)


def test_staff_say_it_after_a_call(client, sato, profile):
    client.force_login(sato)
    assert 'action="' + page(profile, "profile_role") in text(client.get(page(profile, "review_profile")))
    client.post(page(profile, "profile_role"), {"trade_role": "maker"})
    profile.refresh_from_db()
    assert profile.trade_role == "maker"


def test_the_column_goes_and_comes_back(transactional_db, altai, aigul, now):
    made = services.create_profile(
        altai, kind="business_offer", cooperation="supply", title="Май", trade_role="maker",
        lines=[{"text": "Май", "hs_codes": []}], by=aigul, now=now,
    )
    try:
        migrate(before_migration("companies", "_trade_roles"))
        with connection.cursor() as sql:
            columns = connection.introspection.get_table_description(sql, "companies_partneringprofile")
        assert "trade_role" not in {column.name for column in columns}
    finally:
        migrate(newest())
    assert PartneringProfile.objects.get(pk=made.pk).trade_role == ""
