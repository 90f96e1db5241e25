"""The life of a firm: registered, completed, submitted, verified, suspended."""
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.enums import Purpose
from accounts.services import live_consent, record_consent
from core.activity import record, ref
from core.errors import permit
from core.geography import Country
from core.i18n import current_language
from core.lifecycle import lock, move
from core.reasons import required_reason
from core.text import clean, clean_words

from .. import endings, messages
from ..computed.progress import missing_sections
from ..computed.records import refs_of
from ..enums import MemberRole
from ..errors import (
    AlreadyMember,
    ChecksMissing,
    ContactConsentMissing,
    FirmIncomplete,
    IdentityIsFixed,
    LegalIdTaken,
)
from ..models import Contact, Firm, Membership
from ..permissions import can_correct_identity, can_edit_firm, can_register_firm, can_review, is_editor_of
from ..rules import legal_ids
from ..rules.legal_forms import form_of
from ..rules.naming import name_key
from ..states import OPEN_IDENTITY
from .certificates import put_in_place
from .checks import human_checks_passed, record_automatic_checks
from .profiles import hand_in


@transaction.atomic
def register_firm(
    *, country: str, legal_id: str, name: str, name_latin: str, legal_form: str = "", language: str, by, now: datetime
) -> Firm:
    """A new draft firm owned by its registrant. Raises LegalIdInvalid, LegalIdTaken, AlreadyMember."""
    permit(by, can_register_firm)
    if Membership.objects.filter(user=by).exists():
        raise AlreadyMember
    firm = Firm(country=country, language=language)
    _set_identity(
        firm, country=country, legal_id=legal_id, name=name, name_latin=name_latin, legal_form=legal_form
    )
    _save_unique(firm)
    try:
        with transaction.atomic():
            Membership.objects.create(firm=firm, user=by, role=MemberRole.OWNER, joined_at=now)
    except IntegrityError as error:
        raise AlreadyMember from error
    by.forget("membership")
    record(firm, "register", by=by, now=now)
    record_automatic_checks(firm, now=now)
    return firm


@transaction.atomic
def enter_firm(
    *, country: str, legal_id: str, name: str, name_latin: str, city: str, language: str, contact: Mapping[str, str],
    by, now: datetime,
) -> Firm:
    """A draft of a firm nobody acts for yet, with its contact person, who has agreed to be kept here.

    The number may be missing: the firm gives it when it takes the draft over. Raises LegalIdInvalid, LegalIdTaken.
    """
    permit(by, can_review)
    firm = Firm(country=country, language=language, city=clean(city, limit=Firm.city))
    if legal_id:
        _set_identity(firm, country=country, legal_id=legal_id, name=name, name_latin=name_latin)
    else:
        _set_names(firm, name=name, name_latin=name_latin)
    _save_unique(firm)
    Contact.objects.create(firm=firm, **{**contact, "email": contact["email"].lower()})
    record_consent(
        name=contact["name"], email=contact["email"], purpose=Purpose.PORTAL_USE, country=Country.JP,
        concerns=ref(firm), language=contact["language"], by=by, now=now,
    )
    record(firm, "enter", by=by, now=now)
    if legal_id:
        record_automatic_checks(firm, now=now)
    return firm


@transaction.atomic
def change_identity(
    firm: Firm, *, country: str, legal_id: str, name: str, name_latin: str, legal_form: str = "", by, now: datetime
) -> None:
    """The firm itself may change these until it is submitted; afterwards staff only."""
    permit(by, can_correct_identity, firm)
    firm_now = lock(firm)
    if firm_now.state not in OPEN_IDENTITY and not by.is_minamin:
        raise IdentityIsFixed
    before = {name: getattr(firm_now, name) for name in ("country", "legal_id", "name", "name_latin", "legal_form")}
    _set_identity(
        firm_now, country=country, legal_id=legal_id, name=name, name_latin=name_latin, legal_form=legal_form
    )
    _save_unique(firm_now, update_fields=[*before, "name_key"])
    firm.refresh_from_db(fields=[*before, "name_key"])
    record(firm, "change_identity", by=by, now=now, words={"before": before})
    if (before["country"], before["legal_id"]) != (firm.country, firm.legal_id):
        record_automatic_checks(firm, now=now)


def save_business(firm: Firm, *, by, now: datetime, **fields) -> None:
    """City, region, sectors, size, certificates, languages, web site: whatever is given, at any time.

    Certificates that are not in the list wait for staff. Raises NotAnonymous.
    """
    permit(by, can_edit_firm, firm)
    with transaction.atomic():
        certificates = fields.pop("certificates", None)
        if certificates is not None:
            firm.certificates = lock(firm).certificates
            put_in_place(firm, certificates)
            fields |= {"certificates": firm.certificates, "certificates_asked": firm.certificates_asked}
        for name, value in fields.items():
            setattr(firm, name, value)
        firm.save(update_fields=list(fields))
        record(firm, "edit", by=by, now=now, data={"fields": sorted(fields)})


@transaction.atomic
def save_contact(
    firm: Firm, *, name: str, position: str, email: str, phone: str,
    language: str, consent_given: bool, by, now: datetime, name_latin: str = "",
) -> Contact:
    """Kept only with the person's recorded agreement, asked once for each address. Raises ContactConsentMissing."""
    permit(by, can_edit_firm, firm)
    lock(firm)
    if not (consent_given or keeping_agreed(firm, email)):
        raise ContactConsentMissing
    contact, _ = Contact.objects.update_or_create(
        firm=firm,
        defaults={
            "name": name, "name_latin": name_latin, "position": position,
            "email": email.lower(), "phone": phone, "language": language,
        },
    )
    if consent_given:
        record_consent(
            name=name, email=email, purpose=Purpose.PORTAL_USE, country=Country.JP, concerns=ref(firm),
            language=current_language(), by=by, now=now,
        )
    record(firm, "edit_contact", by=by, now=now)
    return contact


def keeping_agreed(firm: Firm, email: str):
    """The live agreement (ConsentRecord) to keep this contact person's details at Minamin in Japan, or None."""
    given = (
        live_consent(email=email, purpose=Purpose.PORTAL_USE, country=Country.JP, concerns=one)
        for one in refs_of(firm)
    )
    return next(filter(None, given), None)


@transaction.atomic
def submit_firm(firm: Firm, *, by, now: datetime) -> None:
    """Raises FirmIncomplete."""
    permit(by, is_editor_of, firm)
    if missing := missing_sections(lock(firm)):
        raise FirmIncomplete(missing)
    move(firm, "submit", by=by, now=now, submitted_at=now)
    messages.firm_submitted(firm, now=now)
    messages.firm_received(firm, now=now)


@transaction.atomic
def submit_firm_and_profiles(firm: Firm, *, confirmed: bool = False, by, now: datetime) -> None:
    """The firm with everything it has written so far. Raises FirmIncomplete, NotAnonymous, WordsNotConfirmed."""
    submit_firm(firm, by=by, now=now)
    for profile in firm.profiles.to_send():
        hand_in(profile, confirmed=confirmed, by=by, now=now)


def start_firm_review(firm: Firm, *, by, now: datetime) -> None:
    permit(by, can_review)
    move(firm, "start_review", by=by, now=now)


@transaction.atomic
def request_more_info(firm: Firm, *, reason: str, by, now: datetime) -> None:
    permit(by, can_review)
    reason = required_reason(reason)
    move(firm, "request_more_info", by=by, now=now, reason=reason)
    messages.firm_needs_info(firm, reason=reason, by=by, now=now)


@transaction.atomic
def verify_firm(firm: Firm, *, by, now: datetime) -> None:
    """Needs one check that a person made: a number that fits its own rules says nothing about who typed it."""
    permit(by, can_review)
    lock(firm)
    if not human_checks_passed(firm):
        raise ChecksMissing
    move(firm, "verify", by=by, now=now, verified_at=now, verified_by=by)
    messages.firm_verified(firm, by=by, now=now)


@transaction.atomic
def reject_firm(firm: Firm, *, code: str, reason: str, by, now: datetime) -> None:
    permit(by, can_review)
    reason = required_reason(reason)
    move(firm, "reject", by=by, now=now, reason=reason, data={"code": code})
    messages.firm_rejected(firm, reason=reason, by=by, now=now)


@transaction.atomic
def suspend_firm(firm: Firm, *, reason: str, by, now: datetime) -> None:
    """Stops suggestions and releases at once; the match app hears of it through the activity log."""
    permit(by, can_review)
    reason = required_reason(reason)
    move(firm, "suspend", by=by, now=now, reason=reason)
    messages.firm_suspended(firm, reason=reason, by=by, now=now)


@transaction.atomic
def reinstate_firm(firm: Firm, *, reason: str, by, now: datetime) -> None:
    permit(by, can_review)
    move(firm, "reinstate", by=by, now=now, reason=required_reason(reason))
    messages.firm_reinstated(firm, by=by, now=now)


@transaction.atomic
def cease_firm(firm: Firm, *, reason: str, by, now: datetime) -> None:
    """What is open ends with it, whatever it is: there is nobody to do something first."""
    permit(by, can_review)
    reason = required_reason(reason)
    move(firm, "cease", by=by, now=now, reason=reason)
    endings.end_all(firm, reason=reason, by=by, now=now)


def _set_identity(
    firm: Firm, *, country: str, legal_id: str, name: str, name_latin: str, legal_form: str = ""
) -> None:
    firm.country = country
    firm.legal_id = legal_ids.check(country, legal_id).number
    _set_names(firm, name=name, name_latin=name_latin, legal_form=legal_form)


def _set_names(firm: Firm, *, name: str, name_latin: str, legal_form: str = "") -> None:
    """A legal form that was not chosen anew follows the name where that says one."""
    former = (firm.name, firm.name_latin)
    firm.name = clean_words(name, limit=Firm.name)
    firm.name_latin = clean(name_latin, limit=Firm.name_latin)
    is_renamed = (firm.name, firm.name_latin) != former
    if not legal_form or (legal_form == firm.legal_form and is_renamed):
        legal_form = form_of(firm.name, firm.name_latin) or legal_form
    firm.legal_form = legal_form
    firm.name_key = name_key(firm.name_latin or firm.name)[:200]


def _save_unique(firm: Firm, **kwargs) -> None:
    try:
        with transaction.atomic():
            firm.save(**kwargs)
    except IntegrityError as error:
        if "firm_legal_id_once_per_country" in str(error):
            raise LegalIdTaken from error
        raise
