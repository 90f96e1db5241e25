"""Somebody at a browser of their own. Pages are found by URL name and fields by name,
so that no journey hangs on a translation.
"""
import re
import time
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse

from accounts.forms import ZONE_OF
from notifications.models import Message
from tests.build import PASSWORD

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of what is tested
LOCALES = {"ja": "ja-JP", "ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}


def until(found: Callable, *, seconds: float, what: str):
    """Poll the database until `found` returns something true; returns it."""
    end = time.monotonic() + seconds
    while not (result := found()):
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.25)
    return result


class Person:
    """`troubles` gathers what a person would stumble over: error pages, refused scripts, pages wider than a phone."""

    def __init__(
        self, browser, live_server, shots: Path | None, name: str, *, email: str, language: str, script: bool = True
    ):
        self.name, self.email, self.language = name, email, language
        self.base, self.shots, self.script = live_server.url, shots, script
        self.troubles: list[str] = []
        self.context = browser.new_context(viewport=DESKTOP, locale=LOCALES[language], java_script_enabled=script)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.refusals: set[int] = set()
        self.page.on("console", self._listen)
        self.page.on("response", self._look_at)

    def _listen(self, said) -> None:
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self._note(f"console: {said.text}")

    def _look_at(self, response) -> None:
        if response.status >= 400 and response.status not in self.refusals:
            self._note(f"{response.status} {response.request.method} {response.url}")

    def expect(self, holds: object, words: str) -> None:
        """For what should not hide the rest of the story when it fails."""
        if not holds:
            self._note(words)

    def _note(self, trouble: str) -> None:
        self.troubles.append(f"{self.name} at {self.page.url}: {trouble}")

    def close(self) -> None:
        self.context.close()

    # where one is

    def go(self, view: str, *args) -> "Person":
        return self.visit(reverse(view, args=args))

    def visit(self, path: str) -> "Person":
        self.page.goto(self.base + path)
        return self

    def status_of(self, view: str, *args) -> int:
        """Ask for a page that may be refused, without taking that for a trouble."""
        return self.context.request.get(self.base + reverse(view, args=args), max_redirects=0).status

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def html(self) -> str:
        return self.page.content()

    def is_at(self, view: str, *args) -> bool:
        return self.page.url.split("?")[0] == self.base + reverse(view, args=args)

    # what one does

    def fill(self, **values) -> "Person":
        """Fields by name; a list ticks several boxes, True one, other values are typed or chosen."""
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                self._fill(f'main [name="{name}"]', one)
        return self

    def _fill(self, field: str, value) -> None:
        first = self.page.locator(field).first
        first.evaluate("field => { const fold = field.closest('details'); if (fold) fold.open = true; }")
        kind = first.get_attribute("type") or ""
        if kind == "checkbox" and value is True:
            first.check()
        elif kind in ("checkbox", "radio"):
            self.page.locator(f'{field}[value="{value}"]').check()
        elif first.evaluate("field => field.tagName") == "SELECT":
            first.select_option(value)
        else:
            first.fill(str(value))

    def send(self, field: str) -> "Person":
        """Press the main button of the form that holds the named field."""
        return self._click(f'main form[method=post]:has([name="{field}"]) button.button--filled')

    def press(self, view: str, *args, nth: int = 0) -> "Person":
        """Press a button by where it leads: its own target or that of its form."""
        url = reverse(view, args=args)
        return self._click(f'main button[formaction^="{url}"], main form[action="{url}"] button >> nth={nth}')

    def finish(self, form: str) -> "Person":
        """Press the main button of a form without fields."""
        return self._click(f"{form} button.button--filled")

    def refused(self, status: int, view: str, *args) -> "Person":
        """Press a button that must not work yet: the page says why, under this status."""
        self.refusals = {status}
        with self.page.expect_response(lambda response: response.status == status):
            self.press(view, *args)
        self.refusals = set()
        return self

    def open(self, view: str, *args) -> "Person":
        """Follow a link of the page."""
        return self._click(f'main a[href="{reverse(view, args=args)}"] >> nth=0')

    def open_link(self, part: str) -> "Person":
        """Follow the link whose address holds these words."""
        return self._click(f'main a[href*="{part}"] >> nth=0')

    def fill_in(self, view: str, *args, **values) -> "Person":
        """Fields of the form that leads there, where a page has several of the same name."""
        form = f'main form[action="{reverse(view, args=args)}"]'
        for name, value in values.items():
            self.page.locator(f'{form} [name="{name}"]').fill(str(value))
        return self

    def _click(self, target: str) -> "Person":
        with self.page.expect_navigation():
            self.page.locator(target).click()
        return self

    def unfold(self, view: str, *args) -> "Person":
        """Open the fold that holds a form."""
        self.page.locator(f'details:has(form[action="{reverse(view, args=args)}"]) > summary').click()
        return self

    def key(self, key: str) -> "Person":
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    # what one keeps

    def shot(self, name: str) -> "Person":
        """The page fits a phone and a desktop; a picture of both where they are wanted."""
        for size in (PHONE, DESKTOP):
            self._fits(size, self.shots and self.shots / f"{name}-{size['width']}.png")
        self.page.set_viewport_size(DESKTOP)
        return self

    def _fits(self, size: dict, picture: Path | None) -> None:
        self.page.set_viewport_size(size)
        width, height = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        self.expect(width <= size["width"], f"{width} px wide on {size['width']}")
        if picture:  # in a window as high as the page: bars that stick to an edge then stand where the page ends
            self.page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
            self.page.evaluate("scrollTo(0, 0)")
            self.page.screenshot(path=picture)

    # entering

    def sign_in(self) -> "Person":
        self.go("account_login").fill(login=self.email, password=PASSWORD).send("password")
        assert self.is_at("dashboard:home")
        return self

    def sign_up(self, full_name: str, zone: str, shot: str) -> "Person":
        self.go("account_signup")
        if self.language == "ja":
            self.fill(name_latin="Tanaka Ichiro")
        self.fill(full_name=full_name, email=self.email, password1=PASSWORD, language=self.language, terms=True)
        if self.language not in ZONE_OF:
            self.fill(time_zone=zone)
        self.shot(f"{shot}-sign-up").send("password1").shot(f"{shot}-code")
        return self.fill(code=self.code()).send("code")

    def code(self) -> str:
        """From the newest mail of the account to this address, as it stands in the outbox."""
        mail = Message.objects.filter(address=self.email, kind__startswith="account/").latest("created_at")
        return re.search(r"^\s*([A-Z0-9]{3,}(-[A-Z0-9]{3,})*)\s*$", mail.text, re.MULTILINE)[1]
