"""How a person wants their mails: topic by topic, the hour of digests, quiet hours."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms.edit import EditForm
from core.forms.sections import Section, laid_out

from .enums import Rhythm, Way
from .hours import is_quiet
from .topics import Topic, topics_for

HOURS = [(str(hour), f"{hour:02}:00") for hour in range(24)]
HABITS = ("digest_every", "digest_weekday", "digest_hour", "quiet_from", "quiet_until")
SECTIONS = [
    Section(gettext_lazy("Digest"), [("digest_every", "digest_hour"), ("digest_weekday",)], optional=False),
    Section(gettext_lazy("Quiet hours"), [("quiet_from", "quiet_until")], optional=False),
]


class HourField(forms.TypedChoiceField):
    """A full hour of the clock; None where nothing was chosen."""

    def __init__(self, *, nothing: Any = "", **options):
        choices = [("", nothing), *HOURS] if nothing else HOURS
        super().__init__(choices=choices, coerce=int, empty_value=None, **options)


class MailSettingsForm(EditForm):
    """With a field `topic_…` for each topic that concerns the reader."""

    digest_every = forms.ChoiceField(label=gettext_lazy("How often"), choices=Rhythm)
    digest_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Weekday"), choices=[(str(day), name) for day, name in WEEKDAYS.items()], coerce=int,
        help_text=gettext_lazy("For a digest every week."),
    )
    digest_hour = HourField(label=gettext_lazy("Hour"))
    quiet_from = HourField(label=gettext_lazy("Quiet from"), nothing=gettext_lazy("No quiet hours"), required=False)
    quiet_until = HourField(label=gettext_lazy("Quiet until"), nothing=gettext_lazy("No quiet hours"), required=False)

    def __init__(self, *args, user, shown, a_week: dict[str, float], **kwargs):
        super().__init__(*args, row=user, shown=shown, **kwargs)
        self.topics = topics_for(user.role)
        for name, topic in self.topics.items():
            self.fields[f"topic_{name}"] = forms.ChoiceField(
                label=topic.label, choices=Way, widget=forms.RadioSelect,
                help_text=_explained(topic, a_week.get(name, 0.0)),
            )

    @property
    def of_topics(self) -> list[forms.BoundField]:
        return [self[f"topic_{name}"] for name in self.topics]

    @property
    def sections(self) -> list[dict]:
        return laid_out(self, SECTIONS)

    def clean(self) -> dict:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        begin, end, hour = (given[name] for name in ("quiet_from", "quiet_until", "digest_hour"))
        if (begin is None) != (end is None):
            self.add_error("quiet_until" if end is None else "quiet_from", _("Choose both ends of the quiet hours."))
        elif begin is not None and begin == end:
            self.add_error("quiet_until", _("Quiet hours must end at another hour than they begin."))
        elif begin is not None and is_quiet(hour, begin, end):
            self.add_error("digest_hour", _("This hour lies in your quiet hours."))
        return given

    @property
    def choices(self) -> dict:
        """As the service takes them."""
        given = self.cleaned_data
        ways = {name: Way(given[f"topic_{name}"]) for name in self.topics}
        return {"ways": ways} | {name: given[name] for name in HABITS}


def _explained(topic: Topic, a_week: float) -> SafeString:
    """What the topic holds, what of it comes in any case, and how much it is: a line each."""
    lines = [topic.note]
    if topic.always:
        lines.append(_("Always at once: %(what)s") % {"what": topic.always})
    if a_week:
        lines.append(_("Mails a week over the last 30 days: %(number)s.") % {"number": number_format(a_week, 1)})
    return format_html_join(mark_safe("<br>"), "{}", [[line] for line in lines])
