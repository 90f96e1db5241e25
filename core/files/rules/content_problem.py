"""Why a file is refused when it is looked into; what is wrong with more than one kind of file is said here."""

from django.utils.translation import gettext_noop as _

from core.text import InvalidValue


class ContentProblem(InvalidValue):
    """A file that is refused when it is looked into."""


def damaged() -> ContentProblem:
    return ContentProblem("broken", _("The file is damaged."))


def bomb() -> ContentProblem:
    return ContentProblem("bomb", _("When unpacked, the file is far larger than allowed."))


def foreign() -> ContentProblem:
    return ContentProblem("foreign", _("The file contains something that is not allowed in a document."))
