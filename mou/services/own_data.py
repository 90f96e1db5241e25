"""A person's part in memoranda, sessions and bulletins."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Line, Part, Person, Section, section

from ..models import Evidence, Obligation, Participant, Party, Signatory, Subscription


def tells(person: Person) -> Iterator[Section]:
    user = person.user
    memorandum = (_("Memorandum"), "memorandum")
    yield section(
        "memoranda", _("Memoranda in which you are written to"),
        Party.objects.filter(Q(owner=user) | Q(second_contact=user)).select_related("memorandum"),
        memorandum=memorandum, party=(_("Party"), "name"),
    )
    yield section(
        "obligations", _("Obligations you look after"),
        Obligation.objects.filter(responsible=user).select_related("commitment__memorandum").order_by("pk"),
        memorandum=(_("Memorandum"), "commitment.memorandum"), obligation=(_("Obligation"), "wordings"),
    )
    given = Evidence.objects.filter(Q(added_by=user) | Q(submitted_by=user) | Q(countersigned_by=user))
    yield section(
        "evidence", _("Evidence you added, sent or countersigned"), given.order_by("added_at"),
        title=(_("Title"), "titles"), state=(_("State"), "get_state_display"), added=(_("Added"), "added_at"),
        sent=(_("Sent"), "submitted_at"), countersigned=(_("Countersigned"), "countersigned_at"),
    )
    yield section(
        "sessions", _("Experience sessions"), Participant.objects.filter(user=user).select_related("session"),
        session=(_("Session"), "session"), name=(_("Name"), "name"),
        organisation=(_("Firm or organisation"), "organisation"), came=(_("Came"), "attended"),
    )
    yield section(
        "bulletins", _("Bulletins by mail"), Subscription.objects.filter(user=user),
        kinds=(_("Kinds"), "kinds"), countries=(_("Countries"), "countries"), sectors=(_("Sectors"), "sectors"),
        days=(_("Every how many days"), "every_days"),
    )


def stays(person: Person) -> Iterator[Line]:
    names = [name for name in (person.user.full_name, person.user.name_latin) if name]
    why = _("What was signed is never changed: it binds both sides and proves who signed.")
    yield Line(_("Memoranda that you signed"), Signatory.objects.filter(name__in=names).count(), why)
    given = Evidence.objects.filter(Q(added_by=person.user) | Q(submitted_by=person.user))
    yield Line(_("Evidence you gave, without your name"), given.count(), _("It is your organisation’s."))


def forget(person: Person, *, now: datetime) -> None:
    user = person.user
    Party.objects.filter(second_contact=user).update(second_contact=None)
    Party.objects.filter(owner=user).update(owner=F("second_contact"), second_contact=None)
    Obligation.objects.filter(responsible=user).update(responsible=None)
    Participant.objects.filter(user=user).update(name="", name_latin="")
    Subscription.objects.filter(user=user).delete()


SIGNED = "what was signed is never changed"
KEPT = (
    "memorandum.titles memorandum.purposes memorandum.place commitment.titles commitment.texts signedversion.text "
    "signedversion.sha256 signatory.name signatory.name_latin signatory.positions signatory.proxy_for"
)
PUBLIC = (
    "obligation.wordings occasion.titles document.titles material.titles bulletin.titles bulletin.bodies "
    "experiencesession.titles experiencesession.summaries experiencesession.place participant.organisation"
)
REPORT = "an issued report is never changed"
PART = Part(
    label=_("Memoranda"), tells=tells, stays=stays, forget=forget,
    kept={f"mou.{name}": SIGNED for name in KEPT.split()}
    | {f"mou.report.{name}": REPORT for name in ("figures", "pdf_sha256", "error")},
    spared={f"mou.{name}": "what both sides have agreed or published" for name in PUBLIC.split()},
)
