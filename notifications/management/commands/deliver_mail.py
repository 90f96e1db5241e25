from django.core.management.base import BaseCommand

from notifications import services


class Command(BaseCommand):
    help = "Send every mail that is due, without broker or worker."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{services.deliver_due()} deliveries handled")
