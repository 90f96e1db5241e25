"""A sample and the trial order after it: asked for, agreed, sent, received, judged, ordered, delivered."""
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from core.activity import record
from core.errors import permit
from core.geography import ZONE
from core.lifecycle import lock, move
from core.telephones import read_telephone
from core.text import clean
from matching.models import Match
from matching.permissions import has_open_export_question
from matching.states import RELEASED

from .. import messages
from ..data import choices as of
from ..enums import SampleEnd, Wish
from ..errors import ExportQuestionOpen, NotAnyMore, NotYet, NotYourStep, RemindedToday, SampleUnderWay
from ..models import Sample
from ..permissions import can_move_sample, can_remind_of_sample, can_request_sample, firm_on, side_of
from ..rules.limits import LONGEST_ADDRESS, LONGEST_GOODS
from ..rules.trading import amount_of, consignment_of, one_of, order_of, past_day, terms_of, verdict_of
from .writing import require_going_on, thread_of

AT_MOST_EVERY = timedelta(days=1)


@transaction.atomic
def request_sample(
    match: Match, *, goods: str, hs_code: str = "", quantity: Any, unit: str, pays_goods: str, pays_freight: str,
    papers: list[str], address: str, phone: str = "", language: str = "", by, now: datetime,
) -> Sample:
    """The firm that wants to see the goods asks. Raises NotYet, ExportQuestionOpen, SampleUnderWay, NotAnyMore,
    PausedFirm, InvalidValue. `language`: of the words for the goods, when they are the other firm's.
    """
    permit(by, can_request_sample, match)
    _require_open_door(match, now=now)
    side = side_of(by, match)
    thread = thread_of(match, now=now)
    sample = Sample(
        thread=thread, buyer_side=side, terms_by=side, goods=_said(goods, LONGEST_GOODS, "goods"), hs_code=hs_code,
        language=language or by.language, quantity=amount_of(quantity, field="quantity"),
        unit=one_of(unit, of.UNIT, field="unit"), address=_said(address, LONGEST_ADDRESS, "address", multiline=True),
        phone=read_telephone(phone, country=firm_on(match, side).country), requested_by=by, requested_at=now,
        **terms_of(pays_goods=pays_goods, pays_freight=pays_freight, papers=papers),
    )
    try:
        with transaction.atomic():
            sample.save(force_insert=True)
    except IntegrityError as error:
        raise SampleUnderWay from error
    record(sample, "request", by=by, now=now, data={"side": side})
    messages.sample_moved(sample, "request", by_side=side, now=now)
    return sample


def _said(text: str, limit: int, field: str, *, multiline: bool = False) -> str:
    said = clean(text, limit=limit, multiline=multiline)
    return said or one_of("", (), field=field)


@transaction.atomic
def offer_terms(
    sample: Sample, *, pays_goods: str, pays_freight: str, papers: list[str], by, now: datetime
) -> None:
    """Other terms than those that wait for this side's yes; now they wait for the other's."""
    side = _my_turn(sample, by=by, now=now, is_forward=True)
    terms = terms_of(pays_goods=pays_goods, pays_freight=pays_freight, papers=papers)
    move(sample, "offer_terms", by=by, now=now, terms_by=side, **terms)
    messages.sample_moved(sample, "offer_terms", by_side=side, now=now)


@transaction.atomic
def agree_sample(sample: Sample, *, by, now: datetime) -> None:
    side = _my_turn(sample, by=by, now=now, is_forward=True)
    move(sample, "agree", by=by, now=now, agreed_at=now)
    messages.sample_moved(sample, "agree", by_side=side, now=now)


@transaction.atomic
def send_sample(
    sample: Sample, *, sent_on: date, carrier: str = "", tracking: str = "", by, now: datetime
) -> None:
    side = _my_turn(sample, by=by, now=now, is_forward=True)
    day = past_day(sent_on, today=_today(now), since=_day(sample.requested_at), field="sent_on")
    move(sample, "send", by=by, now=now, sent_on=day, **consignment_of(carrier, tracking))
    messages.sample_moved(sample, "send", by_side=side, now=now)


@transaction.atomic
def receive_sample(sample: Sample, *, received_on: date, by, now: datetime) -> None:
    """What has arrived is said also while an export question is open: nothing leaves the house by it."""
    side = _my_turn(sample, by=by, now=now)
    since = lock(sample).sent_on or received_on
    day = past_day(received_on, today=_today(now), since=since, field="received_on")
    move(sample, "receive", by=by, now=now, received_on=day)
    messages.sample_moved(sample, "receive", by_side=side, now=now)


@transaction.atomic
def judge_sample(sample: Sample, *, verdict: str, flaws: list[str], wish: str, by, now: datetime) -> None:
    """What is said of it in ticks; who wants nothing more, or another sample, has finished this one."""
    side = _my_turn(sample, by=by, now=now)
    said = verdict_of(verdict=verdict, flaws=flaws, wish=wish)
    ends = said["wish"] in (Wish.NOTHING, Wish.OTHER_SAMPLE)
    move(
        sample, "judge", by=by, now=now, to="finished" if ends else "judged", judged_at=now,
        ended_at=now if ends else None, data={"code": verdict, "result": wish}, **said,
    )
    messages.sample_moved(sample, "judge", by_side=side, now=now)


@transaction.atomic
def propose_order(
    sample: Sample, *, quantity: Any, unit: str, price: Any, currency: str, basis: str, place: str = "", day: date,
    by, now: datetime,
) -> None:
    """After the verdict either side proposes; an order that was proposed is answered with another one, or agreed."""
    side = _my_turn(sample, by=by, now=now, is_forward=True, or_at="judged")
    order = order_of(
        quantity=quantity, unit=unit, price=price, currency=currency, basis=basis, place=place, day=day,
        today=_today(now) - timedelta(days=1),
    )
    move(sample, "propose_order", by=by, now=now, order_by=side, **order)
    messages.sample_moved(sample, "propose_order", by_side=side, now=now)


@transaction.atomic
def agree_order(sample: Sample, *, by, now: datetime) -> None:
    side = _my_turn(sample, by=by, now=now, is_forward=True)
    move(sample, "agree_order", by=by, now=now, ordered_at=now)
    messages.sample_moved(sample, "agree_order", by_side=side, now=now)


@transaction.atomic
def deliver_order(sample: Sample, *, delivered_on: date, by, now: datetime) -> None:
    side = _my_turn(sample, by=by, now=now)
    since = _day(lock(sample).ordered_at or now)
    day = past_day(delivered_on, today=_today(now), since=since, field="delivered_on")
    move(sample, "deliver", by=by, now=now, delivered_on=day)
    messages.sample_moved(sample, "deliver", by_side=side, now=now)


@transaction.atomic
def repeat_order(sample: Sample, *, by, now: datetime) -> None:
    """The receiving firm orders again; how, the two firms know by now."""
    side = _my_turn(sample, by=by, now=now)
    move(sample, "repeat", by=by, now=now, ended_at=now)
    messages.sample_moved(sample, "repeat", by_side=side, now=now)


@transaction.atomic
def finish_order(sample: Sample, *, by, now: datetime) -> None:
    side = _my_turn(sample, by=by, now=now)
    move(sample, "finish", by=by, now=now, ended_at=now)
    messages.sample_moved(sample, "finish", by_side=side, now=now)


@transaction.atomic
def decline_sample(sample: Sample, *, code: str, by, now: datetime) -> None:
    """Whoever was asked for a sample, or to agree to an order."""
    side = _my_turn(sample, by=by, now=now)
    ended = _ended(code, side, now)
    move(sample, "decline", by=by, now=now, data={"code": code}, **ended)
    messages.sample_moved(sample, "decline", by_side=side, now=now)


@transaction.atomic
def stop_sample(sample: Sample, *, code: str, by, now: datetime) -> None:
    """By either firm, whoever acts next, until the order is delivered."""
    permit(by, can_move_sample, sample)
    side = side_of(by, sample.thread.match) if by else ""
    move(sample, "stop", by=by, now=now, data={"code": code}, **_ended(code, side, now))
    messages.sample_moved(sample, "stop", by_side=side, now=now)


def _ended(code: str, side: str, now: datetime) -> dict[str, Any]:
    return {"end_code": one_of(code, SampleEnd.values, field="code"), "ended_by": side, "ended_at": now}


@transaction.atomic
def remind_of_sample(sample: Sample, *, by, now: datetime) -> None:
    """Staff and the chamber ask whoever acts next; once a day. Raises NotAnyMore, RemindedToday."""
    permit(by, can_remind_of_sample, sample)
    require_going_on(sample.thread.match)
    current = lock(sample)
    if not current.turn:
        raise NotAnyMore
    if current.reminded_at and now - current.reminded_at < AT_MOST_EVERY:
        raise RemindedToday
    Sample.objects.filter(pk=sample.pk).update(reminded_at=now)
    record(sample, "remind", by=by, now=now, data={"side": current.turn})
    messages.sample_reminder(current, now=now)


def _my_turn(sample: Sample, *, by, now: datetime, is_forward: bool = False, or_at: str = "") -> str:
    """The side that acts; asked of the locked row, because the other side may just have acted."""
    permit(by, can_move_sample, sample)
    match = sample.thread.match
    if is_forward:
        _require_open_door(match, now=now)
    else:
        require_going_on(match)
    side, current = side_of(by, match), lock(sample)
    if side != current.turn and not (or_at and current.state == or_at):
        raise NotYourStep
    return side


def _require_open_door(match: Match, *, now: datetime) -> None:
    """Contacts are open and no export question is. The introduction is locked, as whoever answers one locks it."""
    require_going_on(match)
    held = [lock(one) for one in match.introductions.filter(state__in=RELEASED).order_by("pk")]
    if not any(one.state in RELEASED for one in held):
        raise NotYet
    if has_open_export_question(match, now):
        raise ExportQuestionOpen


def _today(now: datetime) -> date:
    """In Tokyo, where a day begins first."""
    return now.astimezone(ZoneInfo(ZONE["JP"])).date()


def _day(at: datetime) -> date:
    """The day before in UTC, so that no zone's calendar stands in the way of a right day."""
    return at.date() - timedelta(days=1)
