"""Bulletins, subscriptions, experience sessions."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ZONES
from companies.enums import Sector
from core.files.forms import FileForm, UploadedDocument
from core.forms.edit import EditForm
from core.forms.fields import Day, Pills, Website, Words
from core.forms.languages import ReasonsForm, TextsForm
from core.forms.moments import ClockField, read_moment, typed_moment
from core.forms.names import ask_latin
from core.forms.sections import Section, laid_out
from core.geography import Country
from core.i18n import city_of
from core.multilingual import Quality, Texts
from core.readers import lights

from ..enums import BulletinKind, SessionKind
from ..models import Bulletin, ExperienceSession, Material, Participant

WRITTEN = [(quality.value, quality.label) for quality in (Quality.ORIGINAL, Quality.TRANSLATED, Quality.UNCHECKED)]
RHYTHMS = [(1, _("Every day")), (7, _("Every week")), (14, _("Every two weeks")), (31, _("Every month"))]


class BulletinFilter(forms.Form):
    kind = forms.ChoiceField(
        label=_("Subject"), choices=[("", _("All subjects")), *BulletinKind.choices], required=False
    )
    country = forms.ChoiceField(
        label=_("Country covered"), choices=[("", _("All countries")), *Country.choices], required=False
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", _("All sectors")), *Sector.choices], required=False)

    def values(self) -> dict[str, str]:
        """What was asked and exists; nonsense in the address is passed over."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BulletinScope(EditForm):
    kind = forms.ChoiceField(label=_("What is it about?"), choices=BulletinKind, widget=forms.RadioSelect)
    for_country = forms.ChoiceField(label=_("Readers' country"), choices=Country)
    sectors = Pills(label=_("Sectors"), choices=Sector, required=False, help_text=_("None: for all sectors."))
    source_url = Website(label=_("Source"), required=False)

    def __init__(self, *args, home: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["for_country"].choices = [choice for choice in Country.choices if choice[0] != home]

    @staticmethod
    def shown_of(row: Bulletin) -> dict:
        return {name: getattr(row, name) for name in ("kind", "for_country", "sectors", "source_url")}


class BulletinForm(BulletinScope):
    language = forms.ChoiceField(label=_("Language of the original"), choices=settings.LANGUAGES)
    title = Words(limit=Bulletin.titles, label=_("Title"))
    body = Words(limit=Bulletin.bodies, multiline=True, label=_("Text"))

    @property
    def coverage(self) -> list[dict]:
        """One language so far; the others are added on the bulletin's page."""
        return lights([[self["language"].value()]])


class WordingOfBulletin(EditForm):
    """A further language, or the correction of `known`; nothing is written over unseen."""

    language = forms.ChoiceField(
        label=_("Language"),
        error_messages={"invalid_choice": _("There is a wording in this language already. Correct that one.")},
    )
    title = Words(limit=Bulletin.titles, label=_("Title"))
    body = Words(limit=Bulletin.bodies, multiline=True, label=_("Text"))
    quality = forms.ChoiceField(
        label=_("Where the wording comes from"), choices=WRITTEN, widget=forms.RadioSelect,
        help_text=_("An unchecked translation is shown as such and does not count as published in that language."),
    )

    def __init__(self, *args, texts: Texts, known: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.coverage = lights([texts])
        free = {known} if known else set(dict(settings.LANGUAGES)) - set(texts)
        is_original = known != "" and known == texts.original
        self.fields["language"].choices = [pair for pair in settings.LANGUAGES if pair[0] in free]
        self.fields["quality"].choices = [pair for pair in WRITTEN if (pair[0] == Quality.ORIGINAL) == is_original]


class SubscriptionForm(EditForm):
    kinds = Pills(label=_("Subjects"), choices=BulletinKind, required=False, help_text=_("None: all of them."))
    countries = Pills(
        label=_("Countries it tells of"), choices=Country, required=False, help_text=_("None: all of them.")
    )
    sectors = Pills(label=_("Sectors"), choices=Sector, required=False, help_text=_("None: all of them."))
    every_days = forms.TypedChoiceField(label=_("How often?"), choices=RHYTHMS, coerce=int)


class SessionForm(TextsForm):
    """Day and hours are typed as the clock shows them where it takes place."""

    texts = {
        "titles": (ExperienceSession._meta.get_field("titles"), _("Title: %(language)s")),
        "summaries": (ExperienceSession._meta.get_field("summaries"), _("Summary: %(language)s")),
    }
    kind = forms.ChoiceField(label=_("Kind of session"), choices=SessionKind, widget=forms.RadioSelect)
    for_country = forms.ChoiceField(label=_("For participants from"), choices=Country)
    spoken = Pills(label=_("Spoken languages"), choices=settings.LANGUAGES, required=False)
    speaker = Words(limit=ExperienceSession.speaker, label=_("Speaker"), required=False)
    place = Words(limit=ExperienceSession.place, label=_("Place, or link when online"))
    day = Day(label=_("Day"))
    begins = ClockField(label=_("Begins at"), help_text=_("For example 15:00."))
    ends = ClockField(label=_("Ends at"))
    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args, home: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["for_country"].choices = [choice for choice in Country.choices if choice[0] != home]
        self.fields["zone"].choices = [(zone, city_of(zone)) for zone in ZONES]

    @staticmethod
    def shown_of(row: ExperienceSession) -> dict:
        names = ("kind", "for_country", "titles", "summaries", "spoken", "speaker", "place", "zone")
        day, begins = typed_moment(row.starts_at, row.zone)
        clock = {"day": day, "begins": begins, "ends": typed_moment(row.ends_at, row.zone)[1]}
        return {name: getattr(row, name) for name in names} | clock

    def clean(self) -> dict:
        given = super().clean()
        self.require_a_language("titles", _("A session needs its title in at least one language."))
        if {"day", "begins", "ends", "zone"} <= set(given):
            for name in ("begins", "ends"):
                given[f"{name}_at"] = read_moment(self, given["zone"], "day", name)
            if given.get("ends_at") and given.get("begins_at") and given["ends_at"] <= given["begins_at"]:
                self.add_error("ends", _("It must end after it begins, on the same day."))
        return given

    @property
    def fields_of_session(self) -> dict:
        given = {
            name: self.cleaned_data[name] for name in ("kind", "for_country", "spoken", "speaker", "place", "zone")
        }
        times = {"starts_at": self.cleaned_data["begins_at"], "ends_at": self.cleaned_data["ends_at"]}
        return given | times | self.changed_texts

    @property
    def sections(self) -> list[dict]:
        what = [
            ("kind",), ("for_country",), *((name,) for name in self.own_controls), ("spoken",), ("speaker", "place")
        ]
        return laid_out(
            self,
            [
                Section("", what),
                Section(_("The same in other languages"), self.other_controls, folded=True),
                Section("", [("day", "zone"), ("begins", "ends")]),
            ],
        )


class CancelSessionForm(ReasonsForm):
    def clean(self) -> dict:
        given = super().clean()
        return {"reasons": self.reasons, "anyway": given.get("anyway", False)}


class ParticipantForm(forms.Form):
    name = Words(limit=Participant.name, label=_("Full name"))
    name_latin = Words(
        limit=Participant.name_latin, label=pgettext_lazy("person", "Name in Latin letters"), required=False
    )
    organisation = Words(limit=Participant.organisation, label=_("Firm or organisation"), required=False)
    organisation_latin = Words(
        limit=Participant.organisation_latin, label=_("Firm or organisation in Latin letters"), required=False
    )
    country = forms.ChoiceField(label=_("Country"), choices=Country)

    def clean(self) -> dict:
        given = super().clean()
        ask_latin(self, "name", "name_latin")
        ask_latin(self, "organisation", "organisation_latin")
        return given


class AttendanceForm(EditForm):
    attended = forms.MultipleChoiceField(label=_("Who came?"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, people: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attended"].choices = people

    @staticmethod
    def shown_of(row: ExperienceSession) -> dict:
        return {"attended": [str(person.pk) for person in row.participants.all() if person.attended]}


class MaterialForm(TextsForm, FileForm):
    texts = {"titles": (Material._meta.get_field("titles"), _("Title: %(language)s"))}
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    file = UploadedDocument(label=_("File"))

    def clean(self) -> dict:
        super().clean()
        self.require_a_language("titles", _("A document needs its title in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", [self.own_controls, ("language",), ("file",)]), others])
