"""Two firms that share no language ask ten questions, send a catalogue, fix a call and a sample; nobody translates."""
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from core.files.services import inspect_files
from core.models import StoredFile
from core.workdays import add_workdays
from matching.models import Match
from talks.models import Asked, PlannedCall, Sample, SharedFile
from tests import files_build

from .counted import READY, VISIBLE
from .people import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OF_THE_MAKER = {"goods": ["use"], "quantity": ["need", "first_order"], "price": ["payment"], "meeting": ["spoken"]}
OF_THE_BUYER = {
    "goods": ["capacity", "sample"], "logistics": ["lead_time"], "machines": ["voltage"],
    "certificates": ["certificates"],
}
ANSWERS = {
    "use": {"choices": ["production"]}, "need": {"number": "2", "unit": "pcs", "per": "once"},
    "first_order": {"number": "1", "unit": "pcs", "per": "once"}, "payment": {"choices": ["credit"]},
    "spoken": {"codes": ["kk", "ru"]},
    "capacity": {"number": "4", "unit": "pcs", "per": "month"}, "sample": {"choice": "paid"},
    "lead_time": {"number": "90"}, "voltage": {"choices": ["380"]}, "certificates": {"choices": ["iso9001"]},
}
# Signs that only a text which nobody translated would bring before this reader.
STRANGE = {"ja": range(0x0400, 0x0530), "kk": range(0x3040, 0x3100)}


class Reader(Person):
    """Reads as soon as the words are there, without a script: no picture is part of this story."""

    def visit(self, path: str) -> "Reader":
        self.page.goto(self.base + path, wait_until=READY)
        return self

    def _click(self, target: str) -> "Reader":
        with self.page.expect_navigation(wait_until=READY):
            self.page.locator(target).click(no_wait_after=True)
        return self


def test_ten_questions_a_catalogue_a_call_and_a_sample(people, introduced, match, tanaka, aigul):
    assert not settings.TRANSLATION["usual"]["url"]
    maker = people("tanaka", tanaka.email, "ja", script=False, kind=Reader).sign_in()
    buyer = people("aigul", aigul.email, "kk", script=False, kind=Reader).sign_in()
    asks(maker, match, OF_THE_MAKER)
    asks(buyer, match, OF_THE_BUYER)
    answers(buyer, match, "central_asia")
    answers(maker, match, "japan")
    assert Asked.objects.filter(state="answered").count() == 10
    reads(maker, match, "信用状")
    reads(buyer, match, "Аккредитив")
    sends_a_catalogue(maker, buyer, match)
    fixes_a_call(maker, buyer, match)
    moves_a_sample(maker, buyer, match)


def reads(person: Person, match: Match, word: str = "") -> None:
    """The conversation, in the reader's own language: names aside, the partner's own words are marked as such."""
    person.go("talks:thread", match.pk)
    assert word in person.text
    for text, language in person.page.evaluate(VISIBLE):
        words = text.replace(match.partner.name, "").replace(match.japan.name, "")
        is_strange = any(ord(sign) in STRANGE[person.language] for sign in words)
        is_own = language.split("-")[0] == person.language
        person.expect(not (is_strange and is_own), f"not translated: {text[:80]}")


def asks(person: Person, match: Match, keys: dict[str, list[str]]) -> None:
    person.go("talks:thread", match.pk).open("talks:ask", match.pk).shot(f"talk-1-ask-{person.name}")
    person.fill(**keys).send(next(iter(keys)))
    assert person.is_at("talks:thread", match.pk)


def answers(person: Person, match: Match, side: str) -> None:
    for asked in Asked.objects.filter(to_side=side).order_by("key"):
        given = ANSWERS[asked.key]
        person.go("talks:answer", asked.pk).fill(**given).send(next(iter(given)))
        assert person.is_at("talks:thread", match.pk)
    reads(person, match)
    person.shot(f"talk-2-answered-{person.name}")


def sends_a_catalogue(maker: Person, buyer: Person, match: Match) -> None:
    maker.go("talks:file_new", match.pk).fill(sort="catalogue")
    maker.page.set_input_files(
        'main [name="file"]', {"name": "catalogue.pdf", "mimeType": "application/pdf", "buffer": files_build.pdf()}
    )
    maker.send("sort")
    inspect_files(now=timezone.now())
    assert StoredFile.objects.get().state == "released"
    buyer.go("talks:thread", match.pk)
    assert "catalogue.pdf" in buyer.text
    assert buyer.status_of("talks:file", SharedFile.objects.get().pk) == 200


def fixes_a_call(maker: Person, buyer: Person, match: Match) -> None:
    day = add_workdays(timezone.localdate(), 4, ("JP", "KZ"))
    maker.go("talks:call_new", match.pk).fill(day_1=f"{day:%Y/%m/%d}", clock_1="15:00", interpreter=True)
    maker.send("day_1")
    call = PlannedCall.objects.get()
    buyer.go("talks:thread", match.pk).shot("talk-3-call").press("talks:call_take", call.pk)
    call.refresh_from_db()
    assert call.state == "agreed"
    reads(maker, match)


def moves_a_sample(maker: Person, buyer: Person, match: Match) -> None:
    """Each side confirms its own steps, from the request to the verdict."""
    buyer.go("talks:sample_new", match.pk).fill(
        quantity="1", unit="pcs", address="Altai Tamaq LLP, 1 Abai street, Oskemen 070000, Kazakhstan"
    ).shot("talk-4-sample").send("quantity")
    sample = Sample.objects.get()
    maker.go("talks:sample", sample.pk).press("talks:sample_agree", sample.pk)
    maker.go("talks:sample_send", sample.pk).fill(sent_on=f"{today():%Y/%m/%d}", carrier="EMS").send("sent_on")
    buyer.go("talks:sample_receive", sample.pk).fill(received_on=f"{today():%d.%m.%Y}").send("received_on")
    buyer.go("talks:sample_judge", sample.pk).fill(verdict="as_described", wish="order").send("verdict")
    sample.refresh_from_db()
    assert (sample.state, sample.wish) == ("judged", "order")
    for person in (maker, buyer):
        reads(person, match)
        person.shot(f"talk-5-judged-{person.name}")


def today() -> date:
    """A day that has begun in both countries."""
    return (timezone.now() - timedelta(hours=6)).date()
