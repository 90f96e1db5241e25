"""Possible duplicates, merging with a trail, and bars between firms."""
from datetime import datetime

from django.db import transaction

from core.activity import record, ref
from core.lifecycle import lock, move
from core.reasons import required_reason
from core.text import clean

from ..errors import MergeNotPossible
from ..models import Bar, Contact, Firm, Invitation, Membership
from ..rules.naming import POSSIBLE_DUPLICATE, Likeness, NameFacts, similarity
from ..states import CLOSED_FIRM


def likely_duplicates(firm: Firm) -> list[tuple[Firm, Likeness]]:
    """Other open firms that may be this one in another script or legal form, likeliest first."""
    facts = _facts(firm)
    others = Firm.objects.open().exclude(pk=firm.pk).filter(country=firm.country).select_related("contact")
    rated = [(other, similarity(facts, _facts(other))) for other in others]
    likely = [pair for pair in rated if pair[1].score >= POSSIBLE_DUPLICATE]
    return sorted(likely, key=lambda pair: -pair[1].score)


def likeness_of(firm: Firm, other: Firm) -> Likeness:
    return similarity(_facts(firm), _facts(other))


def _facts(firm: Firm) -> NameFacts:
    contact = getattr(firm, "contact", None)
    return NameFacts(
        name=firm.name, latin=firm.name_latin, country=firm.country, city=firm.city, legal_id=firm.legal_id,
        email=contact.email if contact else "", phone=contact.phone if contact else "",
    )


@transaction.atomic
def merge_firms(firm: Firm, into: Firm, *, reason: str, by, now: datetime) -> None:
    """`firm` gives its people, invitations, profiles and bars to `into` and stays as a closed row that names its successor."""
    reason = required_reason(reason)
    if firm.pk == into.pk or firm.country != into.country:
        raise MergeNotPossible
    for one in sorted([firm, into], key=lambda each: each.pk):  # one order for everybody: no deadlock
        if lock(one).state in CLOSED_FIRM:
            raise MergeNotPossible
    moved = {
        "members": Membership.objects.filter(firm=firm).update(firm=into),
        "profiles": firm.profiles.update(firm=into),
    }
    Invitation.objects.filter(firm=firm, accepted_at=None).update(firm=into)
    if not Contact.objects.filter(firm=into).exists():
        Contact.objects.filter(firm=firm).update(firm=into)
    for bar in Bar.objects.of_firm(firm).exclude(firm=into).exclude(other=into):
        other = bar.other if bar.firm_id == firm.pk else bar.firm
        bar_firms(into, other, kind=bar.kind, note=bar.note, by=by, now=now)
    move(firm, "merge", by=by, now=now, reason=reason, merged_into=into, data=moved | {"into": ref(into)})
    record(into, "absorb", by=by, now=now, reason=reason, data=moved | {"from": ref(firm)})


@transaction.atomic
def bar_firms(firm: Firm, other: Firm, *, kind: str, note: str, by, now: datetime) -> Bar:
    """Never match these two again; live suggestions between them are blocked by the match app through the log."""
    first, second = sorted([firm, other], key=lambda each: each.pk)
    note = clean(note, limit=300)
    bar, _ = Bar.objects.update_or_create(
        firm=first, other=second, defaults={"kind": kind, "note": note, "barred_by": by, "barred_at": now}
    )
    record(firm, "bar", by=by, now=now, reason=note, data={"other": str(other.pk), "kind": kind})
    return bar
