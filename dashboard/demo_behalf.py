"""Firms without an account: calls to be made, late, tried again, to a wrong number; answers recorded for them.

Called before anybody of the demonstration has a firm; `settle` afterwards, when two of the firms have their account.
"""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from companies.models import Contact, Firm
from companies.rules.export_control import controlled_codes
from companies.services import invite_firm
from core.days import local_day
from matching import services as matching
from matching.models import Introduction, Match
from matching.scoring.engine import score_pool
from matching.scoring.means import line_means
from matching.scoring.weights import DEFAULT_WEIGHTS
from matching.services import engine_facts
from matching.services.runs import write_suggestions

INVITED = ("j02", "j03", "j05", "j06", "j07", "j09", "j14")
PHONES = {
    "j01": "+81 76 200 0001", "k01": "+7 7232 20 00 01", "k02": "+7 727 200 00 02", "k03": "+7 7222 20 00 03",
    "k04": "+7 7142 20 00 04", "k05": "+7 7172 20 00 05", "k06": "+7 7172 20 00 06", "k08": "+7 727 200 00 08",
    "k12": "+7 727 200 00 12", "g02": "+996 3922 2 00 02",
}
PAIRS = [
    ("j01", "k03"), ("j01", "g02"), ("j02", "k02"), ("j03", "k01"), ("j03", "k03"), ("j05", "k04"), ("j06", "k06"),
    ("j07", "k05"), ("j09", "k12"), ("j14", "k08"),
]
NO_CAPACITY = "Своих мощностей в этом году не хватает."
NO_PEOPLE = "All our people are busy with another project until summer."
DAY = timedelta(days=1)


def load(people: dict[str, User], *, now: datetime) -> None:
    sato, dana = people["sato@minamin.example"], people["dana@chamber.example"]
    for key, phone in PHONES.items():
        Contact.objects.filter(firm__import_key=key).update(phone=phone)
    for key in INVITED:
        invite_firm(_firm(key), by=sato, now=now - 9 * DAY)
    _suggest(now - 16 * DAY)
    start = {pair: _Start(people, *pair) for pair in PAIRS}
    start["j03", "k03"].by_call("k03", dana, now - DAY)
    start["j05", "k04"].by_call("k04", sato, now - 14 * DAY)  # late by now, over New Year too
    start["j06", "k06"].by_call("k06", dana, now - 3 * DAY).came("not_reached", now, again_on=_day(now) + 2 * DAY)
    start["j07", "k05"].by_call("k05", sato, now - 2 * DAY).came("wrong_number", now - DAY)
    start["j02", "k02"].by_call("k02", dana, now - 5 * DAY).came("agreed", now - 4 * DAY)
    start["j14", "k08"].by_call("k08", sato, now - 6 * DAY).came(
        "declined", now - 5 * DAY, code="timing", note=NO_CAPACITY
    )
    start["j09", "k12"].by_call("k12", sato, now - 6 * DAY).wrote("declined", now - 2 * DAY)
    start["j03", "k01"].by_call("k01", dana, now - 4 * DAY).came("agreed", now - 3 * DAY)
    for partner, caller in (("k03", dana), ("g02", sato)):
        start["j01", partner].by_call("j01", sato, now - 8 * DAY, also={partner: caller}).came("agreed", now - 7 * DAY)


def settle(people: dict[str, User], *, now: datetime) -> None:
    """The firm in Japan stands by one answer and takes the other one back; the Kazakh one has not looked yet."""
    tanaka, firm = people["tanaka@firm.example"], _firm("j01")
    for partner, act in (("k03", matching.confirm_answer), ("g02", matching.take_back_answer)):
        act(_introduction("j01", partner), firm=firm, by=tanaka, now=now)


class _Start:
    """One introduction, from the approval on."""

    def __init__(self, people: dict[str, User], japan: str, partner: str):
        self.people, self.japan, self.partner = people, japan, partner
        self.asked = ""

    def by_call(self, key: str, caller: User, at: datetime, also: dict[str, User] | None = None) -> "_Start":
        match = Match.objects.with_firms().get(japan__import_key=self.japan, partner__import_key=self.partner)
        asking = {_firm(one).pk: who for one, who in {key: caller, **(also or {})}.items()}
        matching.propose_match(match, by=self.people["mori@minamin.example"], now=at - DAY)
        matching.approve_match(match, asking=asking, by=self.people["sato@minamin.example"], now=at)
        self.asked = key
        return self

    def came(self, outcome: str, at: datetime, **more) -> None:
        """Recorded by whoever was to call."""
        introduction, firm = _introduction(self.japan, self.partner), _firm(self.asked)
        call = getattr(introduction, introduction.call_field(firm))
        given = _said(firm, "telephone", at) | {"again_on": None, "contact_agrees": True} | more
        matching.record_call(call, outcome=outcome, by=call.caller, now=at, **given)

    def wrote(self, answer: str, at: datetime) -> None:
        given = _said(_firm(self.asked), "letter", at) | {"note": NO_PEOPLE}
        matching.answer_on_behalf(
            _introduction(self.japan, self.partner), firm=_firm(self.asked), answer=answer, contact_agrees=False,
            code="timing", by=self.people["sato@minamin.example"], now=at, **given,
        )


def _said(firm: Firm, channel: str, at: datetime) -> dict[str, Any]:
    return {"said_by": firm.contact.name, "channel": channel, "said_on": _day(at), "note": "", "file": None}


def _day(at: datetime):
    return local_day(at, "Asia/Almaty")


def _firm(key: str) -> Firm:
    return Firm.objects.select_related("contact").get(import_key=key)


def _introduction(japan: str, partner: str) -> Introduction:
    pairs = Introduction.objects.with_firms()
    return pairs.get(match__japan__import_key=japan, match__partner__import_key=partner)


def _suggest(now: datetime) -> None:
    """The pairs of this file, scored by what the firms say of themselves: nobody has read their texts yet."""
    japan, partners = engine_facts.load_firms()
    means = line_means([*japan, *partners], {})
    scores = list(score_pool(
        japan, partners, {}, means, controlled=controlled_codes().tiers, weights=DEFAULT_WEIGHTS
    ))
    keys = {str(pk): key for pk, key in Firm.objects.values_list("pk", "import_key")}
    chosen = [one for one in scores if (keys[one.japan], keys[one.central_asia]) in PAIRS]
    write_suggestions(scores, chosen, now=now)
