"""Why a mail did not arrive, in words that help whoever looks after it."""

import re

from django.utils.translation import gettext as _

from .enums import DeliveryState
from .models import Delivery

# The server's answer inside an error: (550, b'5.1.1 no such user'), or at its beginning.
ANSWER = re.compile(r"(?:^|\()([45]\d\d)\b(?:, b['\"](\d\.\d+\.\d+))?")
NO_MAILBOX = {"550", "551", "553", "450"}
NO_ROOM = {"552", "452", "422"}
NETWORK = ("OSError", "gaierror", "ConnectionRefusedError", "ConnectionResetError", "TimeoutError", "SMTPConnectError")


def why_it_failed(delivery: Delivery) -> str:
    if delivery.state == DeliveryState.EXPIRED:
        return _("What it says was over before it could be sent.")
    answer = ANSWER.search(delivery.last_error)
    if answer:
        return _by_answer(*answer.groups(default=""))
    if delivery.last_error.startswith(NETWORK) or "Disconnected" in delivery.last_error:
        return _("The mail server could not be reached, however often it was tried.")
    if delivery.last_error.startswith(("BadHeaderError", "Unicode")):
        return _("The address or the subject holds signs that no mail may have.")
    return _("The mail server did not take it, however often it was tried.")


def _by_answer(code: str, detail: str) -> str:
    if code in NO_ROOM or detail in ("5.2.2", "4.2.2"):
        return _("The mailbox is full, or the mail is too large for it.")
    if detail[2:4] == "7.":
        return _("The other mail server takes no mail from us. Ask the person to let our address through.")
    if code in NO_MAILBOX:
        return _("The other mail server knows no such mailbox. Ask the person for the right address.")
    if code == "554":
        return _("The other mail server takes no mail from us. Ask the person to let our address through.")
    return _("The mail server did not take it, however often it was tried.")
