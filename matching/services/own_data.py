"""What a person answered and agreed to in introductions, and who looked at their contacts."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Purpose
from accounts.models import ConsentRecord
from accounts.own_data import Part, Person, Section, section
from companies.permissions import liaison_of, membership_of
from core.models import Activity

from ..models import Interest, Introduction, ReferralNote


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
    columns = {"case": _("Case"), "at": _("When"), "by": _("Who")}
    yield Section("looks", _("Looks at your contact details"), columns, [_look(one) for one in looks_at(person)])


def looks_at(person: Person):
    """The first look of each reader at an introduction in which this person's contacts were passed on."""
    given = ConsentRecord.objects.filter(purpose=Purpose.CONTACT_RELEASE, person_email__in=person.emails)
    cases = list(given.values_list("concerns", flat=True))
    looks = Activity.objects.filter(subject__in=cases, verb="matching.introduction.view_contacts")
    return looks.exclude(actor=person.user).select_related("actor").order_by("at", "pk")


def _look(act: Activity) -> dict:
    """The organisation that looked; its people are another person's data."""
    actor = act.actor
    if actor is None or actor.is_minamin:
        who = "Minamin"
    else:
        liaison, member = liaison_of(actor), membership_of(actor)
        who = str(liaison.chamber if liaison else member.firm if member else actor.get_role_display())
    return {"case": act.subject, "at": act.at, "by": who}


PART = Part(label=_("Introductions"), tells=tells)
