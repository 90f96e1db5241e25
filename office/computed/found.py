"""What a reader finds by a few words, in groups; each group asks the rows they may see anyway."""
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from companies.models import Firm, Membership
from companies.rules.legal_forms import proper_name
from core import case_numbers
from core.searching import found as words_in
from core.searching import holds
from core.text import clean
from events.models import Event, Registration
from leads.models import Lead
from matching.models import Introduction, Match, Referral
from mou.models import Bulletin, Memorandum

MOST = 6
LOOKED_AT = 60  # rows with texts in several languages, of which those are kept that hold every word
LEAST, LONGEST = 2, 100


class Group(NamedTuple):
    name: str
    rows: list[Model]
    more: bool  # than are shown


Rows = Callable[[Any, str], Iterable[Model]]


def firms(user, query: str) -> QuerySet:
    return Firm.objects.visible_to(user).searched(q=query).order_by("name", "pk")


def members(user, query: str) -> QuerySet:
    """People with an account, of firms the reader may see."""
    seen = Membership.objects.filter(firm__in=Firm.objects.visible_to(user), user__is_active=True)
    return seen.filter(words_in(proper_name(query), "user__search_text")).select_related("user", "firm").order_by("pk")


def delegates(user, query: str) -> QuerySet:
    return Registration.objects.visible_to(user).named(query).with_people().order_by("-event__starts_at", "pk")


def of_either_firm(query: str, prefix: str) -> Q:
    name = proper_name(query)
    return words_in(name, f"{prefix}japan__search_text") | words_in(name, f"{prefix}partner__search_text")


def introductions(user, query: str) -> QuerySet:
    rows = Introduction.objects.visible_to(user).filter(of_either_firm(query, "match__"))
    return rows.with_firms().order_by("-requested_at", "pk")


def referrals(user, query: str) -> QuerySet:
    rows = Referral.objects.visible_to(user).filter(of_either_firm(query, "introduction__match__"))
    return rows.with_firms().order_by("-sent_at", "pk")


def leads(user, query: str) -> QuerySet:
    wanted = Q(firm_name__icontains=query) | Q(firm_name_latin__icontains=query) | Q(name__icontains=query)
    return Lead.objects.visible_to(user).filter(wanted).order_by("-received_at", "pk") if user.is_minamin else []


def titled(rows: QuerySet, query: str) -> list[Model]:
    """Titles stand in several languages beside who wrote them: the database narrows, the texts decide."""
    longest = max(query.split(), key=len)
    near = rows.annotate(_titles=Cast("titles", TextField())).filter(_titles__icontains=longest)[:LOOKED_AT]
    return [row for row in near if any(holds(text, query) for text in row.titles.values())]


def events(user, query: str) -> list[Model]:
    return titled(Event.objects.visible_to(user).order_by("-starts_at", "pk"), query)


def bulletins(user, query: str) -> list[Model]:
    return titled(Bulletin.objects.visible_to(user).without_bodies().order_by("-created_at", "pk"), query)


def memoranda(user, query: str) -> QuerySet:
    party = words_in(proper_name(query), "parties__firm__search_text")
    rows = Memorandum.objects.visible_to(user)
    named = rows.model.objects.filter(Q(number__icontains=query) | party).values("pk")
    return rows.filter(pk__in=named).order_by("-signed_on", "number")


GROUPS: dict[str, Rows] = {
    "firms": firms, "members": members, "introductions": introductions, "referrals": referrals,
    "memoranda": memoranda, "leads": leads, "events": events, "delegates": delegates, "bulletins": bulletins,
}


def asked(text: str) -> str:
    """The words fit to be looked for; nothing where they are too few or too many."""
    query = clean(text)
    return query if LEAST <= len(query) <= LONGEST else ""


def find(user, query: str) -> list[Group]:
    """Groups in which something was found."""
    groups = []
    for name, rows_of in GROUPS.items():
        rows = list(rows_of(user, query)[: MOST + 1])
        if rows:
            groups.append(Group(name, rows[:MOST], len(rows) > MOST))
    return groups


NUMBERED: dict[str, type[Model]] = {"MA": Match, "IN": Introduction, "RE": Referral, "EV": Event}


def exactly(user, query: str) -> Model | None:
    """The case or the memorandum of this number, if the reader may see it."""
    number = case_numbers.read(query)
    if model := NUMBERED.get(number[:2]):
        return model._default_manager.visible_to(user).filter(case_number=number).first()
    return Memorandum.objects.visible_to(user).filter(number__iexact=query).first()
