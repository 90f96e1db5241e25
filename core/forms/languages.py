"""Texts in several languages as people fill them in: one field for each language, the original marked."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..i18n import LANGUAGE_CODES, current_language, language_name
from ..multilingual import Texts, TextsField
from ..readers import lights
from .edit import EditForm
from .fields import Reason, Words
from .sections import Section, laid_out


def all_the_same() -> forms.BooleanField:
    """Asked after a refusal, because some of the readers do not read any of the languages."""
    return forms.BooleanField(
        label=_("Send it all the same"), required=False, help_text=_("The history will show this.")
    )


class SendForm(forms.Form):
    """Beside a button that publishes what not everybody can read."""

    anyway = all_the_same()


def asked_for(form: forms.Form) -> list[tuple[str, ...]]:
    """The row with the question, as soon as there is a reason for it."""
    return [("anyway",)] if "anyway" in form.errors or form["anyway"].value() else []


class ReasonsForm(forms.Form):
    """A reason, in as many languages as its author writes; their own is required."""

    anyway = all_the_same()
    before: list[tuple[str, ...]] = []  # rows around the reason
    after: list[tuple[str, ...]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = current_language()
        for code in [own, *(code for code in LANGUAGE_CODES if code != own)]:
            label = _("Reason: %(language)s") % {"language": language_name(code)}
            self.fields[control("reason", code)] = Reason(label=label, required=code == own)

    @property
    def sections(self) -> list[dict]:
        own = current_language()
        others: list[tuple[str, ...]] = [(control("reason", code),) for code in LANGUAGE_CODES if code != own]
        return laid_out(self, [
            Section("", [*self.before, (control("reason", own),)]),
            Section(_("The reason in other languages"), others, folded=True),
            Section("", [*self.after, *asked_for(self)]),
        ])

    @property
    def coverage(self) -> list[dict[str, Any]]:
        return lights([[code for code in LANGUAGE_CODES if self[control("reason", code)].value()]])

    @property
    def reasons(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(control("reason", code), "") for code in LANGUAGE_CODES}


class TextsForm(EditForm):
    """`texts`: for each model field its TextsField and a label with %(language)s; `initial` gives Texts under these
    names.

    Each control remembers what its reader saw, so that two people may write two languages at once.
    """

    texts: dict[str, tuple[TextsField, Promise]] = {}
    needed: tuple[str, ...] = ()  # those of them that stand in at least one language

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        known = {name: self.initial.get(name) or Texts() for name in self.texts}
        self.initial = self.as_initial(dict(self.initial))
        for name, (kept, label) in self.texts.items():
            for language in LANGUAGE_CODES:
                field = self.fields[control(name, language)] = _words(kept, label, language, known[name])
                field.mark = _("(in at least one language)") if name in self.needed else ""

    def as_initial(self, shown: dict) -> dict:
        plain = {name: value for name, value in shown.items() if name not in self.texts}
        known = {name: shown.get(name) or Texts() for name in self.texts}
        return plain | {
            control(name, language): text for name, texts in known.items() for language, text in texts.items()
        }

    @property
    def own_controls(self) -> tuple[str, ...]:
        """Names of the controls in the language of whoever fills them in; those of the others follow by language."""
        return tuple(control(name, current_language()) for name in self.texts)

    @property
    def other_controls(self) -> list[tuple[str, ...]]:
        others = [language for language in LANGUAGE_CODES if language != current_language()]
        return [tuple(control(name, language) for name in self.texts) for language in others]

    @property
    def coverage(self) -> list[dict[str, Any]]:
        """What stands in the form, for `components/coverage.html`."""
        filled = {name: [code for code in LANGUAGE_CODES if self[control(name, code)].value()] for name in self.texts}
        return lights(filled.values())

    @property
    def changed_texts(self) -> dict[str, dict[str, str]]:
        """{field: {language: text}} of what was typed; what stands as it was seen is left out."""
        return {name: self._changed(name) for name in self.texts}

    def folded(self) -> dict:
        """Cleaned values, with those of the languages under the names of the fields."""
        controls = {control(name, language) for name in self.texts for language in LANGUAGE_CODES}
        return {name: value for name, value in self.cleaned_data.items() if name not in controls} | self.changed_texts

    def _changed(self, name: str) -> dict[str, str]:
        changed = set(self.changed_data) & set(self.cleaned_data)
        names = {language: control(name, language) for language in LANGUAGE_CODES}
        return {language: self.cleaned_data[key] for language, key in names.items() if key in changed}

    def require_a_language(self, name: str, message) -> None:
        """An error where the reader would begin, when no language is filled."""
        if not any(self.cleaned_data.get(control(name, language)) for language in LANGUAGE_CODES):
            self.add_error(control(name, current_language()), message)


def control(name: str, language: str) -> str:
    return f"{name}_{language}"


def _words(kept: TextsField, label: Promise, language: str, known: Texts) -> Words:
    return Words(
        limit=kept.limit, multiline=kept.multiline, required=False, show_hidden_initial=True,
        label=label % {"language": language_name(language)},
        help_text=_("This is the original.") if known.original == language else "",
    )
