"""What pages show of samples and trial orders, as plain data, in the language active now."""
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.rules.goods import name_of
from core.i18n import current_language, say_date_of, say_day
from core.lifecycle import allowed_actions
from core.looks import look
from matching.models import Match

from ..data import choices as of
from ..data.papers import PAPERS
from ..enums import Asker, Flaw, SampleEnd
from ..models import Sample
from ..permissions import released
from .thread import who

FIRMS = (Asker.JAPAN, Asker.CENTRAL_ASIA)
# How many of the eight steps are behind a sample in this state.
BEHIND = {
    "requested": 1, "agreed": 2, "sent": 3, "received": 4, "judged": 5, "order_proposed": 5, "ordered": 6,
    "delivered": 7,
}
# Acts that send or promise goods wait while an export question is open.
FORWARD = ("agree", "terms", "send", "order", "agree_order")


def sample_view(sample: Sample, side: str, *, is_open: bool, is_blocked: bool) -> dict[str, Any]:
    """`is_open`: both firms are heard; `is_blocked`: an export question keeps goods back."""
    acts = _acts(sample, side) if is_open else []
    return {
        "goods": sample.goods,
        "language": sample.language,
        "hs_code": sample.hs_code,
        "name": name_of(sample.hs_code, current_language()),
        "quantity": amount(sample.quantity, sample.unit),
        "url": sample.get_absolute_url(),
        "tone": "waiting" if sample.turn else "done" if sample.state in ("repeated", "finished") else "info",
        "word": sample.get_state_display(),
        "turn": _turn(sample, side),
        "steps": _steps(sample, side),
        "ended": _ended(sample, side),
        "acts": [act for act in acts if not (is_blocked and act["act"] in FORWARD)],
        "is_blocked": is_blocked and bool(sample.turn),
    }


def views_of(
    rows: Iterable[Sample], side: str, *, is_open: bool, is_blocked: bool
) -> list[dict[str, Any]]:
    return [sample_view(row, side, is_open=is_open, is_blocked=is_blocked) for row in rows]


def may_request(match: Match, side: str, rows: Iterable[Sample]) -> bool:
    return side in FIRMS and released(match) and not any(row.turn and row.buyer_side == side for row in rows)


def terms_view(sample: Sample, side: str, *, is_blocked: bool) -> dict[str, Any]:
    """Address and telephone only while they are needed, and not for the other firm while goods are kept back."""
    is_shown = bool(sample.turn) and (side == sample.buyer_side or not is_blocked)
    if is_shown and sample.phone and side != sample.buyer_side:
        look(sample, about=sample.thread.match)
    return {
        "hs_code": sample.hs_code,
        "pays_goods": sample.get_pays_goods_display(),
        "pays_freight": sample.get_pays_freight_display(),
        "papers": [PAPERS[key] for key in sample.papers],
        "address": sample.address if is_shown else "",
        "phone": sample.phone if is_shown else "",
    }


def amount(number: Decimal, unit: str) -> str:
    return f"{format_decimal(number.normalize(), locale=current_language())}\u00a0{of.UNIT[unit]}"


def order_text(sample: Sample) -> str:
    """10 t · 1.5 USD / t · CIF Aktau · until …: signs and names, nothing that needs a case."""
    if not sample.order_by:
        return ""
    price = format_decimal(sample.order_price.normalize(), locale=current_language())
    unit = of.UNIT[sample.order_unit]
    parts = [
        amount(sample.order_quantity, sample.order_unit), f"{price}\u00a0{sample.order_currency} / {unit}",
        f"{sample.order_basis} {sample.order_place}".strip(),
        _("Delivery by: %(day)s") % {"day": say_day(sample.order_on)},
    ]
    return " · ".join(parts)


def _turn(sample: Sample, side: str) -> str:
    if not sample.turn:
        return ""
    if sample.turn == side:
        return _("Your firm acts next")
    return _("Acts next: %(who)s") % {"who": who(sample.turn, side, sample.thread.match)}


def _steps(sample: Sample, side: str) -> list[dict[str, Any]]:
    """All eight, so that both see the whole way from the beginning."""
    behind = BEHIND.get(sample.state)
    steps = []
    for number, (label, when, detail) in enumerate(_eight(sample)):
        if when:
            tone, word = "done", _("Done")
        elif number == behind:
            tone, word = "waiting", _turn(sample, side)
        elif behind is None:
            continue
        else:
            tone, word = "planned", _("Still to come")
        steps.append({
            "label": label, "when": _when(when), "detail": detail, "tone": tone, "word": word,
            "is_next": number == behind,
        })
    return steps


def _eight(sample: Sample) -> list[tuple[str, date | datetime | None, str]]:
    repeated = sample.ended_at if sample.delivered_on else None
    return [
        (_("Sample asked for"), sample.requested_at, ""),
        (_("Who pays, and the papers: agreed"), sample.agreed_at, ""),
        (_("Sample sent"), sample.sent_on, " · ".join(filter(None, [sample.carrier, sample.tracking]))),
        (_("Sample received"), sample.received_on, ""),
        (_("Verdict on the sample"), sample.judged_at, _verdict(sample)),
        (_("Trial order agreed"), sample.ordered_at, order_text(sample)),
        (_("Trial order delivered"), sample.delivered_on, ""),
        (_("Whether more is ordered"), repeated, sample.get_state_display() if repeated else ""),
    ]


def _when(when: date | datetime | None) -> str:
    if when is None:
        return ""
    return say_date_of(when) if isinstance(when, datetime) else say_day(when)


def _verdict(sample: Sample) -> str:
    if not sample.verdict:
        return ""
    flaws = ", ".join(str(Flaw(one).label) for one in sample.flaws)
    return " · ".join(filter(None, [sample.get_verdict_display(), flaws, sample.get_wish_display()]))


def _ended(sample: Sample, side: str) -> str:
    if not sample.end_code:
        return ""
    said = {"who": who(sample.ended_by, side, sample.thread.match), "reason": SampleEnd(sample.end_code).label}
    return f"{sample.get_state_display()} · {said['who']} · {said['reason']}"


def _acts(sample: Sample, side: str) -> list[dict[str, Any]]:
    """What this reader may do now, the first one first."""
    may, mine = allowed_actions(sample), sample.turn == side
    if side not in FIRMS:
        return [_act(sample, "remind", _("Remind them"), icon="bell", is_post=True)] if sample.turn else []
    found = [
        _act(sample, act, label, icon=icon, is_post=is_post)
        for action, act, label, icon, is_post in _all_acts(sample)
        if action in may and (mine or _may_begin(sample, action))
    ]
    if "stop" in may:
        label = _("Decline") if mine and "decline" in may else _("Stop")
        found.append(_act(sample, "end", label, icon="circle-x"))
    return found


def _may_begin(sample: Sample, action: str) -> bool:
    """After the verdict the sending firm, too, may propose an order."""
    return action == "propose_order" and sample.state == "judged"


def _all_acts(sample: Sample) -> list[tuple[str, str, str, str, bool]]:
    another = _("Propose another order") if sample.order_by else _("Propose a trial order")
    return [
        ("agree", "agree", _("Agree to these terms"), "check", True),
        ("offer_terms", "terms", _("Propose other terms"), "pencil", False),
        ("send", "send", _("The sample is sent"), "send", False),
        ("receive", "receive", _("The sample has arrived"), "package", False),
        ("judge", "judge", _("Say how the sample is"), "file-check", False),
        ("agree_order", "agree_order", _("Agree to this order"), "check", True),
        ("propose_order", "order", another, "file-text", False),
        ("deliver", "deliver", _("The trial order is delivered"), "package", False),
        ("repeat", "repeat", _("We order again"), "check", True),
        ("finish", "finish", _("We do not order again"), "circle-minus", True),
    ]


def _act(sample: Sample, act: str, label: str, *, icon: str, is_post: bool = False) -> dict[str, Any]:
    url = reverse(f"talks:sample_{act}", args=[sample.pk])
    return {"act": act, "label": label, "url": url, "icon": icon, "is_post": is_post}
