"""All that goes on with one firm, in groups, the newest first; for staff."""
from collections.abc import Iterable

from django.db.models import CharField, Model, Q, Value
from django.db.models.functions import Cast, Concat

from companies.models import Firm, Membership, PartneringProfile
from core.activity import ref
from events.models import Registration
from matching.models import Introduction, Match, Referral
from mou.models import Memorandum
from notifications.models import Delivery
from talks.models import Sample, Thread

from .found import Group

MOST = 8


PEOPLE = ("members", "mails")  # beside the contact person; all others are cases


def groups(firm: Firm, user, *, people: bool) -> list[Group]:
    """Also those in which there is nothing: that is an answer too."""
    found = []
    for name, rows in _rows(firm, user).items():
        if (name in PEOPLE) != people:
            continue
        first = list(rows[: MOST + 1])
        found.append(Group(name, first[:MOST], len(first) > MOST))
    return found


def _rows(firm: Firm, user) -> dict[str, Iterable[Model]]:
    either = Q(introduction__match__japan=firm) | Q(introduction__match__partner=firm)
    exchanged = Q(thread__match__japan=firm) | Q(thread__match__partner=firm)
    registered = Registration.objects.visible_to(user).filter(firm=firm).with_people()
    return {
        "members": Membership.objects.filter(firm=firm).select_related("user", "firm").order_by("role", "pk"),
        "profiles": PartneringProfile.objects.visible_to(user).filter(firm=firm).order_by("-submitted_at", "pk"),
        "matches": Match.objects.visible_to(user).of_firm(firm).with_firms().order_by("-created_at", "pk"),
        "introductions": Introduction.objects.visible_to(user).of_firm(firm).with_firms().order_by("-requested_at"),
        "threads": Thread.objects.visible_to(user).of_firm(firm).with_firms().order_by("-opened_at"),
        "samples": Sample.objects.visible_to(user).filter(exchanged).order_by("-requested_at"),
        "referrals": Referral.objects.visible_to(user).filter(either).with_firms().order_by("-sent_at"),
        "delegates": registered.order_by("-event__starts_at", "pk"),
        "memoranda": Memorandum.objects.visible_to(user).filter(parties__firm=firm).order_by("-signed_on", "number"),
        "mails": _mails(firm, user),
    }


def _mails(firm: Firm, user) -> Iterable[Model]:
    """About the firm itself and its introductions."""
    label = Value(Introduction._meta.label_lower + ":", output_field=CharField())
    introduced = Introduction.objects.of_firm(firm).annotate(ref=Concat(label, Cast("pk", CharField()))).values("ref")
    about = Q(message__concerns=ref(firm)) | Q(message__concerns__in=introduced)
    rows = Delivery.objects.visible_to(user).mails().filter(about)
    return rows.select_related("message__recipient").order_by("-due_at", "pk")
