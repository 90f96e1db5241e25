"""Vectors of product lines: encoded in a child process, kept with encoder and version, poison quarantined."""
import hashlib
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import Prefetch

from companies.models import Firm, ProductLine
from core.activity import record
from core.errors import permit

from .. import messages
from ..encoding import Crashed, Encoded, EncodingPool, reading
from ..models import EncodedLine, LineVector
from ..permissions import can_propose
from ..scoring.bank import bank_versions

MAX_ATTEMPTS = 2


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def encode_lines(
    *, now: datetime, progress: Callable[[int, int], None] = lambda _done, _total: None, firm: Firm | None = None
) -> dict[str, int]:
    """Encode what is new or changed, of one firm or of all; returns counts.
    A text that takes the encoder down twice is left alone afterwards.
    """
    counts = {"encoded": 0, "refused": 0, "crashed": 0}
    if firm and not _waiting(bank_versions(), firm):  # no encoder need start
        return counts
    with EncodingPool() as pool:
        waiting = _waiting(pool.encoders, firm)
        for _try in range(MAX_ATTEMPTS):
            crashed = []
            texts = [(str(line.pk), _reading(line)) for line in waiting.values()]
            for done, result in enumerate(pool.encode_safely(texts), 1):
                outcome = _keep(waiting[result.id], result, pool.encoders, now=now)
                counts[outcome] += 1
                if outcome == "crashed":
                    crashed.append(result.id)
                progress(done, len(waiting))
            waiting = {pk: waiting[pk] for pk in crashed}
            if not waiting:
                break
    return counts


def _waiting(encoders: dict[str, str], firm: Firm | None = None) -> dict[str, ProductLine]:
    """Lines of published profiles without vectors of exactly these encoders and this text."""
    known = {}
    encoded, lines = EncodedLine.objects.all(), ProductLine.objects.filter(profile__state="published")
    if firm:
        encoded, lines = encoded.filter(line__profile__firm=firm), lines.filter(profile__firm=firm)
    for row in encoded.prefetch_related(Prefetch("vectors", LineVector.objects.defer("data"))):
        versions = {vector.encoder: vector.version for vector in row.vectors.all()}
        finished = versions == encoders or bool(row.quarantined_at or row.problem)
        known[row.line_id] = (row.text_hash, finished)
    lines = lines.select_related("profile").order_by("pk")
    return {str(line.pk): line for line in lines if known.get(line.pk) != (text_hash(_reading(line)), True)}


def _reading(line: ProductLine) -> str:
    return reading(line.text, line.profile.language)


@transaction.atomic
def _keep(line: ProductLine, result, encoders: dict[str, str], *, now: datetime) -> str:
    digest = text_hash(_reading(line))
    row, _ = EncodedLine.objects.get_or_create(line=line, defaults={"text_hash": digest})
    if row.text_hash != digest:
        row.text_hash, row.attempts, row.problem, row.quarantined_at = digest, 0, "", None
    if isinstance(result, Encoded):
        _store(row, result.vectors, encoders)
        row.problem = ""
    else:
        row.problem = "" if isinstance(result, Crashed) else result.reason
        row.attempts += isinstance(result, Crashed)
        if row.attempts >= MAX_ATTEMPTS:
            row.problem, row.quarantined_at = result.reason, now
            data = {"line": str(line.pk), "code": result.reason}
            record(line.profile, "quarantine", by=None, now=now, data=data)
            messages.line_quarantined(line, now=now)
    row.save()
    return {"Encoded": "encoded", "Crashed": "crashed"}.get(type(result).__name__, "refused")


def _store(row: EncodedLine, vectors: dict[str, np.ndarray], encoders: dict[str, str]) -> None:
    row.vectors.exclude(encoder__in=encoders).delete()
    for encoder, pieces in vectors.items():
        data = np.asarray(pieces, dtype="<f4").tobytes()
        fields = {"version": encoders[encoder], "pieces": len(pieces), "data": data}
        LineVector.objects.update_or_create(encoded=row, encoder=encoder, defaults=fields)


@transaction.atomic
def try_again(row: EncodedLine, *, by, now: datetime) -> None:
    """Take a text out of quarantine: the next run meets it as if it were new."""
    permit(by, can_propose)
    row.text_hash, row.attempts, row.problem, row.quarantined_at, row.released_by = "", 0, "", None, by
    row.save()
    record(row, "try_again", by=by, now=now)


def load_vectors(firms: Collection[UUID] | None = None) -> dict[str, dict[str, np.ndarray]]:
    """{line id: {encoder: float32 vectors of its pieces}} of lines in published profiles, of all firms or of these.
    What an earlier version of an encoder read is left out until the next run.
    """
    now = bank_versions()
    found: dict[str, dict[str, np.ndarray]] = {}
    for line, encoder, version, pieces, data in _vector_rows(firms):
        if now.get(encoder, version) == version:
            found.setdefault(str(line), {})[encoder] = np.frombuffer(bytes(data), dtype="<f4").reshape(pieces, -1)
    return found


def _vector_rows(firms: Collection[UUID] | None) -> Iterator[tuple]:
    rows = LineVector.objects.filter(encoded__line__profile__state="published").order_by("encoded__line_id", "encoder")
    if firms is not None:
        rows = rows.filter(encoded__line__profile__firm__in=firms)
    fields = "encoded__line_id", "encoder", "version", "pieces", "data"
    return rows.values_list(*fields).iterator(chunk_size=2000)
