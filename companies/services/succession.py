"""What moves inside this app when another record takes a firm's place: people, profiles, invitations, bars."""
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..models import Bar, Contact, Firm, Picture
from ..successors import Living, Succession, move_rows, rows_back
from .bars import bar_firms

MOVED = (
    "companies.membership.firm", "companies.partneringprofile.firm", "companies.firm.merged_into",
    "companies.spoken.firm", "companies.call.firm",
)
LOGO = "companies.picture.firm"
CLAIMS, HANDOVERS = "companies.claim.firm", "companies.handover.firm"
INVITATIONS, CONTACT = "companies.invitation.firm", "companies.contact.firm"
KEPT = {
    "companies.verificationcheck.firm": "a check says what was looked at in that record",
    "companies.finding.firm": "it says what a register wrote about that record's number",
    "companies.bar.firm": "copied, because the other side of the pair may be barred from both",
    "companies.bar.other": "copied, as above",
    "companies.merge.firm": "the merge itself names both records",
    "companies.merge.into": "the merge itself names both records",
}


def lives(old: Firm, new: Firm) -> Iterator[Living]:
    yield Living(_("People"), old.memberships.count())
    yield Living(_("Offers and needs"), old.profiles.open().count())
    yield Living(_("Open invitations"), old.invitations.filter(accepted_at=None, revoked_at=None).count())
    yield Living(_("Requests to join"), old.claims.open().count())
    yield Living(_("Firms it must not be matched with"), len(_bars_to_copy(old, new)))


def hand_over(old: Firm, new: Firm, *, by, now: datetime) -> dict:
    moved = move_rows(old, new, *MOVED) | move_rows(old, new, INVITATIONS, only=Q(accepted_at=None))
    moved |= move_rows(old, new, CLAIMS, only=Q(state="asked"))
    moved |= move_rows(old, new, HANDOVERS, only=Q(state="offered"))
    if not Contact.objects.filter(firm=new).exists():
        moved |= move_rows(old, new, CONTACT)
    if not Picture.objects.filter(firm=new).exclude(state="removed").exists():
        moved |= move_rows(old, new, LOGO, only=~Q(state="removed"))
    bars = [
        bar_firms(new, other, kind=bar.kind, note=bar.note, by=by or bar.barred_by, now=now)
        for bar, other in _bars_to_copy(old, new)
    ]
    return {"moved": moved, "bars": [str(bar.pk) for bar in bars]}


def give_back(record: dict, old: Firm, new: Firm, *, by, now: datetime) -> None:
    rows_back(record["moved"], old, new)
    Bar.objects.filter(pk__in=record["bars"]).delete()


def _bars_to_copy(old: Firm, new: Firm) -> list[tuple[Bar, Firm]]:
    """Bars of the old record against firms that the new one is not barred from, each with that firm."""
    known = {new.pk} | {other.pk for _bar, other in _bars_of(new)}
    return [(bar, other) for bar, other in _bars_of(old) if other.pk not in known]


def _bars_of(firm: Firm) -> list[tuple[Bar, Firm]]:
    rows = Bar.objects.of_firm(firm).select_related("firm", "other")
    return [(bar, bar.other if bar.firm_id == firm.pk else bar.firm) for bar in rows]


SUCCESSION = Succession(
    label=_("Firms"), lives=lives, hand_over=hand_over, give_back=give_back, fields=MOVED,
    partly=(INVITATIONS, CLAIMS, HANDOVERS, CONTACT, LOGO), kept=KEPT,
)
