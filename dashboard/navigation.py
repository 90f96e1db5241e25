"""The rail of each role: ten short words at most, with counts where something waits."""

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.permissions import membership_of

Entry = tuple[str, str, str, int]
Counts = dict[str, int]


def entries(user, path: str, counts: Counts) -> list[dict]:
    """[{url, icon, label, count, current}], the longest matching address being the current one."""
    rows = _rows(user, counts)
    matching = [url for url, *_rest in rows if path.startswith(url)]
    current = max(matching, key=len, default="")
    return [
        {"url": url, "icon": icon, "label": label, "count": count, "current": url == current}
        for url, icon, label, count in rows
    ]


def _rows(user, counts: Counts) -> list[Entry]:
    if user.is_minamin:
        return _staff_rows(counts)
    return _liaison_rows(counts) if user.is_liaison else _firm_rows(user, counts)


def _staff_rows(counts: Counts) -> list[Entry]:
    reviews = counts["firms_to_review"] + counts["profiles_to_review"] + counts["merges_to_decide"]
    reviews += counts["claims_to_decide"] + counts["leads_to_answer"]
    return [
        (reverse("office:today"), "list-checks", _("Today"), counts["work"]),
        (reverse("dashboard:home"), "layout-dashboard", _("Overview"), 0),
        (reverse("matching:approvals"), "circle-check", _("Approvals"), counts["approvals"]),
        (reverse("companies:review"), "search", _("Reviews"), reviews),
        (reverse("companies:firms"), "building-2", _("Firms"), 0),
        (reverse("matching:workbench"), "handshake", _("Suggestions"), 0),
        (reverse("matching:introductions"), "users", _("Introductions"), 0),
        (reverse("matching:referrals"), "landmark", _("Chambers"), 0),
        (reverse("mou:memoranda"), "file-check", _("Memoranda"), counts["evidence"]),
        (reverse("events:events"), "calendar-days", _("Events"), counts["seats"]),
    ]


def _liaison_rows(counts: Counts) -> list[Entry]:
    return [
        (reverse("dashboard:home"), "house", _("Home"), 0),
        (reverse("office:today"), "list-checks", _("Today"), counts["work"]),
        (reverse("matching:referrals"), "landmark", _("Referrals"), counts["referrals"]),
        (reverse("matching:calls"), "phone", _("Calls"), counts["calls"]),
        (reverse("mou:memoranda"), "file-check", _("Memoranda"), counts["evidence"]),
        (reverse("events:events"), "calendar-days", _("Events"), counts["seats"]),
        (reverse("accounts:settings"), "settings", _("Settings"), 0),
    ]


def _firm_rows(user, counts: Counts) -> list[Entry]:
    home = (reverse("dashboard:home"), "house", _("Home"), 0)
    if membership_of(user) is None:
        return [home, (reverse("companies:start"), "building-2", _("My firm"), 0)]
    exchange = (reverse("mou:bulletins"), "inbox", _("Bulletins"), 0)
    if counts["memoranda"]:
        exchange = (reverse("mou:memoranda"), "file-check", _("Memoranda"), counts["evidence"])
    talks = counts["questions"] + counts["samples"] + counts["results"]
    return [
        home,
        (reverse("matching:suggestions"), "handshake", _("Partners"), counts["suggestions"]),
        (reverse("matching:introductions"), "users", _("Introductions"), counts["consents"]),
        (reverse("talks:threads"), "message-circle-question-mark", _("Conversations"), talks),
        (reverse("events:events"), "calendar-days", _("Events"), 0),
        exchange,
        (reverse("companies:tasks"), "building-2", _("Firm profile"), 0),
        (reverse("companies:team"), "user", _("Team"), 0),
        (reverse("accounts:settings"), "settings", _("Settings"), 0),
    ]
