"""Names in Latin letters are asked where they cannot be derived from the name itself."""

from django import forms

from core.names import NOT_READ_ABROAD, is_read_abroad


def ask_latin(form: forms.Form, own: str, latin: str) -> None:
    """For a form's `clean`: an error beside the field for Latin letters, where a name needs it."""
    given = form.cleaned_data
    if not is_read_abroad(given.get(own, ""), given.get(latin, "")):
        form.add_error(latin, NOT_READ_ABROAD)
