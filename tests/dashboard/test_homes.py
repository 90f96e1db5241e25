"""Home pages: what is next for each role, few queries, nothing that belongs to others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from companies.models import Chamber, Liaison
from dashboard import waiting
from dashboard.homes import chamber
from matching import services as matching
from matching.models import Referral
from tests import build
from tests.build import named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def test_newcomer_is_led_to_registration(client, tanaka):
    client.force_login(tanaka)
    assert reverse("companies:start") in client.get("/home/").content.decode()


def test_draft_firm_sees_its_open_sections(client, tanaka):
    build.draft_firm(tanaka, country="JP", legal_id="1626018159083", name="北陸", name_latin="Hokuriku")
    client.force_login(tanaka)
    response = client.get("/home/")
    assert reverse("companies:tasks") in response.content.decode()
    assert response.context["next_step"]["total"] == 4
    assert response.context["next_step"]["done"] == 1


def test_firm_home_shows_suggestions_without_names(client, match, tanaka):
    client.force_login(tanaka)
    page = client.get("/home/").content.decode()
    assert reverse("matching:match", args=[match.pk]) in page
    assert match.partner.name not in page
    assert match.partner.name_latin not in page
    assert match.partner.city not in page


def test_firm_home_asks_for_consent_first(client, match, tanaka, sato, now):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    introduction = matching.approve_match(match, by=sato, now=now)
    client.force_login(tanaka)
    response = client.get("/home/")
    assert response.context["next_step"]["url"] == introduction.get_absolute_url()
    assert match.partner.name not in response.content.decode()


def test_pipeline_counts_each_partnership_once(client, match, tanaka, sato, now):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    client.force_login(tanaka)
    assert [step["number"] for step in client.get("/home/").context["pipeline"]] == [0, 1, 0, 0, 0]
    matching.approve_match(match, by=sato, now=now)
    assert [step["number"] for step in client.get("/home/").context["pipeline"]] == [0, 0, 1, 0, 0]


def test_office_sees_what_waits(client, match, tanaka, sato, now):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    client.force_login(sato)
    response = client.get("/home/")
    assert reverse("matching:approval", args=[match.pk]) in response.content.decode()
    assert response.context["figures"][0]["number"] == 1
    assert [row["number"] for row in response.context["funnel"]] == [1, 1, 0, 0, 0, 0, 0]


def test_office_sees_a_decision_that_is_late(client, match, tanaka, sato, now):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=build.THEN)
    client.force_login(sato)
    assert client.get("/home/").context["figures"][0]["tone"] == "overdue"


def test_liaison_home_lists_their_referrals(client, introduced, dana):
    client.force_login(dana)
    response = client.get("/home/")
    referral = introduced.referrals.get()
    assert referral.get_absolute_url() in response.content.decode()


def test_other_chambers_liaison_sees_nothing_of_it(client, introduced):
    person = build.user("liaison@uz.example", "Gulnora", role=Role.LIAISON, language="uz")
    Liaison.objects.create(user=person, chamber=Chamber.objects.create(country="UZ", names=named("CCI of Uzbekistan")))
    client.force_login(person)
    page = client.get("/home/").content.decode()
    assert introduced.match.japan.name not in page
    assert introduced.match.partner.name not in page


@pytest.mark.parametrize("who", ["tanaka", "sato", "dana"])
def test_homes_need_few_queries(client, introduced, request, who):
    client.force_login(request.getfixturevalue(who))
    client.get("/home/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/home/").status_code == 200
    assert len(queries) <= 15, [query["sql"][:120] for query in queries]


def late_urls(rows: list[dict]) -> list[str]:
    return [row["url"] for row in rows if row["tone"] == "overdue"]


@pytest.mark.parametrize("noted_days_ago, late", [(20, True), (1, False)])
def test_office_chamber_and_list_agree_on_what_is_late(client, introduced, dana, sato, noted_days_ago, late):
    """A comment starts the chamber's clock again, for whoever looks."""
    referral, now = introduced.referrals.get(), timezone.now()
    matching.take_in_charge(referral, by=dana, now=referral.sent_at)
    Referral.objects.update(sent_at=now - timedelta(days=22), taken_at=now - timedelta(days=21))
    matching.comment_on_referral(referral, text="Called", by=dana, now=now - timedelta(days=noted_days_ago))
    expected = [referral.get_absolute_url()] if late else []
    counts = waiting.counts(dana, now, at_home=True)
    assert late_urls(chamber.page(dana, counts, now)["next"]) == expected
    assert counts["late"] == len(expected)
    for who in (dana, sato):
        client.force_login(who)
        listed = client.get(reverse("matching:referrals")).context["rows"]
        assert [row["referral"].get_absolute_url() for row in listed if row["tone"] == "overdue"] == expected
