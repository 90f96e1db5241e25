"""The computation of a timetable: asked for, watched, stopped, applied."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core.acting import attempt, press
from core.errors import Refusal, require
from core.lifecycle import allowed_actions
from core.text import Phrase
from events.permissions import can_run
from events.views.shared import run_event

from .. import forms, services
from ..enums import OtherPlan
from ..errors import PlanOutdated
from ..models import TimetableRun
from ..pages.contradictions import contradictions
from ..pages.meetings import left_out_rows
from ..pages.previews import present_figures, preview

RUN_TONE = {
    "queued": "waiting",
    "running": "info",
    "finished": "due",
    "infeasible": "overdue",
    "failed": "overdue",
    "applied": "done",
    "discarded": "planned",
}


@require_POST
def request_run(request, pk):
    event = run_event(request, pk)
    form = forms.RunForm(request.POST, auto_id="run-%s")
    if attempt(form, services.request_run, event, by=request.user):
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
        return redirect("meetings:grid", event.pk)
    return redirect(TimetableRun.objects.filter(event=event).order_by("-requested_at").first())


def visible_run(request, pk) -> TimetableRun:
    found = get_object_or_404(
        TimetableRun.objects.visible_to(request.user).select_related("event__chamber").defer("given"), pk=pk
    )
    require(can_run(request.user, found.event))
    return found


@require_GET
def run(request, pk):
    """Progress; htmx asks again for the panel alone until the run has ended."""
    found = visible_run(request, pk)
    return _page(request, found)


def _page(request, found: TimetableRun, *, outdated: list | None = None, status: int = 200):
    acts = allowed_actions(found)
    plans = _plans(found) if "apply" in acts and found.plan else []
    chosen = _chosen(request, found)
    template = "meetings/partials/_run.html" if request.htmx else "meetings/run.html"
    return render(
        request,
        template,
        {
            "run": found,
            "event": found.event,
            "tone": RUN_TONE[found.state],
            "going": "fail" in acts,
            "progress": found.progress,
            "plans": plans,
            "present": _facts_now(found) if plans else [],
            "chosen": chosen,
            "preview": preview(found, found.others.get(chosen, found.plan), now=timezone.now()) if plans else None,
            "facts": _facts(found.progress),
            "percent": min(100, int(100 * found.progress.get("elapsed", 0) / found.seconds)),
            "wish": dict(forms.FAIRNESS)[found.fairness] if found.fairness is not None else "",
            "unmet": found.fairness is not None and found.progress.get("apart", 0) > found.fairness,
            "faults": found.progress.get("faults", []) if request.user.is_minamin else [],
            "outdated": outdated or [],
            "error": str(Phrase.revived(found.error)) if found.error else "",
            "conflicts": contradictions(found) if found.conflicts else [],
            "left_out": left_out_rows(found) if found.left_out else [],
        },
        status=status,
    )


def _chosen(request, run: TimetableRun) -> str:
    """The plan whose changes are shown: one of the others by its name, else the first."""
    asked = request.POST.get("plan") or request.GET.get("plan", "")
    return asked if asked in run.others else ""


def _facts_now(run: TimetableRun) -> list[dict]:
    """The first figures of each plan, of the timetable as it stands."""
    return _facts(present_figures(run) | {"bound": run.progress.get("bound")})


def _facts(progress: dict) -> list[dict]:
    if not progress:
        return []
    bound, weight = progress.get("bound") or 0, progress.get("weight") or 0
    share = f"{100 * weight / bound:.1f} %" if bound else "–"
    moved, apart = progress.get("moved"), progress.get("apart")
    facts = [
        {"label": _("Of what is possible"), "value": share},
        {"label": _("Meetings placed"), "value": str(progress.get("placed", 0))},
        {"label": _("Empty slots between meetings"), "value": str(progress.get("idle", 0))},
    ]
    if apart is not None:
        facts.append({"label": _("Difference in gaps between two people, at most"), "value": str(apart)})
    if moved is not None:
        facts.append({"label": _("Meetings that change their time"), "value": str(moved)})
    if "told" in progress:
        facts.append({"label": _("People who are told of a change"), "value": str(progress["told"])})
    if progress.get("alone"):
        facts.append({"label": _("Without a meeting, though one is possible"), "value": _alone(progress)})
    return facts


def _alone(progress: dict) -> str:
    """How many people; and how few they can be where as much is fulfilled."""
    alone, least = progress["alone"], progress.get("least_alone") or 0
    words = ngettext("%(count)s person", "%(count)s people", alone) % {"count": alone}
    if not 0 < least < alone:
        return words
    return _("%(people)s (at least %(least)s)") % {"people": words, "least": least}


def _plans(run: TimetableRun) -> list[dict]:
    """Side by side, the first one first; each with its figures before anybody chooses."""
    first = {"name": "", "title": _first_title(run)}
    found = [first | {"facts": _facts(run.progress)}]
    for name, label in OtherPlan.choices:
        if other := run.others.get(name):
            figures = other.get("progress", {})
            facts = _facts(figures)
            if name == OtherPlan.EVERYONE:
                lost = run.progress.get("weight", 0) - figures.get("weight", 0)
                facts.append({"label": _("Weight of wishes given up for it"), "value": str(lost)})
            found.append({"name": name, "title": label, "facts": facts})
    return found


def _first_title(run: TimetableRun) -> str:
    if run.only_add:
        return _("Only empty slots are filled")
    return _("Fewest moves") if run.keep_moves_few else _("Best for all wishes")


@require_POST
def stop(request, pk):
    found = visible_run(request, pk)
    press(request, services.stop_run, found, done=_("Stopping. The best plan so far is the result."))
    return redirect(found)


@require_POST
def apply(request, pk):
    found = visible_run(request, pk)
    given = {"plan": request.POST.get("plan", ""), "despite": "despite" in request.POST}
    try:
        result = services.apply_run(found, **given, by=request.user, now=timezone.now())
    except PlanOutdated as outdated:
        messages.error(request, outdated.message)
        return _page(request, found, outdated=outdated.changed, status=outdated.status)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(found)
    words = ngettext(
        "Applied: %(count)s meeting is placed.", "Applied: %(count)s meetings are placed.", result["placed"]
    )
    messages.success(request, words % {"count": result["placed"]})
    return redirect(found) if result["left_out"] else redirect("meetings:grid", found.event_id)
