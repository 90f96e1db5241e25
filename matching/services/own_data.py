"""What a person answered and agreed to in introductions, and who looked at their contacts."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Purpose
from accounts.models import ConsentRecord
from accounts.own_data import Line, Part, Person, Section, section
from accounts.services import empty_agreement
from companies.models import Contact
from core.activity import ref

from ..models import Interest, Introduction, ReferralNote
from .introductions import take_back_consent


def tells(person: Person) -> Iterator[Section]:
    user = person.user
    yield section(
        "answers", _("Your answers to suggestions"), Interest.objects.filter(answered_by=user).order_by("answered_at"),
        case=(_("Case"), "match_id"), answer=(_("Answer"), "get_answer_display"), note=(_("Note"), "note"),
        at=(_("When"), "answered_at"),
    )
    agreed = Introduction.objects.filter(Q(japan_consent_by=user) | Q(partner_consent_by=user))
    yield section(
        "introductions", _("Introductions you agreed to for your firm"), agreed.order_by("requested_at"),
        case=(_("Case"), "pk"), state=(_("State"), "get_state_display"), asked=(_("Asked"), "requested_at"),
        released=(_("Contacts passed on"), "released_at"),
    )
    yield section(
        "referral_notes", _("Notes on referrals"), ReferralNote.objects.filter(written_by=user).order_by("written_at"),
        case=(_("Case"), "referral_id"), text=(_("Text"), "text"), at=(_("When"), "written_at"),
    )


def _agreements(person: Person) -> QuerySet[ConsentRecord]:
    return ConsentRecord.objects.filter(purpose=Purpose.CONTACT_RELEASE, person_email__in=person.emails)


def _released(agreements: QuerySet[ConsentRecord]) -> set[str]:
    """Refs of those introductions in which the contacts were passed on."""
    refs = agreements.values_list("concerns", flat=True)
    found = Introduction.objects.filter(pk__in=[one.partition(":")[2] for one in refs], released_at__isnull=False)
    return {ref(one) for one in found}


def goes(person: Person, _now: datetime) -> Iterator[Line]:
    user, agreed = person.user, _agreements(person)
    waiting = agreed.exclude(concerns__in=_released(agreed)).count()
    yield Line(_("Agreements to pass on your details that have not been used"), waiting, _("They are withdrawn."))
    notes = Interest.objects.filter(answered_by=user).exclude(note="").count()
    notes += ReferralNote.objects.filter(written_by=user).exclude(text="").count()
    yield Line(_("Notes on suggestions and referrals"), notes)


def stays(person: Person) -> Iterator[Line]:
    agreed = _agreements(person)
    why = _("Your details were passed on to a partner. The agreement proves that it was allowed.")
    yield Line(
        _("Agreements by which your details were passed on: name and address"),
        agreed.filter(concerns__in=_released(agreed)).count(), why,
    )


def forget(person: Person, *, now: datetime) -> None:
    user, agreed = person.user, _agreements(person)
    for one in _consented_for(person):
        for firm in one.match.firms:
            if Contact.objects.filter(firm=firm, email__in=person.emails).exists():
                take_back_consent(one, firm=firm, by=user, now=now)
    for one in agreed.exclude(concerns__in=_released(agreed)):
        empty_agreement(one, now)
    Interest.objects.filter(answered_by=user).update(note="")
    ReferralNote.objects.filter(written_by=user).update(text="")


def _consented_for(person: Person) -> QuerySet[Introduction]:
    """Still waiting, with one of the two contact persons being this one."""
    firms = Contact.objects.filter(email__in=person.emails).values("firm")
    return Introduction.objects.of_firms(firms).filter(state="consent_requested").with_firms()


PART = Part(label=_("Introductions"), tells=tells, goes=goes, stays=stays, forget=forget)
