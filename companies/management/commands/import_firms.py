"""manage.py import_firms FIRMS [LINES]: good rows get in, each bad row is refused with its number and reason."""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from companies.services import ONE_AT_A_TIME, Plan, import_files, prepare_import
from core.i18n import LANGUAGE_CODES, speaking
from core.intake.problems import FileUnreadable
from core.locks import only_one
from core.text import Phrase

SPEAK_EVERY = 100  # rows


class Command(BaseCommand):
    help = "Import firms and their lines from workbooks or CSV files. Importing the same files again changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("firms", type=Path, help="workbook or CSV file of firms")
        parser.add_argument("lines", type=Path, nargs="?", help="workbook or CSV file of their offers and needs")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--language", choices=LANGUAGE_CODES, default="en", help="language of the messages")
        parser.add_argument("--by", metavar="EMAIL", help="the staff account that acts (default: the oldest one)")

    def handle(
        self, *, firms: Path, lines: Path | None, dry_run: bool, language: str, by: str | None, **options
    ) -> None:
        with speaking(language), only_one(ONE_AT_A_TIME) as mine:
            if not mine:
                raise CommandError(_("Another import is running. Try again when it has finished."))
            plan = self._plan(firms, lines)
            self._say_rows(plan, {"firms": firms.name, "lines": lines.name if lines else ""})
            counts = plan.counts() if dry_run else self._write(plan, _actor(by))
            self._say_counts(counts, dry_run)

    def _plan(self, firms: Path, lines: Path | None) -> Plan:
        try:
            return prepare_import(
                _read(firms), firms.name, _read(lines) if lines else None, lines.name if lines else ""
            )
        except FileUnreadable as error:
            raise CommandError(str(error)) from error

    def _say_rows(self, plan: Plan, names: dict[str, str]) -> None:
        for notice in plan.notices:
            self.stdout.write(f"{names[notice['sheet']]}: {Phrase.revived(notice['message'])}")
        for row in plan.rows:
            if row["outcome"] == "refused":
                reasons = " ".join(str(Phrase.revived(message)) for message in row["messages"])
                place = _("%(file)s row %(row)s") % {"file": names[row["sheet"]], "row": row["row"]}
                self.stdout.write(f"{place}: {reasons}")

    def _write(self, plan: Plan, by: User) -> dict[str, int]:
        said = 0

        def progress(done: int) -> None:
            nonlocal said
            if done - said >= SPEAK_EVERY:
                said = done
                self.stdout.write(_("%(done)s of %(total)s rows written") % {"done": done, "total": plan.size})

        return import_files(plan, by=by, now=timezone.now(), progress=progress)

    def _say_counts(self, counts: dict[str, int], dry_run: bool) -> None:
        if dry_run:
            said = _("Nothing was written. New: %(new)s, unchanged: %(unchanged)s, refused: %(refused)s.")
        elif counts["new"]:
            said = _("Imported: %(new)s, unchanged: %(unchanged)s, refused: %(refused)s.")
        else:
            said = _("Nothing changed. Unchanged: %(unchanged)s, refused: %(refused)s.")
        self.stdout.write(said % counts)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": error.strerror}
        ) from error


def _actor(email: str | None) -> User:
    """The person whose name stands in the history of what is imported."""
    staff = User.objects.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR], is_active=True).order_by("joined_at", "pk")
    found = staff.filter(email__iexact=email).first() if email else staff.first()
    if found:
        return found
    if email:
        raise CommandError(_("%(email)s is not an active staff account.") % {"email": email})
    raise CommandError(_("An import needs a staff account. Make one first: manage.py createsuperuser"))
