"""How far a notice has come, computed from its mails, answers and calls. Nothing of this is stored."""

from datetime import datetime, timedelta

from notifications.enums import DeliveryState

from ..enums import CallResult, Reach
from ..models import Notice

SLOW = timedelta(minutes=30)  # a mail that is still on its way after this long is not waited for
SILENT = timedelta(hours=6)  # delivered and unanswered for this long: the second contact is told too
FAILED = (
    DeliveryState.PERMANENT_FAILURE,
    DeliveryState.TECHNICAL_FAILURE,
    DeliveryState.CANCELLED,
    DeliveryState.EXPIRED,
)
SETTLED = (Reach.ACKNOWLEDGED, Reach.PHONED, Reach.ACCOUNTED)


def mail_state(message) -> str:
    """pending, delivered or failed, from the deliveries that were read with it."""
    states = {delivery.state for delivery in message.deliveries.all()}
    if DeliveryState.DELIVERED in states:
        return "delivered"
    return "failed" if states and states <= set(FAILED) else "pending"


def reach_of(notice: Notice, now: datetime) -> Reach:
    if notice.acknowledged_at:
        return Reach.ACKNOWLEDGED
    if any(call.result == CallResult.REACHED for call in notice.calls.all()):
        return Reach.PHONED
    if notice.accounted_at:
        return Reach.ACCOUNTED
    if notice.message is None:  # not even written after so long: a person had better telephone
        return Reach.PENDING if now - notice.change.carried_out_at < SLOW else Reach.NOT_REACHED
    return _by_mail(notice, now)


def _by_mail(notice: Notice, now: datetime) -> Reach:
    first = "failed" if notice.returned_at else mail_state(notice.message)
    if first == "delivered":
        return Reach.DELIVERED
    if notice.second_message and mail_state(notice.second_message) == "delivered":
        return Reach.SECOND_CONTACT
    if first == "pending" and now - notice.told_at < SLOW:
        return Reach.PENDING
    return Reach.NOT_REACHED


def wants_second_contact(notice: Notice, now: datetime) -> bool:
    """Not reached, or silent for hours: the ladder's next rung."""
    if notice.second_message_id or not notice.second_email:
        return False
    reach = reach_of(notice, now)
    return reach == Reach.NOT_REACHED or (reach == Reach.DELIVERED and now - notice.told_at >= SILENT)


def wants_call(notice: Notice, now: datetime) -> bool:
    """On the telephone list: neither mail nor second contact has brought an answer."""
    reach = reach_of(notice, now)
    if reach in SETTLED or reach == Reach.PENDING:
        return False
    return reach in (Reach.NOT_REACHED, Reach.SECOND_CONTACT) or now - notice.told_at >= SILENT
