"""Refusals: a rule was broken, nothing was written, and a person can be told why in their language."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Base of every business refusal; `status` is the HTTP status a page answers with,
    `field` the form field it is about.
    """

    status = 409
    template = "409.html"
    field: str | None = None
    message: Any = _("This is not possible now.")

    def __init__(self, message=None):
        self.message = message or self.message
        super().__init__(str(self.message))


class ReasonMissing(Refusal):
    """`field`: which field of the form says too little."""

    message = _("Please give a reason.")

    def __init__(self, field: str = "reason"):
        super().__init__()
        self.field = field


class TransitionNotAllowed(Refusal):
    message = _("The case has changed in the meantime. Check its current state and decide again.")


class NotPermitted(Refusal):
    status = 403
    message = _("Your role does not allow this.")


def require(allowed: bool) -> None:
    """Second of the three lines of a view: visible → permitted → transition table."""
    if not allowed:
        raise NotPermitted


def permit(by, may: Callable[..., bool], *about, otherwise: type[Refusal] = NotPermitted) -> None:
    """First line of a service: may `by` do this? None is the portal, or whoever holds the link that led to the row."""
    if by is not None and not (by.is_active and may(by, *about)):
        raise otherwise
