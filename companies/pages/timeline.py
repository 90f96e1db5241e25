"""The history of a case as its reader may see it: what happened, who did it, when in both zones."""
from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from core.activity import ACTS, Act, ref
from core.acts import reason_of
from core.i18n import say_both
from core.models import Activity, ActivityQuerySet

from ..computed.records import earlier_refs, refs_of
from ..enums import CheckKind, CheckResult
from ..models import Firm, Liaison, Membership

JOINING = ("companies.firm.register", "companies.firm.member_joined")
MOST_SHOWN = 15
EDITS = ("register", "change_identity", "edit", "edit_contact")


def timeline_of(
    subject,
    viewer,
    firm: Firm | None,
    *,
    most: int = MOST_SHOWN,
    own: bool = False,
    refs: list[str] | None = None,
    partner_zone: str = "",
    names: Mapping[str, str] | None = None,
) -> list[dict]:
    """The newest acts of a case that its reader may see.

    `own`: without those of the rows that hang below it; `refs`: its names in the log, where it has more than one;
    `names`: what the rows below it are called, by their refs.
    """
    rows = Activity.objects.of(ref(subject)) if own else Activity.objects.about_any(refs or [ref(subject)])
    shown = list(readable(rows, viewer).for_timeline()[:most])
    items = timeline_items(shown, viewer, firm, partner_zone=partner_zone)
    if names:
        for activity, item in zip(shown, items, strict=True):
            item["what"] = names.get(activity.subject, "")
    return items


def readable(rows: ActivityQuerySet, viewer) -> ActivityQuerySet:
    """What of it this reader may see: chosen before anything is cut, or a busy case would have an empty history."""
    return rows if viewer.is_minamin else rows.filter(verb__in=[verb for verb, act in ACTS.items() if act.parties])


def timeline_items(activities: Iterable[Activity], viewer, firm: Firm | None, *, partner_zone: str = "") -> list[dict]:
    """Items for components/timeline.html, in the order given. `firm`: the viewer's own, None for staff and liaisons.

    At most three queries, however long the history is (give activities with their actors: `for_timeline`).
    """
    shown = [(activity, ACTS.get(activity.verb, Act(activity.verb))) for activity in activities]
    if not viewer.is_minamin:
        shown = [(activity, act) for activity, act in shown if act.parties]
    names = _names([activity.actor for activity, act in shown if activity.actor], viewer, firm)
    return [_item(activity, act, names, viewer, partner_zone) for activity, act in shown]


def _item(activity: Activity, act: Act, names: dict, viewer, partner_zone: str) -> dict:
    nobody = ("human", _("through the personal link"), "") if "link" in activity.data else ("system", "", "")
    kind, actor, lang = names[activity.actor_id] if activity.actor_id else nobody
    zone = str(timezone.get_current_timezone())
    return {
        "kind": kind, "actor": actor, "actor_lang": lang, "text": str(act.label), "icon": act.icon,
        "reason": _detail(activity) if viewer.is_minamin else reason_of(activity) if act.reason_shown else "",
        "when_html": say_both(activity.at, zone, partner_zone if partner_zone not in ("", zone) else None),
        "datetime": activity.at.isoformat(),
    }


def _detail(activity: Activity) -> str:
    """For staff: the reason, or what was checked with which result."""
    if activity.verb != "companies.firm.check":
        return reason_of(activity)
    return f"{CheckKind(activity.data['kind']).label}: {CheckResult(activity.data['result']).label}"


def _names(actors: list, viewer, firm: Firm | None) -> dict:
    """By actor id: (kind of mark, name the viewer may read, its language)."""
    people = {actor.pk: actor for actor in actors}
    chambers = _chambers(people)
    if viewer.is_minamin:
        return {pk: (_mark(person), _with_chamber(person, chambers), "") for pk, person in people.items()}
    own = _colleagues(people, firm)
    return {pk: _seen_by_party(person, own, chambers) for pk, person in people.items()}


def _mark(person) -> str:
    return "firm" if person.role == Role.MEMBER else "human"


def _with_chamber(person, chambers: dict) -> str:
    return f"{person}, {chambers[person.pk]}" if person.pk in chambers else str(person)


def _seen_by_party(person, own: set, chambers: dict) -> tuple[str, str, str]:
    if person.role == Role.LIAISON:
        return "human", str(chambers.get(person.pk, _("The chamber"))), ""
    if person.role != Role.MEMBER:
        return "human", "Minamin", ""
    if person.pk in own:
        return "firm", str(person), ""
    return "firm", _("The other firm"), ""


def _chambers(people: dict) -> dict:
    liaisons = [pk for pk, person in people.items() if person.role == Role.LIAISON]
    rows = Liaison.objects.select_related("chamber").filter(user__in=liaisons) if liaisons else []
    return {row.user_id: row.chamber for row in rows}


def _colleagues(people: dict, firm: Firm | None) -> set:
    """Who of them belongs, or belonged when they acted, to the viewer's firm."""
    members = {pk for pk, person in people.items() if person.role == Role.MEMBER}
    if firm is None or not members:
        return set()
    firm_of = dict(Membership.objects.filter(user__in=members).values_list("user_id", "firm_id"))
    own = {pk for pk in members if firm_of.get(pk) == firm.pk}
    former = members - set(firm_of)
    if former:
        joined = Activity.objects.filter(
            Q(subject=ref(firm)) | Q(subject__in=earlier_refs(firm)), verb__in=JOINING, actor__in=former
        )
        own |= set(joined.values_list("actor_id", flat=True))
    return own


def last_saved(firm: Firm) -> Activity | None:
    """The newest edit of the firm's own profile or of one of its partnering profiles."""
    verbs = [f"companies.firm.{edit}" for edit in EDITS] + [
        "companies.partneringprofile.create", "companies.partneringprofile.edit"
    ]
    return Activity.objects.about_any(refs_of(firm)).filter(verb__in=verbs).order_by("-at", "-pk").first()
