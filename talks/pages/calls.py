"""Calls of a conversation as this reader sees them, and the hours at which both sides are at work."""
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from core.i18n import city_of, language_name, say_both, say_clock, say_day
from core.lifecycle import allowed_actions
from core.workdays import is_workday, next_workday
from matching.models import Match
from matching.rules.overlap import Overlap, far_zone, hours_of, working_overlap

from ..enums import CallState
from ..models import PlannedCall
from .thread import who

TONES = {CallState.PROPOSED: "waiting", CallState.AGREED: "done"}
SHOWN_DAYS = 5
MARKS = range(0, 25, 4)  # hours that the drawing names


class Reader(NamedTuple):
    """Who reads: the side, and the two clocks, their own first."""

    side: str
    zones: tuple[str, str]


def reader_of(user, side: str, match: Match) -> Reader:
    return Reader(side, (user.time_zone, far_zone(match, user.time_zone)))


def call_views(rows: Iterable[PlannedCall], reader: Reader, match: Match, now: datetime) -> list[dict[str, Any]]:
    return [_view(row, reader, match, now) for row in rows]


def _view(row: PlannedCall, reader: Reader, match: Match, now: datetime) -> dict[str, Any]:
    actions = allowed_actions(row)
    is_firm = reader.side in ("japan", "central_asia")
    may_settle = is_firm and row.by_side != reader.side and "take" in actions
    times = [row.starts_at] if row.starts_at else row.times
    return {
        "tone": TONES.get(row.state, "planned"),
        "word": _("Your answer is awaited") if may_settle else row.get_state_display(),
        "who": _("You") if row.by_side == reader.side else who(row.by_side, reader.side, match),
        "times": [_time(at, number, reader, match, now) for number, at in enumerate(times)],
        "minutes": row.minutes,
        "interpreter": row.interpreter,
        "languages": [language_name(code) for code in row.languages],
        "place": row.place,
        "take_url": reverse("talks:call_take", args=[row.pk]) if may_settle else "",
        "decline_url": reverse("talks:call_decline", args=[row.pk]) if may_settle else "",
        "withdraw_url": _url("withdraw", row, is_firm and row.by_side == reader.side and "withdraw" in actions),
        "cancel_url": _url("cancel", row, is_firm and "cancel" in actions),
        "ics_url": _url("ics", row, row.state == CallState.AGREED),
    }


def _url(name: str, row: PlannedCall, may: bool) -> str:
    return reverse(f"talks:call_{name}", args=[row.pk]) if may else ""


def _time(at: datetime, number: int, reader: Reader, match: Match, now: datetime) -> dict[str, Any]:
    return {
        "number": number, "said": say_both(at, *reader.zones), "is_over": at <= now,
        "outside": [city_of(firm.zone) for firm in match.firms if not _is_office_hour(at, firm)],
    }


def _is_office_hour(at: datetime, firm) -> bool:
    local = at.astimezone(ZoneInfo(firm.zone))
    hours = working_overlap(local, firm.zone, firm.zone)
    return is_workday(local.date(), (firm.country,)) and hours.start <= at < hours.end


def free_times(match: Match, zone: str, now: datetime) -> list[datetime]:
    """Three days on which both countries work, from the day after tomorrow on, at the first common full hour."""
    return [one.start for one in _common(match, zone, now) if one.start < one.end][:3]


def _common(match: Match, zone: str, now: datetime) -> list[Overlap]:
    day, found = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1), []
    for _number in range(SHOWN_DAYS):
        day = next_workday(day + timedelta(days=1), tuple(firm.country for firm in match.firms))
        found.append(working_overlap(_noon(day, zone), match.japan.zone, match.partner.zone))
    return found


def _noon(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))


def hours_page(match: Match, reader: Reader, now: datetime) -> dict[str, Any]:
    """The drawing on the reader's own clock, and the next days on which both countries work."""
    zone, common = reader.zones[0], _common(match, reader.zones[0], now)
    both = common[0]
    rows = [_row(firm, both, zone) for firm in match.firms]
    return {
        "hours": [{"x": f"{hour / 24 * 100:.2f}%", "word": hour} for hour in MARKS[1:-1]],
        "rows": rows,
        "city": city_of(zone),
        "both": hours_of(both, reader.zones) if both.start < both.end else [],
        "days": [say_day(one.start.astimezone(ZoneInfo(zone)).date()) for one in common],
        "closed": _closed(match, zone, common, now),
    }


def _row(firm, both: Overlap, zone: str) -> dict[str, Any]:
    """The firm's office hours on that day, on the reader's clock: solid where both work."""
    own = working_overlap(both.start.astimezone(ZoneInfo(firm.zone)), firm.zone, firm.zone)
    bars = [_bar(own.start, own.end, zone, "pale")]
    if both.start < both.end:
        bars.append(_bar(both.start, both.end, zone, "full"))
    hours = f"{say_clock(own.start, zone)}–{say_clock(own.end, zone)}"
    return {"side": firm.side, "city": city_of(firm.zone), "hours": hours, "bars": bars}


def _bar(start: datetime, end: datetime, zone: str, kind: str) -> dict[str, str]:
    local = start.astimezone(ZoneInfo(zone))
    first, hours = local.hour + local.minute / 60, (end - start).total_seconds() / 3600
    width = min(hours, 24 - first)
    return {"kind": kind, "x": f"{first / 24 * 100:.2f}%", "width": f"{width / 24 * 100:.2f}%"}


def _closed(match: Match, zone: str, common: list[Overlap], now: datetime) -> list[str]:
    """Days up to the last one shown on which only one of the two countries works, weekends aside."""
    day, last, found = now.astimezone(ZoneInfo(zone)).date(), common[-1].start.astimezone(ZoneInfo(zone)).date(), []
    while day < last:
        day += timedelta(days=1)
        free = [city_of(firm.zone) for firm in match.firms if not is_workday(day, (firm.country,))]
        if free and day.weekday() < 5:
            found.append(f"{say_day(day)}: {', '.join(free)}")
    return found
