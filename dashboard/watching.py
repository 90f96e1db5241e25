"""Tells named people, past the outbox and its workers, what stands still and since when (docs/decisions/0033)."""

import json
import logging
import smtplib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.i18n import speaking

from .health import Check, State, checks

logger = logging.getLogger("portal.watch")
SURE_AFTER = timedelta(seconds=40)  # red for so long; a restart of everything takes its time
AGAIN_AFTER = timedelta(hours=1)
PATIENCE = 5.0  # seconds for one page
WORDS = {
    "web": gettext_lazy("Pages are not answered"),
    "database": gettext_lazy("The database does not answer"),
    "clock": gettext_lazy("The clocks of the portal and of its database differ"),
    "migrations": gettext_lazy("The database has not the shape that this version needs"),
    "beat": gettext_lazy("Regular jobs are not started"),
    "queue": gettext_lazy("A worker does nothing"),
    "mail": gettext_lazy("Mails are not being sent"),
    "jobs": gettext_lazy("Regular jobs are late"),
    "disk": gettext_lazy("The disk is nearly full"),
    "backup": gettext_lazy("There is no recent backup"),
    "drill": gettext_lazy("No backup was brought back lately to see whether it works"),
    "changes": gettext_lazy("Changes since the last backup are not kept"),
}


class Watcher:
    """What was told is remembered in a file: the database may be what stands still."""

    def __init__(self, memory: Path, ask: Callable[[datetime], list[Check]] = checks):
        self.memory, self.ask = memory, ask
        self.red_since: dict[str, datetime] = {}

    def look(self, now: datetime) -> None:
        found = {check.name: check for check in self.ask(now) if check.is_red}
        self.red_since = {name: self.red_since.get(name, now) for name in found}
        told = self._told()
        sure = {name for name in found if name in told or now - self.red_since[name] >= SURE_AFTER}
        due = [name for name in sure if name not in told or now - told[name] >= AGAIN_AFTER]
        over = told.keys() - found.keys()
        if due and send(_fault_letter([found[name] for name in sorted(due)], self.red_since)):
            told |= dict.fromkeys(due, now)
        if over and send(_over_letter(sorted(over), now)):
            told = {name: at for name, at in told.items() if name not in over}
        if due or over:
            self._remember(told)

    def _told(self) -> dict[str, datetime]:
        try:
            return {name: datetime.fromisoformat(at) for name, at in json.loads(self.memory.read_text()).items()}
        except (OSError, ValueError):
            return {}

    def _remember(self, told: dict[str, datetime]) -> None:
        try:
            self.memory.write_text(json.dumps({name: at.isoformat() for name, at in told.items()}))
        except OSError as error:
            logger.warning("what was told cannot be remembered: %s", error)


def everything(now: datetime, web: str = "") -> list[Check]:
    """The checks of /readyz, asked here, and whether pages are answered at all."""
    try:
        found = checks(now)
    finally:
        connection.close()
    return [*found, _web(web)] if web else found


def _web(address: str) -> Check:
    """Under the portal's own name: any other host is refused."""
    line = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        line.request("GET", "/healthz", headers={"Host": urlsplit(settings.PORTAL_URL).netloc})
        status = line.getresponse().status
    except (OSError, HTTPException) as error:
        return Check("web", State.RED, note=type(error).__name__)
    finally:
        line.close()
    return Check("web", State.OK if status == HTTPStatus.OK else State.RED, note=f"answers {status}")


def _fault_letter(faults: Iterable[Check], red_since: dict[str, datetime]) -> tuple[str, str]:
    with speaking(settings.OPERATOR_LANGUAGE):
        lines = [_line(fault, fault.since or red_since[fault.name]) for fault in faults]
        return _("Something in the portal stands still"), "\n".join([*lines, "", f"{settings.PORTAL_URL}/readyz"])


def _over_letter(names: Iterable[str], now: datetime) -> tuple[str, str]:
    with speaking(settings.OPERATOR_LANGUAGE):
        lines = [f"- {_words(name)} [{name}]" for name in names]
        return _("What stood still in the portal works again"), "\n".join([*lines, "", f"{now:%Y-%m-%d %H:%M} UTC"])


def _line(fault: Check, since: datetime) -> str:
    aside = f" ({fault.note})" if fault.note else ""
    when = _("Since: %(at)s.") % {"at": f"{since:%Y-%m-%d %H:%M} UTC"}
    return f"- {_words(fault.name)} [{fault.name}]{aside}. {when}"


def _words(name: str) -> str:
    return str(WORDS[name.partition(":")[0]])


def send(letter: tuple[str, str]) -> bool:
    """Straight to a mail server; False when that did not work, and the next look tries again."""
    subject, text = letter
    mail = EmailMessage(subject, text, to=settings.OPERATOR_MAILS, connection=_line_out())
    try:
        return bool(mail.send())
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("operators could not be told: %s", type(error).__name__)
        return False


def _line_out():
    own = settings.ALERT_EMAIL
    if not own:
        return get_connection()
    return get_connection(
        own["EMAIL_BACKEND"], host=own.get("EMAIL_HOST"), port=own.get("EMAIL_PORT"),
        username=own.get("EMAIL_HOST_USER"), password=own.get("EMAIL_HOST_PASSWORD"),
        use_tls=own.get("EMAIL_USE_TLS", False), use_ssl=own.get("EMAIL_USE_SSL", False),
    )
