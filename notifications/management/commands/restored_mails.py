from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifications.services import drop_held, held_mails, is_held, let_mails_go


class Command(BaseCommand):
    help = "After a restore: list what the restored outbox would send, drop what was sent before, let the rest go."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--drop", nargs="+", metavar="KIND", help="sent already ('all': every kind)")
        parser.add_argument("--send", action="store_true", help="everything that is left may leave, from now on")

    def handle(self, *args, drop: list[str] | None, send: bool, **options) -> None:
        if not is_held():
            self.stdout.write("no mails are held")
            return
        now, waiting = timezone.now(), held_mails()
        if drop:
            known = {row.kind for row in waiting}
            kinds = known if drop == ["all"] else set(drop)
            if unknown := kinds - known:
                raise CommandError(f"no such kind waits: {', '.join(sorted(unknown))}")
            self.stdout.write(f"{drop_held(kinds, now=now)} mails taken as sent")
        if send:
            self.stdout.write(f"mails are no longer held; {let_mails_go(now=now)} from before the restore will leave")
            return
        for row in held_mails():
            self.stdout.write(f"{row.many:6}  {row.kind}  written {row.oldest:%F %R} to {row.newest:%F %R} UTC")
        self.stdout.write("no mail leaves until: restored_mails --send (first, if needed, --drop KIND …)")
