"""Every life cycle of this app: what its table allows happens, all else is refused."""

from datetime import timedelta

import pytest

from mou import services
from mou.enums import (
    BulletinState,
    ChangeState,
    EvidenceState,
    MemorandumState,
    ObligationState,
    ReportState,
    SessionState,
)
from mou.models import Bulletin, Change, Evidence, ExperienceSession, Memorandum, Obligation, Report
from mou.states import BULLETIN, CHANGE, EVIDENCE, MEMORANDUM, OBLIGATION, REPORT, SESSION
from tests.walking import walk

pytestmark = pytest.mark.django_db


def putting(instance, **fields):
    return lambda state: type(instance)._base_manager.filter(pk=instance.pk).update(state=state, **fields)


def test_memorandum(mou, sato, now):
    walk(mou, MEMORANDUM, MemorandumState.values, putting(mou), by=sato, now=now)
    assert Memorandum.objects.count() == 1


def test_obligation(owed, sato, now):
    obligation = owed("other", wordings={"en": "Samples"})
    walk(obligation, OBLIGATION, ObligationState.values, putting(obligation), by=sato, now=now)
    assert Obligation.objects.count() == 1


def test_evidence(owed, sato, dana, now):
    obligation = owed("bulletin_published", owing="japan", commitment=2)
    evidence = services.add_evidence(
        obligation, titles={"en": "No. 1"}, notes={}, happened_on=now.date(),
        quantity=1, period="", file=None, by=sato, now=now,
    )
    signed = {"countersigned_side": "central_asia", "countersigned_by": dana, "countersigned_at": now}
    walk(evidence, EVIDENCE, EvidenceState.values, putting(evidence, **signed), by=dana, now=now)
    assert Evidence.objects.count() == 1


def test_change(owed, sato, dana, now):
    change = services.ask_waiver(owed("other", wordings={"en": "Samples"}), reason="Earthquake", by=sato, now=now)
    walk(change, CHANGE, ChangeState.values, putting(change, decided_by=dana, decided_at=now), by=dana, now=now)
    assert Change.objects.count() == 1


def test_bulletin(sato, now):
    bulletin = Bulletin.objects.create(
        kind="economic_news", about_country="JP", for_country="KZ", created_at=now, published_at=now
    )
    walk(bulletin, BULLETIN, BulletinState.values, putting(bulletin), by=sato, now=now)


def test_session(sato, now):
    session = ExperienceSession.objects.create(
        kind="training", for_country="KZ", place="y", starts_at=now,
        ends_at=now + timedelta(hours=1), zone="UTC", created_at=now,
    )
    walk(session, SESSION, SessionState.values, putting(session), by=sato, now=now)


def test_report(mou, sato, now):
    """An issued one is guarded by a trigger, so the walk starts over from a fresh row for each state."""
    for state in ReportState.values:
        report = Report(
            memorandum=mou, number=1 + Report.objects.count(), from_on=now.date(),
            until_on=now.date(), languages=["ja", "ru"],
            requested_by=sato, requested_at=now, as_of=now, pdf=b"x", state=state,
        )
        report.save()
        if state != "issued":
            walk(
                report, {key: step for key, step in REPORT.items() if key != "issue"},
                [state], putting(report), by=sato, now=now,
            )
