from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import ZONES
from core.errors import Refusal
from core.text import InvalidValue


class Command(BaseCommand):
    help = "Let the first administrator in: they sign in with a code that the portal sends to the address."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="full name, as it stands under letters")
        parser.add_argument("--language", default="ja", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--zone", default="Asia/Tokyo", choices=list(ZONES))

    def handle(self, *args, email: str, name: str, language: str, zone: str, **options) -> None:
        try:
            validate_email(email)
            user = services.appoint_first_administrator(
                email=email, full_name=name, language=language, time_zone=zone, now=timezone.now()
            )
        except (ValidationError, Refusal, InvalidValue) as problem:
            raise CommandError(getattr(problem, "messages", [str(problem)])[0]) from problem
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        page = settings.PORTAL_URL + reverse("account_request_login_code")
        self.stdout.write(f"{user.email} is administrator now. Ask for a code to sign in: {page}")
