"""Partnering profiles: written by the firm, published by staff, taken back, expired."""
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from core.activity import record
from core.days import local_day
from core.errors import TransitionNotAllowed, permit
from core.lifecycle import lock, move
from core.reasons import required_reason
from core.sweeps import each
from core.text import clean, clean_words

from .. import messages
from ..enums import TradeRole
from ..errors import NoLines, NotAnonymous, ProfileNotEditable, WordsNotConfirmed
from ..models import Firm, PartneringProfile, ProductLine
from ..models.profiles import LIFETIME
from ..permissions import (
    can_edit_firm,
    can_edit_profile,
    can_review,
    can_say_codes,
    can_say_trade_role,
    can_withdraw_profile,
    is_editor_of,
)
from ..rules.teaser import TeaserProblem, check_anonymous, refusals
from .naming import identifying_names

NUDGE_BEFORE = timedelta(days=30)
FAR = 1000  # out of the way of the unique positions while lines change places


@transaction.atomic
def create_profile(firm: Firm, *, lines: list[dict], by, now: datetime, **fields) -> PartneringProfile:
    """`lines`: [{"text": str, "hs_codes": [str]}], at least one. Raises NoLines, TextProblem."""
    permit(by, can_edit_firm, firm)
    profile = PartneringProfile(firm=firm, **_cleaned(fields))
    profile.save()
    _write_lines(profile, lines)
    record(profile, "create", by=by, now=now)
    return profile


@transaction.atomic
def save_profile(profile: PartneringProfile, *, lines: list[dict], by, now: datetime, **fields) -> None:
    """Raises ProfileNotEditable, NoLines, TextProblem."""
    permit(by, can_edit_profile, profile)
    if not lock(profile).is_editable:
        raise ProfileNotEditable
    for name, value in _cleaned(fields).items():
        setattr(profile, name, value)
    profile.save(update_fields=list(fields))
    _write_lines(profile, lines)
    record(profile, "edit", by=by, now=now)


@transaction.atomic
def say_trade_role(profile: PartneringProfile, *, trade_role: TradeRole, by, now: datetime) -> None:
    """Who the firm is in this profile, also while it is published. Raises TransitionNotAllowed."""
    permit(by, can_say_trade_role, profile)
    locked = lock(profile)
    if locked.is_closed:
        raise TransitionNotAllowed
    if locked.trade_role != trade_role:
        profile.trade_role = TradeRole(trade_role)
        profile.save(update_fields=["trade_role"])
        record(profile, "say_role", by=by, now=now, data={"role": profile.trade_role})


@transaction.atomic
def say_codes(profile: PartneringProfile, *, codes: dict[str, list[str]], by, now: datetime) -> None:
    """`codes`: {line: its codes}, for lines that have none; what somebody else said meanwhile stays.
    Raises TransitionNotAllowed.
    """
    permit(by, can_say_codes, profile)
    if lock(profile).is_closed:
        raise TransitionNotAllowed
    lines = [line for line in profile.lines.filter(pk__in=codes, hs_codes=[]) if codes[str(line.pk)]]
    for line in lines:
        line.hs_codes = sorted(set(codes[str(line.pk)]))
        line.save(update_fields=["hs_codes"])
    if lines:
        record(profile, "say_codes", by=by, now=now, data={"count": len(lines)})


def _cleaned(fields: dict) -> dict:
    texts = {
        "title": lambda text: clean_words(text, limit=PartneringProfile.title),
        "summary": lambda text: clean(text, limit=PartneringProfile.summary, multiline=True),
        "volumes": lambda text: clean(text, limit=PartneringProfile.volumes),
        "markets": sorted,
    }
    return {name: texts[name](value) if name in texts else value for name, value in fields.items()}


def _write_lines(profile: PartneringProfile, lines: list[dict]) -> None:
    """Unchanged lines keep their rows (and their vectors); a line said twice is kept once."""
    wanted = {clean_words(line["text"], limit=ProductLine.text): sorted(set(line["hs_codes"])) for line in lines}
    if not wanted:
        raise NoLines
    profile.lines.exclude(text__in=wanted).delete()
    kept = {line.text: line for line in profile.lines.all()}
    ProductLine.objects.filter(profile=profile).update(position=F("position") + FAR)
    for position, (text, codes) in enumerate(wanted.items()):
        line = kept.get(text) or ProductLine(profile=profile, text=text)
        line.position, line.hs_codes = position, codes
        line.save()


def teaser_problems(profile: PartneringProfile) -> list[TeaserProblem]:
    """What in the profile's texts would tell a stranger who the firm is, or may do so."""
    names = identifying_names(profile.firm)
    lines = (line.text for line in profile.lines.all())
    texts = [profile.title, profile.summary, profile.volumes, *profile.certificates_wanted, *lines]
    return [problem for text in texts if text for problem in check_anonymous(text, names=names)]


@transaction.atomic
def submit_profile(profile: PartneringProfile, *, confirmed: bool = False, by, now: datetime) -> None:
    """With a receipt for whoever sends it. Raises NoLines, NotAnonymous, WordsNotConfirmed."""
    hand_in(profile, confirmed=confirmed, by=by, now=now)
    if by is not None:
        messages.profile_received(profile, now=now)


def hand_in(profile: PartneringProfile, *, confirmed: bool = False, by, now: datetime) -> None:
    """Together with its firm, which gets one receipt for everything.

    `confirmed`: words of the firm's name in it mean goods.
    """
    permit(by, is_editor_of, profile.firm)
    if not profile.lines.exists():
        raise NoLines
    problems = teaser_problems(profile)
    if wrong := refusals(problems):
        raise NotAnonymous(wrong[0].message)
    if problems and not confirmed:
        raise WordsNotConfirmed(problems[0].message)
    move(profile, "submit", by=by, now=now, submitted_at=now)


def start_profile_review(profile: PartneringProfile, *, by, now: datetime) -> None:
    permit(by, can_review)
    move(profile, "start_review", by=by, now=now)


@transaction.atomic
def request_profile_changes(profile: PartneringProfile, *, reason: str, by, now: datetime) -> None:
    permit(by, can_review)
    reason = required_reason(reason)
    move(profile, "request_changes", by=by, now=now, reason=reason)
    messages.profile_needs_changes(profile, reason=reason, by=by, now=now)


@transaction.atomic
def publish_profile(profile: PartneringProfile, *, by, now: datetime) -> None:
    """From here on the match engine reads it (when its firm is verified); expires after 12 months."""
    permit(by, can_review)
    if problems := refusals(teaser_problems(profile)):
        raise NotAnonymous(problems[0].message)
    until = local_day(now + LIFETIME, profile.firm.zone)
    move(profile, "publish", by=by, now=now, published_at=now, published_by=by, expires_on=until)
    messages.profile_published(profile, now=now)


def revise_profile(profile: PartneringProfile, *, by, now: datetime) -> None:
    """Back to a draft, out of the engine's reach until published again."""
    permit(by, is_editor_of, profile.firm)
    move(profile, "revise", by=by, now=now)


def withdraw_profile(profile: PartneringProfile, *, by, now: datetime) -> None:
    permit(by, can_withdraw_profile, profile)
    move(profile, "withdraw", by=by, now=now)


def fulfil_profile(profile: PartneringProfile, *, by, now: datetime) -> None:
    permit(by, is_editor_of, profile.firm)
    move(profile, "fulfil", by=by, now=now)


def expire_profiles(*, now: datetime) -> int:
    """Hourly: expire what is past its day where the firm is, remind 30 days before. Returns how many expired."""
    gone = PartneringProfile.objects.past_their_day(now).select_related("firm")
    expired = each("companies.expire_profiles", gone, lambda profile: _expire(profile, now), now=now).done
    soon = PartneringProfile.objects.near_their_day(now, NUDGE_BEFORE).select_related("firm")
    each("companies.expire_profiles:remind", soon, lambda profile: _remind(profile, now), now=now)
    return expired


def _expire(profile: PartneringProfile, now: datetime) -> bool:
    lock(profile)
    if not PartneringProfile.objects.past_their_day(now).filter(pk=profile.pk).exists():
        return False  # published anew, or ended, meanwhile
    move(profile, "expire", by=None, now=now)
    messages.profile_expired(profile, now=now)
    return True


def _remind(profile: PartneringProfile, now: datetime) -> None:
    messages.profile_expires_soon(profile, now=now)
