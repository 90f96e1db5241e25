"""Every rule the database itself keeps, broken once."""
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from companies.models import Spoken
from matching.models import (
    EncodedLine,
    ExportReview,
    Interest,
    Introduction,
    LineVector,
    Match,
    MatchRun,
    PoolPart,
    Referral,
    ReferralNote,
    RunShard,
    WeightSet,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def broken(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


MATCH_UPDATES = {
    "match_fit_from_0_to_100": {"fit": 101},
    "match_state_is_known": {"state": "unheard_of"},
    "match_approved_names_who_and_when": {"state": "approved"},
}


@pytest.mark.parametrize("name", MATCH_UPDATES)
def test_match(match, name):
    broken(name, lambda: Match.objects.filter(pk=match.pk).update(**MATCH_UPDATES[name]))


def test_match_joins_two_firms(match):
    broken("match_joins_two_firms", lambda: Match.objects.filter(pk=match.pk).update(partner=match.japan))


def test_match_author_is_not_approver(proposed, mori, now):
    approved = {"state": "approved", "approved_by": mori, "approved_at": now}
    broken("match_author_is_not_approver", lambda: Match.objects.filter(pk=proposed.pk).update(**approved))


def test_match_one_live_per_pair(match, now):
    again = {"japan": match.japan, "partner": match.partner, "fit": 50,
             "forward": 50, "backward": 50, "weights_version": 1,
             "created_at": now, "scored_at": now}
    broken("match_one_live_per_pair", lambda: Match.objects.create(**again))
    Match.objects.create(**again, state="dismissed", ended_at=now)


def test_a_case_number_is_given_once(match, proposed, referral, now):
    fields = {"japan": match.japan, "partner": match.partner, "fit": 50, "forward": 50, "backward": 50,
              "weights_version": 1, "state": "dismissed", "ended_at": now, "created_at": now, "scored_at": now}
    second = Match.objects.create(**fields)
    broken("match_case_number_once", lambda: unguarded(second, match.case_number))
    asked = referral.introduction
    again = Introduction.objects.create(match=match, requested_at=now, answer_by=now, state="recalled")
    broken("introduction_case_number_once", lambda: unguarded(again, asked.case_number))
    sent = Referral.objects.create(introduction=again, chamber=referral.chamber, sent_at=now)
    broken("referral_case_number_once", lambda: unguarded(sent, referral.case_number))


def unguarded(row, number: str) -> None:
    """As if the trigger that keeps numbers were not there."""
    table = row._meta.db_table
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_has_its_number")
    type(row).objects.filter(pk=row.pk).update(case_number=number)


def test_match_ended_has_its_time(match, now):
    broken("match_ended_has_its_time", lambda: Match.objects.update(state="expired"))
    Match.objects.update(state="expired", ended_at=now)


def test_interest_once_per_firm(match, tanaka, now):
    answer = {"match": match, "firm": match.japan, "answer": "interested", "answered_by": tanaka, "answered_at": now}
    Interest.objects.create(**answer)
    broken("interest_once_per_firm", lambda: Interest.objects.create(**answer))


def test_export_review(review):
    broken("export_review_once_per_code",
           lambda: ExportReview.objects.create(match=review.match, code=review.code, tier="1", list_version="x"))
    broken(
        "export_review_cleared_names_who_and_until",
        lambda: ExportReview.objects.filter(pk=review.pk).update(state="cleared"),
    )


INTRODUCTION_UPDATES = {
    "introduction_state_is_known": {"state": "unheard_of"},
    "introduction_released_needs_both_consents": {"state": "contacts_released"},
}


@pytest.mark.parametrize("name", INTRODUCTION_UPDATES)
def test_introduction(asked, name):
    broken(name, lambda: Introduction.objects.filter(pk=asked.pk).update(**INTRODUCTION_UPDATES[name]))


@pytest.fixture
def spoken(altai, sato, now) -> Spoken:
    return Spoken.objects.create(
        firm=altai, said_by="x", channel="mail", said_on=now.date(), recorded_by=sato, recorded_at=now
    )


SPOKEN = {
    "introduction_spoken_of_japan_is_a_consent": "japan_consent_spoken",
    "introduction_spoken_of_the_partner_is_a_consent": "partner_consent_spoken",
    "introduction_spoken_decline_is_declined": "decline_spoken",
}


@pytest.mark.parametrize("name", SPOKEN)
def test_introduction_answered_on_behalf(asked, spoken, name):
    broken(name, lambda: Introduction.objects.filter(pk=asked.pk).update(**{SPOKEN[name]: spoken}))


def test_introduction_concluded_has_an_outcome(introduced):
    broken(
        "introduction_concluded_has_an_outcome",
        lambda: Introduction.objects.filter(pk=introduced.pk).update(state="concluded"),
    )


def test_introduction_one_live_per_match(asked, now):
    again = {"match": asked.match, "requested_at": now, "answer_by": now}
    broken("introduction_one_live_per_match", lambda: Introduction.objects.create(**again))
    Introduction.objects.create(**again, state="recalled")


def test_introduction_declined_side(asked):
    name = "introduction_declined_side_is_known_and_of_one_declined"
    rows = Introduction.objects.filter(pk=asked.pk)
    broken(name, lambda: rows.update(declined_side="japan"))
    broken(name, lambda: rows.update(declined_side="moon", state="declined"))


def test_match_refusal(match):
    name = "match_refusal_is_known_and_of_one_refused"
    broken(name, lambda: Match.objects.filter(pk=match.pk).update(refusal="size"))
    ended = {"state": "declined", "ended_at": match.created_at}
    broken(name, lambda: Match.objects.filter(pk=match.pk).update(refusal="far", **ended))


def test_referral(referral, now):
    broken("referral_once_per_chamber",
           lambda: Referral.objects.create(introduction=referral.introduction, chamber=referral.chamber, sent_at=now))
    broken("referral_state_is_known", lambda: Referral.objects.filter(pk=referral.pk).update(state="unheard_of"))
    broken(
        "referral_taken_names_who_and_when",
        lambda: Referral.objects.filter(pk=referral.pk).update(state="taken_in_charge"),
    )


def test_referral_note_interaction_has_a_day(referral, dana, now):
    note = {"referral": referral, "text": "x", "written_by": dana, "written_at": now}
    broken("referral_note_interaction_has_a_day", lambda: ReferralNote.objects.create(**note, channel="call"))
    broken("referral_note_interaction_has_a_day", lambda: ReferralNote.objects.create(**note, happened_on=now.date()))


def test_weight_set(db, sato, now):
    given = {"based_on": 2, "data": {}, "made_by": sato, "made_at": now}
    used = {"state": "active", "activated_by": sato, "activated_at": now}
    one = WeightSet.objects.create(version=1001, **given, **used)
    broken("weight_set_version_once", lambda: WeightSet.objects.create(version=1001, **given))
    broken("weight_set_one_active", lambda: WeightSet.objects.create(version=1002, **given, **used))
    broken("weight_set_version_is_above_the_shipped_ones", lambda: WeightSet.objects.create(version=9, **given))
    rows = WeightSet.objects.filter(pk=one.pk)
    broken("weight_set_state_is_known", lambda: rows.update(state="lost"))
    broken("weight_set_used_names_who_and_when", lambda: rows.update(activated_by=None))


def test_match_run(db, now):
    MatchRun.objects.create(requested_at=now)
    broken("match_run_one_waiting", lambda: MatchRun.objects.create(requested_at=now))
    broken("match_run_state_is_known", lambda: MatchRun.objects.create(requested_at=now, state="lost"))


def test_line_vector_once_per_encoder(offer):
    encoded = EncodedLine.objects.create(line=offer.lines.get(), text_hash="x")
    LineVector.objects.create(encoded=encoded, encoder="a", version="1", data=b"")
    broken(
        "line_vector_once_per_encoder",
        lambda: LineVector.objects.create(encoded=encoded, encoder="a", version="2", data=b""),
    )


def test_pool_part_and_shard(now):
    run = MatchRun.objects.create(requested_at=now)
    PoolPart.objects.create(run=run, number=0, data=b"{}")
    broken("pool_part_once_per_number", lambda: PoolPart.objects.create(run=run, number=0, data=b"{}"))
    RunShard.objects.create(run=run, first=0, end=250)
    broken("run_shard_once_per_place", lambda: RunShard.objects.create(run=run, first=0, end=10))
    broken("run_shard_has_firms", lambda: RunShard.objects.create(run=run, first=250, end=250))
    broken("run_shard_done_has_its_pairs", lambda: RunShard.objects.create(run=run, first=250, end=300, done_at=now))


def test_every_named_constraint_of_the_app_is_broken_here():
    source = Path(__file__).read_text(encoding="utf-8")
    named = [
        constraint.name
        for model in apps.get_app_config("matching").get_models() for constraint in model._meta.constraints
    ]
    assert [name for name in named if name not in source] == []
