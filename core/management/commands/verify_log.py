import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error
from django.utils import timezone

from core.chain import heads_in, keep_head, verify

GOOD, TAMPERED, UNKNOWN = 0, 1, 2
MOST = 20  # lines; more says no more


class Command(BaseCommand):
    help = "Is the activity log as it was written? 0: yes. 1: it was tampered with. 2: that could not be checked."

    def add_arguments(self, parser) -> None:
        usual = Path(settings.BACKUP_FOLDER, "log_heads.txt")
        parser.add_argument("--heads", type=Path, default=usual, help="heads of the chain that were kept outside")
        parser.add_argument("--keep-head", action="store_true", help="when all is well, add the present head")

    def handle(self, *args, heads: Path, keep_head: bool, **options) -> None:
        code = self._check(heads)
        if code == GOOD and keep_head:
            self._keep(heads)
        if code:
            sys.exit(code)

    def _check(self, file: Path) -> int:
        now = timezone.now()
        try:
            verdict = verify(heads_in(file) if file.exists() else [], now=now)
        except (Error, OSError, ValueError) as error:
            self.stderr.write(f"could not be checked: {type(error).__name__}: {error}")
            return UNKNOWN
        self._say(verdict.wrong + [f"could not be checked: {why}" for why in verdict.unknown])
        self.stdout.write(f"{verdict.acts} acts looked at, {verdict.waiting} wait to be sealed")
        return TAMPERED if verdict.wrong else UNKNOWN if verdict.unknown else GOOD

    def _say(self, lines: list[str]) -> None:
        for line in lines[:MOST]:
            self.stderr.write(line)
        if len(lines) > MOST:
            self.stderr.write(f"and {len(lines) - MOST} more")

    def _keep(self, file: Path) -> None:
        if kept := keep_head(file, now=timezone.now()):
            self.stdout.write(f"kept: link {kept.position} {kept.hash}")
