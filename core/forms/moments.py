"""Days and hours typed as the clock of a place shows them, read as moments."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class ClockField(forms.TimeField):
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    input_formats = ["%H:%M", "%H.%M", "%H:%M:%S"]


def moment_in(zone: str, naive: datetime) -> datetime:
    """The aware moment of a clock's reading; refused where the clock never shows it, or shows it twice."""
    there = naive.replace(tzinfo=ZoneInfo(zone))
    if there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
        raise ValidationError(_("This time does not exist there because the clocks change. Choose another."))
    if there.utcoffset() != there.replace(fold=1).utcoffset():
        raise ValidationError(_("This time occurs twice there because the clocks change. Choose another."))
    return there


def read_moment(form: forms.Form, zone: str, day: str, clock: str) -> datetime | None:
    """From two fields of a form that is being cleaned; what is wrong is said beside the clock."""
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(clock)
    if on is None or at is None:
        return None
    try:
        return moment_in(zone, datetime.combine(on, at))
    except ValidationError as problem:
        form.add_error(clock, problem)
        return None


def typed_moment(at: datetime, zone: str) -> tuple[date, str]:
    """The other way round: what a form shows for a moment."""
    local = at.astimezone(ZoneInfo(zone))
    return local.date(), f"{local:%H:%M}"
