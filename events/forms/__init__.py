from .changes import AccountForm, CallForm, CancelForm, MoveForm, PostponeForm
from .delegations import DelegationForm, DelegationReportForm, MemberForm, StopForm
from .documents import DocumentForm
from .doors import CodesForm
from .meetings import (
    PAIRS,
    AfterForm,
    ArrangeForm,
    CancelMeetingForm,
    FollowUpForm,
    MissForm,
    PairForm,
    RequestForm,
    RunForm,
    SetupForm,
    SlotForm,
    pair_choices,
)
from .planning import ContributorForm, EventForm, SeatsForm, SessionForm, SupportForm
from .registrations import AdmitForm, InviteForm, LateForm, PersonForm, ReasonForm, RegistrationForm, SubstituteForm, person_set

__all__ = [
    "PAIRS",
    "pair_choices",
    "AfterForm",
    "ArrangeForm",
    "CancelMeetingForm",
    "FollowUpForm",
    "MissForm",
    "PairForm",
    "RequestForm",
    "RunForm",
    "SetupForm",
    "SlotForm",
    "AccountForm",
    "AdmitForm",
    "CallForm",
    "CancelForm",
    "CodesForm",
    "ContributorForm",
    "DelegationForm",
    "DelegationReportForm",
    "DocumentForm",
    "EventForm",
    "InviteForm",
    "LateForm",
    "MemberForm",
    "MoveForm",
    "PersonForm",
    "PostponeForm",
    "ReasonForm",
    "RegistrationForm",
    "SeatsForm",
    "SessionForm",
    "StopForm",
    "SubstituteForm",
    "SupportForm",
    "person_set",
]
