"""What mails about meetings are about."""

from django.utils.translation import gettext_lazy as _

from notifications.topics import Topic, kinds_of

TOPICS = {
    "meetings": Topic(
        _("My meetings"),
        _("Requests and answers, your timetable, and reminders of next steps."),
        always=_("Cancellations, and a new time or table of a meeting."),
    ),
}
KINDS = kinds_of(
    "meetings",
    meetings="""agenda_ready meeting_accepted meeting_arranged meeting_asked meeting_cancelled meeting_declined
        meeting_displaced
        meeting_expired meeting_next_step meeting_partner_changed meeting_placed meeting_requested
        meeting_time_proposed""",
    urgent="meeting_cancelled meeting_displaced meeting_placed",
)
