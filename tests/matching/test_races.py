"""Two people at one moment: one wins, the other is told; each test has a control that fails without the protection."""
from datetime import timedelta

import pytest
from django.db import transaction

import core.lifecycle
from companies.models import Firm
from core.errors import TransitionNotAllowed
from matching import services
from matching.errors import AlreadyDecided, AlreadyReleased, UndoTooLate
from matching.models import ExportReview, Interest, Introduction, Match, Referral
from matching.scoring.pair_score import PairScore
from matching.services import approvals, export, introductions
from matching.services.runs import write_suggestions
from notifications.models import Message
from tests.rivals import Rivals, let_all_look, plain_read

from .asking import acts, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def fresh(match) -> Match:
    """What another web worker holds: the row as it was before anybody decided."""
    return Match.objects.with_lines().get(pk=match.pk)


@pytest.fixture
def wanted(match, tanaka, now) -> Match:
    """Tanaka is interested, so that both colleagues may decide."""
    services.express_interest(match, firm=match.japan, by=tanaka, now=now)
    return match


def test_two_staff_approve_at_once(rivals, wanted, sato, mori, now):
    theirs = fresh(wanted)
    with transaction.atomic():
        services.approve_match(wanted, by=sato, now=now)
        rivals.wait_behind("mori", lambda: services.approve_match(theirs, by=mori, now=now))
    refusal = rivals.join()["mori"]
    assert isinstance(refusal, AlreadyDecided)
    assert sato.full_name in str(refusal)
    assert Match.objects.get().approved_by == sato
    assert Introduction.objects.count() == 1
    assert acts(wanted).count("approve") == 1


def test_one_approves_while_the_other_rejects(rivals, wanted, sato, mori, now):
    theirs = fresh(wanted)
    with transaction.atomic():
        services.reject_match(wanted, code="market", reason="Too far", by=sato, now=now)
        rivals.wait_behind("mori", lambda: services.approve_match(theirs, by=mori, now=now))
    assert isinstance(rivals.join()["mori"], AlreadyDecided)
    assert (Match.objects.get().state, Introduction.objects.count()) == ("rejected", 0)


def test_without_the_lock_both_would_decide(wanted, sato, mori, now, monkeypatch):
    """Negative control: with a plain read in place of the lock,
    both find the case undecided and both write their decision.
    """
    monkeypatch.setattr(approvals, "lock", plain_read)
    monkeypatch.setattr(core.lifecycle, "lock", plain_read)
    let_all_look(monkeypatch, core.lifecycle, "lock", when=lambda row: isinstance(row, Match))
    rivals = Rivals()
    for name, person in (("sato", sato), ("mori", mori)):
        row = fresh(wanted)
        rivals.start(name, lambda who=person, row=row: services.reject_match(row, code="market", by=who, now=now))
    assert rivals.join() == {"sato": None, "mori": None}
    assert acts(wanted).count("reject") == 2


def test_both_firms_show_interest_at_once(rivals, match, tanaka, aigul, now):
    theirs = fresh(match)
    with transaction.atomic():
        services.express_interest(match, firm=match.japan, by=tanaka, now=now)
        rivals.wait_behind("aigul", lambda: services.express_interest(theirs, firm=theirs.partner, by=aigul, now=now))
    rivals.join()
    assert Interest.objects.count() == 2
    assert (Match.objects.get().state, Match.objects.get().proposed_by) == ("proposed", tanaka)


def other_worker(introduction) -> Introduction:
    return Introduction.objects.with_firms().get(pk=introduction.pk)


def agree(introduction, firm, by, now) -> bool:
    return services.give_consent(introduction, firm=firm, contact_agrees=True, by=by, now=now)


def test_both_firms_consent_at_once(rivals, asked, hokuriku, altai, tanaka, aigul, dana, now):
    theirs = other_worker(asked)
    with transaction.atomic():
        agree(asked, hokuriku, tanaka, now)
        rivals.wait_behind("aigul", lambda: agree(theirs, altai, aigul, now))
    assert rivals.join() == {"aigul": True}
    assert Introduction.objects.get().state == "contacts_released"
    assert acts(asked).count("release") == Referral.objects.count() == 1
    assert told("contacts_released") == [aigul.email, tanaka.email]
    assert told("referral_sent") == [dana.email]


@pytest.fixture
def ready(asked, now, tanaka, aigul) -> Introduction:
    """Both have agreed; a suspension that has just been lifted kept the contacts back."""
    match = asked.match
    Firm.objects.filter(pk=match.japan_id).update(state="suspended")
    for firm, member in ((match.japan, tanaka), (match.partner, aigul)):
        agree(asked, firm, member, now)
    Firm.objects.filter(pk=match.japan_id).update(state="verified")
    return Introduction.objects.get()


def test_two_workers_find_it_ready_at_once(rivals, ready, now):
    with transaction.atomic():
        assert services.release_if_ready(ready, by=None, now=now) is True
        rivals.wait_behind("second", lambda: services.release_if_ready(ready, by=None, now=now))
    assert rivals.join() == {"second": False}
    assert acts(ready).count("release") == Referral.objects.count() == 1


def test_without_the_lock_both_would_release(ready, now, monkeypatch):
    """Negative control: both find it ready and write; only the referral's constraint then stops the second."""
    monkeypatch.setattr(introductions, "lock", plain_read)
    monkeypatch.setattr(core.lifecycle, "lock", plain_read)
    let_all_look(monkeypatch, introductions, "obstacles")
    monkeypatch.setitem(
        Match.lifecycle, "introduce",
        Match.lifecycle["introduce"]._replace(sources=frozenset({"approved", "introduced"})),
    )
    monkeypatch.setitem(
        Introduction.lifecycle, "release",
        Introduction.lifecycle["release"]._replace(sources=frozenset({"consent_requested", "contacts_released"})),
    )
    rivals = Rivals()
    for name in ("one", "two"):
        rivals.start(name, lambda: services.release_if_ready(ready, by=None, now=now))
    outcomes = rivals.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes.values()) == ["IntegrityError", "bool"]


def test_consent_withdrawn_while_the_other_consents(rivals, asked, hokuriku, altai, tanaka, aigul, now):
    agree(asked, hokuriku, tanaka, now)
    theirs = other_worker(asked)
    with transaction.atomic():
        services.withdraw_consent(asked, firm=hokuriku, by=tanaka, now=now)
        rivals.wait_behind("aigul", lambda: agree(theirs, altai, aigul, now))
    assert rivals.join() == {"aigul": False}
    assert Introduction.objects.get().state == "consent_requested"
    assert not Referral.objects.exists()


def test_the_other_consents_while_consent_is_withdrawn(rivals, asked, hokuriku, altai, tanaka, aigul, now):
    """The other way round: what was released first cannot be withdrawn any more."""
    agree(asked, hokuriku, tanaka, now)
    mine = other_worker(asked)
    with transaction.atomic():
        agree(asked, altai, aigul, now)
        rivals.wait_behind("tanaka", lambda: services.withdraw_consent(mine, firm=hokuriku, by=tanaka, now=now))
    assert isinstance(rivals.join()["tanaka"], AlreadyReleased)
    assert Introduction.objects.get().japan_consent_at


def test_undo_while_a_firm_consents(rivals, asked, hokuriku, tanaka, sato, now):
    """Both take the introduction's lock before the match's: the second waits, nobody dies of a deadlock."""
    match = fresh(asked.match)
    with transaction.atomic():
        agree(asked, hokuriku, tanaka, now)
        rivals.wait_behind("sato", lambda: services.undo_decision(match, by=sato, now=now + timedelta(seconds=5)))
    assert isinstance(rivals.join()["sato"], UndoTooLate)
    assert (Match.objects.get().state, Introduction.objects.get().state) == ("approved", "consent_requested")


def test_a_firm_consents_while_it_is_undone(rivals, asked, hokuriku, tanaka, sato, now):
    match, theirs = fresh(asked.match), other_worker(asked)
    with transaction.atomic():
        services.undo_decision(match, by=sato, now=now + timedelta(seconds=5))
        rivals.wait_behind("tanaka", lambda: agree(theirs, hokuriku, tanaka, now))
    assert isinstance(rivals.join()["tanaka"], TransitionNotAllowed)
    assert Match.objects.get().state == "proposed"
    assert not Message.objects.filter(kind="matching/consent_requested", withdrawn_at=None).exists()


def test_a_decision_while_a_run_writes_is_not_written_over(rivals, wanted, offer, request_, sato, now):
    score = PairScore(str(offer.firm_id), str(request_.firm_id), 1, 33, 33.0, 33.0, str(offer.pk), str(request_.pk))
    with transaction.atomic():
        services.approve_match(wanted, by=sato, now=now)
        rivals.wait_behind("run", lambda: write_suggestions([score], [], now=now))
    rivals.join()
    saved = Match.objects.get()
    assert (saved.state, saved.fit) == ("approved", 82)


@pytest.fixture
def cleared(review, hokuriku, tanaka, sato, now) -> Introduction:
    """The question is cleared and one firm has agreed: the other one's consent would release the contacts."""
    services.clear_export_review(review, until=now.date() + timedelta(days=9), reason="Known end use", by=sato, now=now)
    introduction = services.approve_match(Match.objects.with_firms().get(), by=sato, now=now)
    agree(introduction, hokuriku, tanaka, now)
    return introduction


def take_back(review, by, now) -> None:
    services.reopen_export_review(ExportReview.objects.get(pk=review.pk), reason="Forged statement", by=by, now=now)


def test_a_clearance_is_taken_back_while_a_firm_consents(rivals, cleared, review, altai, aigul, sato, now):
    with transaction.atomic():
        take_back(review, sato, now)
        rivals.wait_behind("aigul", lambda: agree(other_worker(cleared), altai, aigul, now))
    assert rivals.join() == {"aigul": False}
    assert Introduction.objects.get().state == "consent_requested"


def test_without_the_lock_contacts_would_be_released_meanwhile(
    rivals, cleared, review, altai, aigul, sato, now, monkeypatch
):
    """Negative control: the consent does not wait, and finds the clearance that is being taken back."""
    monkeypatch.setattr(export, "_hold", lambda *given: [])
    with transaction.atomic():
        take_back(review, sato, now)
        rivals.start("aigul", lambda: agree(other_worker(cleared), altai, aigul, now))
        assert rivals.join() == {"aigul": True}


def test_two_reviewers_answer_a_question_nobody_has_raised(rivals, controlled, sato, mori, now):
    mine, theirs = services.questions_of(controlled)[0], services.questions_of(fresh(controlled))[0]
    until = now.date() + timedelta(days=9)
    with transaction.atomic():
        services.clear_export_review(mine, until=until, reason="Known end use", by=sato, now=now)
        given = {"until": until, "reason": "Known end use", "by": mori, "now": now}
        rivals.wait_behind("mori", lambda: services.clear_export_review(theirs, **given))
    assert isinstance(rivals.join()["mori"], TransitionNotAllowed)
    assert ExportReview.objects.get().reviewed_by == sato
