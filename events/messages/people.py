"""One way to speak to a person, with an account or without."""

from datetime import datetime

from django.contrib.auth import get_user_model

from accounts.enums import Role
from companies.models import Liaison
from companies.senders import sender_of
from core.geography import Side
from notifications.enums import Priority
from notifications.models import Message
from notifications.services import Sender, say, say_to_address

from ..models import Event
from ..permissions import partner_chamber


def tell(
    person, kind: str, *, about, context: dict, path: str, key: str = "", calendar: str = "",
    now: datetime, sender: Sender | None, user=None, app: str = "events",
) -> Message | None:
    """`person`: anything with name, name_latin, email, language and zone. With an account, also in the inbox, in the
    account's language.

    `app`: whose templates of mails they are. `sender`: who answers; None: the office."""
    if user is not None and user.is_active:
        return say(
            user, f"{app}/{kind}", about=about, context={"person": person} | context,
            path=path, key=key, calendar=calendar, now=now, sender=sender,
        )
    return say_to_address(
        person.email,
        f"{app}/{kind}",
        language=person.language,
        zone=person.zone,
        about=about,
        context={"person": person} | context,
        path=path,
        key=f"{about.pk}:{key}",
        calendar=calendar,
        priority=Priority.PERSONAL,
        now=now,
        name=person.name,
        name_latin=person.name_latin,
        sender=sender,
    )


def answers_for(event: Event) -> Sender | None:
    """Whoever planned it, else a liaison of the chamber that organises it, else the office."""
    people = organisers_of(event)
    own = next((one for one in people if one.pk == event.created_by_id), None)
    return sender_of(own or (people[0] if event.chamber_id and people else None))


def organisers_of(event: Event) -> list:
    """The liaisons of the chamber that organises it, otherwise whoever planned it, otherwise Minamin's staff."""
    active = get_user_model().objects.filter(is_active=True).order_by("pk")
    if event.chamber_id:
        return list(active.filter(pk__in=Liaison.objects.filter(chamber=event.chamber_id).values("user")))
    staff = active.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR])
    return list(staff.filter(pk=event.created_by_id)) or list(staff)


def other_side_of(event: Event) -> list:
    """Whom an announcement reaches: Minamin's staff, or the liaisons of the partner chambers concerned."""
    active = get_user_model().objects.filter(is_active=True).order_by("pk")
    if event.chamber_id:
        return list(active.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR]))
    liaisons = Liaison.objects.filter(chamber__is_partner=True)
    if event.country != "JP":
        liaisons = liaisons.filter(chamber__country=event.country)
    return list(active.filter(pk__in=liaisons.values("user")))


def read_by_other_side(event: Event) -> list[str]:
    """The language of each whom an announcement reaches."""
    return [person.language for person in other_side_of(event)]


def partners_for(registration) -> list:
    """Who consents to a substitute of another rank: the other side than the delegate's."""
    active = get_user_model().objects.filter(is_active=True).order_by("pk")
    chamber = partner_chamber(registration.event) if registration.side == Side.JAPAN else None
    if chamber:
        return list(active.filter(pk__in=Liaison.objects.filter(chamber=chamber).values("user")))
    return list(active.filter(role__in=[Role.STAFF, Role.ADMINISTRATOR]))
