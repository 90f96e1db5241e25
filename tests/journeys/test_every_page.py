"""Every page of every role: no violation that axe can find, nothing wider than a phone of 320 px,
no refused script or style.
"""
from datetime import timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from django.urls import reverse

from companies import services as companies
from core.sweeps import each
from matching import services as matching
from tests import build
from tests.journeys.events import (
    cancelled_event,
    change_pages,
    desk_pages,
    event_to_look_at,
    notice_pages,
    open_pages,
)
from tests.journeys.fairs import delegate_pages, fair_to_look_at, grid_pages
from tests.journeys.memoranda import exchange_pages, keeping_pages, memorandum_pages, memorandum_to_look_at

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
# Only violations are written out, which is a quarter of the time.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}


def signed_in(context, live_server, person):
    """Skip the sign-in form: the journeys cover it."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


@pytest.fixture(autouse=True)
def _axe_on_every_page(page):
    """Brought along by the browser: handing it in at each page takes as long as drawing the page."""
    page.context.add_init_script(AXE_SCRIPT)


def look(page, url: str, name: str, shots) -> list[str]:
    """What is wrong with one page, in words."""
    page.set_viewport_size({"width": 1440, "height": 900})
    response = page.goto(url)
    if response.status >= 400:
        return [f"{url} answered {response.status}"]
    found = page.evaluate("options => axe.run(options)", AXE)["violations"]
    wrong = [f"{url} axe {rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
    if shots:
        page.screenshot(path=shots / f"{name}-1440.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": 640})
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        wrong.append(f"{url} is {overflow} px too wide at 320 px")
    if shots:
        page.set_viewport_size({"width": 390, "height": 844})
        page.screenshot(path=shots / f"{name}-390.png", full_page=True)
    return wrong


def look_at_all(page, live_server, addresses: list[str], prefix: str, shots) -> None:
    """One after the other in one tab: a new tab is a new process of the browser."""
    wrong: list[str] = []

    def listen(message) -> None:
        if message.type == "error":
            wrong.append(f"{page.url} console: {message.text}")

    page.on("console", listen)
    for number, address in enumerate(addresses):
        wrong += look(page, live_server.url + address, f"{prefix}-{number:02}", shots)
    page.remove_listener("console", listen)
    assert wrong == []


def test_public_pages(page, live_server, shots):
    addresses = ["/ja/", "/ru/how-matching-works/", "/kk/privacy/", "/uz/accessibility/", "/en/help/",
                 reverse("account_login"), reverse("account_signup"),
                 reverse("account_reset_password"), reverse("mailbox")]
    look_at_all(page, live_server, addresses, "public", shots)


def test_pages_of_a_firm(page, live_server, introduced, offer, tanaka, shots):
    signed_in(page.context, live_server, tanaka)
    addresses = [
        reverse("dashboard:home"), reverse("matching:suggestions"),
        reverse("matching:match", args=[introduced.match_id]),
        reverse("matching:introductions"), introduced.get_absolute_url(),
        reverse("companies:tasks"), reverse("companies:submit"),
        reverse("companies:section", args=["identity"]), reverse("companies:section", args=["business"]),
        reverse("companies:section", args=["contact"]), reverse("companies:profiles"), reverse("companies:profile_new"),
        offer.get_absolute_url(),
        reverse("companies:team"), reverse("companies:history"), reverse("notifications:inbox"),
        reverse("accounts:settings"), reverse("notifications:settings"),
        reverse("mfa_index"), reverse("account_email"), reverse("account_change_password"),
        reverse("usersessions_list"),
    ]
    look_at_all(page, live_server, addresses, "firm-ja", shots)


def test_a_firm_before_contacts_are_open(page, live_server, match, tanaka, aigul, sato, now, shots):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    introduction = matching.approve_match(match, by=sato, now=now)
    signed_in(page.context, live_server, aigul)
    addresses = [reverse("dashboard:home"), reverse("matching:match", args=[match.pk]), introduction.get_absolute_url()]
    look_at_all(page, live_server, addresses, "firm-kk", shots)


def test_a_newcomer(page, live_server, bekzat, shots):
    signed_in(page.context, live_server, bekzat)
    look_at_all(page, live_server, [reverse("dashboard:home"), reverse("companies:start")], "newcomer-ru", shots)


def test_pages_of_staff(page, live_server, match, detal, introduced_elsewhere, tanaka, sato, now, shots):
    matching.express_interest(match, firm=match.japan, by=tanaka, now=now)
    proposed = companies.merge_firms(detal, match.partner, reason="One entry in the register", by=sato, now=now)
    signed_in(page.context, live_server, sato)
    names = ["dashboard:home", "matching:approvals", "matching:workbench",
             "matching:introductions", "matching:referrals",
             "matching:runs", "matching:expected", "matching:quarantine", "matching:why_not", "companies:review",
             "companies:firms", "companies:imports", "companies:import_new", "notifications:inbox"]
    for days in range(3):
        each("mou.remind", [tanaka], lambda row: row.telephone, now=now + timedelta(days=days))
    addresses = [reverse("staff:jobs"), *(reverse(name) for name in names)]
    addresses += [
        reverse("matching:approval", args=[match.pk]), reverse("companies:review_firm", args=[detal.pk]),
        reverse("companies:merge", args=[detal.pk]), proposed.get_absolute_url(),
        reverse("companies:bar", args=[detal.pk]),
        reverse("companies:firm_identity", args=[detal.pk]),
        reverse("companies:review_profile", args=[match.japan_profile_id]),
        reverse("matching:match", args=[introduced_elsewhere.match_id]),
        introduced_elsewhere.get_absolute_url(), introduced_elsewhere.referrals.get().get_absolute_url(),
    ]
    look_at_all(page, live_server, addresses, "staff-ja", shots)


def test_pages_of_a_liaison(page, live_server, introduced, dana, shots):
    signed_in(page.context, live_server, dana)
    addresses = [
        reverse("dashboard:home"), reverse("matching:referrals"), introduced.referrals.get().get_absolute_url()
    ]
    look_at_all(page, live_server, addresses, "liaison-ru", shots)


@pytest.fixture
def memorandum(dana, sato, now):
    """Minamin – Atameken with one obligation of each kind of look, evidence in several states, a report, a bulletin,
    a session.
    """
    return memorandum_to_look_at(sato, dana)


def test_pages_of_memoranda_for_staff(page, live_server, memorandum, sato, shots):
    signed_in(page.context, live_server, sato)
    look_at_all(page, live_server, memorandum_pages(memorandum) + keeping_pages(memorandum), "mou-staff-ja", shots)


def test_pages_of_memoranda_for_the_liaison(page, live_server, memorandum, dana, shots):
    signed_in(page.context, live_server, dana)
    look_at_all(page, live_server, memorandum_pages(memorandum), "mou-liaison-ru", shots)


def test_pages_of_exchange_for_a_firm(page, live_server, memorandum, aigul, altai, shots):
    signed_in(page.context, live_server, aigul)
    look_at_all(page, live_server, exchange_pages(), "exchange-firm-kk", shots)


def test_pages_of_events_for_staff(page, live_server, tanaka, hokuriku, sato, dana, shots):
    signed_in(page.context, live_server, sato)
    look_at_all(page, live_server, desk_pages(event_to_look_at(sato, tanaka, hokuriku)), "events-staff-ja", shots)


def test_pages_of_a_cancelled_event(page, live_server, tanaka, hokuriku, sato, dana, shots):
    change = cancelled_event(sato, tanaka, hokuriku)
    look_at_all(page, live_server, notice_pages(change), "events-notice-ja", shots)
    signed_in(page.context, live_server, sato)
    look_at_all(page, live_server, [*change_pages(change), reverse("dashboard:home")], "events-reach-ja", shots)


def test_pages_of_events_for_a_firm_and_for_everybody(
    page, live_server, tanaka, hokuriku, aigul, altai, sato, dana, shots
):
    event = event_to_look_at(sato, tanaka, hokuriku)
    look_at_all(page, live_server, open_pages(event), "events-public-ja", shots)
    signed_in(page.context, live_server, aigul)
    addresses = [reverse("events:events"), event.get_absolute_url(), reverse("events:register", args=[event.pk])]
    look_at_all(page, live_server, addresses, "events-firm-kk", shots)


def test_pages_of_meetings_for_staff_and_behind_a_pass(page, live_server, tanaka, hokuriku, aigul, altai, sato, shots):
    event = fair_to_look_at(sato, tanaka, hokuriku, aigul, altai)
    look_at_all(page, live_server, delegate_pages(event), "meetings-pass", shots)
    signed_in(page.context, live_server, sato)
    look_at_all(page, live_server, grid_pages(event), "meetings-staff-ja", shots)


@pytest.fixture
def introduced_elsewhere(offer, detal, bekzat, tanaka, sato, mori, dana):
    """A second pair, whose contacts are open."""
    wanted = build.profile(
        detal, sato, "business_request", "agency", ["Ищем производителей автозапчастей"], ["870829"], ["JP"]
    )
    return build.introduction(build.match(offer, wanted, fit=66), tanaka, bekzat, mori)
