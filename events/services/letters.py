"""Letters of invitation: what they say is copied when they are issued; as soon as it is no longer true they are void.

Hosts and chambers get one that names everybody, each party one with its own people only.
"""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from core.activity import record
from core.lifecycle import lock
from core.multilingual import Texts
from core.names import is_read_abroad, proposed_latin

from ..errors import EventIsOver, LatinNamesMissing, NobodyTravels, NoHost, NotTheOrganiser, NotWordedIn
from ..links import paper_path
from ..models import Delegation, Letter, Member, Stop
from ..papers import letter_pdf
from ..permissions import can_keep_delegation
from ..states import TRAVELLING

EVERYBODY = ""
NOTHING: Mapping[str, Any] = {}


@transaction.atomic
def issue_letters(delegation: Delegation, *, language: str, by, now: datetime) -> list[Letter]:
    """In the name of the first host who reads this language, else of the first host at all;
    replace those before in it.
    """
    locked = lock(delegation)
    if not can_keep_delegation(by, locked):
        raise NotTheOrganiser
    if locked.state not in TRAVELLING:
        raise EventIsOver
    stops, parties = list(locked.stops.all()), _parties(locked)
    if not any(stop.host for stop in stops):
        raise NoHost
    if not parties:
        raise NobodyTravels
    _require_words(locked, stops, language)
    _require_latin_names(parties)
    locked.letters.filter(language=language, replaced_at=None).update(replaced_at=now)
    return [
        _issue(locked, party, _facts(locked, stops, people, language), people, language=language, by=by, now=now)
        for party, people in parties.items()
    ]


def _require_words(delegation: Delegation, stops: list[Stop], language: str) -> None:
    """Nothing in it is in another language than the letter's own."""
    texts = [delegation.titles, delegation.purposes, *(stop.programmes for stop in stops)]
    if any(one and language not in one for one in texts):
        raise NotWordedIn(language)


def _require_latin_names(parties: dict[str, list[Member]]) -> None:
    """A border guard reads the passport's letters; the reading of kanji only their bearer knows."""
    people = {one.pk: one for several in parties.values() for one in several}
    unread = [one.name for one in people.values() if not is_read_abroad(one.name, _own_latin(one))]
    if unread:
        raise LatinNamesMissing(unread)


def _own_latin(one: Member) -> str:
    return one.name_latin or (one.registration.name_latin if one.registration else "")


def _parties(delegation: Delegation) -> dict[str, list[Member]]:
    """Who is named together: everybody where several parties travel, and each party by itself."""
    everybody = list(delegation.members.travelling())
    parties: dict[str, list[Member]] = {}
    for one in everybody:
        parties.setdefault(one.party, []).append(one)
    return parties if len(parties) < 2 else {EVERYBODY: everybody} | parties


def _issue(
    delegation: Delegation, party: str, facts: dict[str, Any], people: list[Member], *, language: str, by, now: datetime
) -> Letter:
    pk, number = uuid.uuid4(), (delegation.letters.aggregate(last=Max("number"))["last"] or 0) + 1
    content = facts | {
        "party": party,
        "number": f"{delegation.pk.hex[:6].upper()}-{number}",
        "link": settings.PORTAL_URL + paper_path("letter", pk),
        "issued_at": now.isoformat(),
    }
    pdf = letter_pdf(content, language=language, as_of=now)
    sha256 = hashlib.sha256(pdf).hexdigest()
    letter = Letter.objects.create(
        pk=pk,
        delegation=delegation,
        number=number,
        language=language,
        content=content,
        pdf=pdf,
        sha256=sha256,
        issued_by=by,
        issued_at=now,
    )
    letter.members.set(people)
    record(delegation, "issue_letter", by=by, now=now, data={"number": content["number"], "sha256": sha256})
    return letter


def void_letters(delegation: Delegation, *, now: datetime) -> list[Letter]:
    """Those that say something else than is true now end here; whom they name is to be told."""
    stops, parties = list(delegation.stops.all()), _parties(delegation)
    everybody = list(delegation.members.travelling())
    untrue = []
    for letter in delegation.letters.valid().defer("pdf").prefetch_related("members"):
        party = letter.content.get("party", EVERYBODY)
        people = everybody if party == EVERYBODY else parties.get(party, [])
        facts = _facts(delegation, stops, people, letter.language, issued=letter.content)
        if any(letter.content.get(name) != value for name, value in facts.items()):
            untrue.append(letter)
    delegation.letters.filter(pk__in=[one.pk for one in untrue]).update(replaced_at=now)
    return untrue


def _facts(
    delegation: Delegation, stops: list[Stop], people: list[Member], language: str, issued: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """What a letter in this language says about these people's journey; without a host nobody invites.

    `issued`: what one says already; a further language of a text makes it no less true.
    """
    hosts = [stop for stop in stops if stop.host]
    host = next((stop for stop in hosts if stop.host_language == language), hosts[0] if hosts else Stop())
    return {
        "title": _worded(delegation.titles, language, issued.get("title")),
        "purpose": _worded(delegation.purposes, language, issued.get("purpose")),
        "from_country": delegation.from_country,
        "to_country": delegation.to_country,
        "starts_on": delegation.starts_on.isoformat(),
        "ends_on": delegation.ends_on.isoformat(),
        "host": host.host,
        "host_person": host.host_person,
        "host_email": host.host_email,
        "host_phone": host.host_phone,
        **_latin_of_host(host, issued),
        "guests": [_guest(one, issued) for one in people],
        "stops": [_stop(*pair, language) for pair in zip_longest(stops, issued.get("stops", [])[: len(stops)])],
    }


def _latin_of_host(host: Stop, issued: Mapping[str, Any]) -> dict[str, str]:
    """Letters that were issued without them stay as true as they were."""
    latin = {"host_latin": host.host_latin, "host_person_latin": host.host_person_latin}
    return latin if issued is NOTHING else {name: value for name, value in latin.items() if name in issued}


def _worded(texts: Texts, language: str, issued: str | None) -> str:
    return issued if issued in texts.values() else texts.said(language).text


def _guest(one: Member, issued: Mapping[str, Any]) -> dict[str, Any]:
    """A name that was not derived when the letter was issued makes it no less true."""
    plain = {guest["name"] for guest in issued.get("guests", []) if not guest["name_latin"]}
    return {
        "name": one.name,
        "name_latin": _own_latin(one) or ("" if one.name in plain else proposed_latin(one.name)),
        "position": one.position,
        "organisation": one.organisation,
        "is_head": one.is_head,
    } | _latin_of_organisation(one, issued)


def _latin_of_organisation(one: Member, issued: Mapping[str, Any]) -> dict[str, str]:
    """As with hosts: letters that were issued without it stay as true as they were."""
    before = issued.get("guests", [])
    known = issued is NOTHING or any("organisation_latin" in guest for guest in before)
    return {"organisation_latin": one.organisation_latin} if known else {}


def _stop(one: Stop, issued: Mapping[str, Any] | None, language: str) -> dict[str, Any]:
    return {
        "starts_at": one.starts_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "zone": one.zone,
        "place": one.place,
        "what": _worded(one.programmes, language, (issued or NOTHING).get("what")),
        "host": one.host,
    } | ({"host_latin": one.host_latin} if issued is None or "host_latin" in issued else {})
