import os

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, transaction

from core.database.roles import BACKUP, OWNER, WEB, set_up

PASSWORDS = {OWNER: "OWNER_PASSWORD", WEB: "WEB_PASSWORD", BACKUP: "BACKUP_PASSWORD"}


class Command(BaseCommand):
    help = "As a superuser of PostgreSQL, as often as wanted: the portal's roles, their rights, and extensions."

    def handle(self, *args, **options) -> None:
        passwords = {role: os.environ.get(name, "") for role, name in PASSWORDS.items()}
        try:
            with transaction.atomic():
                set_up(passwords)
        except ProgrammingError as refused:
            raise CommandError(f"run this as a superuser of PostgreSQL: {refused}") from refused
        without = [name for role, name in PASSWORDS.items() if not passwords[role]]
        self.stdout.write(f"roles {OWNER}, {WEB} and {BACKUP} have their rights")
        if without:
            self.stdout.write(f"passwords left as they were: {', '.join(without)} not given")
