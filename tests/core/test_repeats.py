"""A repeated form is answered as the first was: one act, one answer, in a row or at once;
another form is another act.
"""

import re
import socket
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from companies.models import ImportJob, Invitation
from minamin_portal.settings import base
from mou import services
from mou.models import Bulletin
from notifications.models import Message
from tests.build import PASSWORD

MIDDLEWARE = "core.repeats.RepeatedFormMiddleware"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
BULLETIN = {"kind": "economic_news", "for_country": "KZ", "language": "ja", "title": "新要件", "body": "本文です。"}
SIGN_UP = {
    "email": "new@firm.example", "password1": PASSWORD, "terms": "on", "full_name": "山田 花子",
    "language": "ja", "time_zone": "Asia/Tokyo",
}


@dataclass
class Browser:
    """Opens a page once and may press its button several times, each time with the cookies of that moment."""

    person: User | None = None
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    token: str = ""

    def __post_init__(self):
        if self.person:
            self.client.force_login(self.person)

    def open(self, page: str) -> "Browser":
        self.token = TOKEN.search(self.client.get(page).content.decode())[1]
        return self

    def press(self, address: str, form: dict):
        """A click does not wait for the answer to the one before: it brings the cookies the page was opened with."""
        click = Client(enforce_csrf_checks=True)
        click.cookies = SimpleCookie({name: morsel.value for name, morsel in self.client.cookies.items()})
        return click.post(address, form | {"csrfmiddlewaretoken": self.token})


@pytest.fixture
def writer(sato) -> Browser:
    return Browser(sato).open(reverse("mou:bulletin_new"))


@pytest.fixture
def without_protection(settings):
    """For negative controls: each form is taken as it comes."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != MIDDLEWARE]


def write(browser: Browser, **changes):
    return browser.press(reverse("mou:bulletin_new"), BULLETIN | changes)


def words_of(answer) -> list[str]:
    """The messages that an answer brings to the next page."""
    page = answer.client.get(urlsplit(answer.headers["Location"]).path)
    return [str(message) for message in page.context["messages"]]


@pytest.mark.django_db
def test_a_double_click_writes_one_bulletin_and_leads_to_it_twice(writer):
    first, second = write(writer), write(writer)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert Bulletin.objects.count() == 1


@pytest.mark.django_db
def test_without_protection_a_double_click_would_write_two(without_protection, writer):
    """Negative control."""
    assert write(writer).headers["Location"] != write(writer).headers["Location"]
    assert Bulletin.objects.count() == 2


@pytest.mark.django_db
def test_other_content_from_the_same_page_is_another_act(writer):
    write(writer)
    assert write(writer, title="別の新要件").status_code == 302
    assert Bulletin.objects.count() == 2


@pytest.mark.django_db
def test_the_same_content_from_a_page_opened_anew_is_another_act(writer):
    write(writer)
    write(writer.open(reverse("mou:bulletin_new")))
    assert Bulletin.objects.count() == 2


@pytest.mark.django_db
def test_the_second_answer_brings_the_message_of_the_first(hokuriku, tanaka):
    browser = Browser(tanaka).open(reverse("companies:team"))
    invited = {"email": "colleague@firm.example", "role": "editor", "language": "ja"}
    answers = [browser.press(reverse("companies:invite"), invited) for _click in range(2)]
    first, second = [words_of(answer) for answer in answers]
    assert first == second
    assert len(first) == 1
    assert Invitation.objects.count() == Message.objects.filter(kind="companies/member_invited").count() == 1


@pytest.mark.django_db
def test_a_form_with_errors_is_read_again(writer):
    assert write(writer, title="").status_code == 422
    assert write(writer, title="").status_code == 422
    assert write(writer).status_code == 302


@pytest.mark.django_db
def test_the_same_fields_with_another_file_are_another_act(sato):
    browser = Browser(sato).open(reverse("companies:import_new"))
    files = [SimpleUploadedFile("firms.csv", content) for content in (b"country\nJP", b"country\nJP", b"country\nKZ")]
    answers = [browser.press(reverse("companies:import_new"), {"firms": file}) for file in files]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"] != answers[2].headers["Location"]
    assert ImportJob.objects.count() == 2


@pytest.mark.django_db
def test_a_double_click_when_signing_up_sends_one_code_that_opens():
    browser = Browser().open(reverse("account_signup"))
    _first, second = [browser.press(reverse("account_signup"), SIGN_UP) for _click in range(2)]
    [mail] = Message.objects.filter(address="new@firm.example")
    code = re.search(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", mail.text, re.MULTILINE)[1]
    follower = Browser(client=second.client).open(second.headers["Location"])
    assert follower.press(second.headers["Location"], {"code": code}).headers["Location"] == "/home/"


@pytest.mark.django_db
def test_a_double_click_when_signing_in_gives_one_session(tanaka):
    browser = Browser().open(reverse("account_login"))
    answers = [
        browser.press(reverse("account_login"), {"login": tanaka.email, "password": PASSWORD}) for _click in range(2)
    ]
    first, second = [answer.client.cookies["sessionid"].value for answer in answers]
    assert first == second
    assert answers[1].client.get("/home/").status_code == 200


@pytest.mark.django_db
def test_a_second_press_after_signing_in_leads_in_as_well(tanaka):
    """The first answer has arrived, with a new secret; the page it came from is still there to be pressed."""
    browser = Browser().open(reverse("account_login"))
    form = {"login": tanaka.email, "password": PASSWORD}
    browser.client = browser.press(reverse("account_login"), form).client
    assert browser.press(reverse("account_login"), form).headers["Location"] == reverse("dashboard:home")


@pytest.mark.django_db
def test_a_stale_form_of_another_page_is_refused(tanaka):
    browser = Browser(tanaka).open(reverse("accounts:settings"))
    browser.token = "x" * 64
    assert browser.press(reverse("accounts:settings"), {}).status_code == 403


@pytest.mark.django_db
def test_somebody_elses_browser_is_not_given_the_answer(writer, mori):
    """The token of one page with the cookie of another browser: refused, not answered."""
    write(writer)
    other = Browser(mori).open(reverse("mou:bulletin_new"))
    other.token = writer.token
    assert write(other).status_code == 403


@pytest.mark.django_db
def test_while_the_cache_is_away_a_form_is_taken_as_it_comes(settings, writer):
    settings.CACHES = {"default": {"BACKEND": "core.cache.FailSoftRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
    assert write(writer).status_code == write(writer).status_code == 302
    assert Bulletin.objects.count() == 2


@pytest.mark.django_db
def test_a_cache_that_accepts_and_stays_silent_holds_no_form_for_long(settings, writer):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        given = base.CACHES["default"] | {"LOCATION": f"redis://127.0.0.1:{silent.getsockname()[1]}/0"}
        settings.CACHES = {"default": given}
        began = time.monotonic()
        assert write(writer).status_code == 302
        assert time.monotonic() - began < 10


def at_once(writer: Browser, entered: threading.Semaphore, go_on: threading.Event, enough: int) -> list:
    """Two clicks while the first act is still running; it ends when `enough` acts have begun, or the second waits."""
    answers = []

    def click() -> None:
        try:
            answers.append(write(writer))
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _number in range(2)]
    clicks[0].start()
    assert entered.acquire(timeout=10)
    clicks[1].start()
    for _act in range(enough - 1):
        assert entered.acquire(timeout=10)
    go_on.wait(0.3)
    go_on.set()
    for one in clicks:
        one.join(20)
    return answers


@pytest.fixture
def slow(monkeypatch):
    """The act of writing a bulletin tells when it begins and waits for a sign to end."""
    entered, go_on, act = threading.Semaphore(0), threading.Event(), services.create_bulletin

    def slowly(*args, **given):
        entered.release()
        go_on.wait(10)
        return act(*args, **given)

    monkeypatch.setattr(services, "create_bulletin", slowly)
    return entered, go_on


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_write_one_bulletin(writer, slow):
    first, second = at_once(writer, *slow, enough=1)
    assert first.headers["Location"] == second.headers["Location"]
    assert Bulletin.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_protection_two_clicks_at_once_would_write_two(without_protection, writer, slow):
    """Negative control: both acts have begun before either ends."""
    first, second = at_once(writer, *slow, enough=2)
    assert first.headers["Location"] != second.headers["Location"]
    assert Bulletin.objects.count() == 2
