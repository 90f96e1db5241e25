from datetime import datetime

from companies.senders import sender_of
from notifications.services import say, say_to_address

from ..models import Report


def report_issued(report: Report, *, now: datetime) -> None:
    """To whoever asked for it."""
    say(
        report.requested_by, "mou/report_issued", about=report, path=report.get_absolute_url(), now=now,
        context={"report": report, "memorandum": report.memorandum},
    )


def report_forwarded(report: Report, address: str, *, note: str, path: str, key: str, by, now: datetime) -> bool:
    """In the sender's language: the portal knows no other of a stranger."""
    context = {"report": report, "memorandum": report.memorandum, "sender": by, "note": note}
    said = say_to_address(
        address, "mou/report_forwarded", language=by.language, context=context, now=now, key=key, path=path,
        sender=sender_of(by),
    )
    return said is not None
