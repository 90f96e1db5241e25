from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Words
from core.i18n import city_of

from .models import ZONES, User


class PersonFields(forms.Form):
    full_name = Words(
        limit=User.full_name, label=_("Full name"), widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Pages and e-mails reach you in this language.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Times are shown in this zone first, in your partner's second.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [(zone, city_of(zone)) for zone in ZONES]


class SignupDetails(PersonFields):
    """Added by allauth to e-mail and password."""

    field_order = ["full_name", "email", "password1", "language", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = (get_language() or "en").split("-")[0]
        self.fields["language"].initial = language
        self.fields["time_zone"].initial = {"ja": "Asia/Tokyo", "uz": "Asia/Tashkent"}.get(language, "Asia/Almaty")

    def signup(self, request, user: User) -> None:
        for name in ("full_name", "language", "time_zone"):
            setattr(user, name, self.cleaned_data[name])
        user.save(update_fields=["full_name", "language", "time_zone"])


class SettingsForm(PersonFields):
    def __init__(self, *args, user: User, **kwargs):
        initial = {name: getattr(user, name) for name in ("full_name", "language", "time_zone")}
        super().__init__(*args, initial=initial, **kwargs)
