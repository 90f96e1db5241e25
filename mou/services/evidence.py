"""What was delivered: added or found, submitted by the side that owes it, countersigned or disputed by the other."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from core.activity import record
from core.files.errors import FileInQuarantine
from core.files.services import store_file
from core.lifecycle import lock, move
from core.multilingual import Texts
from core.reasons import required_reason
from core.text import clean

from .. import messages
from ..computed import ledger
from ..enums import Cadence
from ..errors import (
    DayInTheFuture,
    EvidenceUnnamed,
    FileWasRefused,
    NotAParty,
    NotYourObligation,
    ObligationIsOver,
    OutsideTheObligation,
    OwnEvidence,
    PeriodUnknown,
    SourceFallen,
)
from ..models import Evidence, Obligation, Revision
from ..permissions import can_answer, can_judge, can_submit, side_of
from ..sources import standing
from ..states import DELIVERABLE, UNSETTLED


@transaction.atomic
def add_evidence(
    obligation: Obligation,
    *,
    titles: Mapping[str, str],
    notes: Mapping[str, str],
    happened_on: date,
    quantity: int,
    period: str,
    file: tuple[str, bytes] | None,
    by,
    now: datetime,
) -> Evidence:
    """By hand, submitted at once. `titles`, `notes`: {language: text}. `period`:
    key of the period or occasion it is meant for, '' for the one of its day.
    """
    side = _acting_side(obligation, by)
    if side not in obligation.owing_sides:
        raise NotYourObligation
    book = _open_book(obligation, now)
    _check_day(book, happened_on)
    evidence = Evidence.objects.create(
        obligation=obligation,
        titles=Texts().with_wordings(titles, by=by, at=now),
        notes=Texts().with_wordings(notes, by=by, at=now),
        happened_on=happened_on,
        quantity=quantity,
        added_by=by,
        added_at=now,
        **_meant_for(book, period),
    )
    record(evidence, "add", by=by, now=now)
    if file:
        add_revision(evidence, file=file, note="", by=by, now=now)
    submit_evidence(evidence, by=by, now=now)
    return evidence


@transaction.atomic
def word_evidence(
    evidence: Evidence, *, titles: Mapping[str, str], notes: Mapping[str, str], by, now: datetime
) -> None:
    """Further languages, until the other side has countersigned what it read; those not named stay as they are."""
    current = lock(evidence)
    if not can_answer(by, evidence):
        raise NotYourObligation
    if current.state not in UNSETTLED:
        raise ObligationIsOver
    evidence.titles = current.titles.with_wordings(titles, by=by, at=now)
    if not (evidence.titles or evidence.source_id):
        raise EvidenceUnnamed
    evidence.notes = current.notes.with_wordings(notes, by=by, at=now)
    evidence.save(update_fields=["titles", "notes"])
    record(evidence, "word", by=by, now=now)


def _acting_side(obligation: Obligation, by) -> str:
    side = side_of(by, obligation.commitment.memorandum)
    if side is None:
        raise NotAParty
    return side


def _open_book(obligation: Obligation, now: datetime) -> ledger.Account:
    if lock(obligation).state not in DELIVERABLE:
        raise ObligationIsOver
    return ledger.account(obligation, now)


def _check_day(book: ledger.Account, day: date) -> None:
    if day > book.today:
        raise DayInTheFuture
    last = min(filter(None, [book.terms.last, book.terms.cut_on]), default=None)
    if day < book.terms.first or (last and day > last and book.terms.cadence != Cadence.PER_EVENT):
        raise OutsideTheObligation(book.terms.first, last or book.today)


def _meant_for(book: ledger.Account, key: str) -> dict:
    if not key:
        if book.terms.cadence == Cadence.PER_EVENT:
            raise PeriodUnknown
        return {}
    if key not in {one.period.key for one in book.periods}:
        raise PeriodUnknown
    return {"occasion_id": key} if book.terms.cadence == Cadence.PER_EVENT else {"for_period": date.fromisoformat(key)}


@transaction.atomic
def add_revision(evidence: Evidence, *, file: tuple[str, bytes], note: str, by, now: datetime) -> Revision:
    """A file, or a better version of it; the older ones stay."""
    current = lock(evidence)
    if not can_answer(by, evidence):
        raise NotYourObligation
    if current.state not in ("proposed", "submitted", "disputed"):
        raise ObligationIsOver
    stored = store_file(*file, by=by, now=now)
    number = evidence.revisions.count() + 1
    revision = Revision.objects.create(
        evidence=evidence, number=number, file=stored, note=clean(note, limit=Revision.note)
    )
    record(evidence, "add_revision", by=by, now=now, data={"number": number, "sha256": stored.sha256})
    return revision


@transaction.atomic
def submit_evidence(evidence: Evidence, *, by, now: datetime) -> None:
    """The owing side stands for it; now the other side is asked."""
    lock(evidence)
    if not can_submit(by, evidence):
        raise NotYourObligation
    _require_source(evidence)
    side = _acting_side(evidence.obligation, by)
    move(evidence, "submit", by=by, now=now, submitted_side=side, submitted_by=by, submitted_at=now)
    messages.awaits_countersignature(evidence, now=now)


def _require_source(evidence: Evidence) -> None:
    if not Evidence.objects.filter(standing(), pk=evidence.pk).exists():
        raise SourceFallen


@transaction.atomic
def countersign_evidence(evidence: Evidence, *, by, now: datetime) -> None:
    """The other side confirms; from now on it counts, while its source stands."""
    lock(evidence)
    _require_judge(evidence, by)
    _require_source(evidence)
    _require_checked_file(evidence)
    move(evidence, "countersign", by=by, now=now, **_signature(evidence, by, now))


def _signature(evidence: Evidence, by, now: datetime) -> dict:
    return {
        "countersigned_side": _acting_side(evidence.obligation, by), "countersigned_by": by, "countersigned_at": now
    }


def _require_judge(evidence: Evidence, by) -> None:
    evidence.refresh_from_db(fields=["submitted_side", "submitted_by"])
    if side_of(by, evidence.obligation.commitment.memorandum) is None:
        raise NotAParty
    if not can_judge(by, evidence):
        raise OwnEvidence


def _require_checked_file(evidence: Evidence) -> None:
    newest = evidence.revisions.values_list("file__state", flat=True).first()
    if newest == "quarantined":
        raise FileInQuarantine
    if newest == "refused":
        raise FileWasRefused


@transaction.atomic
def dispute_evidence(evidence: Evidence, *, reason: str, by, now: datetime) -> None:
    """With a reason; also what was countersigned before, when it turns out wrong."""
    lock(evidence)
    _require_judge(evidence, by)
    text = required_reason(reason)
    move(evidence, "dispute", by=by, now=now, reason=text)
    messages.evidence_disputed(evidence, reason=text, now=now)


@transaction.atomic
def answer_dispute(evidence: Evidence, *, reason: str, by, now: datetime) -> None:
    """The side that submitted it explains; it waits for the other side again. `reason`: the answer."""
    lock(evidence)
    _require_submitter(evidence, by)
    text = required_reason(reason)
    move(evidence, "answer", by=by, now=now, reason=text, submitted_by=by)
    messages.evidence_answered(evidence, answer=text, now=now)


def _require_submitter(evidence: Evidence, by) -> None:
    evidence.refresh_from_db(fields=["submitted_side", "submitted_by"])
    if not can_answer(by, evidence):
        raise NotYourObligation


@transaction.atomic
def accept_evidence(evidence: Evidence, *, by, now: datetime) -> None:
    """The side that disputed it gives in."""
    lock(evidence)
    _require_judge(evidence, by)
    _require_source(evidence)
    _require_checked_file(evidence)
    move(evidence, "accept", by=by, now=now, **_signature(evidence, by, now))
    messages.evidence_settled(evidence, now=now)


@transaction.atomic
def reject_evidence(evidence: Evidence, *, reason: str, by, now: datetime) -> None:
    """The side that disputed it upholds its dispute for good."""
    lock(evidence)
    _require_judge(evidence, by)
    move(evidence, "reject", by=by, now=now, reason=required_reason(reason))
    messages.evidence_settled(evidence, now=now)


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, reason: str, by, now: datetime) -> None:
    lock(evidence)
    _require_submitter(evidence, by)
    move(evidence, "withdraw", by=by, now=now, reason=required_reason(reason))


@transaction.atomic
def submit_chosen(evidence: Iterable, *, by, now: datetime) -> int:
    """Of these (ids) what the portal has proposed and still stands. Returns how many."""
    return _each(Evidence.objects.filter(standing(), pk__in=evidence, state="proposed"), submit_evidence, by, now)


@transaction.atomic
def countersign_chosen(evidence: Iterable, *, by, now: datetime) -> int:
    """Of these (ids) what waits for the reader's side; what has a file that is not checked stays. Returns how many."""
    return _each(Evidence.objects.filter(standing(), pk__in=evidence, state="submitted"), countersign_evidence, by, now)


def _each(rows, act, by, now: datetime) -> int:
    done = 0
    for evidence in rows.with_obligation().with_parties().order_by("pk"):
        allowed = can_submit if act is submit_evidence else can_judge
        if allowed(by, evidence):
            try:
                with transaction.atomic():
                    act(evidence, by=by, now=now)
                done += 1
            except (FileInQuarantine, FileWasRefused, SourceFallen):
                continue
    return done
