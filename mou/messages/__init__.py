"""What the parties of memoranda are told; rendered in each reader's language."""

from .evidence import awaits_countersignature, evidence_answered, evidence_disputed, evidence_settled, source_fell
from .exchange import bulletin_digest, session_cancelled, session_changed, session_enrolled
from .memoranda import memorandum_ended, memorandum_in_force, memorandum_prolonged
from .obligations import change_asked, change_decided, obligation_decided, obligation_proposed
from .parties import party_merged, party_parted
from .reminders import not_reminded_of, remind_in_one, remind_of
from .reports import report_forwarded, report_issued
