"""Certificates that are not in the list: partners see them only when staff have looked at their names."""
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock

from ..errors import NotAnonymous
from ..models import Firm
from ..permissions import can_review
from ..rules.certificates import FAMILIES
from ..rules.teaser import TeaserProblem, check_anonymous, refusals
from .naming import identifying_names


def put_in_place(firm: Firm, names: list[str]) -> None:
    """The list's and those that staff admitted before are shown, others wait. Raises NotAnonymous."""
    admitted = set(FAMILIES) | set(firm.certificates)
    asked = [name for name in names if name not in admitted]
    for name in asked:
        if problems := refusals(certificate_problems(firm, name)):
            raise NotAnonymous(problems[0].message)
    firm.certificates, firm.certificates_asked = [name for name in names if name in admitted], asked


def certificate_problems(firm: Firm, name: str) -> list[TeaserProblem]:
    return check_anonymous(name, names=identifying_names(firm))


@transaction.atomic
def decide_certificate(firm: Firm, *, name: str, show: bool, by, now: datetime) -> None:
    """Raises NotAnonymous; TransitionNotAllowed when a colleague was quicker, or the firm took it back."""
    permit(by, can_review)
    current = lock(firm)
    if name not in current.certificates_asked:
        raise TransitionNotAllowed
    if show and (problems := refusals(certificate_problems(current, name))):
        raise NotAnonymous(problems[0].message)
    current.certificates_asked.remove(name)
    if show:
        current.certificates.append(name)
    current.save(update_fields=["certificates", "certificates_asked"])
    record(current, "show_certificate" if show else "refuse_certificate", by=by, now=now, words={"certificate": name})
