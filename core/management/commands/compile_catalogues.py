from django.core.management.base import BaseCommand

from core.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the translation catalogues (.po → .mo) that are newer than their result; needs no gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options) -> None:
        for path in compile_all():
            self.stdout.write(f"compiled {path}")
