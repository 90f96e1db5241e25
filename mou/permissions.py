"""Who acts for which side, and who may do what. Staff keep all memoranda; they sign only for Minamin."""

from datetime import datetime

from companies.models import Firm, Liaison
from companies.permissions import EDITORS, membership_of

from .models import Bulletin, Change, Evidence, ExperienceSession, Memorandum, Obligation, Party
from .states import DELIVERABLE, RUNNING


def party_of(user, memorandum: Memorandum) -> Party | None:
    """The party the reader belongs to; reads the prefetched parties."""
    member = membership_of(user) if user.is_member else None
    for party in memorandum.parties.all():
        if user.is_minamin and party.is_minamin:
            return party
        if user.is_liaison and party.chamber_id and party.chamber_id == chamber_id_of(user):
            return party
        if member and party.firm_id == member.firm_id:
            return party
    return None


def chamber_id_of(user):
    """The chamber a liaison works for."""
    return user.once("chamber", Liaison.objects.filter(user=user).values_list("chamber_id", flat=True).first)


def side_of(user, memorandum: Memorandum) -> str | None:
    """The side the reader may act for: viewers of a firm and staff in a memorandum between firms act for none."""
    party = party_of(user, memorandum)
    if party is None or (user.is_member and membership_of(user).role not in EDITORS):
        return None
    return party.side


def acts_for_a_side(user, memorandum: Memorandum) -> bool:
    return side_of(user, memorandum) is not None


def can_keep_memoranda(user) -> bool:
    """Draft, sign, renew, amend, terminate: what happens on paper, and staff record."""
    return user.is_minamin


def can_name_contacts(user, party: Party) -> bool:
    return user.is_minamin or side_of(user, party.memorandum) == party.side


def can_propose_obligation(user, memorandum: Memorandum) -> bool:
    return user.is_minamin or side_of(user, memorandum) is not None


def can_agree(user, obligation: Obligation) -> bool:
    """The side that did not propose it; what staff proposed between two firms needs the owing one."""
    side = side_of(user, obligation.commitment.memorandum)
    if side is None or obligation.proposed_by_id == user.pk:
        return False
    return side != obligation.proposed_side if obligation.proposed_side else side in obligation.owing_sides


def can_name_responsible(user, obligation: Obligation) -> bool:
    """Each side names its own people."""
    return side_of(user, obligation.commitment.memorandum) in obligation.owing_sides


def can_add_evidence(user, obligation: Obligation) -> bool:
    return obligation.state in DELIVERABLE and side_of(user, obligation.commitment.memorandum) in obligation.owing_sides


def can_submit(user, evidence: Evidence) -> bool:
    return side_of(user, evidence.obligation.commitment.memorandum) in evidence.obligation.owing_sides


def can_judge(user, evidence: Evidence) -> bool:
    """Countersign or dispute: a person of the side that did not submit it."""
    side = side_of(user, evidence.obligation.commitment.memorandum)
    return side is not None and side != evidence.submitted_side and user.pk != evidence.submitted_by_id


def can_answer(user, evidence: Evidence) -> bool:
    """Answer a dispute, withdraw: the side that submitted it (before that: a side that owes it)."""
    side = side_of(user, evidence.obligation.commitment.memorandum)
    if side is None:
        return False
    return side == evidence.submitted_side if evidence.submitted_side else side in evidence.obligation.owing_sides


def can_use_reports(user, memorandum: Memorandum) -> bool:
    """Request, download and forward: staff and everybody of the two parties."""
    return user.is_minamin or party_of(user, memorandum) is not None


def can_ask_change(user, obligation: Obligation) -> bool:
    return obligation.state in RUNNING and side_of(user, obligation.commitment.memorandum) is not None


def can_decide_change(user, change: Change) -> bool:
    side = side_of(user, change.obligation.commitment.memorandum)
    return side is not None and side != change.asked_side and user.pk != change.asked_by_id


def can_withdraw_change(user, change: Change) -> bool:
    """The side that asked for it."""
    return side_of(user, change.obligation.commitment.memorandum) == change.asked_side


def can_write_bulletins(user) -> bool:
    """Minamin's staff, and liaisons for their chamber."""
    return user.is_minamin or (user.is_liaison and chamber_id_of(user) is not None)


def can_write_for(user, chamber) -> bool:
    """Bulletins and sessions are given in the name of one's own house: Minamin's (None) or a chamber's."""
    return user.is_minamin if chamber is None else user.is_liaison and chamber.pk == chamber_id_of(user)


def is_of_organiser(user, row: Bulletin | ExperienceSession) -> bool:
    """Bulletins and sessions are kept by the side that gives them."""
    return user.is_minamin if row.chamber_id is None else user.is_liaison and row.chamber_id == chamber_id_of(user)


def comes_from_outside(user, session: ExperienceSession, firm: Firm | None) -> bool:
    """A guest, for nobody but the own house."""
    member = membership_of(user) if firm else None
    return not is_of_organiser(user, session) and (firm is None or bool(member and member.firm_id == firm.pk))


def can_enrol(user, session: ExperienceSession) -> bool:
    return session.state == "planned" and not is_of_organiser(user, session)


def can_note_attendance(user, session: ExperienceSession, now: datetime) -> bool:
    """From its beginning on, and again after it was noted."""
    begun = session.state == "planned" and now >= session.starts_at
    return is_of_organiser(user, session) and (session.is_held or begun)


def can_see_participants(user, session: ExperienceSession) -> bool:
    return user.is_minamin or is_of_organiser(user, session)
