"""The fields of one row: each taken through its rule, each refusal noted, none hiding the next."""
from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from core.damage import is_no_value
from core.intake.problems import Problem
from core.text import InvalidValue, Phrase, clean

REQUIRED = object()
LEFT_EMPTY = Phrase(_("This field was left empty."))


class Checked:
    """Collects problems and notices while the fields of a row are read."""

    def __init__(self, cells: dict[str, str]):
        self.cells = cells
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def take(self, field: str, rule: Callable[[str], object], otherwise: object = REQUIRED, *, ask: bool = False):
        """The field's value by its rule; None, with the problem noted, when the rule refuses it.

        A field that may be empty is `otherwise` then, with a notice; with `ask` only where there is no value at all.
        """
        typed = self.cells.get(field, "")
        try:
            return rule(_value(typed))
        except InvalidValue as error:
            if otherwise is REQUIRED or ask and not is_no_value(typed):
                self.problems.append(Problem(field, error.code, error.message))
                return None
            self.note(field, error.code, "%(problem)s %(left)s", problem=error.message, left=LEFT_EMPTY)
            return otherwise

    def note(self, field: str, code: str, template: str, /, **params) -> None:
        self.notices.append(Problem(field, code, Phrase(template, params)))


def _value(typed: str) -> str:
    if is_no_value(typed):
        raise InvalidValue("no_value", _(
            "“%(text)s” is a formula or an error of one. Enter the value itself."
        ), text=clean(typed)[:40])
    return typed
