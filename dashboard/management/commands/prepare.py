from django.core.management import call_command
from django.core.management.base import BaseCommand

from core.database.roles import narrow


class Command(BaseCommand):
    help = "Bring the database to its present shape and write the memorandum of 2024 into it; safe at every start."

    def handle(self, *args, **options) -> None:
        call_command("migrate", interactive=False, verbosity=options["verbosity"])
        narrow()
        call_command("load_memorandum", stdout=self.stdout)
