"""Who holds which role; each change stands in the log."""

from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.text import clean_words

from ..enums import Role
from ..errors import AdministratorThere
from ..models import User
from ..permissions import can_give_roles


@transaction.atomic
def appoint_first_administrator(*, email: str, full_name: str, language: str, time_zone: str, now: datetime) -> User:
    """For an empty portal, from its command line. Without a password: they sign in with a code by mail.
    Raises AdministratorThere.
    """
    active = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    if active.select_for_update(of=("self",), no_key=True).exists():
        raise AdministratorThere
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(
        email, full_name=clean_words(full_name, limit=User.full_name), language=language, time_zone=time_zone
    )
    user.is_superuser = True
    _give(user, Role.ADMINISTRATOR, by=None, now=now)
    return user


@transaction.atomic
def give_role(user: User, *, role: str, by: User, now: datetime) -> None:
    permit(by, can_give_roles)
    _give(user, role, by=by, now=now)


def _give(user: User, role: str, *, by: User | None, now: datetime) -> None:
    was, user.role = User.objects.values_list("role", flat=True).get(pk=user.pk), role
    user.save(update_fields=["role", "is_superuser"])
    record(user, "give_role", by=by, now=now, data={"role": role, "from": was})
