"""The memoranda of whoever reads a home page: how each stands, in one line."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from core.prepared import attach, rows_for
from mou.computed import ledger
from mou.models import Memorandum, Party
from mou.pages.display import light_of
from mou.pages.overview import list_row

MOST = 5


def rows(user, now: datetime) -> list[dict]:
    """Rows of components/row_list.html, what is most overdue first."""
    found = rows_for(_in_force, user.role, {"user": user.pk})
    attach(found, "parties", rows_for(_parties, None, {"memoranda": [one.pk for one in found]}), "memorandum_id")
    books = ledger.open_accounts(found, now)
    late = {one.pk: list_row(one, books[one.pk])["late"] for one in found}
    found.sort(key=lambda one: -late[one.pk])
    return [_row(memorandum, books[memorandum.pk]) for memorandum in found[:MOST]]


def _in_force(role: str, values: dict):
    visible = Memorandum.objects.visible_to(User.reader(values["user"], role))
    return visible.in_force().order_by("-signed_on", "number")


def _parties(_kind: None, values: dict):
    return Party.objects.select_related("chamber", "firm").filter(memorandum__in=values["memoranda"])


def _row(memorandum: Memorandum, books: list[ledger.Account]) -> dict:
    late = list_row(memorandum, books)
    tag = {"tone": "overdue", "word": late["late_words"]} if late["late"] else light_of(books)
    parties = " – ".join(party.name for party in memorandum.parties.all())
    return tag | {
        "url": memorandum.get_absolute_url(), "title": parties,
        "meta": _("No. %(number)s") % {"number": memorandum.number},
    }
