"""Names of persons: without advertising; in Latin letters where they cannot be derived from the name itself."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.names import NOT_READ_ABROAD, is_read_abroad

from .fields import Words

A_LINK = re.compile(r"://|www\.|[\w-]+\.[a-z]{2,}/|\w@\w", re.I)


class PersonName(Words):
    """Stands in the greeting of a letter, where no advertising belongs."""

    def to_python(self, value) -> str:
        name = super().to_python(value)
        if A_LINK.search(name):
            raise ValidationError(_("Write the name only, without an address."))
        return name


def ask_latin(form: forms.Form, own: str, latin: str) -> None:
    """For a form's `clean`: an error beside the field for Latin letters, where a name needs it."""
    given = form.cleaned_data
    if not is_read_abroad(given.get(own, ""), given.get(latin, "")):
        form.add_error(latin, NOT_READ_ABROAD)
