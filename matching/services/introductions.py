"""Consent of both firms, release of contacts, what comes of it, and taking it back."""
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from accounts.enums import Purpose
from accounts.models import ConsentRecord
from accounts.services import live_consent, record_consent
from accounts.services import withdraw_consent as withdraw_record
from companies.models import Chamber, Contact, Firm, Spoken
from companies.permissions import is_editor_of
from companies.services import disown_spoken
from core.activity import record, ref
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import allowed_actions, lock, move
from core.reasons import optional_reason, required_reason
from core.workdays import deadline
from notifications.services import withdraw_messages

from .. import messages
from ..errors import AlreadyReleased, ConsentMissing, ContactMissing, FirmNotLive
from ..models import Introduction, Match, Referral
from ..permissions import (
    answers_for,
    can_conclude_for_both,
    can_consent,
    can_propose,
    has_open_export_question,
)
from .ending import end_match
from .refusing import refusal_words

ANSWER_WITHIN = 10  # common business days that the firms have


def open_introduction(match: Match, *, by, now: datetime) -> Introduction:
    """Ask both firms; the question leaves the house when the undo window has closed."""
    introduction = Introduction.objects.create(
        match=match, requested_at=now, answer_by=deadline(now, ANSWER_WITHIN, match.countries)
    )
    record(introduction, "request", by=by, now=now)
    messages.consent_requested(introduction, now=now, after=now + settings.UNDO_WINDOW)
    return introduction


@transaction.atomic
def give_consent(introduction: Introduction, *, firm: Firm, contact_agrees: bool, by, now: datetime) -> bool:
    """One firm agrees, for its contact person. Returns True when this released the contacts.

    Asked again after the release only when the firm has named another contact person since.
    """
    permit(by, answers_for, introduction.match, firm)
    current = lock(introduction)
    contact = asked_person(introduction, current, firm, contact_agrees=contact_agrees)
    is_new = not has_agreed(current, firm, contact)
    if is_new:
        language = (get_language() or "en").split("-")[0]
        agree(introduction, firm, contact, language=language, by=by, now=now)
        record(introduction, "consent", by=by, now=now, data={"side": introduction.match.side_of(firm)})
    released = release_if_ready(introduction, by=by, now=now)
    if is_new and not (released or current.is_released):
        messages.consent_received(introduction, firm, now=now)
    return released


def asked_person(introduction: Introduction, current: Introduction, firm: Firm, *, contact_agrees: bool) -> Contact:
    """The contact person whose consent is awaited; raises why it is not."""
    if not firm.is_live:
        raise FirmNotLive
    if not contact_agrees:
        raise ConsentMissing
    contact = Contact.objects.filter(firm=firm).first()
    if contact is None:
        raise ContactMissing
    if current.state != "consent_requested" and (
        not current.is_released or contact.email.lower() in agreed_people(introduction)
    ):
        raise AlreadyReleased if current.is_released else TransitionNotAllowed
    return contact


def has_agreed(introduction: Introduction, firm: Firm, contact: Contact) -> bool:
    """For the present contact person, to a wording in force."""
    return introduction.has_consent_of(firm) and _agreed_to_present_text(contact, introduction, firm)


def agree(
    introduction: Introduction, firm: Firm, contact: Contact, *, language: str, by, now: datetime,
    spoken: Spoken | None = None,
) -> None:
    """`language`: in which the contact person was told the text; `spoken`: what it rests on when `by` is another."""
    record_consent(
        name=contact.name, email=contact.email, purpose=Purpose.CONTACT_RELEASE,
        country=introduction.match.other(firm).country, language=language, concerns=ref(introduction), by=by, now=now,
    )
    _set_consent(introduction, firm, by=by, at=now, spoken=spoken)


@transaction.atomic
def withdraw_consent(introduction: Introduction, *, firm: Firm, by, now: datetime) -> None:
    """Possible until the contacts are released."""
    permit(by, answers_for, introduction.match, firm)
    take_back_consent(introduction, firm=firm, by=by, now=now)


def take_back_consent(introduction: Introduction, *, firm: Firm, by, now: datetime) -> None:
    """For the firm, or for its contact person, who need not belong to it."""
    current = lock(introduction)
    if current.state != "consent_requested":
        raise AlreadyReleased if current.is_released else TransitionNotAllowed
    if not current.has_consent_of(firm):
        return
    spoken = current.spoken_of(firm)
    if spoken and "take_back" in allowed_actions(spoken) and is_editor_of(by, firm):
        disown_spoken(spoken, by=by, now=now)
    contact = Contact.objects.get(firm=firm)
    withdraw_record(email=contact.email, purpose=Purpose.CONTACT_RELEASE, concerns=ref(introduction), now=now)
    _set_consent(introduction, firm, by=None, at=None, spoken=None)
    record(introduction, "withdraw_consent", by=by, now=now, data={"side": introduction.match.side_of(firm)})


@transaction.atomic
def decline_introduction(
    introduction: Introduction, *, firm: Firm, code: str, reason: str = "", by, now: datetime
) -> None:
    """`code`: of DeclineReason."""
    permit(by, answers_for, introduction.match, firm)
    text = refusal_words(code, reason)
    side = introduction.match.side_of(firm)
    data = {"side": side, "code": code}
    move(introduction, "decline", by=by, now=now, reason=text, data=data, declined_side=side)
    end_match(introduction.match, "decline", by=by, now=now, refusal=code, data={"side": side})
    messages.introduction_declined(introduction, by_firm=firm, now=now)


def _set_consent(
    introduction: Introduction, firm: Firm, *, by, at: datetime | None, spoken: Spoken | None
) -> None:
    field = introduction.consent_field(firm)
    values = {field + "_at": at, field + "_by": by, field + "_spoken": spoken}
    for name, value in values.items():
        setattr(introduction, name, value)
    introduction.save(update_fields=list(values))


def obstacles(introduction: Introduction, *, now: datetime) -> list[str]:
    """What still keeps the contacts back: 'japan_consent', 'partner_consent', 'firm_not_live', 'export_control'."""
    match = introduction.match
    found = []
    contacts = {
        contact.firm_id: contact for contact in Contact.objects.filter(firm__in=[match.japan_id, match.partner_id])
    }
    for firm in (match.japan, match.partner):
        contact = contacts.get(firm.pk)
        if not (contact and has_agreed(introduction, firm, contact)):
            found.append(introduction.consent_field(firm))
    if not (match.japan.is_live and match.partner.is_live):
        found.append("firm_not_live")
    if has_open_export_question(match, now):
        found.append("export_control")
    return found


def _agreed_to_present_text(contact: Contact, introduction: Introduction, firm: Firm) -> bool:
    country = introduction.match.other(firm).country
    return bool(
        live_consent(email=contact.email, purpose=Purpose.CONTACT_RELEASE, country=country, concerns=ref(introduction))
    )


def agreed_people(introduction: Introduction) -> set[str]:
    """E-mail addresses of those who agreed, to whatever wording was in force then;
    a new contact person is asked anew.
    """
    given = ConsentRecord.objects.filter(purpose=Purpose.CONTACT_RELEASE, concerns=ref(introduction), withdrawn_at=None)
    return {email.lower() for email in given.values_list("person_email", flat=True)}


@transaction.atomic
def release_if_ready(introduction: Introduction, *, by, now: datetime) -> bool:
    """Release the contacts when nothing keeps them back: tell both firms, send the referral to the chamber."""
    introduction = Introduction.objects.with_firms().get(pk=lock(introduction).pk)
    if introduction.state != "consent_requested":
        return False
    kept_back_by = obstacles(introduction, now=now)
    if kept_back_by:
        if not {"japan_consent", "partner_consent"} & set(kept_back_by):
            messages.release_kept_back(introduction, obstacles=kept_back_by, now=now)
        return False
    move(introduction, "release", by=by, now=now, released_at=now)
    move(introduction.match, "introduce", by=by, now=now)
    messages.contacts_released(introduction, now=now)
    _refer(introduction, now=now)
    return True


def _refer(introduction: Introduction, *, now: datetime) -> None:
    for chamber in Chamber.objects.filter(country__in=introduction.match.countries, is_partner=True):
        referral = Referral.objects.create(introduction=introduction, chamber=chamber, sent_at=now)
        record(referral, "send", by=None, now=now)
        messages.referral_sent(referral, now=now)


def confirm_contact(introduction: Introduction, *, by, now: datetime) -> None:
    permit(by, can_consent, introduction)
    move(introduction, "confirm_contact", by=by, now=now)


def start_discussion(introduction: Introduction, *, by, now: datetime) -> None:
    permit(by, can_consent, introduction)
    move(introduction, "start_discussion", by=by, now=now)


def conclude_introduction(introduction: Introduction, *, outcome: str, note: str, by, now: datetime) -> None:
    permit(by, can_consent, introduction)
    text = optional_reason(note)
    move(
        introduction, "conclude", by=by, now=now, reason=text, outcome=outcome,
        concluded_at=now, data={"outcome": outcome},
    )


@transaction.atomic
def conclude_for_both(introduction: Introduction, *, outcome: str, by, now: datetime) -> None:
    """Both firms said the same, or staff settled what they said: the chambers need not go on either."""
    permit(by, can_conclude_for_both, introduction)
    data = {"outcome": outcome, "both": True}
    move(introduction, "conclude", by=by, now=now, outcome=outcome, concluded_at=now, data=data)
    for referral in introduction.referrals.open():
        move(referral, "conclude", by=by, now=now, closed_at=now)


@transaction.atomic
def recall_introduction(introduction: Introduction, *, reason: str, by, now: datetime) -> None:
    """Contacts disappear again for the firms; open referrals end; what waits to be sent is taken back."""
    permit(by, can_propose)
    recall(introduction, by=by, now=now, reason=required_reason(reason))


def recall(introduction: Introduction, *, by, now: datetime, reason: str = "") -> None:
    move(introduction, "recall", by=by, now=now, reason=reason)
    end_match(introduction.match, "recall", by=by, now=now, reason=reason)
    withdraw_messages(introduction, now=now)
    abandon_referrals(introduction, by=by, now=now, reason=reason)
    messages.introduction_recalled(introduction, by=by, now=now)


def abandon_referrals(introduction: Introduction, *, by, now: datetime, reason: str = "") -> None:
    """The chamber need not go on with an introduction that was taken back."""
    for referral in introduction.referrals.open():
        move(referral, "abandon", by=by, now=now, reason=reason, closed_at=now, closed_by=by)


@transaction.atomic
def expire_introduction(introduction: Introduction, *, now: datetime) -> None:
    move(introduction, "expire", by=None, now=now)
    end_match(introduction.match, "expire", by=None, now=now)
    messages.introduction_expired(introduction, now=now)
