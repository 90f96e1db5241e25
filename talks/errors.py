"""Refusals of this app, each named after the rule that was broken."""
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal
from core.text import Phrase

from .rules.limits import FARTHEST_CALL, LONGEST_DECISION, MOST_EARLY, MOST_FILES


class NothingAsked(Refusal):
    message = _("Tick at least one question.")


class AskedAlready(Refusal):
    message = _("This question has been asked already. The page shows where it stands.")


class TooManyEarly(Refusal):
    def __init__(self) -> None:
        super().__init__(Phrase(
            _("Before contacts are released, each side asks at most %(most)s questions. You may withdraw one."),
            {"most": MOST_EARLY},
        ))


class NotYet(Refusal):
    message = _("This can be asked and written when both firms have agreed and the contacts are open.")


class NotAnyMore(Refusal):
    message = _("This case has ended. What was said stays here to be read.")


class PausedFirm(Refusal):
    message = _("One of the two firms is not verified at present, so nothing is asked or answered.")


class TooManyFiles(Refusal):
    def __init__(self) -> None:
        super().__init__(Phrase(
            _("A conversation holds at most %(most)s files. Remove one that is no longer needed."), {"most": MOST_FILES}
        ))


class DayOutOfReach(Refusal):
    field = "until"

    def __init__(self) -> None:
        super().__init__(Phrase(
            _("Choose a day from tomorrow on, at most %(days)s days from today."), {"days": LONGEST_DECISION}
        ))


class TimesWrong(Refusal):
    field = "day_1"

    def __init__(self) -> None:
        super().__init__(Phrase(
            _("Propose one to three different times from now on, at most %(days)s days ahead."), {"days": FARTHEST_CALL}
        ))


class TimeIsOver(Refusal):
    message = _("This time has passed or is not one of the times proposed. Choose another, or propose other times.")


class EmptyRemark(Refusal):
    field = "text"
    message = _("Please write something.")


class NotYourStep(Refusal):
    message = _("The other side acts next. The page shows what is awaited.")


class SampleUnderWay(Refusal):
    message = _("A sample is under way already. When it is finished or stopped, you can ask for another one.")


class ExportQuestionOpen(Refusal):
    message = _(
        "Nothing can be sent or agreed at present: an export-control question about these two firms is open. "
        "Minamin is looking into it and will answer it first."
    )


class FlawsMissing(Refusal):
    field = "flaws"
    message = _("Please tick what is not as described.")


class NoFlaws(Refusal):
    field = "flaws"
    message = _("You say that it is as described, so nothing can be ticked here.")


class WrongDay(Refusal):
    def __init__(self, field: str, message: str):
        super().__init__(Phrase(message, {}))
        self.field = field


class AskedAnew(Refusal):
    message = _("Both firms have been asked again since. Please answer there: the conversation shows it.")


class RemindedToday(Refusal):
    message = _("This firm was reminded less than a day ago.")
