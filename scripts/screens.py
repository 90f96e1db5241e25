"""Pictures of pages × languages × widths in var/screens/, and a contact sheet of each width: make screens [ARGS="…"]

    make screens ARGS="--pages home,jobs --languages ja"

On the portal's own database with the demonstration in it (`make run` or manage.py load_demo first). Pages are found by
following links and named after their URL; readers keep their own language: what changes is put back at the end.
"""
import argparse
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
# Playwright's synchronous interface keeps an event loop in this thread; Django must not refuse to query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
OUT = Path(__file__).resolve().parents[1] / "var" / "screens"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PATIENCE = 120_000  # milliseconds for one page: the machine may have other work
THUMB, HEIGHT, COLUMNS, GAP, LABEL = 300, 640, 6, 12, 18  # pixels of a contact sheet, and pictures side by side


def main() -> None:
    given = arguments()
    embedded.ensure_servers(["manage.py", "screens"])
    import django

    django.setup()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with served() as base, browser() as chromium:
        for reader in given.readers:
            pages = wanted(reader, given.pages)
            for language in given.languages if pages else []:
                photograph(chromium, base, reader, pages, language, given.widths)
    for width in given.widths:
        print(contact_sheet(width))


def arguments() -> argparse.Namespace:
    def words(text: str) -> list[str]:
        return [word for word in text.split(",") if word]

    parser = argparse.ArgumentParser(prog="make screens", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=words, default=[], help="parts of URL names: home,jobs; all without it")
    parser.add_argument("--languages", type=words, default=["en", "ja", "ru", "kk", "uz"])
    parser.add_argument("--widths", type=lambda text: [int(word) for word in words(text)], default=[360, 1280])
    readers = ["visitor", "japan", "kazakhstan", "staff", "liaison", "delegate"]
    parser.add_argument("--readers", type=words, default=readers)
    return parser.parse_args()


class Silent(WSGIRequestHandler):
    def log_message(self, *_args) -> None:
        """Nobody reads a line for each request."""


@contextmanager
def served() -> Iterator[str]:
    """The portal at a free port, in threads of this process."""
    from django.core.servers.basehttp import ThreadedWSGIServer, get_internal_wsgi_application

    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.set_app(get_internal_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@contextmanager
def browser() -> Iterator:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.exit("no Chromium found (Debian: apt-get install chromium; or set CHROMIUM)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


def wanted(reader: str, parts: list[str]) -> list:
    from scripts.portal_pages import reached

    pages, _others = reached(reader)
    return [page for page in pages if not parts or any(part in page.name for part in parts)]


def photograph(chromium, base: str, reader: str, pages: list, language: str, widths: list[int]) -> None:
    from scripts.portal_pages import READERS, client_of

    with speaking(READERS[reader], language):
        context = chromium.new_context()
        keys = {"django_language": language}
        keys |= {name: morsel.value for name, morsel in client_of(reader).cookies.items()}
        context.add_cookies([{"name": name, "value": value, "url": base} for name, value in keys.items()])
        context.set_default_timeout(PATIENCE)
        tab = context.new_page()
        for page in pages:
            tab.goto(base + spoken(page.address, language))
            tab.evaluate("document.activeElement.blur(), scrollTo(0, 0)")  # a form with mistakes scrolls to them
            for width in widths:
                tab.set_viewport_size({"width": width, "height": 900})
                name = f"{width}-{reader}-{page.name.replace(':', '.')}-{language}.png"
                tab.screenshot(path=OUT / name, full_page=True)
        context.close()


def spoken(address: str, language: str) -> str:
    """Public pages carry their language in the address."""
    first, rest = address[1:].partition("/")[::2]
    return f"/{language}/{rest}" if first in ("en", "ja", "ru", "kk", "uz") else address


@contextmanager
def speaking(email: str, language: str) -> Iterator[None]:
    """The reader reads this language as long as it lasts."""
    from accounts.models import User

    person = User.objects.filter(email=email)
    own = person.values_list("language", flat=True).first()
    person.update(language=language)
    try:
        yield
    finally:
        person.update(language=own or language)


def contact_sheet(width: int) -> Path:
    """All pictures of one width, small, side by side, each with its name; long pages are cut at the foot."""
    paths = sorted(OUT.glob(f"{width}-*.png"))
    rows = -(-len(paths) // COLUMNS) or 1
    cell = (THUMB + GAP, HEIGHT + LABEL + GAP)
    sheet = Image.new("RGB", (COLUMNS * cell[0] + GAP, rows * cell[1] + GAP), "#888")
    pen = ImageDraw.Draw(sheet)
    for number, path in enumerate(paths):
        x, y = GAP + number % COLUMNS * cell[0], GAP + number // COLUMNS * cell[1]
        pen.text((x, y), path.stem, fill="white")
        with Image.open(path) as picture:
            small = picture.convert("RGB").resize((THUMB, round(picture.height * THUMB / picture.width)))
        sheet.paste(small.crop((0, 0, THUMB, min(HEIGHT, small.height))), (x, y + LABEL))
    sheet.save(OUT / f"sheet-{width}.png")
    return OUT / f"sheet-{width}.png"


if __name__ == "__main__":
    main()
