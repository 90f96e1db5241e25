"""Every write to inquiries: one function per business act."""
from .answering import (
    answer_lead,
    answer_otherwise,
    assign_lead,
    close_lead,
    note_on_lead,
    reopen_lead,
    take_lead,
)
from .chasing import chase
from .converting import convert_lead, follow_firms, join_firm
from .inquiring import inquire
from .referring import confirm_referrals, enter_lead, is_here, refer_firm
