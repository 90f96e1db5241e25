"""Memoranda: drafted by staff, signed on paper, in force, renewed, amended, ended.
What was signed is copied and stays.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from core.activity import record
from core.days import local_day
from core.errors import permit
from core.files.services import store_file
from core.geography import Side
from core.lifecycle import lock, move
from core.multilingual import Texts
from core.reasons import required_reason
from core.sweeps import each

from .. import messages
from ..computed import ledger
from ..computed.wording import parts_of, unfinished, whole
from ..enums import CommitmentKey
from ..errors import (
    InForceBeforeSigning,
    LanguagesNotComplete,
    NotAParty,
    NumberTaken,
    OpenPeriods,
    PartiesMissing,
    RenewalTooShort,
    SignedInTheFuture,
    WordingIsFixed,
    WordingMissing,
)
from ..models import Amendment, Commitment, Document, Memorandum, Obligation, Party, Signatory, SignedVersion
from ..permissions import can_keep_memoranda, can_name_contacts


@transaction.atomic
def draft_memorandum(
    *, number: str, titles: dict[str, str], japan: dict[str, Any], central_asia: dict[str, Any], by, now: datetime,
    purposes: dict[str, str] | None = None,
) -> Memorandum:
    """`japan`, `central_asia`: {} for Minamin, {"chamber": …} or {"firm": …}; an owner may be added."""
    if by is not None and not can_keep_memoranda(by):
        raise NotAParty
    words = {
        "titles": Texts().with_wordings(titles, by=by, at=now),
        "purposes": Texts().with_wordings(purposes or {}, by=by, at=now),
    }
    if not words["titles"]:
        raise WordingMissing
    try:
        with transaction.atomic():
            memorandum = Memorandum.objects.create(number=number, **words, created_by=by, created_at=now)
    except IntegrityError as taken:
        raise NumberTaken from taken
    for side, given in ((Side.JAPAN, japan), (Side.CENTRAL_ASIA, central_asia)):
        Party.objects.create(memorandum=memorandum, side=side, **given)
    record(memorandum, "draft", by=by, now=now)
    return memorandum


@transaction.atomic
def word_memorandum(memorandum: Memorandum, *, language: str, title: str, purpose: str, by, now: datetime) -> None:
    """Title and purpose in one language, while it is a draft; an empty title takes the language out."""
    permit(by, can_keep_memoranda)
    locked = _locked_draft(memorandum)
    locked.titles = locked.titles.with_wording(language, title, by=by, at=now)
    locked.purposes = locked.purposes.with_wording(language, purpose, by=by, at=now)
    locked.save(update_fields=["titles", "purposes"])
    memorandum.titles, memorandum.purposes = locked.titles, locked.purposes
    record(memorandum, "edit", by=by, now=now, data={"language": language})


@transaction.atomic
def word_commitment(
    memorandum: Memorandum, *, number: int, language: str, title: str, text: str, by, now: datetime,
    key: str = CommitmentKey.OTHER,
) -> Commitment:
    """One commitment in one language, while it is a draft; the memorandum's lock guards its commitments too."""
    permit(by, can_keep_memoranda)
    _locked_draft(memorandum)
    commitment, _new = Commitment.objects.get_or_create(memorandum=memorandum, number=number, defaults={"key": key})
    commitment.titles = commitment.titles.with_wording(language, title, by=by, at=now)
    commitment.texts = commitment.texts.with_wording(language, text, by=by, at=now)
    commitment.save(update_fields=["titles", "texts"])
    record(memorandum, "edit", by=by, now=now, data={"commitment": number, "language": language})
    return commitment


def _locked_draft(memorandum: Memorandum) -> Memorandum:
    locked = lock(memorandum)
    if locked.state != "draft":
        raise WordingIsFixed
    return locked


@transaction.atomic
def sign_memorandum(
    memorandum: Memorandum, *, signed_on: date, place: str, signatories: Iterable[dict], ends_on: date | None = None,
    renew_by: date | None = None, leave_out: Collection[str] = (), by, now: datetime,
) -> None:
    """Copy what was signed, in every language it has. `signatories`: side, name, name_latin, positions, proxy_for.

    `leave_out`: languages that were not signed; each that is not complete must be named.
    """
    permit(by, can_keep_memoranda)
    locked = _locked_draft(memorandum)
    if signed_on > local_day(now, "Asia/Tokyo"):
        raise SignedInTheFuture
    if memorandum.parties.count() < 2:
        raise PartiesMissing
    texts = {code: text for code, text in signed_texts(locked).items() if code not in leave_out}
    if not texts:
        raise WordingMissing
    left_out = _left_out(locked, leave_out)
    _keep(memorandum, 0, texts)
    for given in signatories:
        words = {name: Texts().with_wordings(given.get(name, {}), by=by, at=now) for name in ("positions", "proxy_for")}
        Signatory.objects.create(memorandum=memorandum, signed_on=signed_on, **given | words)
    terms = {"signed_on": signed_on, "place": place, "ends_on": ends_on, "renew_by": renew_by}
    move(memorandum, "sign", by=by, now=now, data=left_out and {"left_out": left_out}, **terms)


def _left_out(memorandum: Memorandum, named: Collection[str]) -> list[str]:
    """What somebody has begun to write and nobody will have signed."""
    holes = unfinished(parts_of(memorandum))
    if not set(holes) <= set(named):
        raise LanguagesNotComplete([code for code in holes if code not in named])
    return sorted(code for code in named if code in holes or code in memorandum.titles)


def signed_texts(memorandum: Memorandum) -> dict[str, str]:
    """{language: the whole wording}, for each language in which nothing is missing."""
    commitments = list(memorandum.commitments.all())
    found = {}
    for language in whole(parts_of(memorandum)):
        title, purpose = memorandum.titles[language], memorandum.purposes.get(language, "")
        articles = [f"{one.number}. {one.titles[language]}\n{one.texts[language]}" for one in commitments]
        found[language] = "\n\n".join(filter(None, [title, purpose, *articles])) + "\n"
    return found


def _keep(memorandum: Memorandum, amendment: int, texts: dict[str, str]) -> None:
    for language, text in sorted(texts.items()):
        digest = hashlib.sha256(text.encode()).hexdigest()
        SignedVersion.objects.create(
            memorandum=memorandum, amendment=amendment, language=language, text=text, sha256=digest
        )


@transaction.atomic
def put_in_force(memorandum: Memorandum, *, in_force_on: date, by, now: datetime) -> None:
    """From this day on; obligations that were agreed before become active."""
    permit(by, can_keep_memoranda)
    signed_on = lock(memorandum).signed_on
    if signed_on and in_force_on < signed_on:
        raise InForceBeforeSigning
    move(memorandum, "enter_force", by=by, now=now, in_force_on=in_force_on)
    for obligation in Obligation.objects.filter(commitment__memorandum=memorandum, state="agreed", replaces=None):
        move(obligation, "activate", by=by, now=now)
    messages.memorandum_in_force(memorandum, now=now)


@transaction.atomic
def renew_memorandum(memorandum: Memorandum, *, ends_on: date, reason: str, by, now: datetime) -> None:
    """Prolong, also after it has run out; what was agreed goes on."""
    permit(by, can_keep_memoranda)
    present = lock(memorandum).ends_on
    if (present and ends_on <= present) or ends_on <= local_day(now, "Asia/Tokyo"):
        raise RenewalTooShort
    move(memorandum, "renew", by=by, now=now, reason=required_reason(reason), ends_on=ends_on, renew_by=None)
    messages.memorandum_prolonged(memorandum, now=now)


@transaction.atomic
def amend_memorandum(
    memorandum: Memorandum, *, signed_on: date, texts: dict[str, str], ends_on: date | None, by, now: datetime
) -> Amendment:
    """Numbered, in each language with its hash; may move the end."""
    permit(by, can_keep_memoranda)
    locked = lock(memorandum)
    if locked.state not in ("signed", "in_force"):
        raise WordingIsFixed
    if not texts:
        raise WordingMissing
    if signed_on > local_day(now, "Asia/Tokyo"):
        raise SignedInTheFuture
    if ends_on and ends_on <= local_day(now, "Asia/Tokyo"):
        raise RenewalTooShort
    number = memorandum.amendments.count() + 1
    amendment = Amendment.objects.create(
        memorandum=memorandum, number=number, signed_on=signed_on, ends_on=ends_on, recorded_by=by, recorded_at=now
    )
    _keep(memorandum, number, texts)
    if ends_on:
        memorandum.ends_on = ends_on
        memorandum.save(update_fields=["ends_on"])
    record(memorandum, "amend", by=by, now=now, data={"number": number})
    return amendment


@transaction.atomic
def terminate_memorandum(memorandum: Memorandum, *, reason: str, confirmed: bool, by, now: datetime) -> None:
    """At once. Periods still open end without anything being owed; whoever decides must have seen them."""
    permit(by, can_keep_memoranda)
    lock(memorandum)
    text = required_reason(reason)
    if open_periods(memorandum, now) and not confirmed:
        raise OpenPeriods
    move(memorandum, "terminate", by=by, now=now, reason=text, ended_on=local_day(now, "Asia/Tokyo"))
    messages.memorandum_ended(memorandum, reason=text, now=now)


def open_periods(memorandum: Memorandum, now: datetime) -> list[tuple[Obligation, Any]]:
    """(obligation, period) still to be delivered for: what a termination would end."""
    open_ones = ("on_track", "due_soon", "overdue")
    books = [book for _commitment, rows in ledger.of_memorandum(memorandum, now) for book in rows]
    return [(book.obligation, one) for book in books for one in book.periods if one.standing in open_ones]


def expire_memoranda(*, now: datetime) -> int:
    """Daily: what has passed its last day everywhere. Returns how many ended."""
    ended = Memorandum.objects.filter(state__in=["signed", "in_force"], ends_on__lt=local_day(now, "Asia/Almaty"))
    rows = ended.with_parties()
    return each("mou.expire_memoranda", rows, lambda memorandum: _expire(memorandum, ended, now), now=now).done


def _expire(memorandum: Memorandum, ended: QuerySet, now: datetime) -> bool:
    lock(memorandum)
    if not ended.filter(pk=memorandum.pk).exists():
        return False  # prolonged or terminated meanwhile
    move(memorandum, "expire", by=None, now=now)
    messages.memorandum_ended(memorandum, reason="", now=now)
    return True


@transaction.atomic
def name_contacts(party: Party, *, owner, second_contact, by, now: datetime) -> None:
    """Whom the portal writes to on this side, and to whom when that person does not answer."""
    if not can_name_contacts(by, party):
        raise NotAParty
    party.owner, party.second_contact = owner, second_contact
    party.save(update_fields=["owner", "second_contact"])
    record(party.memorandum, "name_contacts", by=by, now=now, data={"side": party.side})


@transaction.atomic
def add_document(
    memorandum: Memorandum, *, file: tuple[str, bytes], titles: Mapping[str, str], language: str, by, now: datetime
) -> Document:
    permit(by, can_keep_memoranda)
    stored = store_file(*file, by=by, now=now)
    said = Texts().with_wordings(titles, by=by, at=now)
    document = Document.objects.create(memorandum=memorandum, file=stored, titles=said, language=language)
    record(memorandum, "add_document", by=by, now=now, data={"sha256": stored.sha256})
    return document
