"""Titles of documents, materials and occasions in further languages; those that are not named stay as they are."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock

from ..errors import NotAParty, TitleMissing
from ..models import Document, Material, Occasion
from ..permissions import acts_for_a_side, can_keep_memoranda, is_of_organiser


@transaction.atomic
def word_document(document: Document, *, titles: Mapping[str, str], by, now: datetime) -> None:
    permit(by, can_keep_memoranda)
    _word(document, titles, by, now)
    record(document.memorandum, "word_document", by=by, now=now)


@transaction.atomic
def word_material(material: Material, *, titles: Mapping[str, str], by, now: datetime) -> None:
    permit(by, is_of_organiser, material.session)
    _word(material, titles, by, now)
    record(material.session, "word_material", by=by, now=now)


@transaction.atomic
def word_occasion(occasion: Occasion, *, titles: Mapping[str, str], by, now: datetime) -> None:
    """One that a person noted; what a source says is worded there."""
    permit(by, acts_for_a_side, occasion.obligation.commitment.memorandum, otherwise=NotAParty)
    _word(occasion, titles, by, now)
    record(occasion.obligation, "word_occasion", by=by, now=now)


def _word(row: Document | Material | Occasion, titles: Mapping[str, str], by, now: datetime) -> None:
    row.titles = lock(row).titles.with_wordings(titles, by=by, at=now)
    if not row.titles:
        raise TitleMissing
    row.save(update_fields=["titles"])
