from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.heartbeats import beats


class Command(BaseCommand):
    help = "For health checks: fails and names the regular jobs that have not gone through when they should have."

    def handle(self, *args, **options) -> None:
        late = [one for one in beats(timezone.now()) if one.is_late]
        if late:
            said = [f"{one.job} was due {one.due_at:%F %R} UTC, last {one.at:%F %R}" for one in late]
            raise CommandError("\n".join(said))
        self.stdout.write("every job is on time")
