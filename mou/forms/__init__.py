"""What people type about memoranda, obligations and evidence."""

from .evidence import EvidenceForm, EvidenceTextsForm, RevisionForm
from .exchange import (
    AttendanceForm,
    BulletinFilter,
    BulletinForm,
    BulletinScope,
    CancelSessionForm,
    MaterialForm,
    ParticipantForm,
    SessionForm,
    SubscriptionForm,
    WordingOfBulletin,
)
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
from .obligations import (
    AnswerForm,
    DueDateForm,
    NewObligationForm,
    ObligationForm,
    OccasionForm,
    ReasonForm,
    ResponsibleForm,
    TermsForm,
)
from .reports import ForwardForm, ReportForm
from .titles import DocumentTitles, MaterialTitles, OccasionTitles
