"""What was found, as rows of components/row_list.html."""
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ..computed.found import Group


def groups_of(found: list[Group], query: str) -> list[dict[str, Any]]:
    words, given = _words(), urlencode({"q": query})
    everything = {"firms": reverse("companies:firms") + f"?{given}"}
    return [
        {
            "title": words[group.name], "rows": [ROWS[group.name](row) for row in group.rows], "more": group.more,
            "url": everything.get(group.name, ""),
        }
        for group in found
    ]


def _words() -> dict[str, str]:
    return {
        "firms": _("Firms"), "members": _("People of firms"), "introductions": _("Introductions"),
        "referrals": _("Referrals"), "memoranda": _("Memoranda"), "leads": _("Inquiries"), "events": _("Events"),
        "delegates": _("People at events"), "bulletins": _("Bulletins"), "profiles": _("Offers and needs"),
        "matches": _("Suggestions"), "threads": _("Conversations"), "samples": _("Samples"), "mails": _("Mails"),
    }


def _row(url: str, title: Any, meta: Any = "") -> dict[str, str]:
    return {"url": url, "title": str(title), "meta": str(meta)}


def _case(case) -> dict:
    return _row(case.get_absolute_url(), case, f"{case.case_number} · {case.get_state_display()}")


def _firm(firm) -> dict:
    url = reverse("companies:review_firm", args=[firm.pk])
    return _row(url, firm, f"{firm.get_country_display()} · {firm.get_state_display()}")


def _profile(profile) -> dict:
    return _row(reverse("companies:review_profile", args=[profile.pk]), profile.title, profile.get_state_display())


def _mail(delivery) -> dict:
    message = delivery.message
    to = f"{message.recipient} · " if message.recipient else ""
    return _row(reverse("notifications:undelivered"), message.subject, f"{to}{delivery.get_state_display()}")


ROWS = {
    "profiles": _profile,
    "matches": _case,
    "threads": lambda one: _row(one.get_absolute_url(), one),
    "samples": lambda one: _row(one.get_absolute_url(), one.goods, one.get_state_display()),
    "mails": _mail,
    "firms": _firm,
    "members": lambda one: _row(reverse("companies:review_firm", args=[one.firm_id]), one.user, one.firm),
    "introductions": _case,
    "referrals": _case,
    "memoranda": lambda one: _row(one.get_absolute_url(), one.titles, one.number),
    "leads": lambda one: _row(one.get_absolute_url(), one, one.get_state_display()),
    "events": _case,
    "delegates": lambda one: _row(reverse("events:registration", args=[one.pk]), one, one.event),
    "bulletins": lambda one: _row(one.get_absolute_url(), one.titles, one.get_state_display()),
}
