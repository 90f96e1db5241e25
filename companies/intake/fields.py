"""The fields of one row: each taken through its rule, each refusal noted, none hiding the next."""
from collections.abc import Callable

from core.intake.problems import Problem
from core.text import InvalidValue, Phrase


class Checked:
    """Collects problems and notices while the fields of a row are read."""

    def __init__(self, cells: dict[str, str]):
        self.cells = cells
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def take(self, field: str, rule: Callable[[str], object]):
        """The field's value by its rule; None, with the problem noted, when the rule refuses it."""
        try:
            return rule(self.cells.get(field, ""))
        except InvalidValue as error:
            self.problems.append(Problem(field, error.code, error.message))
            return None

    def note(self, field: str, code: str, template: str, /, **params) -> None:
        self.notices.append(Problem(field, code, Phrase(template, params)))
