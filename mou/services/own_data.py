"""A person's part in memoranda, sessions and bulletins."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.own_data import Part, Person, Section, section

from ..models import Evidence, Obligation, Participant, Party, Subscription


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


PART = Part(label=_("Memoranda"), tells=tells)
