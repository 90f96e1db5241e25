"""Matches, introductions and referrals when another record takes a firm's place.

Both records have the same country, so a match between them cannot be; but both may have one with the same partner.
Then the one that is further on stays, and the other ends with the code "merged".
"""
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from companies.models import Contact, Firm, Spoken
from companies.successors import Living, Succession, move_rows, rows_back
from core.activity import record, ref
from core.lifecycle import allowed_actions, move
from core.workdays import deadline
from notifications.services import withdraw_messages

from .. import messages
from ..enums import Outcome
from ..models import Introduction, Match, Referral
from ..states import APPROVED_MATCH, LIVE_INTRODUCTION, LIVE_MATCH, OPEN_MATCH
from .ending import end_match
from .introductions import ANSWER_WITHIN, agreed_people

FIELDS = ("matching.match.japan", "matching.match.partner", "matching.interest.firm")
MERGED = {"code": "merged"}
# what a row that goes on has not
ENDING = {Match: {"ended_at": None}, Referral: {"closed_at": None, "closed_by": None}}
IN_BUSINESS = {Outcome.AGREEMENT, Outcome.ORDER, Outcome.MOU}


class Double(NamedTuple):
    """Two live matches with one partner."""

    stays: Match
    ends: Match


def lives(old: Firm, new: Firm) -> Iterator[Living]:
    matches, doubles = Match.objects.of_firm(old), len(_doubles(old, new))
    introductions = Introduction.objects.of_firm(old).live()
    yield Living(_("Open suggestions and proposals"), matches.filter(state__in=OPEN_MATCH).count())
    yield Living(_("Introductions"), introductions.count())
    referrals = Referral.objects.open().filter(introduction__in=introductions)
    yield Living(_("Referrals that a chamber is working on"), referrals.count())
    yield Living(_("Ends, because both records have a case with the same partner"), doubles, ends=True)


def hand_over(old: Firm, new: Firm, *, by, now: datetime) -> dict:
    _lock_cases(old, new)
    doubles = _doubles(old, new)
    ended = {str(double.ends.pk): _end(double.ends, by=by, now=now) for double in doubles}
    moved = move_rows(old, new, *FIELDS)
    asked_anew = _ask_anew(new, moved, by=by, now=now)
    for double in doubles:
        messages.double_ended(double.ends, _partner(double.ends, old, new), stays=double.stays, by=by, now=now)
    for introduction in _released(moved):
        messages.partner_merged(introduction, new, old=old, by=by, now=now)
    return {"moved": moved, "ended": ended, "asked_anew": asked_anew}


def give_back(kept: dict, old: Firm, new: Firm, *, by, now: datetime) -> None:
    _lock_cases(old, new)
    rows_back(kept["moved"], old, new)
    for pk, states in kept["ended"].items():
        _begin_again(Match.objects.with_firms().get(pk=pk), states, old, new, by=by, now=now)
    for pk, given in kept.get("asked_anew", {}).items():
        _consented_as_before(Introduction.objects.with_firms().get(pk=pk), old, given)
    for introduction in _released(kept["moved"]):
        if old in introduction.match.firms:
            messages.partner_parted(introduction, old, merged=new, by=by, now=now)


def _lock_cases(old: Firm, new: Firm) -> None:
    """Introductions before matches, as everywhere, each in one order."""
    firms = [old, new]
    for rows in (Introduction.objects.of_firms(firms), Match.objects.of_firms(firms)):
        list(rows.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))


def _doubles(old: Firm, new: Firm) -> list[Double]:
    mine, theirs = _live_by_partner(old), _live_by_partner(new)
    pairs = [(theirs[partner], mine[partner]) for partner in mine if partner in theirs]
    return [Double(*sorted(pair, key=_progress, reverse=True)) for pair in pairs]  # of equals, the new record's stays


def _live_by_partner(firm: Firm) -> dict:
    rows = Match.objects.of_firm(firm).live().with_firms().prefetch_related("introductions", "interests")
    return {match.other(firm).pk: match for match in rows}


def _progress(match: Match) -> tuple[int, int, int]:
    """The further on, the greater: the match's own state, its introduction's, and how many have answered."""
    steps = [_step(one) for one in match.introductions.all() if one.state in LIVE_INTRODUCTION]
    return LIVE_MATCH.index(match.state), max(steps, default=-1), len(match.interests.all())


def _step(introduction: Introduction) -> int:
    """What was concluded without business is behind whatever is still alive."""
    if introduction.outcome and introduction.outcome not in IN_BUSINESS:
        return 0
    return 1 + LIVE_INTRODUCTION.index(introduction.state)


def _partner(match: Match, old: Firm, new: Firm) -> Firm:
    return next(firm for firm in match.firms if firm not in (old, new))


def _end(match: Match, *, by, now: datetime) -> dict[str, str]:
    """{ref: its state before} of what was closed. A concluded introduction stays concluded."""
    before = {ref(match): match.state}
    for introduction in match.introductions.all():
        for referral in introduction.referrals.open():
            before[ref(referral)] = referral.state
            move(referral, "abandon", by=by, now=now, data=MERGED, closed_at=now, closed_by=by)
        if "recall" in allowed_actions(introduction):
            before[ref(introduction)] = introduction.state
            move(introduction, "recall", by=by, now=now, data=MERGED)
            withdraw_messages(introduction, now=now)
    end_match(match, "recall" if match.state in APPROVED_MATCH else "expire", by=by, now=now, data=MERGED)
    return before


def _begin_again(match: Match, states: dict[str, str], old: Firm, new: Firm, *, by, now: datetime) -> None:
    """What was ended goes on, unless the pair has begun anew meanwhile."""
    rivals = Match.objects.live().filter(japan=match.japan_id, partner=match.partner_id)
    if rivals.exists() or "reopen" not in allowed_actions(match):
        return
    for reference, state in states.items():
        label, _colon, pk = reference.partition(":")
        row = match if pk == str(match.pk) else apps.get_model(label).objects.get(pk=pk)
        move(row, "reopen", to=state, by=by, now=now, data=MERGED, **ENDING.get(type(row), {}))
    messages.double_goes_on(match, _partner(match, old, new), by=by, now=now)


def _ask_anew(new: Firm, moved: dict[str, list[str]], *, by, now: datetime) -> dict[str, dict]:
    """Where another contact person stands for the firm by now: their consent is awaited as if nobody had given it."""
    contact = Contact.objects.filter(firm=new).first()
    before = {}
    for introduction in _of_matches(moved).filter(state="consent_requested"):
        if not introduction.has_consent_of(new) or (contact and contact.email.lower() in agreed_people(introduction)):
            continue
        field = introduction.consent_field(new)
        before[str(introduction.pk)] = _given(introduction, field)
        until = max(introduction.answer_by, deadline(now, ANSWER_WITHIN, introduction.match.countries))
        Introduction.objects.filter(pk=introduction.pk).update(
            **{field + "_at": None, field + "_by": None, field + "_spoken": None, "answer_by": until}
        )
        record(introduction, "ask_anew", by=by, now=now, data={"side": introduction.match.side_of(new)})
    return before


def _given(introduction: Introduction, field: str) -> dict:
    """A consent as it stands, with the words outside the portal on which it rests."""
    given_at, given_by = getattr(introduction, field + "_at"), getattr(introduction, field + "_by_id")
    spoken = getattr(introduction, field + "_spoken_id")
    return {"at": given_at.isoformat(), "by": str(given_by)} | ({"spoken": str(spoken)} if spoken else {})


def _consented_as_before(introduction: Introduction, old: Firm, given: dict) -> None:
    """Not where the firm has taken back meanwhile what was recorded for it."""
    field = introduction.consent_field(old)
    spoken = given.get("spoken")
    if spoken and Spoken.objects.filter(pk=spoken, state="taken_back").exists():
        return
    waiting = Introduction.objects.filter(pk=introduction.pk, state="consent_requested", **{field + "_at": None})
    waiting.update(**{
        field + "_at": datetime.fromisoformat(given["at"]), field + "_by": given["by"], field + "_spoken": spoken
    })


def _of_matches(moved: dict[str, list[str]]):
    matches = [pk for field in FIELDS[:2] for pk in moved.get(field, [])]
    return Introduction.objects.with_firms().filter(match__in=matches)


def _released(moved: dict[str, list[str]]) -> list[Introduction]:
    """Introductions of the moved matches in which the partner knows the firm's name."""
    return [one for one in _of_matches(moved).live() if one.is_released]


SUCCESSION = Succession(
    label=_("Matches and introductions"), lives=lives, hand_over=hand_over, give_back=give_back, fields=FIELDS,
    kept={"matching.firmrefresh.firm": "a merged record is suggested to nobody; there is nothing to find for it"},
)
