from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from accounts import services


class Command(BaseCommand):
    help = "Seal all second factors with today's SECRET_KEY; afterwards SECRET_KEY_FALLBACKS can be emptied."

    def handle(self, *args, **options) -> None:
        try:
            count = services.reseal_second_factors()
        except InvalidToken as unknown:
            raise CommandError(
                "a second factor is sealed with a key that is neither SECRET_KEY nor in SECRET_KEY_FALLBACKS: put that "
                "key there again; nothing is lost"
            ) from unknown
        self.stdout.write(f"{count} second factors are sealed with the newest key.")
