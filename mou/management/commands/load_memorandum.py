from django.core.management.base import BaseCommand
from django.utils import timezone

from mou import services


class Command(BaseCommand):
    help = "Write the memorandum of 9 August 2024 with its five commitments into the portal; nothing is done twice."

    def handle(self, *args, **options) -> None:
        memorandum = services.record_founding_memorandum(now=timezone.now())
        self.stdout.write(f"{memorandum.number}: {memorandum.titles['en']}")
