from .changes import AccountForm, CallForm, CancelForm, MoveForm, PostponeForm
from .delegations import DelegationForm, DelegationReportForm, MemberForm, StopForm
from .documents import DocumentForm
from .doors import CodesForm
from .events import ContributorForm, CopyForm, EventForm, SeatsForm, SessionForm, SupportForm
from .registrations import (
    AdmissionForm,
    AdmitForm,
    CorrectionForm,
    InviteForm,
    LateForm,
    PersonForm,
    ReasonForm,
    RegistrationForm,
    SecondFirmForm,
    SubstituteForm,
    person_set,
)
