import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from core.database.waiting import answer_pages
from dashboard.watching import Watcher, everything

LOOK = 20.0  # seconds


class Command(BaseCommand):
    help = "Tell OPERATOR_MAILS by mail what stands still, at most once an hour each, and when it works again."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--web", default="", help="where the web process answers, for example http://web:8000")

    def handle(self, *args, web: str, **options) -> None:
        answer_pages()  # a database that is silent must not hold the watcher up
        watcher = Watcher(Path(settings.PORTAL_DATA) / "told.json", lambda now: everything(now, web))
        while True:
            watcher.look(timezone.now())
            (Path(settings.PORTAL_DATA) / "watched").touch()
            time.sleep(LOOK)
