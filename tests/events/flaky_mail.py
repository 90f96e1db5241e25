"""A mail server on a bad day: three of ten addresses are told to come back later at their first mail,
some are unknown for good.
"""

import smtplib
import threading
from collections import Counter
from zlib import crc32

from django.core.mail.backends.base import BaseEmailBackend


class FlakyServer(BaseEmailBackend):
    lock = threading.Lock()
    sent: list = []
    tries: Counter = Counter()
    unknown: set[str] = set()

    @classmethod
    def reset(cls, unknown: set[str]) -> None:
        cls.sent, cls.tries, cls.unknown = [], Counter(), unknown

    @staticmethod
    def is_busy_at_first(address: str) -> bool:
        return crc32(address.encode()) % 10 < 3

    def send_messages(self, email_messages) -> int:
        with self.lock:
            for mail in email_messages:
                self._take(mail, mail.to[0])
        return len(email_messages)

    def _take(self, mail, address: str) -> None:
        self.tries[address] += 1
        if address in self.unknown:
            raise smtplib.SMTPRecipientsRefused({address: (550, b"no such user")})
        if self.tries[address] == 1 and self.is_busy_at_first(address):
            raise smtplib.SMTPResponseException(451, b"try again later")
        self.sent.append(mail)
