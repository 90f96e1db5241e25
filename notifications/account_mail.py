"""allauth's own mails (codes, security notices) go through the outbox like every other."""
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.utils import timezone, translation

from .enums import Priority
from .services.outbox import queue_message


class OutboxAccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Render in the account's language and queue with priority; never shown in the inbox (codes are for mail only)."""
        user = context.get("user") or get_user_model().objects.filter(email__iexact=email).first()
        language = user.language if user else translation.get_language()
        with translation.override(language):
            mail = self.render_mail(template_prefix, email, {"request": self.request, **context})
        kind = "account/" + template_prefix.rsplit("/", 1)[-1]
        queue_message(
            recipient=None, address=email, kind=kind, language=language.split("-")[0], subject=mail.subject, text=mail.body,
            path="", dedupe_key=f"{kind}:{uuid.uuid4()}", now=timezone.now(), priority=Priority.SECURITY,
        )
