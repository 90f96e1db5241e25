"""Why a file is refused when it is looked into; what is wrong with more than one kind of file is said here."""

from django.utils.translation import gettext_noop as _

from core.text import InvalidValue


class ContentProblem(InvalidValue):
    """A file that is refused when it is looked into."""


def damaged() -> ContentProblem:
    return ContentProblem("broken", _("The file is damaged."))


def bomb() -> ContentProblem:
    return ContentProblem("bomb", _("The file unpacks to far more than its size."))


def foreign() -> ContentProblem:
    return ContentProblem("foreign", _("The file contains something that does not belong into a document."))
