"""A mail server that takes its time and writes down each Message-ID it accepted,
as a real one would before answering.
"""

import os
import time

from django.core.mail.backends.base import BaseEmailBackend


class SlowRecorder(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        for mail in email_messages:
            with open(os.environ["ACCEPTED_MAILS"], "a") as file:
                file.write(mail.extra_headers["Message-ID"] + "\n")
            time.sleep(0.02)
        return len(email_messages)
