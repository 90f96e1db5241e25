"""A portal in which one of everything waits, and what has to happen to a row so that it becomes open work."""
from datetime import timedelta

import pytest

from companies.models import Claim, Firm, Membership, PartneringProfile, Picture
from core.models import TextTranslation
from events.models import EventChange, Registration, Substitution
from leads.models import Lead
from matching.models import ExportReview, Introduction, Match
from meetings.models import Meeting
from mou.models import Change, Evidence, Obligation
from notifications.models import Delivery
from office.services.caring import Row
from talks.models import FollowUp, Remark, Thread
from tests.architecture import role_world
from tests.architecture.conftest import cast  # noqa: F401 - a fixture


@pytest.fixture
def world(cast, now, monkeypatch):  # noqa: F811
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    role_world.addresses(cast, now)
    return cast


def put(rows, **values):
    """The first of these rows, with other values."""
    row = rows.order_by("pk").first()
    rows.model.objects.filter(pk=row.pk).update(**values)
    return row.pk


def asked_again(now):
    return put(
        Introduction.objects.all(), state="consent_requested", released_at=None, japan_consent_at=None,
        japan_consent_by=None, partner_consent_at=None, partner_consent_by=None, answer_by=now + timedelta(days=2),
    )


def left_unanswered(world, now):
    """Altai wrote three weeks ago, and Hokuriku has said nothing since."""
    thread = Thread.objects.get()
    long_ago = now - timedelta(days=21)
    thread.calls.all().delete()
    thread.remarks.update(written_at=long_ago - timedelta(days=1))
    Remark.objects.create(
        thread=thread, by_side="central_asia", language="kk", text="Сәлем", written_by=world.aigul, written_at=long_ago
    )
    for rows, field in ((thread.questions, "asked_at"), (thread.files, "added_at")):
        rows.update(**{field: long_ago - timedelta(days=1)})
    thread.decisions.update(state="ended")
    return thread.pk


def left_alone(world):
    """Silk, which Sato has brought forward, and nobody of it is left."""
    firm = world.elsewhere.firm_id
    Membership.objects.filter(firm=firm).delete()
    return firm


def of_founding():
    return Evidence.objects.filter(obligation__commitment__memorandum__number="M-2024-001")


UNJUDGED = {"countersigned_side": "", "countersigned_by": None, "countersigned_at": None}
# {kind: what makes one}; each is given the cast and the moment, and says which row it is.
STAFF = {
    "approval": lambda _world, now: Match.objects.get(state="proposed").pk,
    "export_question": lambda _world, now: ExportReview.objects.get().pk,
    "clearance": lambda world, now: put(
        ExportReview.objects.all(), state="cleared", reviewed_by=world.sato, reviewed_at=now,
        cleared_until=(now + timedelta(days=3)).date(),
    ),
    "consent": lambda _world, now: asked_again(now),
    "call": lambda _world, now: Introduction.objects.get(pk=asked_again(now)).partner_call_id,
    "question": lambda _world, now: None,
    "silence": lambda world, now: left_unanswered(world, now),
    "result": lambda _world, now: put(FollowUp.objects.all(), state="different", answered_at=now),
    "message_translation": lambda _world, now: TextTranslation.objects.get(state="asked").pk,
    "late_referral": lambda _world, now: Introduction.objects.get().referrals.get().pk,
    "firm_review": lambda world, now: put(Firm.objects.filter(pk=world.altai.pk), state="submitted", submitted_at=now),
    "profile_review": lambda world, now: put(
        PartneringProfile.objects.filter(pk=world.offer.pk), state="submitted", submitted_at=now
    ),
    "picture_review": lambda _world, now: Picture.objects.to_review().get().profile.firm_id,
    "claim": lambda _world, now: put(Claim.objects.all(), answer_by=now),
    "merge": lambda _world, now: None,
    "finding": lambda _world, now: None,
    "unreached": lambda world, now: left_alone(world),
    "lead": lambda _world, now: None,
    "evidence_submit": lambda _world, now: put(of_founding(), state="proposed"),
    "countersign": lambda world, now: put(
        of_founding(), state="submitted", submitted_side="central_asia", submitted_by=world.dana, **UNJUDGED
    ),
    "dispute": lambda _world, now: put(of_founding(), state="disputed", submitted_side="japan"),
    "change": lambda _world, now: None,
    "proposal": lambda _world, now: None,
    "seat": lambda _world, now: put(Registration.objects.all(), state="applied"),
    "late_seat": lambda _world, now: put(Registration.objects.all(), state="late_requested"),
    "substitution": lambda _world, now: foreign_stand_in(),
    "unheard": lambda _world, now: EventChange.objects.get().pk,
    "displaced": lambda _world, now: put(Meeting.objects.filter(state="requested"), state="displaced"),
    "mail": lambda _world, now: put(
        Delivery.objects.exclude(message__text=""), state="permanent_failure", finished_at=now
    ),
    "job": lambda _world, now: None,
}
CHAMBER = {
    kind: STAFF[kind]
    for kind in ("call", "question", "silence", "unheard", "displaced")
} | {
    "referral": STAFF["late_referral"],
    "substitution": lambda _world, now: Substitution.objects.filter(state="asked").first().pk,
    "countersign": lambda _world, now: of_founding().first().pk,
    "dispute": lambda _world, now: put(of_founding(), state="disputed", submitted_side="central_asia"),
    "seat": lambda _world, now: put(chambers_own(), state="applied"),
    "late_seat": lambda _world, now: put(chambers_own(), state="late_requested"),
    "evidence_submit": lambda _world, now: owed_by_the_chamber(),
    "change": lambda _world, now: turn_change(),
    "proposal": lambda _world, now: turn_proposal(),
}


def owed_by_the_chamber():
    evidence = of_founding().first()
    Obligation.objects.filter(pk=evidence.obligation_id).update(owing="central_asia")
    return put(of_founding(), state="proposed")


def chambers_own():
    return Registration.objects.filter(event__chamber__isnull=False)


def foreign_stand_in():
    waits = Substitution.objects.filter(state="asked").first()
    Registration.objects.filter(pk=waits.original_id).update(country="KZ")
    return waits.pk


def turn_change():
    return put(
        Change.objects.filter(obligation__commitment__memorandum__number="M-2024-001"), asked_side="japan",
        state="asked",
    )


def turn_proposal():
    return put(
        Obligation.objects.filter(commitment__memorandum__number="M-2024-001", state="proposed"),
        proposed_side="japan",
    )


@pytest.fixture
def lead(sato, now) -> Lead:
    return Lead.objects.create(
        source="fair", country="KZ", language="ru", name="Ерлан", firm_name="Дала Нан", email="e@dala.example",
        agreed_on=now.date(), told_to="Sato", received_at=now, answer_by=now + timedelta(days=2),
    )


@pytest.fixture
def row(lead) -> Row:
    return Row("lead", lead.pk)
