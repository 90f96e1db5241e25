"""Who may do what to a match, an introduction, a referral."""
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from companies.models import Firm
from companies.permissions import can_record_for, is_editor_of, membership_of
from companies.rules.export_control import clearance_day, controlled_codes
from core.prepared import rows_for

from .models import Introduction, Match, Referral


def firm_of(user) -> Firm | None:
    """The firm a member acts for."""
    member = membership_of(user) if user.is_member else None
    return member.firm if member else None


def answers_for(user, match: Match, firm: Firm) -> bool:
    """An owner or editor of the firm, which is one of the two."""
    return user.is_member and is_editor_of(user, firm) and firm.pk in (match.japan_id, match.partner_id)


def can_answer(user, match: Match) -> bool:
    """Express interest or decline: for the own firm, while it is verified."""
    firm = firm_of(user)
    return firm is not None and firm.is_live and answers_for(user, match, firm)


def can_answer_on_behalf(user, match: Match, firm: Firm) -> bool:
    """Staff, and the chamber of its country, for one of the two firms."""
    return firm.pk in (match.japan_id, match.partner_id) and can_record_for(user, firm)


def has_not_proposed(user, match: Match) -> bool:
    return match.proposed_by_id != user.pk


def can_propose(user) -> bool:
    return user.is_minamin


def can_set_weights(user) -> bool:
    return user.is_minamin


def can_approve_match(user, match: Match) -> bool:
    return user.is_minamin and match.proposed_by_id != user.pk


def can_consent(user, introduction: Introduction) -> bool:
    return can_answer(user, introduction.match)


def can_conclude_for_both(user, introduction: Introduction) -> bool:
    """A firm whose answer is the second one, or staff; whether both said the same, the asking app knows."""
    return can_propose(user) or can_consent(user, introduction)


def has_open_export_question(match: Match, now: datetime) -> bool:
    """Asked of the list itself at this moment, not of what was raised or lapsed some time ago."""
    values = {"match": match.pk, "day": clearance_day(now)}
    return bool(rows_for(_asked_by_the_list, frozenset(controlled_codes().questions), values))


def _asked_by_the_list(_codes: frozenset[str], values: dict[str, Any]) -> QuerySet[Match]:
    """`_codes`: the list as it is; with another one the question is put together anew."""
    return Match.objects.filter(pk=values["match"]).with_export_question_on(values["day"])


def can_see_contacts(user, introduction: Introduction, now: datetime) -> bool:
    """Released contacts: staff, and while no export question is open the two firms and the chamber with a referral."""
    if not introduction.is_released:
        return False
    if user.is_minamin:
        return True
    return _is_party(user, introduction) and not has_open_export_question(introduction.match, now)


def _is_party(user, introduction: Introduction) -> bool:
    if user.is_liaison:
        return introduction.referrals.filter(chamber__liaisons__user=user).exists()
    member = membership_of(user) if user.is_member else None
    pair = (introduction.match.japan, introduction.match.partner)
    return bool(member and member.firm_id in [firm.pk for firm in pair] and all(firm.is_live for firm in pair))


def can_work_referral(user, referral: Referral) -> bool:
    return user.is_liaison and referral.chamber.liaisons.filter(user=user).exists()
