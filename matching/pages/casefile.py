"""What the staff see of a match: both firms by name, the reasons of either direction, the checks before a decision."""
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.computed.reach import Reached
from companies.models import Firm, PartneringProfile
from core.geography import Side
from core.i18n import say_date_of, say_day
from core.lifecycle import allowed_actions

from ..computed.answering import Record
from ..computed.timers import Timer, days_left
from ..models import ExportReview, Interest, Match
from ..states import LIVE_MATCH
from .answering import record_words
from .asking import reach_check
from .pair_facts import matched_lines, unsaid
from .referrals import timer_tag
from .sentences import Reader, caution_text, employees, fit_tag, fit_word
from .teasers import explained, reader_of, sector_words, topic, why


def deadline_tag(due: datetime | None, countries: tuple[str, ...], now: datetime) -> tuple[str, str]:
    """(tone, words) in common business days: overdue, today, in N days; ("planned", …) without a deadline."""
    if due is None:
        return "planned", _("No deadline")
    return timer_tag(Timer("decide", due, days_left(due, now, countries)))


def queue_item(match: Match, *, current: Any, query: str, now: datetime) -> dict[str, Any]:
    """One line of components/queue_list.html: its deadline, or where it stands when no decision is waited for."""
    waits = "approve" in allowed_actions(match)
    tone, word = deadline_tag(match.decide_by, match.countries, now) if waits else ("info", match.get_state_display())
    topics = [topic(match.japan_profile, match.japan), topic(match.partner_profile, match.partner)]
    return {
        "id": f"case-{match.pk}",
        "number": match.case_number,
        "url": reverse("matching:approval", args=[match.pk]) + query,
        "current": match.pk == current,
        "tone": tone,
        "word": word,
        "fit": match.fit if match.is_scored else None,
        "japan": str(match.japan),
        "central_asia": str(match.partner),
        "topic": " × ".join(dict.fromkeys(filter(None, topics))),
    }


def side_view(firm: Firm, profile: PartneringProfile | None, record: Record | None = None) -> dict[str, Any]:
    """One panel of components/sides.html; `record`: how the firm answers."""
    place = " · ".join(filter(None, [firm.city, employees(firm.employees) if firm.employees else ""]))
    return {
        "name": str(firm),
        "country": firm.get_country_display(),
        "facts": [fact for fact in (place, sector_words(firm, profile, 3), record and record_words(record)) if fact],
        "url": firm.get_absolute_url(),
    }


def explanation(match: Match) -> dict[str, Any]:
    """Both directions, the weaker one first, because it is the fit."""
    reader = reader_of(match, None)
    directions = [(match.forward, Side.JAPAN), (match.backward, Side.CENTRAL_ASIA)]
    directions.sort(key=lambda direction: direction[0])
    views = [_direction(explained(match, reader, side), round(score), reader.place(side)) for score, side in directions]
    return {
        "lines": matched_lines(match),
        "reasons": why(match, reader, Side.JAPAN)["reasons"],
        "unsaid": _unsaid(match, reader),
        "tag": fit_tag(match.fit),
        "fit": match.fit,
        "by_hand": match.by_hand,
        "is_scored": match.is_scored,
        "word": fit_word(match.fit),
        "weaker": views[0],
        "stronger": views[1],
        "cautions": [caution_text(caution, reader) for caution in match.cautions],
    }


def _unsaid(match: Match, reader: Reader) -> list[dict[str, str]]:
    """Of either side, what it has not said."""
    lines, both = matched_lines(match), ((match.japan, match.japan_profile), (match.partner, match.partner_profile))
    gaps = ((match.side_of(firm), unsaid(firm, profile, lines.get(match.side_of(firm)))) for firm, profile in both)
    return [{"place": reader.place(side), "words": words} for side, words in gaps if words]


def _direction(factors: list[dict[str, Any]], score: int, place: str) -> dict[str, Any]:
    return {
        "title": _("From the point of view of %(place)s") % {"place": place},
        "score": score,
        "word": fit_word(score),
        "factors": [factor for factor in factors if factor["points"]],
        "silent": [factor for factor in factors if not factor["points"]],
    }


def checks(
    match: Match, reviews: list[ExportReview], today: date, reach: dict[Any, Reached]
) -> list[dict[str, Any]]:
    """Rows of components/checks.html; `reach`: whether anybody can answer, by firm."""
    rows = [check for firm in match.firms for check in [*_firm_checks(firm), reach_check(firm, reach[firm.pk])]]
    rows += [_export_check(review, today) for review in reviews] or [
        {"result": "done", "title": _("Export control: no code of either firm is on the list")}
    ]
    answers = {interest.firm_id: interest for interest in match.interests.all()}
    rows += [_interest_check(firm, answers.get(firm.pk)) for firm in (match.japan, match.partner)]
    return [
        *rows,
        {
            "result": "not_applicable", "word": _("Later"),
            "title": _("Consent of both firms: asked when this is approved"),
        }
    ]


def _firm_checks(firm: Firm) -> list[dict[str, Any]]:
    names = {"firm": firm}
    quality = {
        "checked": ("done", _("%(firm)s: check digit of the legal ID is correct")),
        "format_only": ("waiting", _("%(firm)s: legal ID checked only for its form")),
        "doubtful": ("failed", _("%(firm)s: legal ID does not pass its check")),
    }[firm.legal_id_quality]
    return [
        {
            "result": "done" if firm.is_live else "failed",
            "word": "" if firm.is_live else firm.get_state_display(),
            "title": _("%(firm)s: verified by Minamin") % names,
            "meta": say_date_of(firm.verified_at) if firm.verified_at else "",
            "url": firm.get_absolute_url(),
        },
        {"result": quality[0], "word": _("Form only") if quality[0] == "waiting" else "", "title": quality[1] % names},
    ]


def is_open_question(review: ExportReview, match: Match, today: date) -> bool:
    """Whether the reviewer still decides: the pair lives, and neither a clearance nor a block holds."""
    return match.state in LIVE_MATCH and review.state != "blocked" and not review.holds(today)


def is_clearance_in_force(review: ExportReview, match: Match, today: date) -> bool:
    """Whether there is one to take back."""
    return match.state in LIVE_MATCH and review.holds(today)


def code_words(review: ExportReview) -> str:
    names = {"code": review.code, "tier": review.tier}
    if len(review.code) < 6:
        return _("HS heading %(code)s hides listed goods, tier %(tier)s") % names
    return _("HS code %(code)s, tier %(tier)s") % names


def review_word(review: ExportReview, today: date) -> str:
    lapsed = review.state == "cleared" and not review.holds(today)
    return _("Expired") if lapsed else review.get_state_display()


def _export_check(review: ExportReview, today: date) -> dict[str, Any]:
    cleared = review.holds(today)
    until = _("until %(day)s") % {"day": say_day(review.cleared_until)} if review.cleared_until else ""
    version = _("list of %(version)s") % {"version": review.list_version}
    return {
        "result": "done" if cleared else "failed" if review.state == "blocked" else "waiting",
        "word": review_word(review, today),
        "title": _("Export control: %(code)s") % {"code": code_words(review)},
        "meta": " · ".join(filter(None, [until, version])),
        "url": "" if cleared else "#export",
    }


def _interest_check(firm: Firm, interest: Interest | None) -> dict[str, Any]:
    if interest is None:
        title = _("%(firm)s: has not answered the suggestion") % {"firm": firm}
        return {"result": "not_applicable", "word": _("No answer"), "title": title}
    return {
        "result": "done" if interest.answer == "interested" else "failed",
        "word": interest.get_answer_display(),
        "title": _("%(firm)s: has answered the suggestion") % {"firm": firm},
        "meta": interest.note,
    }


def decisions(match: Match, query: str, *, may_approve: bool) -> list[dict[str, Any]]:
    """Buttons of components/decision_bar.html; whoever proposed it finds no approval here."""
    reject = {
        "formaction": reverse("matching:reject", args=[match.pk]) + query,
        "label": _("Reject"), "kind": "danger-text", "key": "D",
    }
    approve = {
        "formaction": reverse("matching:approve", args=[match.pk]) + query,
        "label": _("Approve"), "kind": "filled", "key": "A",
    }
    return [reject, approve] if may_approve else [reject]


def proposals(match: Match) -> list[dict[str, Any]]:
    """The same bar for a suggestion that nobody has brought forward yet."""
    acts = [
        ("dismiss", _("Dismiss"), "danger-text", "D"),
        ("shortlist", _("Keep for later"), "outline", "S"),
        ("propose", _("Propose"), "filled", "A"),
    ]
    allowed = allowed_actions(match)
    return [
        {"formaction": reverse(f"matching:{act}", args=[match.pk]), "label": label, "kind": kind, "key": key}
        for act, label, kind, key in acts
        if act in allowed
    ]
