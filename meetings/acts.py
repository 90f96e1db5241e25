"""How the acts of this app read on a timeline."""

from django.utils.translation import gettext_lazy as _

from core.activity import Act

MEETING, RUN = "meetings.meeting.", "meetings.timetablerun."
ACTS = {
    "events.event.set_up_meetings": Act(_("Slots and tables for meetings set"), icon="calendar-days"),
    "events.registration.set_absences": Act(_("Times without meetings set"), parties=True, icon="clock"),
    "events.registration.list": Act(_("Open to meeting requests"), parties=True, icon="user"),
    "events.registration.unlist": Act(_("Not open to meeting requests"), parties=True, icon="ban"),
    MEETING + "request": Act(_("Meeting asked for"), parties=True, icon="handshake"),
    MEETING + "accept": Act(_("Meeting accepted"), parties=True, icon="circle-check"),
    MEETING + "decline": Act(_("Meeting declined"), parties=True, icon="circle-minus"),
    MEETING + "expire": Act(_("Meeting request not answered"), parties=True, icon="clock"),
    MEETING + "schedule": Act(_("Meeting scheduled"), parties=True, icon="calendar-days"),
    MEETING + "move": Act(_("Meeting moved"), parties=True, icon="arrow-right"),
    MEETING + "confirm": Act(_("Meeting confirmed"), parties=True, icon="circle-check"),
    MEETING + "displace": Act(_("Meeting must be rescheduled"), parties=True, icon="triangle-alert"),
    MEETING + "hold": Act(_("Meeting held"), parties=True, icon="circle-check"),
    MEETING + "miss": Act(_("Somebody did not come to the meeting"), parties=True, icon="circle-x"),
    MEETING + "cancel": Act(_("Meeting cancelled"), parties=True, reason_shown=True, icon="circle-x"),
    MEETING + "propose_time": Act(_("Another time proposed"), parties=True, icon="clock"),
    MEETING + "take_time": Act(_("New time accepted"), parties=True, icon="circle-check"),
    MEETING + "keep_time": Act(_("Original time kept"), parties=True, icon="circle-minus"),
    MEETING + "correct_pair": Act(_("Languages of the meeting corrected"), icon="languages"),
    MEETING + "word": Act(_("Topic of the meeting worded"), parties=True, icon="languages"),
    MEETING + "order": Act(_("Order of meetings changed"), icon="list"),
    MEETING + "loosen": Act(_("Meeting may be moved by plans again"), icon="undo-2"),
    MEETING + "hand_over": Act(_("Meeting taken over by the substitute"), parties=True, icon="arrow-right"),
    MEETING + "follow_up": Act(_("Next step noted"), parties=True, icon="pencil"),
    RUN + "request": Act(_("Timetable asked for"), icon="settings"),
    RUN + "finish": Act(_("Timetable computed"), icon="circle-check"),
    RUN + "refuse": Act(_("Timetable not possible as it is"), icon="circle-x"),
    RUN + "fail": Act(_("Timetable failed"), icon="circle-x"),
    RUN + "stop": Act(_("Computation stopped"), icon="circle-minus"),
    RUN + "apply": Act(_("Timetable applied"), icon="circle-check"),
    "events.contributor.set_absences": Act(_("Times without meetings set"), icon="clock"),
}
