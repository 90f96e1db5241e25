from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.forms.edit import EditForm
from core.forms.fields import AtHome, Telephone
from core.forms.names import PersonName, ask_latin
from core.geography import COUNTRY
from core.i18n import city_of
from core.names import proposed_latin

from .enums import Role
from .models import ZONES, User
from .passwords import NoNamesValidator
from .services import accept_terms, change_settings

# Languages of one country: nobody is asked for the zone at sign-up; whoever lives elsewhere sets it under settings.
ZONE_OF = {"ja": "Asia/Tokyo", "kk": "Asia/Almaty", "uz": "Asia/Tashkent"}
SETTINGS = ("full_name", "name_latin", "language", "time_zone")


class PersonFields(forms.Form):
    full_name = PersonName(
        limit=User.full_name, label=_("Full name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    name_latin = PersonName(
        limit=User.name_latin,
        label=pgettext_lazy("person", "Name in Latin letters"),
        required=False,
        help_text=_("For partners who cannot read your script."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Pages and e-mails reach you in this language.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(zone, city_of(zone)) for zone in ZONES],
        help_text=_("Times are shown in this zone first, in your partner's second."),
    )

    def clean(self):
        super().clean()
        if "name_latin" in self.fields:
            ask_latin(self, "full_name", "name_latin")
        return self.cleaned_data


class AcceptTerms(forms.Form):
    terms = forms.BooleanField(
        label=_("I have read and accept the terms of use and what is said about privacy."),
        error_messages={"required": _("Without this you cannot use the portal.")},
    )


class SignupDetails(AcceptTerms, PersonFields):
    """Added by allauth to e-mail and password. Latin letters are asked where they cannot be derived."""

    field_order = ["full_name", "name_latin", "email", "password1", "language", "time_zone", "terms"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = (get_language() or "en").split("-")[0]
        if language != "ja":
            del self.fields["name_latin"]
        self.fields["language"].initial = language
        self.fields["time_zone"].initial = ZONE_OF.get(language, "Asia/Almaty")
        if language in ZONE_OF:
            self.fields["time_zone"].widget = forms.HiddenInput()

    def clean(self):
        given = super().clean()
        names = {name: given.get(name, "") for name in ("full_name", "name_latin", "email")}
        try:
            NoNamesValidator().validate(given.get("password1", ""), User(**names))
        except forms.ValidationError as refusal:
            self.add_error("password1", refusal)
        return given

    def signup(self, request, user: User) -> None:
        given = {name: self.cleaned_data.get(name, "") for name in SETTINGS}
        change_settings(user=user, **given)
        accept_terms(user, by=user, now=timezone.now())


class SettingsForm(EditForm, PersonFields, AtHome):
    """Staff and liaisons sign letters: their telephone stands at the foot."""

    phone = Telephone(
        label=_("Telephone"), required=False, help_text=_("It stands under the letters that you answer for.")
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, row=user, **kwargs)
        if not (user.is_minamin or user.role == Role.LIAISON):
            del self.fields["phone"]

    @property
    def home(self) -> str:
        return COUNTRY.get(self._named("time_zone"), "")

    @staticmethod
    def shown_of(row: User) -> dict:
        shown = {name: getattr(row, name) for name in (*SETTINGS, "phone")}
        return shown | {"name_latin": row.name_latin or proposed_latin(row.full_name)}
