"""What a judge of evidence reads beside its name: where it was and who took part, live from its source."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Firm
from core.geography import Country, place_name
from core.names import shown
from events.models import Delegation, Event, Registration, Support
from matching.models import Introduction, Match, Referral
from meetings.models import Meeting
from talks.models import Sample

from ..models import Bulletin, Evidence, ExperienceSession

MOST_NAMED = 4


class Proof(NamedTuple):
    where: str = ""
    who: str = ""


def proofs(rows: Iterable[Evidence]) -> dict[Any, Proof]:
    """{pk: Proof}; one or two queries for each kind of source."""
    wanted: dict[str, dict[Any, Any]] = {}
    for row in rows:
        if row.source_id:
            wanted.setdefault(row.source_model, {})[row.source_id] = row.pk
    return {
        ids[source]: proof for model, ids in wanted.items() if model in READ
        for source, proof in READ[model](list(ids)).items()
    }


def _organiser(row: Any) -> str:
    return str(row.chamber) if row.chamber else "Minamin"


def _of_pair(match: Match) -> Proof:
    cities = [_city(match.japan), _city(match.partner)]
    return Proof(" – ".join(filter(None, cities)), f"{match.japan}, {match.partner}")


def _city(firm: Firm) -> str:
    return place_name(firm.city) if firm.city else str(Country(firm.country).label)


def _introductions(ids: list) -> dict:
    return {row.pk: _of_pair(row.match) for row in Introduction.objects.with_firms().filter(pk__in=ids)}


def _referrals(ids: list) -> dict:
    found = {}
    for row in Referral.objects.with_firms().select_related("chamber").filter(pk__in=ids):
        pair = _of_pair(row.introduction.match)
        found[row.pk] = pair._replace(who=f"{pair.who}, {row.chamber}")
    return found


def _samples(ids: list) -> dict:
    return {row.pk: _of_pair(row.thread.match) for row in Sample.objects.with_firms().filter(pk__in=ids)}


def _bulletins(ids: list) -> dict:
    rows = Bulletin.objects.filter(pk__in=ids).select_related("chamber").without_bodies()
    return {
        row.pk: Proof(
            _("for readers in: %(country)s") % {"country": Country(row.for_country).label}, _organiser(row)
        ) for row in rows
    }


def _sessions(ids: list) -> dict:
    came = Count("participants", filter=Q(participants__attended=True))
    rows = ExperienceSession.objects.filter(pk__in=ids).select_related("chamber").annotate(came=came)
    return {
        row.pk: Proof(row.place, ", ".join(filter(None, [_organiser(row), row.speaker, _people(row.came)])))
        for row in rows
    }


def _people(many: int) -> str:
    return ngettext("%(count)s participant", "%(count)s participants", many) % {"count": many}


def _place(event: Event) -> str:
    return ", ".join(filter(None, [event.venue, str(Country(event.country).label)]))


def _events(ids: list) -> dict:
    came = Registration.objects.filter(event__in=ids, state="attended").order_by().values_list("event")
    many = dict(came.annotate(many=Count("pk")))
    rows = Event.objects.filter(pk__in=ids).select_related("chamber")
    return {
        row.pk: Proof(_place(row), ", ".join(filter(None, [_organiser(row), many and _people(many.get(row.pk, 0))])))
        for row in rows
    }


def _supports(ids: list) -> dict:
    rows = Support.objects.filter(pk__in=ids).select_related("event", "chamber")
    return {row.pk: Proof(_place(row.event), _organiser(row)) for row in rows}


def _delegations(ids: list) -> dict:
    rows = Delegation.objects.filter(pk__in=ids).prefetch_related("members__registration__firm", "stops")
    return {row.pk: Proof(_way(row), _travellers(row)) for row in rows}


def _way(row: Delegation) -> str:
    ends = f"{Country(row.from_country).label} → {Country(row.to_country).label}"
    stops = dict.fromkeys(
        f"{place_name(stop.place)} ({shown(stop.host, stop.host_latin)})" if stop.host else place_name(stop.place)
        for stop in row.stops.all()
    )
    return ": ".join(filter(None, [ends, ", ".join(list(stops)[:MOST_NAMED])]))


def _travellers(row: Delegation) -> str:
    """How many, and of which organisations: a judge needs no names of people."""
    there = [one for one in row.members.all() if one.left_at is None]
    organisations = list(dict.fromkeys(str(one.comes_from) for one in there))
    return ", ".join([_people(len(there)), *organisations[:MOST_NAMED]])


def _meetings(ids: list) -> dict:
    rows = Meeting.objects.filter(pk__in=ids).with_people()
    return {
        row.pk: Proof(f"{row.event}, {_place(row.event)}", f"{row.asker.comes_from}, {row.asked.comes_from}")
        for row in rows
    }


READ: dict[str, Callable[[list], dict]] = {
    Introduction._meta.label_lower: _introductions,
    Referral._meta.label_lower: _referrals,
    Sample._meta.label_lower: _samples,
    Bulletin._meta.label_lower: _bulletins,
    ExperienceSession._meta.label_lower: _sessions,
    Event._meta.label_lower: _events,
    Support._meta.label_lower: _supports,
    Delegation._meta.label_lower: _delegations,
    Meeting._meta.label_lower: _meetings,
}
