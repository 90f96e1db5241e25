from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from dashboard import demo


class Command(BaseCommand):
    help = "Fill an empty demonstration portal and print how to sign in; does nothing to a portal that has users."

    def handle(self, *args, **options) -> None:
        if not settings.DEMO:
            self.stdout.write("not a demonstration portal: nothing loaded")
            return
        if not User.objects.exists():
            counts = demo.load(now=timezone.now())
            self.stdout.write(
                f"loaded {counts['new']} rows of demonstration data, {counts['refused']} refused as they should be"
            )
        if demo.is_loaded():
            self.stdout.write(f"sign in with password {demo.PASSWORD}:")
            for account in demo.ACCOUNTS:
                self.stdout.write(f"  {account.email:26} {account.what}")
