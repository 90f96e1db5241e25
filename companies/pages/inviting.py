"""Whom staff are about to invite: each firm with its contact person, and the letter once in each language."""
from datetime import datetime

from core.i18n import language_name
from core.looks import look
from notifications.services import Letter

from .. import messages
from ..enums import InvitationState
from ..models import Firm, Invitation
from ..services import FIRM_INVITATION_DAYS

TONE = {"sent": "waiting", "taken": "done", "lapsed": "planned", "revoked": "planned"}


def candidate(firm: Firm) -> dict:
    """A row with a box to tick; without a contact person there is nobody to write to."""
    contact = look(getattr(firm, "contact", None), about=firm)
    return {"firm": firm, "contact": contact, "language": language_name(contact.language) if contact else ""}


def sample_letters(rows: list[dict], by, now: datetime) -> list[dict]:
    """The first letter in each language, as it would go out."""
    first: dict[str, dict] = {}
    for row in rows:
        if row["contact"]:
            first.setdefault(row["contact"].language, row)
    return [
        {"code": code, "language": row["language"], "letter": _letter(row["firm"], by, now)}
        for code, row in first.items()
    ]


def _letter(firm: Firm, by, now: datetime) -> Letter:
    contact = firm.contact
    unsent = Invitation(
        firm=firm, email=contact.email, language=contact.language, invited_by=by, invited_at=now,
        expires_at=now + FIRM_INVITATION_DAYS,
    )
    return messages.letter_to_firm(unsent, contact)


def invitation_row(invitation: Invitation, now: datetime) -> dict:
    state = InvitationState(look(invitation, about=f"companies.firm:{invitation.firm_id}").state(now))
    return {
        "invitation": invitation, "is_open": state == InvitationState.SENT, "tone": TONE[state], "word": state.label
    }
