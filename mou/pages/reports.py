"""An issued report on its page: the words of the paper, in the reader's language alone."""

from datetime import date
from typing import Any

from core.i18n import current_language, say_day

from ..models import Report
from ..reporting.words import page_data
from .display import STANDING_TONE

SIDES = ("japan", "central_asia")


def report_view(report: Report, other_zone: str) -> dict[str, Any]:
    """What the paper says; each pair of the paper is one text here, days are words and periods have their tone."""
    zones = ("Asia/Tokyo", other_zone or "Asia/Almaty")
    said = _single(page_data(report.figures, [current_language()], number=report.number, link="", zones=zones))
    for commitment in said["commitments"]:
        commitment["heading"] = f"{commitment['number']}. {commitment['title']}"
        for row in commitment["obligations"]:
            row["sides"] = [{"side": side} for side in SIDES if row["owing"] in (side, "joint")]
            for period in row["periods"]:
                period |= {"tone": STANDING_TONE[period["standing"]], "words": _span(period)}
    for one in said["evidence"]:
        one["when"] = _day(one["day"])
    for one in said["corrections"]:
        one["when"] = _span(one["period"])
    return said


def _day(iso: str) -> str:
    return say_day(date.fromisoformat(iso))


def _span(period: dict[str, Any]) -> str:
    return f"{_day(period['start'])} – {_day(period['end'])}"


def _single(value: Any) -> Any:
    """[{lang, text}] → text."""
    if isinstance(value, dict):
        return {key: _single(one) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 1 and isinstance(value[0], dict) and set(value[0]) == {"lang", "text"}:
        return value[0]["text"]
    return [_single(one) for one in value]
