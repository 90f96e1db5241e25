"""Letters of invitation: what they say is copied when they are issued and never changes; a change of people asks for a new one."""

import hashlib
import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from core.activity import record
from core.lifecycle import lock

from ..errors import EventIsOver, NobodyTravels, NoHost, NotTheOrganiser
from ..links import paper_path
from ..models import Delegation, Letter, Stop
from ..papers import letter_pdf
from ..permissions import can_keep_delegation
from ..states import TRAVELLING


@transaction.atomic
def issue_letter(delegation: Delegation, *, language: str, by, now: datetime) -> Letter:
    """In the name of the first host who reads this language, else of the first host at all; replaces the one before in it."""
    locked = lock(delegation)
    if not can_keep_delegation(by, locked):
        raise NotTheOrganiser
    if locked.state not in TRAVELLING:
        raise EventIsOver
    stops = list(locked.stops.all())
    hosts = [stop for stop in stops if stop.host]
    if not hosts:
        raise NoHost
    if not locked.members.filter(left_at=None).exists():
        raise NobodyTravels
    host = next((stop for stop in hosts if stop.host_language == language), hosts[0])
    pk, number = uuid.uuid4(), (locked.letters.aggregate(last=Max("number"))["last"] or 0) + 1
    content = _content(locked, host, stops) | {
        "number": f"{locked.pk.hex[:6].upper()}-{number}",
        "link": settings.PORTAL_URL + paper_path("letter", pk),
        "issued_at": now.isoformat(),
    }
    pdf = letter_pdf(content, language=language, as_of=now)
    locked.letters.filter(language=language, replaced_at=None).update(replaced_at=now)
    letter = Letter.objects.create(
        pk=pk,
        delegation=delegation,
        number=number,
        language=language,
        content=content,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        issued_by=by,
        issued_at=now,
    )
    record(delegation, "issue_letter", by=by, now=now, data={"number": content["number"], "sha256": letter.sha256})
    return letter


def _content(delegation: Delegation, host: Stop, stops: list[Stop]) -> dict[str, Any]:
    return {
        "title": delegation.title,
        "purpose": delegation.purpose,
        "from_country": delegation.from_country,
        "to_country": delegation.to_country,
        "starts_on": delegation.starts_on.isoformat(),
        "ends_on": delegation.ends_on.isoformat(),
        "host": host.host,
        "host_person": host.host_person,
        "host_email": host.host_email,
        "host_phone": host.host_phone,
        "guests": [
            {
                "name": one.name,
                "name_latin": one.registration.name_latin if one.registration else "",
                "position": one.position,
                "organisation": one.organisation,
                "is_head": one.is_head,
            }
            for one in delegation.members.filter(left_at=None).select_related("registration")
        ],
        "stops": [
            {
                "starts_at": one.starts_at.isoformat(),
                "ends_at": one.ends_at.isoformat(),
                "zone": one.zone,
                "place": one.place,
                "what": one.what,
                "host": one.host,
            }
            for one in stops
        ],
    }
