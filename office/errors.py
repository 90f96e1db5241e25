from django.utils.translation import gettext_lazy as _

from core.errors import NotPermitted, Refusal


class WaitsNoMore(Refusal):
    message = _("This does not wait any more: somebody has dealt with it.")


class TakenAlready(Refusal):
    message = _("A colleague looks after this since a moment ago. The page shows who.")


class NotOfTheHouse(NotPermitted):
    field = "to"
    message = _("Choose a colleague of your own house.")


class NobodyMeant(Refusal):
    status = 422
    field = "text"
    message = _("Nobody who may see this firm has this name: @%(name)s. Choose one of: %(people)s")

    def __init__(self, name: str, people: str):
        super().__init__(self.message % {"name": name, "people": people})


class SeveralMeant(Refusal):
    status = 422
    field = "text"
    message = _("Several colleagues have this name: @%(name)s. Write the whole name.")

    def __init__(self, name: str):
        super().__init__(self.message % {"name": name})


class DayWrong(Refusal):
    status = 422
    field = "until"
    message = _("Choose a day after today, within the next 90 days.")


class DaysWrong(Refusal):
    status = 422
    field = "until_on"
    message = _("The last day must not lie before the first, nor in the past.")
