"""The firm's task list: which section is ready, what comes next, and what its state means for the firm now."""
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.activity import ref, verb
from core.acts import reason_of
from core.i18n import say_clock, say_day
from core.models import Activity

from ..computed.progress import SECTIONS
from ..models import Firm, PartneringProfile
from ..permissions import can_edit_firm
from ..rules.answering import review_by
from .timeline import last_saved

OPEN = ("draft", "more_info_requested")
# What a state means for the firm: tone of the panel, title, text. The draft has its own "next step" panel.
STATE_PANELS = {
    "submitted": ("info", gettext_lazy("Minamin is looking at your firm"), gettext_lazy(
        "It was sent. You can still read everything, and improve your offers and needs.")),
    "in_review": ("info", gettext_lazy("Minamin is checking your firm now"), gettext_lazy(
        "You will be told by mail. Meanwhile you can still improve your offers and needs.")),
    "more_info_requested": ("due", gettext_lazy("Minamin needs more information"), gettext_lazy(
        "Correct the points listed below, then send the profile again.")),
    "verified": ("done", gettext_lazy("Your firm is verified"), gettext_lazy(
        "Your published offers and needs are compared with those of the other side every night.")),
    "rejected": ("overdue", gettext_lazy("The registration was refused"), gettext_lazy(
        "If you think this is a mistake, write to Minamin. The address is at the bottom of the page.")),
    "suspended": ("overdue", gettext_lazy("Your firm is suspended"), gettext_lazy(
        "It gets no suggestions and no contacts until the suspension is lifted. Write to Minamin.")),
    "merged": ("info", gettext_lazy("This record was merged into another one"), ""),
    "ceased": ("info", gettext_lazy("This firm is closed in the portal"), ""),
}
REASON_OF = {
    "more_info_requested": "request_more_info", "rejected": "reject", "suspended": "suspend",
    "changes_requested": "request_changes",
}


def task_list(firm: Firm, *, missing: list[str], current: str = "") -> dict:
    """Parameters of components/task_list.html, and `saved`: when something was saved last."""
    tasks = [_task(firm, section, missing, current) for section in SECTIONS]
    done = sum(task["tone"] == "done" for task in tasks)
    label = _("%(done)s of %(total)s sections are ready") % {"done": done, "total": len(tasks)}
    return {"tasks": tasks, "done": done, "total": len(tasks), "progress_label": label, "saved": saved_words(firm)}


def _task(firm: Firm, section: str, missing: list[str], current: str) -> dict:
    row = {
        "title": SECTIONS[section], "url": section_url(section), "current": section == current, "tone": "", "word": ""
    }
    if section == "submit":
        return row | _submit_state(firm, missing)
    ready = section not in missing
    return row | {"tone": "done" if ready else "planned", "word": _("Ready") if ready else _("To do")}


def _submit_state(firm: Firm, missing: list[str]) -> dict:
    if firm.state not in OPEN:
        return {"tone": "done", "word": _("Sent")}
    if missing:
        return {"word": _("Cannot start yet")}
    return {"tone": "due", "word": _("Ready to be sent")}


def section_url(section: str) -> str:
    if section in ("profiles", "submit"):
        return reverse(f"companies:{section}")
    return reverse("companies:section", args=[section])


def next_url(firm: Firm, missing: list[str], section: str) -> str:
    """Where "save and continue" leads: the next open section after this one, else the first open one, else the end."""
    order = list(SECTIONS)
    later = [name for name in missing if order.index(name) > order.index(section)]
    target = next(iter(later + missing), None)
    if target == "profiles":
        return reverse("companies:profile_new")  # the list of them is empty
    if target:
        return section_url(target)
    return section_url("submit") if firm.state in OPEN else reverse("companies:tasks")


def saved_words(firm: Firm) -> str:
    saved = last_saved(firm)
    if saved is None:
        return ""
    zone = timezone.get_current_timezone()
    day, clock = saved.at.astimezone(zone).date(), say_clock(saved.at, str(zone))
    if day == timezone.localdate():
        return _("Saved, %(time)s") % {"time": clock}
    return _("Saved on %(day)s, %(time)s") % {"day": say_day(day), "time": clock}


def panel(firm: Firm, missing: list[str], user) -> dict:
    """What the firm's state means now, with the reason that was given for it."""
    may_edit = can_edit_firm(user, firm)
    if firm.state == "draft":
        target = missing[0] if missing else "submit"
        return {"next": may_edit, "url": section_url(target), "ready": not missing, "may_edit": may_edit}
    tone, title, text = STATE_PANELS[firm.state]
    found = {"tone": tone, "title": title, "text": text, "reason": state_reason(firm), "may_edit": may_edit}
    if is_waiting(firm):
        found["until"] = review_by(firm.country, firm.submitted_at)
    return found | ({"url": section_url("submit")} if firm.state == "more_info_requested" and may_edit else {})


def is_waiting(case: Firm | PartneringProfile) -> bool:
    """Sent, and not answered yet."""
    return case.state in ("submitted", "in_review") and case.submitted_at is not None


def state_reason(case: Firm | PartneringProfile) -> str:
    """The reason given with the act that led to the present state; "" where none is given."""
    if case.state not in REASON_OF:
        return ""
    acts = Activity.objects.filter(subject=ref(case), verb=verb(case, REASON_OF[case.state]))
    newest = acts.with_words().order_by("-at", "-pk").first()
    return reason_of(newest) if newest else ""
