"""Texts that strangers read: nothing in them may name the firm."""
from django import forms
from django.core.exceptions import ValidationError

from ..rules.teaser import check_anonymous, refusals


def refuse_names(form: forms.Form, field: str, text: str) -> None:
    """An error at `field` for each of `form.names`, or way to reach the firm, that the text gives away.

    What may be a word of goods is asked about when the text is sent.
    """
    for problem in refusals(check_anonymous(text, names=form.names)) if text else []:
        form.add_error(field, ValidationError(problem.message, code=problem.kind))


class Anonymous:
    """Mixin: texts are refused when they give away one of `names`, or a way to reach the firm."""

    anonymous: tuple[str, ...] = ()

    def clean(self) -> dict:
        given = super().clean()
        for field in self.anonymous:
            refuse_names(self, field, given.get(field, ""))
        return given
