"""Who is responsible for a firm, and what staff write down about it."""
from datetime import datetime
from uuid import UUID

from django.db import transaction

from companies.models import Firm
from core.activity import record
from core.errors import permit
from core.reasons import required_reason

from .. import messages
from ..errors import NobodyMeant, NotOfTheHouse, SeveralMeant, TakenAlready
from ..models import Note
from ..permissions import can_see_whole_firms, people_of_house
from ..rules.mentions import mentions
from .caring import Row, care_at, look_after

FIRM = "firm"


@transaction.atomic
def assign_firm(firm: Firm, *, to, instead_of: UUID | None, by, now: datetime) -> None:
    """`to`: a colleague, or None; `instead_of`: who it was when the page was shown. Raises TakenAlready,
    NotOfTheHouse.
    """
    permit(by, can_see_whole_firms)
    if to is not None and not people_of_house(by).filter(pk=to.pk).exists():
        raise NotOfTheHouse
    care = care_at(Row(FIRM, firm.pk), by)
    if care.person_id != instead_of:
        raise TakenAlready
    if care.person_id == (to and to.pk):
        return
    look_after(care, to, "give" if to else "release", by=by, now=now)
    if to is not None and to.pk != by.pk:
        messages.firm_given(firm, to=to, by=by, now=now)


@transaction.atomic
def write_note(firm: Firm, *, text: str, by, now: datetime) -> Note:
    """Colleagues named with @ are told. Raises NobodyMeant, SeveralMeant."""
    permit(by, can_see_whole_firms)
    text = required_reason(text, field="text")
    told = _named_in(text, by)
    note = Note.objects.create(firm=firm, written_by=by, written_at=now, text=text)
    record(note, "write", by=by, now=now, data={"to": [str(one.pk) for one in told]})
    for person in told:
        messages.mentioned(note, to=person, now=now)
    return note


def _named_in(text: str, by) -> list:
    people = {one.pk: one for one in people_of_house(by)}
    found = mentions(text, {pk: [one.full_name, one.name_latin] for pk, one in people.items()})
    if found.unknown:
        raise NobodyMeant(name=found.unknown[0], people=", ".join(f"@{one}" for one in people.values()))
    if found.unclear:
        raise SeveralMeant(name=found.unclear[0])
    return [people[pk] for pk in found.people if pk != by.pk]
