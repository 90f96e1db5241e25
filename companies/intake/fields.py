"""The fields of one row: each taken through its rule, each refusal noted, none hiding the next."""
from collections.abc import Callable

from core.damage import is_no_value
from core.intake.problems import LEFT_EMPTY, Problem, value_of
from core.text import InvalidValue, Phrase

REQUIRED = object()


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
            return rule(value_of(typed))
        except InvalidValue as error:
            if otherwise is REQUIRED or ask and not is_no_value(typed):
                self.problems.append(Problem(field, error.code, error.message))
                return None
            self.note(field, error.code, "%(problem)s %(left)s", problem=error.message, left=LEFT_EMPTY)
            return otherwise

    def note(self, field: str, code: str, template: str, /, **params) -> None:
        self.notices.append(Problem(field, code, Phrase(template, params)))
