"""Who has accepted the terms in force."""

from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.i18n import current_language

from ..models import TermsAcceptance, User
from ..permissions import is_oneself
from ..terms import VERSION


def has_accepted_terms(user: User) -> bool:
    return TermsAcceptance.objects.filter(user=user, version=VERSION).exists()


@transaction.atomic
def accept_terms(user: User, *, by, now: datetime) -> None:
    """Once for each version; accepted twice is accepted once."""
    permit(by, is_oneself, user)
    given = {"language": current_language(), "accepted_at": now}
    _row, is_new = TermsAcceptance.objects.get_or_create(user=user, version=VERSION, defaults=given)
    if is_new:
        record(user, "accept_terms", by=by, now=now, data={"version": VERSION})
