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
    "talks.thread.propose_call": Act(_("Times for a call proposed"), icon="video"),
    "talks.plannedcall.take": Act(_("Call agreed"), icon="video"),
    "talks.plannedcall.decline": Act(_("None of the proposed times suits"), icon="clock"),
    "talks.plannedcall.withdraw": Act(_("Proposed times withdrawn"), icon="undo-2"),
    "talks.plannedcall.replace": Act(_("Other times proposed"), icon="clock"),
    "talks.plannedcall.cancel": Act(_("Call cancelled"), icon="calendar-days"),
    "talks.asked.answer": Act(_("Question answered"), icon="circle-check"),
    "talks.asked.correct": Act(_("Answer corrected"), icon="pencil"),
    "talks.asked.withdraw": Act(_("Question withdrawn"), icon="undo-2"),
    "talks.sample.request": Act(_("Sample asked for"), parties=True, icon="package"),
    "talks.sample.offer_terms": Act(_("Other terms for the sample proposed"), parties=True, icon="pencil"),
    "talks.sample.agree": Act(_("Sample agreed"), parties=True, icon="handshake"),
    "talks.sample.send": Act(_("Sample sent"), parties=True, icon="send"),
    "talks.sample.receive": Act(_("Sample received"), parties=True, icon="package"),
    "talks.sample.judge": Act(_("Sample judged"), parties=True, icon="file-check"),
    "talks.sample.propose_order": Act(_("Trial order proposed"), parties=True, icon="file-text"),
    "talks.sample.agree_order": Act(_("Trial order agreed"), parties=True, icon="handshake"),
    "talks.sample.deliver": Act(_("Trial order delivered"), parties=True, icon="circle-check"),
    "talks.sample.repeat": Act(_("Ordered again"), parties=True, icon="circle-check"),
    "talks.sample.finish": Act(_("Trial order finished"), parties=True, icon="circle-check"),
    "talks.sample.decline": Act(_("Declined"), parties=True, icon="circle-x"),
    "talks.sample.stop": Act(_("Sample or trial order stopped"), parties=True, icon="circle-x"),
    "talks.sample.remind": Act(_("Reminded of the next step"), icon="bell"),
}
