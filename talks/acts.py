"""How this app's acts read on a timeline."""
from django.utils.translation import gettext_lazy as _

from core.activity import Act

ACTS = {
    "talks.thread.ask": Act(_("Questions asked"), icon="message-circle-question-mark"),
    "talks.thread.write": Act(_("Message written"), icon="send"),
    "talks.thread.share_file": Act(_("File added"), icon="paperclip"),
    "talks.thread.remove_file": Act(_("File removed"), icon="trash-2"),
    "talks.thread.decide_later": Act(_("A day was named for a decision"), icon="calendar-days"),
    "talks.deciding.renew": Act(_("Another day was named for a decision"), icon="calendar-days"),
    "talks.deciding.lapse": Act(_("The day named for a decision has passed"), icon="clock"),
    "talks.deciding.end": Act(_("Decided"), icon="circle-check"),
    "talks.asked.answer": Act(_("Question answered"), icon="circle-check"),
    "talks.asked.correct": Act(_("Answer corrected"), icon="pencil"),
    "talks.asked.withdraw": Act(_("Question withdrawn"), icon="undo-2"),
}
