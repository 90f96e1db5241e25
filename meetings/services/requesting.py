"""Asking somebody for a meeting, answering, proposing another time; the organiser arranges on behalf of others."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from core.activity import record
from core.errors import permit
from core.lifecycle import lock, move
from core.multilingual import Texts
from core.reasons import required_reason
from core.sweeps import each
from events.errors import EventIsOver, NotTheOrganiser, OfferHasEnded
from events.models import Event, Registration
from events.permissions import can_act_for, can_run
from events.rules.deadlines import offer_deadline
from events.states import COMING, PRESENT

from .. import messages
from ..enums import MeetingOrigin
from ..errors import (
    AlreadyAsked,
    NoMeetingsHere,
    NotListed,
    NotYourMeeting,
    OutOfOrder,
    SameSide,
    SlotTaken,
    TooManyRequests,
)
from ..models import Meeting, MeetingSetup, Slot, TimeProposal
from ..states import OPEN_MEETING, SITTING
from .placing import (
    NOWHERE,
    free_interpreter,
    free_table,
    is_away,
    lock_event_of,
    put,
    slot_now,
    span_of,
)


def setup_of(event: Event) -> MeetingSetup:
    setup = MeetingSetup.objects.filter(event=event).first()
    if setup is None:
        raise NoMeetingsHere
    return setup


def pair_for(one: Registration, other: Registration) -> str:
    """Languages an interpreter must bridge, as 'ja-ru'; empty when the two share one."""
    if one.languages & other.languages:
        return ""
    return "-".join(sorted((one.language, other.language)))


@transaction.atomic
def request_meeting(
    asker: Registration, *, asked: Registration, topic: str = "", part: str = "",
    slot: Slot | None = None, by, now: datetime,
) -> Meeting:
    """Asked the other way round already: then both want it, and it is accepted. `part`, `slot`: wishes.

    `topic`: in the language of whoever asks.
    """
    permit(by, can_act_for, asker)
    event = lock(asker.event)
    setup = setup_of(event)
    _check(event, asker, asked, now)
    if known := _between(event, asker, asked):
        if known.state == "requested" and known.asked_id == asker.pk:
            return _accept(known, mutual=True, by=by, now=now)
        raise AlreadyAsked
    if Meeting.objects.filter(asker=asker, state__in=OPEN_MEETING).count() >= setup.most_per_person:
        raise TooManyRequests(setup.most_per_person)
    slot = slot and slot_now(event, slot)
    until = offer_deadline(now, setup.hold_hours, asked.zone, event.starts_at)
    topics = Texts().with_wording(asker.language, topic, by=by, at=now)
    wishes = {"part": part, "wished_slot": slot, "expires_at": until}
    meeting = _drawn_up(
        event, asker, asked, origin=MeetingOrigin.DELEGATE, topics=topics, requested_by=by, requested_at=now, **wishes
    )
    if slot is not None and (slot.starts_at <= now or is_away(slot, meeting)):
        raise SlotTaken
    meeting.save(force_insert=True)
    record(meeting, "request", by=by, now=now)
    messages.meeting_requested(meeting, now=now)
    return meeting


def _check(event: Event, asker: Registration, asked: Registration, now: datetime) -> None:
    if event.state not in COMING or now >= event.ends_at:
        raise EventIsOver
    both_come = asker.state in PRESENT and asked.state in PRESENT
    if asker.event_id != asked.event_id or not both_come or not asked.is_listed:
        raise NotListed
    if asker.side == asked.side:
        raise SameSide


def _drawn_up(event: Event, asker: Registration, asked: Registration, **given) -> Meeting:
    return Meeting(event=event, asker=asker, asked=asked, pair=pair_for(asker, asked), **given)


def _between(event: Event, one: Registration, other: Registration) -> Meeting | None:
    return Meeting.objects.open().with_people().of(one).filter(event=event).of(other).first()


@transaction.atomic
def arrange_meeting(
    event: Event, *, one: Registration, other: Registration, topics: Mapping[str, str] | None = None, by, now: datetime
) -> Meeting:
    """The organiser on behalf of both; placed with the next timetable. `topics`: {language: text}."""
    locked = lock(event)
    if not can_run(by, locked):
        raise NotTheOrganiser
    setup_of(locked)
    if one.pk == other.pk or one.side == other.side:
        raise SameSide
    if _between(locked, one, other):
        raise AlreadyAsked
    said = Texts().with_wordings(topics or {}, by=by, at=now)
    meeting = _drawn_up(
        locked, one, other, origin=MeetingOrigin.ORGANISER, topics=said, requested_by=by, requested_at=now
    )
    meeting.save(force_insert=True)
    record(meeting, "request", by=by, now=now)
    move(meeting, "accept", by=by, now=now)
    messages.meeting_arranged(meeting, now=now)
    return meeting


def _side(meeting: Meeting, registration: Registration) -> None:
    if registration.pk not in (meeting.asker_id, meeting.asked_id):
        raise NotYourMeeting


@transaction.atomic
def accept_meeting(meeting: Meeting, *, registration: Registration, by, now: datetime) -> Meeting:
    permit(by, can_act_for, registration)
    lock_event_of(meeting)
    if registration.pk != meeting.asked_id:
        raise NotYourMeeting
    row = lock(meeting)
    if row.state == "requested" and row.expires_at and now > row.expires_at:
        raise OfferHasEnded
    return _accept(meeting, mutual=False, by=by, now=now)


def _accept(meeting: Meeting, *, mutual: bool, by, now: datetime) -> Meeting:
    move(meeting, "accept", by=by, now=now, mutual=mutual)
    messages.meeting_accepted(meeting, now=now)
    return meeting


@transaction.atomic
def decline_meeting(meeting: Meeting, *, registration: Registration, by, now: datetime) -> None:
    permit(by, can_act_for, registration)
    lock_event_of(meeting)
    _side(meeting, registration)
    move(meeting, "decline", by=by, now=now)
    messages.meeting_declined(meeting, by_whom=registration, now=now)


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, reason: str, registration: Registration | None = None, by, now: datetime
) -> None:
    """By one of the two, or by the organiser; the other hears why."""
    event = lock_event_of(meeting)
    if registration is not None:
        permit(by, can_act_for, registration)
        _side(meeting, registration)
    elif not can_run(by, event):
        raise NotTheOrganiser
    text = required_reason(reason)
    was = meeting.slot
    meeting.seatings.all().delete()
    move(meeting, "cancel", by=by, now=now, reason=text, **NOWHERE, sequence=meeting.sequence + 1)
    messages.meeting_cancelled(meeting, reason=text, was=was, now=now)


def expire_requests(*, now: datetime) -> int:
    """Beat: what nobody answered does not block anybody any longer."""
    due = Meeting.objects.filter(state="requested", expires_at__lt=now).with_people()
    return each("meetings.expire_requests", due, lambda meeting: _expire(meeting, now), now=now).done


def _expire(meeting: Meeting, now: datetime) -> bool:
    row = lock(meeting)
    if row.state != "requested" or row.expires_at >= now:
        return False
    move(meeting, "expire", by=None, now=now)
    messages.meeting_expired(meeting, now=now)
    return True


@transaction.atomic
def propose_time(meeting: Meeting, *, registration: Registration, slot: Slot, by, now: datetime) -> TimeProposal:
    """Another time; the present one stays until the other side takes this.
    A new proposal replaces one's own open one.
    """
    permit(by, can_act_for, registration)
    event = lock_event_of(meeting)
    _side(meeting, registration)
    slot = slot_now(event, slot)
    if meeting.state not in OPEN_MEETING or slot.starts_at <= now or is_away(slot, meeting):
        raise SlotTaken
    meeting.proposals.filter(proposed_by=registration, answered_at=None).update(answered_at=now)
    proposal = TimeProposal.objects.create(meeting=meeting, slot=slot, proposed_by=registration, proposed_at=now)
    record(meeting, "propose_time", by=by, now=now)
    messages.time_proposed(proposal, now=now)
    return proposal


@transaction.atomic
def answer_proposal(proposal: TimeProposal, *, registration: Registration, take: bool, by, now: datetime) -> None:
    """Taken: a placed meeting goes there, or SlotTaken says that somebody is not free;
    of one still to be placed it is the wish.
    """
    permit(by, can_act_for, registration)
    meeting = Meeting.objects.with_people().get(pk=proposal.meeting_id)
    event = lock_event_of(meeting)
    _side(meeting, registration)
    if registration.pk == proposal.proposed_by_id:
        raise NotYourMeeting
    row = TimeProposal.objects.select_related("slot").filter(pk=proposal.pk).first()  # it goes with its slot
    if row is None or row.answered_at is not None or (take and row.slot.starts_at <= now):
        raise OfferHasEnded
    row.answered_at, row.taken = now, take
    row.save(update_fields=["answered_at", "taken"])
    record(meeting, "take_time" if take else "keep_time", by=by, now=now)
    if take:
        _go_to(event, meeting, row.slot, by, now)


def _go_to(event: Event, meeting: Meeting, slot: Slot, by, now: datetime) -> None:
    meeting.wished_slot, meeting.is_fixed = slot, meeting.state in SITTING
    meeting.save(update_fields=["wished_slot", "is_fixed"])
    if meeting.state not in SITTING:
        return
    table, interpreter = free_table(event, slot, keep=meeting.table), free_interpreter(event, slot, meeting)
    if table is None or (meeting.pair and interpreter is None) or is_away(slot, meeting):
        raise SlotTaken
    if not span_of(meeting).allows(slot):
        raise OutOfOrder
    put(meeting, slot, table=table, interpreter=interpreter, by=by, now=now)
    messages.meeting_placed(meeting, now=now)


@transaction.atomic
def word_topic(meeting: Meeting, *, topics: Mapping[str, str], by, now: datetime) -> None:
    """The organiser says it in further languages or corrects one; those not named stay as they are."""
    event = lock_event_of(meeting)
    if not can_run(by, event):
        raise NotTheOrganiser
    meeting.topics = meeting.topics.with_wordings(topics, by=by, at=now)
    meeting.save(update_fields=["topics"])
    record(meeting, "word", by=by, now=now)


@transaction.atomic
def correct_pair(meeting: Meeting, *, pair: str, by, now: datetime) -> None:
    """The derived need for an interpreter was wrong. A placed meeting keeps its place;
    its interpreter changes or is freed.
    """
    event = lock_event_of(meeting)
    if not can_run(by, event):
        raise NotTheOrganiser
    meeting.pair, meeting.pair_corrected = pair, True
    if meeting.slot_id:
        meeting.interpreter = free_interpreter(event, meeting.slot, meeting)
        if pair and meeting.interpreter is None:
            raise SlotTaken
    meeting.save(update_fields=["pair", "pair_corrected", "interpreter"])
    record(meeting, "correct_pair", by=by, now=now, data={"pair": pair})
