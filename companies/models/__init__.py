from .calls import Call
from .chambers import Chamber, Liaison
from .claims import Claim
from .findings import Finding
from .firms import Bar, Contact, Firm, VerificationCheck
from .handovers import Handover
from .imports import ImportJob
from .members import Invitation, Membership
from .merges import Merge
from .pictures import Picture
from .profiles import PartneringProfile, ProductLine
from .spoken import Spoken
from .vacancies import Vacancy
