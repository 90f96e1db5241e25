"""Only staff work on inquiries, only liaisons send firms; whoever may not touches no row."""
from functools import partial

import pytest

from leads import services
from tests.leads.conftest import REFERRED, WRITTEN
from tests.refusing import refuses

pytestmark = pytest.mark.django_db
WHY = "Because"
FIRM = {
    "country": "KZ", "legal_id": "", "name": "ТОО «Дала Нан»", "name_latin": "Dala Nan", "city": "", "language": "kk"
}
CONTACT = {"name": "Ерлан", "email": "e@dala.example", "language": "kk"}
BY_STAFF = {
    "take_lead": services.take_lead,
    "note_on_lead": partial(services.note_on_lead, note=WHY),
    "answer_lead": partial(services.answer_lead, subject="Hello", text="Hello"),
    "answer_otherwise": partial(services.answer_otherwise, note=WHY),
    "close_lead": partial(services.close_lead, code="other", reason=""),
    "reopen_lead": services.reopen_lead,
    "convert_lead": partial(services.convert_lead, firm=FIRM, contact=CONTACT),
}


@pytest.mark.parametrize("act", BY_STAFF.values(), ids=BY_STAFF)
def test_only_staff(act, lead, altai, dana, aigul, now):
    for person in (dana, aigul):
        refuses(partial(act, lead, by=person, now=now))


def test_only_staff_assign_join_and_enter(lead, altai, dana, aigul, sato, now):
    given = {name: text for name, text in REFERRED.items() if name != "country"}
    for person in (dana, aigul):
        refuses(partial(services.assign_lead, lead, to=sato, by=person, now=now))
        refuses(partial(services.join_firm, lead, firm=altai, by=person, now=now))
        entered = given | {"country": WRITTEN["country"], "source": "fair", "agreed_on": now.date()}
        refuses(partial(services.enter_lead, **entered, by=person, now=now))


def test_only_liaisons_send_firms(sato, aigul, now):
    for person in (sato, aigul):
        refuses(partial(services.refer_firm, **REFERRED, agreed_on=now.date(), by=person, now=now))
        refuses(partial(services.confirm_referrals, [], by=person, now=now))
