"""Why a pair was not wanted: coded, counted and taken back with the decision."""
import pytest

from matching import services
from matching.enums import DeclineReason, RejectReason
from matching.models import Match
from tests.migrating import migrate, newest


def test_firms_and_staff_choose_from_the_same_codes():
    assert DeclineReason.values == RejectReason.values


def refusal(match) -> tuple[str, str]:
    return Match.objects.values_list("state", "refusal").get(pk=match.pk)


def test_every_end_that_somebody_wanted_keeps_its_code(db, match, tanaka, now):
    services.decline_suggestion(match, firm=match.japan, code="size", by=tanaka, now=now)
    assert refusal(match) == ("declined", "size")
    services.retract_answer(match, firm=match.japan, by=tanaka, now=now)
    assert refusal(match) == ("suggested", "")


def test_a_declined_introduction_gives_its_code_to_the_match(asked, aigul, now):
    services.decline_introduction(asked, firm=asked.match.partner, code="known", by=aigul, now=now)
    assert refusal(asked.match) == ("declined", "known")
    assert asked.match.interests.count() == 0


def test_what_the_telephone_said_is_coded_too(asked, unreached, sato, now):
    said = {"said_by": "Director", "channel": "telephone", "said_on": now.date(), "note": "", "file": None}
    services.decline_on_behalf(asked, firm=unreached, code="volume", by=sato, now=now, **said)
    assert refusal(asked.match) == ("declined", "volume")


def test_undoing_a_rejection_takes_its_code_back(proposed, sato, now):
    services.reject_match(proposed, code="role", by=sato, now=now)
    services.undo_decision(proposed, by=sato, now=now)
    assert refusal(proposed) == ("proposed", "")


@pytest.mark.django_db(transaction=True)
def test_former_answers_give_their_codes_on_the_way_forward(match, tanaka, now):
    services.decline_suggestion(match, firm=match.japan, code="timing", by=tanaka, now=now)
    try:
        migrate([("matching", "0007_engine_questions")])
    finally:
        migrate(newest())
    assert refusal(match) == ("declined", "timing")
