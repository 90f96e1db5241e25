"""What was said to a person, how each mail fared, and how they want theirs."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Part, Person, Section, section

from ..models import Delivery, Habits, Message, Preference


def messages_to(person: Person) -> QuerySet[Message]:
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


PART = Part(label=_("Messages"), tells=tells)
