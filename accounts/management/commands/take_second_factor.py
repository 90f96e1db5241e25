from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import services
from accounts.models import User
from core.errors import Refusal


class Command(BaseCommand):
    help = "Take away a second factor its owner lost, where no administrator can. Make sure first who asks."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    def handle(self, *args, email: str, **options) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"nobody has the address {email}")
        try:
            services.take_second_factor(user, by=None, now=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.email} is signed out everywhere and sets up a new second factor at the next sign-in.")
