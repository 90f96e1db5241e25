"""Evidence as plain data: what it is called, how it stands, why it does not count, and what the reader may do."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.pages.timeline import timeline_of
from core.acting import activities_about
from core.acts import reason_of
from matching.permissions import firm_of

from .. import forms
from ..models import Evidence, Memorandum, Obligation, Revision
from ..permissions import can_answer, can_judge, can_submit, side_of
from ..sources import standing
from ..states import COUNTING, UNSETTLED
from . import display, labels
from .proofs import Proof, proofs


def evidence_rows(rows: list[Evidence], user) -> list[dict[str, Any]]:
    """For lists: title, day, tag, where and who; what has lost its source says so."""
    names, gone, known, files = labels.evidence_labels(rows, user), labels.fallen(rows), proofs(rows), _files(rows)
    return [
        _row(row, names[row.pk], row.pk in gone, files.get(row.pk, 0)) | {"proof": known.get(row.pk, Proof())}
        for row in rows
    ]


def _files(rows: list[Evidence]) -> dict:
    many = Revision.objects.filter(evidence__in=rows).order_by().values_list("evidence")
    return dict(many.annotate(many=Count("pk"))) if rows else {}


def _row(row: Evidence, label: labels.Label, is_gone: bool, files: int = 0) -> dict[str, Any]:
    tag = {"tone": display.EVIDENCE_TONE[row.state], "word": row.get_state_display()}
    if is_gone and row.state in (*COUNTING, *UNSETTLED):
        tag = {"tone": "overdue", "word": _("Not counted: its source is no longer valid")}
    found_by = _("found by the portal") if row.source_id else _("added by hand")
    return tag | {
        "evidence": row, "title": label.title, "lang": label.lang, "url": row.get_absolute_url(), "is_gone": is_gone,
        "meta": f"{display.say_day(row.happened_on)} · {found_by}" + (
            f" · × {row.quantity}" if row.quantity > 1 else ""
        ) + (" · " + ngettext("%(count)s file", "%(count)s files", files) % {"count": files} if files else ""),
        "obligation": str(row.obligation),
    }


def evidence_page(found: Evidence, user, zone: str, bound: dict) -> dict[str, Any]:
    label = labels.evidence_labels([found], user)[found.pk]
    is_gone = bool(labels.fallen([found]))
    history = activities_about(found)
    return {
        "evidence": found,
        "obligation": found.obligation,
        "memorandum": found.obligation.commitment.memorandum,
        "label": label,
        "tag": _row(found, label, is_gone),
        "gone": _why_gone(found) if is_gone else None,
        "counts": found.state in COUNTING and not is_gone,
        "facts": _facts(found),
        "revisions": list(found.revisions.select_related("file", "file__uploaded_by").defer("file__content")),
        "dispute": _open_dispute(found, history),
        "acts": _acts(found, user, is_gone, bound),
        "other_zone": zone,
        "timeline": timeline_of(found, user, firm_of(user), partner_zone=zone),
    }


def _why_gone(found: Evidence) -> dict[str, Any]:
    act = labels.why_fallen(found)
    return {"what": labels.act_words(act.data["verb"]), "at": act.at} if act else {"what": "", "at": None}


def _open_dispute(found: Evidence, history: Iterable) -> str:
    if found.state != "disputed":
        return ""
    return next((reason_of(act) for act in history if act.verb == "mou.evidence.dispute"), "")


def _facts(found: Evidence) -> list[dict[str, Any]]:
    obligation = found.obligation
    facts = [
        {"label": _("Obligation"), "value": str(obligation), "url": obligation.get_absolute_url()},
        {"label": _("Delivered on"), "value": display.say_day(found.happened_on)},
        {"label": _("How many?"), "value": found.quantity},
    ]
    proof = proofs([found]).get(found.pk, Proof())
    facts += [
        {"label": label, "value": value}
        for label, value in ((_("Where"), proof.where), (_("Who took part"), proof.who)) if value
    ]
    if found.for_period:
        facts.append({"label": _("For the period from"), "value": display.say_day(found.for_period)})
    if found.submitted_by:
        facts.append({
            "label": _("Submitted by"), "value": f"{found.submitted_by} · {found.get_submitted_side_display()}"
        })
    if found.countersigned_by:
        who = f"{found.countersigned_by} · {found.get_countersigned_side_display()}"
        facts.append({"label": _("Countersigned by"), "value": who})
    return facts


def _acts(found: Evidence, user, is_gone: bool, bound: dict) -> dict[str, Any]:
    state, acts = found.state, {}
    if state == "proposed" and can_submit(user, found):
        acts |= {"submit": not is_gone, "withdraw": _reason("withdraw", bound)}
    if state == "submitted" and can_judge(user, found):
        acts |= {"countersign": not is_gone, "dispute": _reason("dispute", bound)}
    if state == "countersigned" and can_judge(user, found):
        acts["dispute_later"] = _reason("dispute", bound)
    if state == "disputed" and can_judge(user, found):
        acts |= {"accept": not is_gone, "reject": _reason("reject", bound)}
    if state == "disputed" and can_answer(user, found):
        acts["answer"] = bound.get("answer") or forms.AnswerForm(auto_id="answer-%s")
    if state in ("submitted", "disputed") and can_answer(user, found):
        acts["withdraw"] = _reason("withdraw", bound)
    if state in UNSETTLED and can_answer(user, found):
        acts["word"] = bound.get("word") or forms.EvidenceTextsForm(auto_id="word-%s", row=found)
        acts["file"] = bound.get("file") or forms.RevisionForm(auto_id="file-%s")
    return acts


def _reason(name: str, bound: dict) -> forms.ReasonForm:
    return bound.get(name) or forms.ReasonForm(auto_id=f"{name}-%s")


def waiting_counts(user, found: Memorandum) -> dict[str, int]:
    """How much waits for the reader's side: to countersign, to submit, to decide."""
    side = side_of(user, found)
    if side is None:
        return {}
    own = [side, "joint"]
    states = Evidence.objects.filter(standing(), obligation__commitment__memorandum=found).values_list(
        "state", "submitted_side", "obligation__owing"
    ).filter(state__in=["submitted", "proposed", "disputed"])
    rows = list(states)
    proposals = Obligation.objects.filter(commitment__memorandum=found, state="proposed").exclude(proposed_side=side)
    return {
        "countersign": sum(state == "submitted" and by != side for state, by, _owing in rows),
        "submit": sum(state == "proposed" and owing in own for state, _by, owing in rows),
        "disputed": sum(state == "disputed" and by == side for state, by, _owing in rows),
        "agree": proposals.count(),
    }
