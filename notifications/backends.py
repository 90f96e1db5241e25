"""Development's mail server: every mail is appended to one mbox file."""

import mailbox
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class AppendFileBackend(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        path = Path(settings.EMAIL_FILE)  # type: ignore[misc]  # of the local settings only
        path.parent.mkdir(parents=True, exist_ok=True)
        box = mailbox.mbox(path)
        box.lock()
        try:
            for mail in email_messages:
                box.add(mail.message().as_bytes())
        finally:
            box.unlock()
            box.close()
        return len(email_messages)
