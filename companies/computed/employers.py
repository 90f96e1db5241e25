"""For whom people work: their firm or chamber."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models import Liaison, Membership

ABOUT = {
    "companies.firm": _("With the firm’s entry"), "companies.claim": _("With a request to join a firm"),
    "companies.call": _("To be asked by telephone"),
}


def employers(people: list) -> dict[Any, str]:
    """By the person's id; who left is not among them."""
    members = Membership.objects.filter(user__in=people).select_related("firm")
    liaisons = Liaison.objects.filter(user__in=people).select_related("chamber")
    found = {one.user_id: str(one.firm) for one in members}
    return found | {one.user_id: str(one.chamber) for one in liaisons}
