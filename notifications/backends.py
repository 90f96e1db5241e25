"""Production's way to its mail server, and development's: there every mail is appended to one mbox file."""

import fcntl
import mailbox
import smtplib
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

# A server that looks through a mail before it takes it has it already, and whoever hangs up now sends it twice:
# for the last answer we are patient. RFC 5321 asks for ten minutes.
END_OF_MAIL = b"\r\n.\r\n"


class _Patient:
    """Goes before a class of smtplib."""

    sock: Any

    def data(self, msg):
        usual = self.sock.gettimeout()
        try:
            return super().data(msg)  # type: ignore[misc]
        finally:
            if self.sock:
                self.sock.settimeout(usual)

    def send(self, s) -> None:
        super().send(s)  # type: ignore[misc]
        if isinstance(s, bytes) and s.endswith(END_OF_MAIL):
            self.sock.settimeout(settings.EMAIL_LAST_ANSWER_TIMEOUT)


class _PatientSMTP(_Patient, smtplib.SMTP): ...


class _PatientSSL(_Patient, smtplib.SMTP_SSL): ...


class PatientBackend(EmailBackend):
    """Is greeted and greets when it opens, so that a server that lets nobody in is not taken for a fault of a mail."""

    @property
    def connection_class(self) -> type:
        return _PatientSSL if self.use_ssl else _PatientSMTP

    def open(self) -> bool | None:
        opened = super().open()
        if opened and self.connection:
            self.connection.ehlo_or_helo_if_needed()
        return opened


class AppendFileBackend(BaseEmailBackend):
    def send_messages(self, email_messages) -> int:
        path = Path(settings.EMAIL_FILE)  # type: ignore[misc]  # of the local settings only
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".writing").open("w") as turn:
            # The system lets go of it when its holder dies; mailbox.lock() leaves a file that stops everybody after.
            fcntl.flock(turn, fcntl.LOCK_EX)
            with closing(mailbox.mbox(path)) as box:
                for mail in email_messages:
                    box.add(mail.message().as_bytes())
        return len(email_messages)
