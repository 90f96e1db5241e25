"""Refusals of this app, each named after the rule that was broken."""

from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal
from core.text import Phrase


class MeetingTimesWrong(Refusal):
    message = _("Meetings need at least one and at most 200 slots, all within the time of the event.")


class MeetingTimesOverlap(Refusal):
    message = _("Some of these times overlap. Nobody can be in two meetings at once.")


class NoMeetingsHere(Refusal):
    message = _("No meetings are arranged at this event.")


class NotListed(Refusal):
    message = _("This person does not take part, or does not wish to be asked for meetings.")


class SameSide(Refusal):
    message = _("Meetings are between the Japanese and the Central Asian side.")


class AlreadyAsked(Refusal):
    message = _("There is a meeting or a request between the two already.")


class TooManyRequests(Refusal):
    def __init__(self, most: int):
        words = _("You can have %(most)s requests open at a time. Take one back, or wait for an answer.")
        super().__init__(Phrase(words, {"most": most}))


class NotYourMeeting(NotPermitted):
    message = _("Only the two people of this meeting may do this.")


class SlotTaken(Refusal):
    field = "slot"
    message = _("Somebody, the table or the interpreter is not free at this time.")


class OutOfOrder(Refusal):
    message = _("This meeting is to come after another one, or before one, and would not at this time.")


class MeetingsInCircle(Refusal):
    field = "after"
    message = _("These meetings would then wait for each other endlessly.")


class RunIsOn(Refusal):
    message = _("A timetable is being computed already.")


class NothingToPlan(Refusal):
    message = _("There is no accepted meeting to place.")


class PlanOutdated(Refusal):
    """`changed`: what is different from when the plan was computed, in words."""

    def __init__(self, changed: list):
        self.changed = changed
        words = _(
            "Since the plan was computed %(count)s things have changed. Compute it anew, or apply what still fits."
        )
        super().__init__(Phrase(words, {"count": len(changed)}))
