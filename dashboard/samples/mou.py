
from core.activity import ACTS
from core.geography import ZONE
from mou.enums import (
    Cadence,
    ChangeKind,
    ChangeState,
    EvidenceState,
    Indicator,
    MemorandumState,
    ObligationState,
    Owing,
)
from mou.models import Change, Commitment, Evidence, ExperienceSession, Memorandum, Obligation, Party, Report
from mou.reckoning.periods import Period
from mou.reckoning.standing import Reckoned

from .world import DAY, World, texts


def contexts(world: World) -> dict[str, dict]:
    return _memoranda(world) | _obligations(world) | _evidence(world) | _reminders(world) | _exchange(world)


def _memorandum(world: World) -> Memorandum:
    today = world.now.date()
    titles = texts(
        en="Memorandum on cooperation", ja="協力に関する覚書", ru="Меморандум о сотрудничестве",
        kk="Ынтымақтастық туралы меморандум", uz="Hamkorlik toʻgʻrisida memorandum",
    )
    return Memorandum(
        number="M-2024-1", titles=titles, state=MemorandumState.EXPIRED, in_force_on=today,
        ends_on=today + 365 * DAY, renew_by=today + 300 * DAY,
    )


def _facts(world: World) -> dict:
    memorandum = _memorandum(world)
    partner = Party(memorandum=memorandum, chamber=world.chamber if world.is_japanese else None)
    return {"memorandum": memorandum, "partner": partner, "other_zone": ZONE[world.partner.country]}


def _obligation(world: World) -> Obligation:
    return Obligation(
        commitment=Commitment(number=2, memorandum=_memorandum(world)), indicator=Indicator.BULLETIN_PUBLISHED,
        owing=Owing.JAPAN, cadence=Cadence.QUARTERLY, target=1, zone="Asia/Tokyo", starts_on=world.now.date(),
        state=ObligationState.AGREED,
    )


def _memoranda(world: World) -> dict[str, dict]:
    facts = _facts(world)
    renamed = facts | {"firm": world.partner, "old": world.partner, "merged": world.partner}
    today = world.now.date()
    report = Report(number=3, from_on=today - 90 * DAY, until_on=today, pdf_sha256="0a" * 32)
    return {
        "memorandum_in_force": facts,
        "memorandum_prolonged": facts,
        "memorandum_ended": facts | {"result": facts["memorandum"].get_state_display, "reason": world.reason},
        "party_merged": renamed,
        "party_parted": renamed,
        "report_issued": facts | {"report": report},
        "report_forwarded": facts | {"report": report, "sender": world.sato, "note": ""},
    }


def _obligations(world: World) -> dict[str, dict]:
    obligation = _obligation(world)
    facts = _facts(world) | {"obligation": obligation}
    due_on = (world.now + 40 * DAY).date()
    change = Change(kind=ChangeKind.DUE_DATE, state=ChangeState.APPROVED, due_on=due_on, reason=world.reason)
    by = {"by": world.now + 7 * DAY}
    asked = facts | {"change": change, "asked_from": change.get_kind_display, "reason": world.reason} | by
    return {
        "obligation_proposed": facts | {"proposer": facts["partner"]} | by,
        "proposal_sent": facts | {"asked_from": ""} | by,
        "obligation_decided": facts | {"result": obligation.get_state_display, "reason": "", "is_agreed": True},
        "change_asked": asked,
        "change_decided": asked | {"result": change.get_state_display, "reason": "", "approved": True},
    }


def _evidence(world: World) -> dict[str, dict]:
    evidence = Evidence(happened_on=(world.now - 10 * DAY).date(), state=EvidenceState.ACCEPTED)
    facts = _facts(world) | {"obligation": _obligation(world), "evidence": evidence}
    fallen = {"what": ACTS["matching.introduction.recall"].label, "at": world.now}
    return {
        "awaits_countersignature": facts,
        "evidence_disputed": facts | {"reason": world.reason},
        "evidence_answered": facts | {"answer": world.reason},
        "evidence_settled": facts | {"result": evidence.get_state_display, "counts": True},
        "source_fell": facts | fallen,
    }


def _reminders(world: World) -> dict[str, dict]:
    due_on = (world.now + 14 * DAY).date()
    one = Reckoned(Period("", due_on - 90 * DAY, due_on, due_on), 0, 1, "due_soon", 14, late=False)
    facts = _facts(world) | {"count": 2}
    due = facts | {"obligation": _obligation(world), "one": one, "due_by": world.now + 14 * DAY, "late": -14}
    rows = [due, facts | {"is_renewal": True}, facts | {"is_answer": True}, facts]
    return {
        "remind_due": due,
        "remind_overdue": due,
        "remind_answer": facts,
        "remind_countersign": facts,
        "remind_renew": facts,
        "remind_digest": {"rows": rows, "count": len(rows)},
    }


def _exchange(world: World) -> dict[str, dict]:
    titles = texts(
        en="Export of food to Japan", ja="日本向け食品輸出", ru="Экспорт продуктов в Японию",
        kk="Жапонияға азық-түлік экспорты", uz="Yaponiyaga oziq-ovqat eksporti",
    )
    begins = world.now + 20 * DAY
    session = ExperienceSession(titles=titles, place="Zoom", starts_at=begins, ends_at=begins, zone="Asia/Tokyo")
    facts = {"session": session, "other_zone": ZONE[world.partner.country]}
    row = {"title": str(titles.said(world.language)), "marks": "2026"}
    return {
        "session_enrolled": facts,
        "session_changed": facts,
        "session_cancelled": facts | {"reason": world.reason},
        "bulletin_digest": {"rows": [row], "count": 3, "more": 2},
    }
