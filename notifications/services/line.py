"""One connection to the mail server for several mails."""

import smtplib
from contextlib import suppress

from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import BadHeaderError

# Said of one mail; the server waits for the next one.
SAID_OF_ONE_MAIL = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    BadHeaderError,
    UnicodeError,
)
CLOSING = 421  # "service not available, closing transmission channel"


class ServerUnreachable(Exception):
    """The mail server lets nobody in: that is said of no mail and no recipient."""


class Line:
    """Opened by the first mail, opened anew after an error that broke it, closed at the end."""

    def __init__(self):
        self.connection = get_connection()

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_error) -> None:
        self._hang_up()

    def carry(self, mail: EmailMessage) -> None:
        """Raises ServerUnreachable where not a word was said of the mail."""
        mail.connection = self.connection
        self._open()
        try:
            mail.send()
        except smtplib.SMTPHeloError as refusal:
            self._hang_up()
            raise ServerUnreachable from refusal
        except Exception as error:
            if not isinstance(error, SAID_OF_ONE_MAIL) or CLOSING in _codes(error):
                self._hang_up()
            raise

    def _open(self) -> None:
        try:
            self.connection.open()
        except OSError as closed:  # network, greeting, TLS and sign-in: smtplib's errors are OSErrors
            self._hang_up()
            raise ServerUnreachable from closed

    def _hang_up(self) -> None:
        with suppress(smtplib.SMTPException, OSError):  # a broken line may not even say goodbye
            self.connection.close()


def _codes(error: Exception) -> list[int]:
    refused = getattr(error, "recipients", {}).values()
    return [getattr(error, "smtp_code", 0), *(code for code, _words in refused)]
