"""Forms that change a row: whoever saves on top of somebody else's change is told first what changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, time
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..activity import ref
from ..errors import Refusal, TransitionNotAllowed
from ..i18n import say_day
from ..lifecycle import lock
from ..looks import HOST, SECOND, SELF, look_at

SEAL = "as_seen"  # the hidden field
Said = str | list[str]


class ChangedMeanwhile(Refusal):
    message = gettext_lazy(
        "This was changed after you opened it, by somebody else or in another window. What you wrote is still here, "
        "and nothing is saved yet. Look at what changed, then save again: your version then counts."
    )


def note_contacts(row: models.Model, initial: dict) -> None:
    """Whoever opens a form reads what stands in it."""
    for part in (SELF, SECOND, HOST):
        look_at(row, initial.get(part + "email") or "", initial.get(part + "phone") or "")


class EditForm(forms.Form):
    """With `row`, the form begins with `shown(row)` and carries, sealed, what its reader saw.

    `alone` locks the row for the service and refuses once when others changed it: `meanwhile` then says what, field by
    field; fields that the writer had left alone show what stands there now.
    """

    def __init__(
        self, *args, row: models.Model | None = None, under: models.Model | None = None,
        shown: Callable[[Any], dict] | None = None, carried: str = "", **options,
    ):
        """`under`: the row that services lock before this one, so that nobody waits in a circle. `carried`: the seal
        of the page before, where a form is shown once more without having been judged.
        """
        self.row, self.under = row, under
        self.meanwhile: list[dict[str, Any]] = []
        self.shown = shown or self.shown_of
        if row is not None:
            options["initial"] = self.shown(row)
            note_contacts(row, options["initial"])
        super().__init__(*args, **options)
        if row is not None or carried:
            begin = carried or self._sealed
            self.fields[SEAL] = forms.CharField(widget=forms.HiddenInput, required=False, initial=begin)

    @staticmethod
    def shown_of(row: Any) -> dict:
        """What the form shows of a row, where the view does not say it."""
        raise NotImplementedError

    def propose(self, values: dict) -> None:
        """What the page suggests where the row says nothing yet: nobody saw it there."""
        if SEAL in self.fields:
            self.fields[SEAL].initial = self._sealed()
        self.initial = {**self.initial, **values}

    def as_initial(self, shown: dict) -> dict:
        """By the names of the controls."""
        return shown

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop(SEAL, None)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else saves this row until the service is done. Raises ChangedMeanwhile."""
        if self.row is None:
            yield
            return
        with transaction.atomic():
            try:
                if self.under is not None:
                    lock(self.under)
                row = lock(self.row)
            except ObjectDoesNotExist as gone:
                raise TransitionNotAllowed from gone
            self._compare(self.as_initial(self.shown(row)))
            yield

    # What is compared: texts as the fields prepare them, so that no reader's language changes them.

    def said(self, shown: dict) -> dict[str, Said]:
        return {name: _said(field, _initial(field, name, shown)) for name, field in self._watched()}

    def said_now(self) -> dict[str, Said]:
        """What was typed."""
        return {name: self._typed(name, field) for name, field in self._watched()}

    def label_of(self, name: str) -> str:
        return str(self.fields[name].label)

    def words_of(self, name: str, said: Said) -> str:
        """For readers: labels for codes, days in their language."""
        return _words(self.fields[name], said)

    def _watched(self) -> list[tuple[str, forms.Field]]:
        return [
            (name, field) for name, field in self.fields.items()
            if name != SEAL and not field.disabled and not isinstance(field, forms.FileField)
        ]

    def _typed(self, name: str, field: forms.Field) -> Said:
        raw = self[name].data
        try:
            return _said(field, field.to_python(raw))
        except ValidationError:
            return _said(forms.Field(), raw)

    def _salt(self) -> str:
        return f"{SEAL}:{type(self).__name__}:{ref(self.row) if self.row else ''}"

    def _sealed(self) -> str:
        return self._seal(self.said(dict(self.initial)))

    def _seal(self, said: dict[str, Said]) -> str:
        return signing.dumps(said, salt=self._salt(), compress=True)

    def _opened(self) -> dict[str, Said] | None:
        """None where the page carried nothing that can be read: it is older than this rule."""
        try:
            return signing.loads(self.data.get(self.add_prefix(SEAL), ""), salt=self._salt())
        except signing.BadSignature:
            return None

    def _compare(self, shown: dict) -> None:
        before, now, mine = self._opened(), self.said(shown), self.said_now()
        if before is None:
            return
        names = [name for name in now if name in before and self._matters(name, before[name], now[name], mine[name])]
        if not names:
            return
        self.meanwhile = [self._change(name, before[name], now[name], mine[name]) for name in names]
        self._show_anew([name for name in names if mine[name] == before[name]], names, shown, now)
        raise ChangedMeanwhile

    def _matters(self, name: str, before: Said, now: Said, mine: Said) -> bool:
        """A text in several languages is written only where it was typed: another's stays by itself."""
        left_alone = mine == before and name in self.fields and self.fields[name].show_hidden_initial
        return now not in (before, mine) and not left_alone

    def _change(self, name: str, before: Said, now: Said, mine: Said) -> dict[str, Any]:
        words = {"before": before, "now": now, "mine": mine}
        return {"name": name, "label": self.label_of(name), "taken": mine == before} | {
            key: self.words_of(name, said) for key, said in words.items()
        }

    def _show_anew(self, taken: list[str], changed: list[str], shown: dict, now: dict[str, Said]) -> None:
        """The next save knows of what changed."""
        data: Any = copy(self.data)
        for name in filter(self.fields.__contains__, changed):
            field = self.fields[name]
            if field.show_hidden_initial:
                _put(data, self.add_initial_prefix(name), field, shown.get(name))
            if name in taken:
                _put(data, self.add_prefix(name), field, shown.get(name))
        data[self.add_prefix(SEAL)] = self._seal(now)
        self.data = data


def _initial(field: forms.Field, name: str, shown: dict) -> Any:
    value = shown.get(name, field.initial)
    return value() if callable(value) else value


def _said(field: forms.Field, value: Any) -> Said:
    value = field.prepare_value(value)
    if isinstance(value, list | tuple | set):
        return sorted(map(str, value))
    if value is None or value is False:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return "on" if value is True else f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _words(field: forms.Field, said: Said) -> str:
    if not said:
        return "—"
    if isinstance(field, forms.BooleanField):
        return _("Yes")
    if isinstance(field, forms.DateField) and (day := parse_date(str(said))):
        return say_day(day)
    if isinstance(field, forms.ChoiceField):
        labels = {str(value): str(label) for value, label in _flat(field.choices)}
        return ", ".join(labels.get(one, one) for one in ([said] if isinstance(said, str) else said))
    return said if isinstance(said, str) else ", ".join(said)


def _flat(choices) -> Iterator[tuple]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def _put(data, name: str, field: forms.Field, value: Any) -> None:
    """As the browser would send it."""
    if isinstance(field.widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
        return
    written = field.widget.format_value(field.prepare_value(value))
    if isinstance(written, list):
        data.setlist(name, written)
    else:
        data[name] = written or ""


def alone(form: forms.Form):
    """Around the service of any form; only one that changes a row waits for others."""
    return form.alone() if isinstance(form, EditForm) else _nobody()


@contextmanager
def _nobody() -> Iterator[None]:
    yield
