from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from matching.models import MatchRun
from matching.services import request_run, work_on_runs


class Command(BaseCommand):
    help = "Encode what is new, score every pair and write suggestions, here and now."

    def handle(self, *args, **options) -> None:
        run = request_run(now=timezone.now())
        work_on_runs()
        run = MatchRun.objects.get(pk=run.pk)
        if run.state != "done":
            raise CommandError(f"the run is {run.state}: {run.figures.get('error', 'a worker is doing it')}")
        self.stdout.write(", ".join(f"{name} {value}" for name, value in run.figures.items()))
