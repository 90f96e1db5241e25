"""Runs, texts left alone and single pairs, as the staff read them."""
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Firm, PartneringProfile
from core.geography import Side

from ..computed.expected import Expected
from ..models import EncodedLine, MatchRun
from ..scoring.pair_score import PairScore
from .sentences import Reader, caution_text, factor_view, fit_word

RUN_TONE = {"queued": "waiting", "running": "info", "done": "done", "failed": "overdue"}
FIGURES = {
    "suggested": gettext_lazy("New suggestions"),
    "kept": gettext_lazy("Kept and scored again"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "pairs": gettext_lazy("Pairs scored"),
    "plausible": gettext_lazy("Plausible pairs"),
    "encoded": gettext_lazy("Lines read"),
    "refused": gettext_lazy("Lines refused"),
    "crashed": gettext_lazy("Lines that made the reader crash"),
}
PROBLEM = {
    "empty": gettext_lazy("The line is empty."),
    "no_letters": gettext_lazy("The line has no letters."),
    "timeout": gettext_lazy("Reading this line took too long, twice."),
    "crashed": gettext_lazy("Reading this line stopped the reader, twice."),
    "failed": gettext_lazy("Reading this line failed, twice."),
}


def run_view(run: MatchRun) -> dict[str, Any]:
    """One run: its state in words, its progress, its figures; `is_over` stops the asking."""
    figures = [{"label": label, "value": run.figures[key]} for key, label in FIGURES.items() if key in run.figures]
    return {
        "run": run,
        "url": reverse("matching:run", args=[run.pk]),
        "tone": RUN_TONE[run.state],
        "word": run.get_state_display(),
        "is_over": run.finished_at is not None,
        "progress": _progress(run),
        "figures": figures,
        "error": run.figures.get("error", ""),
        "who": str(run.requested_by) if run.requested_by else _("the portal itself"),
    }


def _progress(run: MatchRun) -> dict[str, Any]:
    """Arguments of components/progress.html; what cannot be counted only moves."""
    if run.state == "queued":
        waits = MatchRun.objects.filter(state="running").exists()
        return _bar(run, note=_("Another run is at work. This one begins when it has ended.") if waits else "")
    if run.state != "running":
        return _bar(run)
    if run.read_at:
        return _comparing(run)
    if run.done < run.total:
        words = _("%(done)s of %(total)s lines read") % {"done": run.done, "total": run.total}
        return _bar(run, words, run.done, run.total)
    return _bar(run, _("The firms are being read"))


def _comparing(run: MatchRun) -> dict[str, Any]:
    """By parts of the Japanese side, which several workers may share."""
    found = run.shards.counted(timezone.now())
    if found["done"] == found["total"]:
        return _bar(run, _("The suggestions are being written"))
    words = _("%(done)s of %(total)s parts compared") % found
    return _bar(run, words, found["done"], found["total"], _("Workers comparing now: %(workers)s") % found)


def _bar(
    run: MatchRun, words: str = "", value: int | None = None, most: int | None = None, note: str = ""
) -> dict[str, Any]:
    return {"state": run.state, "words": words, "value": value, "max": most, "note": note}


def expected_figures(expected: Expected) -> list[dict[str, Any]]:
    """Cells of components/key_figures.html."""
    pairs, figures = expected.figures["pairs"], expected.figures
    words = _("seen from Japan and from Central Asia")
    return [
        {"label": _("Expected pairs"), "number": pairs},
        {"label": _("Right partner first"), "number": " · ".join(map(str, figures["first"])), "note": words},
        {"label": _("Among the first three"), "number": " · ".join(map(str, figures["top3"])), "note": words},
    ]


def quarantine_row(row: EncodedLine) -> dict[str, Any]:
    profile = row.line.profile
    return {
        "row": row, "line": row.line, "profile": profile, "firm": profile.firm,
        "reason": PROBLEM.get(row.problem, row.problem),
    }


def pair_report(pair: PairScore | None, japan: Firm, partner: Firm) -> dict[str, Any]:
    """The points of both directions; None stands for a firm that the engine does not know."""
    reader = Reader(partner=partner.country)
    report: dict[str, Any] = {
        "japan": japan, "partner": partner, "pair": pair, "directions": [], "cautions": []
    }
    if pair is None:
        return report
    plain = pair.as_dict()
    languages = _languages(pair)
    report["cautions"] = [caution_text(one, reader) for one in plain["cautions"]]
    if not pair.exclusions:
        report["word"] = fit_word(pair.fit)
        report["directions"] = [
            _direction(plain["forward_factors"], pair.forward, Side.JAPAN, reader, languages),
            _direction(plain["backward_factors"], pair.backward, Side.CENTRAL_ASIA, reader, languages[::-1]),
        ]
    return report


def _direction(
    factors: list[dict], score: float, side: str, reader: Reader, languages: tuple[str, str]
) -> dict[str, Any]:
    views = [factor_view(factor, reader, side, languages) for factor in factors]
    return {
        "title": _("From the point of view of %(place)s") % {"place": reader.place(side)},
        "score": round(score),
        "factors": sorted(views, key=lambda view: -view["points"]),
    }


def _languages(pair: PairScore) -> tuple[str, str]:
    ids = [pair.japan_profile, pair.central_asia_profile]
    found = dict(PartneringProfile.objects.filter(pk__in=filter(None, ids)).values_list("pk", "language"))
    by_id = {str(pk): language for pk, language in found.items()}
    return by_id.get(ids[0], ""), by_id.get(ids[1], "")
