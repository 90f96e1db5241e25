"""Evidence that grows by itself: the activity log is read in commit order, and what proves an obligation is proposed.

Idempotent: a source gives at most one evidence for an obligation (evidence_once_per_source), so a batch may be read
again after a crash. What happened before an obligation came into force is caught up with when the log says that it did.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core.activity import record, ref
from core.days import local_day
from core.models import Activity

from .. import messages
from ..enums import Cadence, Owing
from ..models import Evidence, Memorandum, Obligation, Occasion
from ..sources import OCCASIONS, SOURCES, Fact, Source, subject_ids
from ..states import COUNTING, DELIVERABLE, UNSETTLED

ACTIVATED = "mou.obligation.activate"
FELL, STANDS = "mou.evidence.source_fell", "mou.evidence.source_stands"
CHUNK = 500


def collect_evidence(activities: list[Activity]) -> None:
    """Reader of the log: propose evidence, note occasions, tell whom a fallen source concerns."""
    wanted = _running_obligations()
    for source in OCCASIONS:
        _take(source, subject_ids(activities, source.verbs), wanted, _note_occasions)
    for source in SOURCES:
        ids = subject_ids(activities, source.verbs)
        _take(source, ids, wanted, _propose)
        _note_return(source, ids)
    for pk in subject_ids(activities, [ACTIVATED]):
        if pk in wanted:
            _catch_up(wanted[pk])
    for source in SOURCES:
        _tell_of_falls(source, activities)


def _running_obligations() -> dict[UUID, Obligation]:
    rows = Obligation.objects.filter(state__in=DELIVERABLE).with_memorandum().with_parties()
    return {row.pk: row for row in rows}


def _take(source: Source, ids: list[UUID], obligations: dict, keep) -> None:
    """Facts that stand now, handed to `keep` for each obligation they prove."""
    candidates = [row for row in obligations.values() if row.indicator == source.indicator]
    if not ids or not candidates:
        return
    stand = set(source.standing().filter(pk__in=ids).values_list("pk", flat=True))
    facts = source.facts(sorted(stand))
    for obligation in candidates:
        proven = [fact for fact in facts if _proves(fact, obligation)]
        if proven:
            keep(source, proven, obligation)


def _proves(fact: Fact, obligation: Obligation) -> bool:
    memorandum, day = obligation.commitment.memorandum, local_day(fact.at, obligation.zone)
    ends = [end for end in (obligation.ends_on, obligation.ended_on, memorandum.last_day) if end]
    if day < obligation.starts_on or any(day > end for end in ends):
        return False
    owed_by_them = fact.side is None or obligation.owing in (Owing.JOINT, fact.side)
    return owed_by_them and concerns(fact, memorandum)


def concerns(fact: Fact, memorandum: Memorandum) -> bool:
    """Between firms: exactly this pair. With a chamber:
    between Japan and its country, by this chamber where one is named.
    """
    parties = list(memorandum.parties.all())
    firms = {party.firm_id for party in parties if party.firm_id}
    if firms:
        return fact.firms == firms
    chambers = [party.chamber for party in parties if party.chamber_id]
    if fact.chamber is not None and fact.chamber not in [chamber.pk for chamber in chambers]:
        return False
    return bool(chambers) and all({"JP", chamber.country} <= fact.countries for chamber in chambers)


def _note_occasions(source: Source, facts: list[Fact], obligation: Obligation) -> None:
    if obligation.cadence != Cadence.PER_EVENT:
        return
    rows = [
        Occasion(
            obligation=obligation, happened_on=local_day(fact.at, obligation.zone),
            source_model=source.label, source_id=fact.id,
        )
        for fact in facts
    ]
    Occasion.objects.bulk_create(rows, ignore_conflicts=True)


def _propose(source: Source, facts: list[Fact], obligation: Obligation) -> None:
    ids = [fact.id for fact in facts]
    known = obligation.evidence.filter(source_model=source.label, source_id__in=ids)
    there = set(known.values_list("source_id", flat=True))
    occasions = _occasions_of(facts, obligation)
    now = timezone.now()
    for fact in facts:
        if fact.id not in there:
            row = Evidence.objects.create(
                obligation=obligation,
                happened_on=local_day(fact.at, obligation.zone),
                source_model=source.label,
                source_id=fact.id,
                occasion=occasions.get(fact.occasion),
                added_at=now,
            )
            record(row, "propose", by=None, now=now)


def _occasions_of(facts: Iterable[Fact], obligation: Obligation) -> dict[tuple, Occasion]:
    if obligation.cadence != Cadence.PER_EVENT:
        return {}
    ids = [fact.occasion[1] for fact in facts if fact.occasion]
    return {(row.source_model, row.source_id): row for row in obligation.occasions.filter(source_id__in=ids)}


def _catch_up(obligation: Obligation) -> None:
    """All that the log holds for an obligation that has just come into force."""
    for sources, keep in ((OCCASIONS, _note_occasions), (SOURCES, _propose)):
        for source in sources:
            if source.indicator != obligation.indicator:
                continue
            acts = Activity.objects.with_verbs(source.verbs).order_by("pk").only("verb", "subject")
            ids = list(dict.fromkeys(subject_ids(acts, source.verbs)))
            for start in range(0, len(ids), CHUNK):
                _take(source, ids[start : start + CHUNK], {obligation.pk: obligation}, keep)


def _tell_of_falls(source: Source, activities: list[Activity]) -> None:
    """Once for each fall: the evidence keeps its state, does not count any more, and both owners learn why."""
    causes: dict[UUID, Activity] = {}
    for act in activities:
        if act.verb in source.falls:
            causes |= dict.fromkeys(source.falls[act.verb](subject_ids([act], [act.verb])), act)
    fallen = _evidence_from(source, list(causes)).exclude(source.stands()) if causes else Evidence.objects.none()
    for evidence in fallen.with_obligation():
        if _last_note(evidence) != FELL:
            act = causes[evidence.source_id]
            record(evidence, "source_fell", by=None, now=act.at, data={"activity": act.pk, "verb": act.verb})
            messages.source_fell(evidence, act=act, now=timezone.now())


def _evidence_from(source: Source, ids: list[UUID]):
    alive = Q(state__in=[*UNSETTLED, *COUNTING])
    return Evidence.objects.filter(
        alive, obligation__indicator=source.indicator, source_model=source.label, source_id__in=ids
    )


def _note_return(source: Source, ids: list[UUID]) -> None:
    """What had fallen stands again: it counts as before, and the log says so."""
    for evidence in _evidence_from(source, ids).filter(source.stands()).with_obligation():
        if _last_note(evidence) == FELL:
            record(evidence, "source_stands", by=None, now=timezone.now())


def _last_note(evidence: Evidence) -> str | None:
    notes = Activity.objects.filter(subject=ref(evidence), verb__in=[FELL, STANDS])
    return notes.order_by("-pk").values_list("verb", flat=True).first()
