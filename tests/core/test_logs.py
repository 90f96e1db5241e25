"""Lines of the log: whole in one line, with the request they belong to, without anybody's data."""

import json
import logging
import re
from types import SimpleNamespace

import pytest
from django.core.signing import Signer
from django.test import Client, RequestFactory

from core.logs import JsonLines, during, hidden, shown_path
from core.tracing import RequestLogMiddleware, _begin, _end, _hand_on, request_id_of

ROW = "0b6f3f8e-0d52-4a57-9a3c-2f4f6d7e8a90"
TOKEN = Signer(salt="x").sign("0b6f3f8e0d524a579a3c2f4f6d7e8a90.1")
# As TimestampSigner writes it; a fixed one, because the names of tests are made of it.
STAMPED = "0b6f3f8e0d524a579a3c2f4f6d7e8a90.digests:1xY68g:gus4UReSs0NCOdrPNtrQV-5C8G5UXOXzn5H390MZC6M"


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(JsonLines())

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def lines():
    handler, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("secret", [
    "zeqo.mail+tag@zeqo-domain.example", "почта@пример.рф", "+81 76-990-1122", "+7 (7172) 12-34-56", "3778812349001",
    TOKEN, STAMPED, f"/events/pass/{TOKEN}/correct/", f"/inbox/stop/{STAMPED}/", "/accounts/confirm-email/Mw:1abc:Zx/",
    "/accounts/password/reset/key/1z-c9kq2v-0f3e1a/", "/events/x/scan/ZQ7K-99AA/", "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9v",
])
def test_no_text_keeps_what_lets_somebody_in_or_is_somebodys(secret):
    written = hidden(f"Not Found: {secret} was asked")
    pieces = [one for one in re.split(r"[/@\s]", secret) if len(one) > 5 and not re.fullmatch("[a-z-]+", one)]
    assert pieces
    assert all(piece not in written for piece in pieces), written
    assert written.startswith("Not Found: ")


@pytest.mark.parametrize("harmless", [
    f"import {ROW} stopped", "wake-up of matching.work_on_runs failed", "report 12 of 2026 could not be written",
    f"Forbidden: /firms/review/{ROW}/bar/",
])
def test_ids_and_words_stay(harmless):
    assert hidden(harmless) == harmless


def test_values_of_a_query_are_not_written():
    assert hidden("/firms/?q=Zeqotaro&country=KZ") == "/firms/?q=…&country=…"


def test_paths_keep_words_ids_and_short_numbers():
    assert shown_path(f"/events/{ROW}/letters/3/") == f"/events/{ROW}/letters/3/"
    assert shown_path("/firms/invitation/the-token/", ("the-token",)) == "/firms/invitation/…/"
    assert shown_path("/x/ZQ7K-99AA/%00/") == "/x/…/…/"


def fail_over(text: str) -> None:
    raise ValueError(text)


def test_an_exception_is_told_by_kind_and_place_without_its_words(lines):
    try:
        fail_over("Key (email)=(zeqo@domain.example) already exists")
    except ValueError:
        logging.getLogger("portal.x").exception("row %s failed", ROW)
    [line] = map(json.loads, lines)
    assert (line["level"], line["logger"], line["error"]) == ("ERROR", "portal.x", "ValueError")
    assert line["message"] == f"row {ROW} failed"
    assert line["at"][-1].endswith("fail_over")
    assert "already" not in lines[0]


def test_a_line_is_one_line_and_bears_its_request(lines):
    with during(request="abc", path=lambda: "/home/"):
        logging.getLogger("portal.x").warning("two\nlines")
    assert "\n" not in lines[0]
    line = json.loads(lines[0])
    assert (line["request"], line["path"]) == ("abc", "/home/")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


@pytest.mark.parametrize("given, proxies, taken", [
    ("a1b2c3d4-e5f6", 1, True), ("a1b2c3d4-e5f6", 0, False), ("short", 1, False), ("a\nb c3d4e5f6", 1, False),
    ("x" * 65, 1, False),
])
def test_the_id_of_a_trusted_proxy_is_taken_over_if_harmless(given, proxies, taken, settings):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Request-ID": given})
    assert (request_id_of(request) == given) is taken
    assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", request_id_of(request))


@pytest.mark.django_db
def test_a_request_is_one_line_with_status_and_time(lines, aigul, as_):
    answer = as_(aigul).get("/me/settings/?name=Zeqo")
    [line] = [one for one in map(json.loads, lines) if one["logger"] == "portal.request"]
    assert (line["method"], line["path"], line["status"], line["person"]) == (
        "GET", "/me/settings/", 200, str(aigul.pk)
    )
    assert line["request"] == answer["X-Request-ID"]
    assert line["ms"] >= 0
    assert "Zeqo" not in "".join(lines)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [
    f"/events/pass/{TOKEN}x/", f"/inbox/stop/{STAMPED}/", "/nowhere/ZEQO7-token-99/?q=zeqo",
])
def test_a_page_that_is_not_found_leaves_no_link_in_the_log(path, lines):
    assert Client().get(path).status_code in (404, 410)
    written = "".join(lines)
    assert "Not Found" in written or '"status": 410' in written
    assert path.split("/")[-2] not in written
    assert "zeqo" not in written.casefold()


@pytest.mark.django_db
def test_a_page_that_fails_leaves_no_words_in_the_log(lines, monkeypatch):
    def fails(*_args):
        return fail_over("zeqo@domain.example +817789901122 correct-horse")

    monkeypatch.setattr("dashboard.views.public.render", fails)
    client = Client(raise_request_exception=False)
    assert client.get("/en/help/").status_code == 500
    written = "".join(lines)
    assert "ValueError" in written
    assert not re.search("zeqo|8990|horse", written)


def test_without_the_formatter_the_words_would_stand_there():
    """Negative control."""
    record = logging.LogRecord("x", 40, "f", 1, "Not Found: /events/pass/%s/", (TOKEN,), None)
    assert TOKEN in logging.Formatter().format(record)
    assert TOKEN not in JsonLines().format(record)


def test_tasks_bear_the_id_of_the_request_that_woke_them(lines):
    headers: dict = {}
    with during(request="of-the-request"):
        _hand_on(headers=headers)
    task = SimpleNamespace(name="companies.x", request=SimpleNamespace(headers=None, **headers))
    _begin(task=task)
    logging.getLogger("portal.x").warning("within")
    _end(task=task, state="SUCCESS")
    within, ran = map(json.loads, lines)
    assert (within["request"], within["task"]) == ("of-the-request", "companies.x")
    assert (ran["logger"], ran["status"], ran["request"]) == ("portal.task", "SUCCESS", "of-the-request")
    assert RequestLogMiddleware
