"""A mail server that takes its time, writes down each Message-ID it accepted, as a real one would before answering, and
may hang.
"""

import os
import time
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend


class Recorder(BaseEmailBackend):
    """With the mail of the number HANGS_AT_MAIL accepted, it never answers again."""

    def send_messages(self, email_messages) -> int:
        accepted, hangs_at = Path(os.environ["ACCEPTED_MAILS"]), int(os.environ.get("HANGS_AT_MAIL", "0"))
        for mail in email_messages:
            with accepted.open("a") as file:
                file.write(mail.extra_headers["Message-ID"] + "\n")
            if len(accepted.read_text().splitlines()) == hangs_at:
                time.sleep(600)
            time.sleep(0.02)
        return len(email_messages)
