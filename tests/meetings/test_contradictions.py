"""Each kind of contradiction the solver can name,
as one sentence in the reader's language with people and both clocks.
"""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from meetings.models import Meeting, TimetableRun
from meetings.pages.contradictions import LONGEST_DAY, MOST, SENTENCES, contradictions
from meetings.services.plan_facts import facts_of
from meetings.timetable.reading import LONGEST_DAY as LONGEST_OF_THE_SOLVER

from .meeting_build import accepted, delegates, interpreter, with_meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]
RAW = "meeting 0 of people 0, 2 has slots 0–3"
FIXED = {"meeting": {"fixed_slot": 0}, "slots": [0]}
# kind of sentence: what the conflict and the instance say beside the usual; whether people, clocks and meetings are in
# the sentence
CASES = {
    "form": {"says": ""}, "form, day": {"kind": "form", "given": {"slots_per_day": 70}, "says": ""},
    "no_slots": {"says": ""}, "no_tables": {"says": ""}, "fairness": {"says": ""},
    "cycle": {"says": "people"}, "chain": {"says": "people clocks"}, "person": {"people": [0], "says": "people clocks"},
    "locks": {"people": [0], "slots": [0], "says": "people clocks"},
    "locks, order": {"kind": "locks", "slots": [1, 0], "says": "clocks titles"},
    "forerunners": {"says": "people clocks"},
    "nowhere": {"meetings": [0], "says": "titles"},
    "nowhere, half": {"kind": "nowhere", "meetings": [0], "meeting": {"barred": [2, 3]}, "says": "titles"},
    "nowhere, fixed": {"kind": "nowhere", "meetings": [0], **FIXED, "says": "titles clocks"},
    "nowhere, away": {
        "kind": "nowhere", "meetings": [0], **FIXED, "given": {"forbidden": [[0]] * 4}, "says": "people clocks titles"
    },
    "nowhere, interpreter": {"kind": "nowhere", "meetings": [0], "given": {"interpreters": {}}, "says": "titles"},
    "tables": {"slots": [0], "says": "people clocks"}, "interpreters": {"slots": [0], "says": "people clocks"},
    "together": {"says": "people clocks"},
}
LANGUAGES = {
    "en": ("Japanese", "Tue 9 Mar 2027"), "ja": ("日本語", "2027年3月9日（火）"), "ru": ("японский", "9 марта 2027")
}


@pytest.fixture
def meetings(make_event, tanaka, hokuriku, aigul, altai, sato, now) -> list[Meeting]:
    event = with_meetings(make_event(20), by=sato, now=now)
    interpreter(event, by=sato, now=now)
    pairs = zip(*delegates(event, by=tanaka, firm=hokuriku, other_by=aigul, other_firm=altai), strict=True)
    return [accepted(*pair, now=now + timedelta(minutes=number)) for number, pair in enumerate(pairs)]


@pytest.fixture
def run(meetings, now) -> TimetableRun:
    facts = facts_of(meetings[0].event, with_previous=False, now=now)
    times = [str(pk) for pk in facts.times]
    return TimetableRun.objects.create(
        event=meetings[0].event, state="infeasible", seconds=5, requested_at=now,
        given=facts.instance, rows=facts.rows, times=times,
    )


def refuse(run: TimetableRun, name: str) -> None:
    case = CASES[name]
    run.given |= case.get("given", {})
    run.given["meetings"][0] |= case.get("meeting", {})
    run.conflicts = [
        {"kind": case.get("kind", name), "text": RAW, "people": case.get("people", [0, 1, 2, 3]),
         "meetings": case.get("meetings", [0, 1]), "slots": case.get("slots", [0, 1])}
    ]
    run.save()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SENTENCES)
def test_each_kind_has_its_sentence(run, meetings, language, name):
    refuse(run, name)
    languages, day = LANGUAGES[language]
    with translation.override(language), timezone.override("Asia/Tokyo"):
        [found] = contradictions(run)
    text, says = found["text"], CASES[name]["says"]
    assert RAW not in text
    assert "%(" not in text
    assert "UTC" not in text
    assert (day in text and "13:00" in text and "09:00" in text) == ("clocks" in says), text
    people = [person for one in meetings for person in (one.asker, one.asked)]
    with translation.override(language):
        named = [f"{one}, {one.comes_from}" for one in people]
    assert any(words in text for words in named) == ("people" in says), text
    assert (f"{meetings[0].asker.name} – {meetings[0].asked.name}" in text) == ("titles" in says), text
    assert (languages in text) == ("interpreter" in name)
    assert len(found["meetings"]) == (1 if name.startswith("nowhere") else 2)
    assert found["meetings"][0]["url"] == meetings[0].get_absolute_url()


def test_sentences_are_translated(run):
    for sentence in SENTENCES.values():
        said = set()
        for language in ("en", "ja", "ru", "kk", "uz"):
            with translation.override(language):
                said.add(str(sentence))
        assert len(said) == 5, sentence


def test_every_contradiction_is_on_the_page_with_links(run, meetings, as_, sato):
    refuse(run, "together")
    run.conflicts += [
        run.conflicts[0] | {"kind": "person", "people": [0]}, run.conflicts[0] | {"kind": "invented by a later solver"}
    ]
    run.save()
    page = as_(sato).get(run.get_absolute_url()).content.decode()
    with translation.override("ja"):
        assert len({one["text"] for one in contradictions(run)}) == 3
    assert RAW not in page
    assert page.count(meetings[0].get_absolute_url()) == 3


def test_long_lists_are_cut(run):
    refuse(run, "together")
    run.conflicts[0]["slots"] = [0, 1, 2, 3] * 3
    [found] = contradictions(run)
    assert found["text"].count("Tue 9 Mar") == MOST
    assert f"and {12 - MOST} more" in found["text"]


def test_times_that_have_gone_since_are_not_named(run, sato, now):
    refuse(run, "chain")
    with_meetings(run.event, by=sato, now=now, slots=1)
    [found] = contradictions(TimetableRun.objects.get())
    assert found["text"].count("Tue 9 Mar") == 1


def test_the_longest_day_is_the_solvers():
    assert LONGEST_DAY == LONGEST_OF_THE_SOLVER
