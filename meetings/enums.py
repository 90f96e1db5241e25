from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(TextChoices):
    REQUESTED = "requested", pgettext_lazy("meeting", "Requested")
    ACCEPTED = "accepted", pgettext_lazy("meeting", "Accepted, not yet placed")
    SCHEDULED = "scheduled", pgettext_lazy("meeting", "Placed")
    CONFIRMED = "confirmed", pgettext_lazy("meeting", "Confirmed")
    HELD = "held", pgettext_lazy("meeting", "Held")
    NO_SHOW = "no_show", pgettext_lazy("meeting", "Somebody did not come")
    DECLINED = "declined", pgettext_lazy("meeting", "Declined")
    EXPIRED = "expired", pgettext_lazy("meeting", "Not answered in time")
    DISPLACED = "displaced", pgettext_lazy("meeting", "Must be rescheduled")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "Cancelled")


class MeetingOrigin(TextChoices):
    DELEGATE = "delegate", _("Asked for by a delegate")
    ORGANISER = "organiser", _("Arranged by the organiser")


class DayPart(TextChoices):
    MORNING = "am", _("Morning")
    AFTERNOON = "pm", _("Afternoon")


class LeftOut(TextChoices):
    """Why a meeting has no place after a plan was applied."""

    NO_PLACE = "no_place", _("The plan has no slot for it")
    CHANGED = "changed", _("Something had changed since the plan was computed")
    INTERPRETER = "interpreter", _("No interpreter was free any more")
    FORERUNNER = "forerunner", _("The meeting that must come first has no slot")


class OtherPlan(TextChoices):
    """Plans to choose from beside the first one."""

    BETWEEN = "between", _("A meeting moves only where that saves waiting")
    WAITING = "waiting", _("Least waiting")
    EVERYONE = "everyone", _("A meeting for as many people as possible")


class RunState(TextChoices):
    QUEUED = "queued", pgettext_lazy("timetable", "Waiting")
    RUNNING = "running", pgettext_lazy("timetable", "Being computed")
    FINISHED = "finished", pgettext_lazy("timetable", "Computed, not yet applied")
    INFEASIBLE = "infeasible", pgettext_lazy("timetable", "Not possible as it is")
    FAILED = "failed", pgettext_lazy("timetable", "Failed")
    APPLIED = "applied", pgettext_lazy("timetable", "Applied")
    DISCARDED = "discarded", pgettext_lazy("timetable", "Set aside")
