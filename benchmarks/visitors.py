"""People who read and write pages, each with a second to think; started by benchmarks.load in a process of its own.

    python -m benchmarks.visitors < plan.json > results.json

A plan: {"host", "port", "name" (Host header), "seconds", "think", "writes" (share of requests), "people":
[{"cookie", "reads": [address…], "writes": [{"page", "field", "says"}…]}]}; with "attack": {"page", "a_second"}
somebody tries passwords meanwhile, counted apart; with "flat": {"cookie", "address", "connections"} as many pages as
come. A write opens a page, changes one field of the form there that has it, and sends all of it as the page gave it.
Nothing of the portal is imported: what this process costs is the tool's alone.
"""
import http.client
import json
import random
import resource
import sys
import threading
import time
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode, urljoin

TIMEOUT = 30.0  # seconds
CONNECTIONS = 10  # of an attack


class Answer(NamedTuple):
    began: float  # seconds since the run began
    took: float  # seconds
    method: str
    address: str
    status: int  # 0: none came


class Forms(HTMLParser):
    """The forms of a page: [(where it goes, [(field, value)…])…]."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []
        self._select = self._text = None
        self._options: list[tuple[bool, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), []))
        elif not self.found:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "select":
            self._select, self._options = given.get("name"), []
        elif tag == "option" and self._select:
            self._options.append(("selected" in given, given.get("value", "")))
        elif tag == "textarea":
            self._text = [given.get("name", ""), ""]

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button", "file", "image") or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self._keep(given.get("name", ""), given.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            self._keep(*self._text)
            self._text = None
        elif tag == "select" and self._select:
            # As a browser: what is chosen, else the first.
            chosen = [value for is_chosen, value in self._options if is_chosen]
            for value in chosen or [value for _is_not, value in self._options[:1]]:
                self._keep(self._select, value)
            self._select = None

    def _keep(self, name: str, value: str) -> None:
        if name:
            self.found[-1][1].append((name, value))


class Person:
    """One connection and one cookie; keeps every answer."""

    def __init__(self, plan: dict, cookie: str, number: int):
        self.plan, self.cookie, self.chance = plan, cookie, random.Random(number)
        self.answers: list[Answer] = []
        self.wire = http.client.HTTPConnection(plan["host"], plan["port"], timeout=TIMEOUT)

    def ask(self, method: str, address: str, fields: list[tuple[str, str]] | None = None) -> tuple[int, str]:
        """(status, text); a connection that broke is opened anew by the next one."""
        body = urlencode(fields) if fields is not None else None
        headers = {"Host": self.plan["name"], "Cookie": self.cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        try:
            self.wire.request(method, address, body, headers)
            answer = self.wire.getresponse()
            status, text = answer.status, answer.read().decode(errors="replace")
            self._remember(answer)
        except (OSError, http.client.HTTPException):
            self.wire.close()
            status, text = 0, ""
        self.answers.append(Answer(began - self.plan["began"], time.monotonic() - began, method, address, status))
        return status, text

    def _remember(self, answer: http.client.HTTPResponse) -> None:
        """The token that a form's answer is checked by."""
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _sign, value = line.partition(";")[0].partition("=")
            kept = dict(part.split("=", 1) for part in self.cookie.split("; "))
            self.cookie = "; ".join(f"{key}={one}" for key, one in (kept | {name: value}).items())

    def write(self, page: str, field: str, says: str = "") -> None:
        """Open a page, change the field of the first form that has it to a number behind `says`, send the form."""
        _status, text = self.ask("GET", page)
        for action, fields in Forms(text).found:
            if field in dict(fields):
                value = f"{says}{self.chance.randint(1, 900)}"
                changed = [(name, value if name == field else old) for name, old in fields]
                self.ask("POST", urljoin(page, action), changed)
                return
        # Nothing to write: said as an error, or the mixture would not be the one that was asked for.
        self.answers.append(Answer(time.monotonic() - self.plan["began"], 0, "POST", page, 0))


def visit(person: Person, reads: list[str], writes: list[dict], until: float) -> None:
    while time.monotonic() < until:
        # A write reads its page first, so w of all requests write when w / (1 - w) of the choices do.
        share = person.plan["writes"] / (1 - person.plan["writes"])
        if writes and person.chance.random() < share:
            person.write(**person.chance.choice(writes))
        else:
            person.ask("GET", person.chance.choice(reads))
        time.sleep(max(0.0, min(person.plan["think"] * 2 * person.chance.random(), until - time.monotonic())))


def attack(person: Person, page: str, a_second: float, until: float) -> None:
    """One password after the other for one account; as fast as asked, or as the portal lets."""
    _status, text = person.ask("GET", page)
    fields = next(fields for _action, fields in Forms(text).found if "password" in dict(fields))
    number = 0
    while time.monotonic() < until:
        began, number = time.monotonic(), number + 1
        tried = {"login": "tanaka@firm.example", "password": f"wrong {number}"}
        person.ask("POST", page, list((dict(fields) | tried).items()))
        time.sleep(max(0.0, began + 1 / a_second - time.monotonic()))


def flat_out(person: Person, address: str, until: float) -> None:
    while time.monotonic() < until:
        person.ask("GET", address)


def main() -> None:
    plan = json.load(sys.stdin)
    plan["began"] = time.monotonic()
    until = plan["began"] + plan["seconds"]
    if flat := plan.get("flat"):
        people = [Person(plan, flat["cookie"], number) for number in range(flat["connections"])]
        work = [(flat_out, (person, flat["address"], until)) for person in people]
    else:
        people = [Person(plan, each["cookie"], number) for number, each in enumerate(plan["people"])]
        work = [
            (visit, (person, each["reads"], each["writes"], until))
            for person, each in zip(people, plan["people"], strict=True)
        ]
    attackers = []
    if tries := plan.get("attack"):
        # Each waits for its answer, so that several are needed for as many a second.
        attackers = [Person(plan, "none=", -number) for number in range(1, CONNECTIONS + 1)]
        rate = tries["a_second"] / CONNECTIONS
        work += [(attack, (attacker, tries["page"], rate, until)) for attacker in attackers]
    threads = [threading.Thread(target=what, args=args) for what, args in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used = resource.getrusage(resource.RUSAGE_SELF)
    answers = [answer for person in people for answer in person.answers]
    tried = [answer for attacker in attackers for answer in attacker.answers]
    json.dump({"cpu_s": used.ru_utime + used.ru_stime, "answers": answers, "tried": tried}, sys.stdout)


if __name__ == "__main__":
    main()
