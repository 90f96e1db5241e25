"""What was said to a person, how each mail fared, and how they want theirs."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.own_data import NO_ADDRESS, Line, Part, Person, Section, section
from core.wiping import GONE

from ..enums import DeliveryState
from ..models import Delivery, Habits, Message, Preference
from ..querysets import MessageQuerySet
from .outbox import WAITING, close


def messages_to(person: Person) -> MessageQuerySet:
    return Message.objects.filter(Q(recipient=person.user) | Q(recipient=None, address__in=person.emails))


def tells(person: Person) -> Iterator[Section]:
    said = messages_to(person).order_by("created_at", "pk")
    yield section(
        "messages", _("Messages to you"), said,
        at=(_("When"), "created_at"), subject=(_("Subject"), "subject"), text=(_("Text"), "text"),
        read=(_("Read"), "read_at"),
    )
    yield section(
        "mails", _("Mails to you, and how they fared"),
        Delivery.objects.filter(message__in=said).select_related("message").order_by("due_at", "pk"),
        subject=(_("Subject"), "message.subject"), address=(_("E-mail address"), "message.address"),
        state=(_("State"), "get_state_display"), due=(_("Due"), "due_at"), tries=(_("Tries"), "attempts"),
        done=(_("Finished"), "finished_at"),
    )
    yield section(
        "ways", _("How you want your mails"), Preference.objects.filter(user=person.user).order_by("topic"),
        topic=(_("Topic"), "topic"), way=(_("Way"), "get_way_display"),
    )
    yield section(
        "habits", _("Digests and quiet hours"), Habits.objects.filter(user=person.user),
        rhythm=(_("Digest"), "get_digest_every_display"), hour=(_("Hour"), "digest_hour"),
        quiet_from=(_("No mail from"), "quiet_from"), quiet_until=(_("No mail until"), "quiet_until"),
    )


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    yield Line(_("Messages to you"), messages_to(person).count(), _("Mails that have not left are not sent."))


def forget(person: Person, *, now: datetime) -> None:
    """That something was said, about what and when, stays."""
    said = messages_to(person)
    mails = Delivery.objects.filter(message__in=said)
    close(mails.filter(state__in=WAITING), DeliveryState.CANCELLED, now=now)
    mails.update(last_error="")
    Preference.objects.filter(user=person.user).delete()
    Habits.objects.filter(user=person.user).delete()
    nobody = Concat(Cast("pk", TextField()), Value(f"@{NO_ADDRESS}"))
    said.wipe()
    said.update(
        subject="", button="", signature="", reply_to="", in_inbox=False, address=nobody,
        dedupe_key=Concat(Value("forgotten:"), Cast("pk", TextField())),
    )


def take_out(words: set[str], rows: list[str]) -> None:
    """What a letter to somebody else repeats of what they wrote."""
    for message in Message.objects.filter(concerns__in=rows).exclude(text=""):
        said = {name: _without(words, getattr(message, name)) for name in ("subject", "text", "calendar")}
        others = {code: [_without(words, one) for one in parts] for code, parts in (message.wordings or {}).items()}
        Message.objects.filter(pk=message.pk).update(**said, wordings=others)


def _without(words: set[str], text: str) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, GONE)
    return text


PART = Part(label=_("Messages"), tells=tells, goes=goes, take_out=take_out, forget=forget)
