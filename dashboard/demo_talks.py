"""Conversations before contacts are open: what staff and a firm ask, what is answered and what waits."""
from datetime import datetime, timedelta

from accounts.models import User
from matching.models import Match
from talks.enums import Asker
from talks.models import Asked
from talks.services import answer_question, ask_questions

HOUR = timedelta(hours=1)
ANSWERS = {
    "capacity": {"number": "4", "unit": "sets", "per": "month"},
    "lead_time": {"number": "90"},
    "basis": {"choices": ["FOB", "CIF"]},
    "certificates": {"choices": ["iso9001", "ce"]},
    "spoken": {"codes": ["ja", "en"]},
}
OF_AIGUL = ["need", "first_order", "voltage", "payment", "decision"]
OF_THE_OTHER = ["need", "ready", "way", "customs"]


def load(people: dict[str, User], *, now: datetime) -> None:
    sato, tanaka = people["sato@minamin.example"], people["tanaka@firm.example"]
    answered, waiting = _match("j01", "k03"), _match("j03", "k01")
    ask_questions(answered, keys=list(ANSWERS), to=Asker.JAPAN, by=sato, now=now - 30 * HOUR)
    for asked in Asked.objects.filter(thread__match=answered):
        answer_question(asked, value=ANSWERS[asked.key], by=tanaka, now=now - 6 * HOUR)
    ask_questions(answered, keys=OF_THE_OTHER, by=tanaka, now=now - 5 * HOUR)
    ask_questions(waiting, keys=OF_AIGUL, to=Asker.CENTRAL_ASIA, by=sato, now=now - 4 * HOUR)


def _match(japan: str, partner: str) -> Match:
    return Match.objects.with_lines().get(japan__import_key=japan, partner__import_key=partner)
