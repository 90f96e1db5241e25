"""Saying something (say, withdraw_messages), reading it (mark_read) and getting it out (deliver_due)."""

from .inbox import mark_all_read, mark_read
from .letters import Sender
from .outbox import end_texts, say, say_to_address, send_again, withdraw_messages
from .sending import deliver_due
