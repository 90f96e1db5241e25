"""What people type about memoranda, obligations and evidence."""

from .evidence import EvidenceForm, RevisionForm
from .memoranda import (
    AmendForm,
    CommitmentForm,
    ContactsForm,
    DocumentForm,
    DraftForm,
    InForceForm,
    RenewForm,
    SignForm,
    TerminateForm,
    WordingForm,
)
from .obligations import DueDateForm, ObligationForm, OccasionForm, ReasonForm, ResponsibleForm, TermsForm

__all__ = [
    "AmendForm", "CommitmentForm", "ContactsForm", "DocumentForm", "DraftForm", "DueDateForm", "EvidenceForm", "InForceForm",
    "ObligationForm", "OccasionForm", "ReasonForm", "RenewForm", "ResponsibleForm", "RevisionForm", "SignForm", "TerminateForm",
    "TermsForm", "WordingForm",
]
