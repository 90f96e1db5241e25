"""Who signs a letter: a person of the office or of a chamber, and where answers go."""

from django.conf import settings

from accounts.enums import Role
from accounts.models import User
from notifications.services import Sender

from .permissions import liaison_of


def sender_of(person: User | None) -> Sender | None:
    """None: the office signs itself."""
    if person is None or not person.is_active:
        return None
    role = Role(person.role).label  # put into words when a letter is written, in its reader's language
    liaison = liaison_of(person)
    if liaison is None:
        phone = person.phone or settings.OFFICE_PHONE
        return Sender(person, role, "", phone, person.email) if person.is_minamin else None
    chamber = liaison.chamber
    return Sender(person, role, chamber, person.phone or chamber.phone, chamber.reply_to or person.email)
