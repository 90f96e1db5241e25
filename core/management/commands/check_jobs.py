from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.heartbeats import beats


class Command(BaseCommand):
    help = "For health checks: fails and names the regular jobs that have not gone through when they should have."

    def handle(self, *args, **options) -> None:
        late = [beat for beat in beats(timezone.now()) if beat.is_late]
        if late:
            raise CommandError("\n".join(f"{beat.job} was due {beat.due_at:%F %R} UTC, last {beat.at:%F %R}" for beat in late))
        self.stdout.write("every job is on time")
