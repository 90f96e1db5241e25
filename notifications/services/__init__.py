"""Saying something (say, withdraw_messages), reading it (mark_read), getting it out (deliver_due, send_digests)
and the way readers want it (change_mail_settings, stop_mails). After a restore, nothing leaves (held).
"""

from .digests import Chapter, send_digests
from .held import drop_held, held_mails, hold_mails, is_held, let_mails_go
from .inbox import bring_back, mark_all_read, mark_read, put_away, settle, settle_all
from .letters import Letter, Sender, framed, render
from .outbox import end_texts, say, say_to_address, send_again, withdraw_messages
from .preferences import change_mail_settings, stop_mails
from .sending import deliver_due
