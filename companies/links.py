"""The address in an invitation to a firm: signed, so that a reminder can say it again; stored is its hash only."""
from uuid import UUID

from django.core.signing import Signer

SIGNER = Signer(salt="companies.invitation")


def token_of(invitation_pk: UUID) -> str:
    return SIGNER.sign(invitation_pk.hex)
