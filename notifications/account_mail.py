"""allauth's own mails (codes, security notices) go through the outbox like every other."""

import uuid
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.utils import timezone, translation

from accounts.services import has_accepted_terms
from accounts.terms import TO_ACCEPT
from core.i18n import speaking
from core.names import greeting

from .enums import Priority
from .services.letters import HOLES, Letter
from .services.outbox import KEPT_FOR, queue_message

CODES = {
    "account/email_confirmation": "EMAIL_VERIFICATION_BY_CODE_TIMEOUT",
    "account/email_confirmation_signup": "EMAIL_VERIFICATION_BY_CODE_TIMEOUT",
    "account/login_code": "LOGIN_BY_CODE_TIMEOUT",
    "account/password_reset_code": "PASSWORD_RESET_BY_CODE_TIMEOUT",
}
RESET_LINKS = {"account/password_reset_key"}


def portal_as_site() -> SimpleNamespace:
    """Name and host in mails come from the settings, never from the request's Host header."""
    return SimpleNamespace(name=settings.PORTAL_NAME, domain=urlsplit(settings.PORTAL_URL).netloc)


def life_of(kind: str) -> timedelta:
    """A code's text and a reset link's end when they open nothing any more."""
    if kind in CODES:
        return timedelta(seconds=getattr(app_settings, CODES[kind]))
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) if kind in RESET_LINKS else KEPT_FOR


class OutboxAccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Render in the account's language and queue with priority;
        never shown in the inbox (codes are for mail only).
        """
        person = context.get("user") or get_user_model().objects.filter(email__iexact=email).first()
        language = (person.language if person else translation.get_language()).split("-")[0]
        with speaking(language, person.time_zone if person else None):
            letter = self.letter(template_prefix, email, context, person)
        kind, now = "account/" + template_prefix.rsplit("/", 1)[-1], timezone.now()
        queue_message(
            recipient=None,
            address=email,
            kind=kind,
            language=language,
            **letter._asdict(),
            concerns="",
            path="",
            dedupe_key=f"{kind}:{uuid.uuid4()}",
            now=now,
            priority=Priority.SECURITY,
            text_until=now + life_of(kind),
        )

    def login(self, request, user) -> None:
        """However they sign in: who has not accepted the terms in force is asked next."""
        super().login(request, user)
        if not has_accepted_terms(user):
            request.session[TO_ACCEPT] = True

    def letter(self, template_prefix: str, email: str, context: dict, person) -> Letter:
        """In the language active now; `person`: whom it greets, None where the address belongs to nobody."""
        frame = {"request": self.request, "email": email, "current_site": portal_as_site()}
        mail = self.render_mail(template_prefix, email, frame | context)
        greets = greeting(person.full_name, person.name_latin) if person and person.full_name else ""
        text = HOLES.sub("\n\n", mail.body.strip()) + "\n"
        return Letter(mail.subject, text, greets[:250], button="", signature="", reply_to="")

    def send_account_already_exists_mail(self, email: str) -> None:
        """A known address must take as long as a new one, whose password is hashed,
        or the clock tells who has an account.
        """
        make_password(uuid.uuid4().hex)
        super().send_account_already_exists_mail(email)
