"""The rail of each role: at most nine short words, with counts where something waits."""

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Firm, Liaison, PartneringProfile
from companies.permissions import membership_of
from events.models import Event, Registration
from matching.models import Introduction, Match, Referral
from mou.models import Evidence, Memorandum

Entry = tuple[str, str, str, int]


def entries(user, path: str) -> list[dict]:
    """[{url, icon, label, count, current}], the longest matching address being the current one."""
    rows = _rows(user)
    matching = [url for url, *_rest in rows if path.startswith(url)]
    current = max(matching, key=len, default="")
    return [{"url": url, "icon": icon, "label": label, "count": count, "current": url == current} for url, icon, label, count in rows]


def _rows(user) -> list[Entry]:
    if user.is_minamin:
        return _staff_rows(user)
    if user.is_liaison:
        return _liaison_rows(user)
    return _firm_rows(user)


def _staff_rows(user) -> list[Entry]:
    reviews = Firm.objects.waiting_for_staff().count() + PartneringProfile.objects.waiting_for_staff().count()
    return [
        (reverse("dashboard:home"), "layout-dashboard", _("Overview"), 0),
        (reverse("matching:approvals"), "list-checks", _("Approvals"), Match.objects.for_approval().count()),
        (reverse("companies:review"), "search", _("Reviews"), reviews),
        (reverse("companies:firms"), "building-2", _("Firms"), 0),
        (reverse("matching:workbench"), "handshake", _("Suggestions"), 0),
        (reverse("matching:introductions"), "users", _("Introductions"), 0),
        (reverse("matching:referrals"), "landmark", _("Chambers"), 0),
        (reverse("mou:memoranda"), "file-check", _("Memoranda"), Evidence.objects.to_countersign(user).count()),
        (reverse("events:events"), "calendar-days", _("Events"), _seats_to_decide(user)),
    ]


def _liaison_rows(user) -> list[Entry]:
    waiting = Referral.objects.visible_to(user).filter(state="sent").count()
    return [
        (reverse("dashboard:home"), "house", _("Home"), 0),
        (reverse("matching:referrals"), "landmark", _("Referrals"), waiting),
        (reverse("mou:memoranda"), "file-check", _("Memoranda"), Evidence.objects.to_countersign(user).count()),
        (reverse("events:events"), "calendar-days", _("Events"), _seats_to_decide(user)),
        (reverse("accounts:settings"), "settings", _("Settings"), 0),
    ]


def _seats_to_decide(user) -> int:
    return Registration.objects.filter(event__in=Event.objects.run_by(user), state__in=["applied", "late_requested"]).count()


def _firm_rows(user) -> list[Entry]:
    member = membership_of(user)
    rows = [(reverse("dashboard:home"), "house", _("Home"), 0)]
    if member is None:
        return [*rows, (reverse("companies:start"), "building-2", _("My firm"), 0)]
    firm = member.firm
    waiting = Match.objects.visible_to(user).for_firm_to_answer(firm).count() if firm.is_live else 0
    consents = _consents_waiting(firm)
    exchange = [(reverse("mou:bulletins"), "inbox", _("Bulletins"), 0)]
    if Memorandum.objects.visible_to(user).exists():
        exchange = [(reverse("mou:memoranda"), "file-check", _("Memoranda"), Evidence.objects.to_countersign(user).count())]
    return [
        *rows,
        (reverse("matching:suggestions"), "handshake", _("Partners"), waiting),
        (reverse("matching:introductions"), "users", _("Introductions"), consents),
        (reverse("events:events"), "calendar-days", _("Events"), 0),
        *exchange,
        (reverse("companies:tasks"), "building-2", _("Firm profile"), 0),
        (reverse("companies:team"), "user", _("Team"), 0),
        (reverse("accounts:settings"), "settings", _("Settings"), 0),
    ]


def _consents_waiting(firm: Firm) -> int:
    asked = Introduction.objects.of_firm(firm).filter(state="consent_requested").select_related("match")
    return sum(not introduction.has_consent_of(firm) for introduction in asked)


def chamber_name(user) -> str:
    liaison = Liaison.objects.select_related("chamber").filter(user=user).first()
    return str(liaison.chamber) if liaison else ""
