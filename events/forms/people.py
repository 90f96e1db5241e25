"""How a person is named and reached: shared by delegates, substitutes, contributors and travellers."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import ZONES
from core.forms.fields import Address, AtHome, Telephone, Words
from core.forms.names import PersonName, ask_latin
from core.geography import ZONE, Country
from core.i18n import city_of

from ..enums import Rank
from ..models import Registration


def zone_choices() -> list[tuple[str, str]]:
    return [(zone, city_of(zone)) for zone in ZONES]


class ReachForm(AtHome):
    """Name, address, language, clock."""

    name = PersonName(limit=Registration.name, label=_("Full name"))
    email = Address(label=_("E-mail address"))
    phone = Telephone(
        label=_("Telephone"), required=False, help_text=_("With the country code: this is how a traveller is reached.")
    )
    language = forms.ChoiceField(label=_("Language of correspondence"), choices=settings.LANGUAGES)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class SecondContact(AtHome):
    second_name = PersonName(
        limit=Registration.second_name, label=_("Second contact"), required=False,
        help_text=_("Who is told when this person cannot be reached.")
    )
    second_name_latin = Words(
        limit=Registration.second_name_latin, label=_("Second contact’s name in Latin letters"), required=False
    )
    second_email = Address(label=_("Second contact’s e-mail address"), required=False)
    second_phone = Telephone(label=_("Second contact’s telephone"), required=False)

    def clean(self) -> dict:
        given = super().clean()
        ask_latin(self, "second_name", "second_name_latin")
        return given


class DelegateFields(ReachForm):
    """A delegate as they stand on the badge; the zone follows the country."""

    name_latin = PersonName(
        limit=Registration.name_latin, label=_("Name in Latin letters, as in the passport"), required=False
    )
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    organisation = Words(limit=Registration.organisation, label=_("Firm or organisation"))
    organisation_latin = Words(
        limit=Registration.organisation_latin, label=_("Firm or organisation in Latin letters"), required=False
    )
    position = Words(limit=Registration.position, label=_("Position"), required=False)
    rank = forms.ChoiceField(label=_("Rank"), choices=Rank, initial=Rank.MANAGER)
    is_another_person = forms.BooleanField(
        label=_("This is another person than the one who has a similar name"), required=False
    )
    field_order = [
        "name", "name_latin", "email", "phone", "country", "organisation", "organisation_latin", "position", "rank",
        "language",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.data.get(self.add_prefix("is_another_person")):
            self.fields["is_another_person"].widget = forms.HiddenInput()

    def add_error(self, field, error) -> None:
        """The box appears only when the portal suspects a double."""
        if field == "is_another_person":
            self.fields[field].widget = forms.CheckboxInput()
        super().add_error(field, error)

    def clean(self) -> dict:
        given = super().clean()
        if "country" in given:
            given["zone"] = ZONE[given["country"]]
        ask_latin(self, "name", "name_latin")
        ask_latin(self, "organisation", "organisation_latin")
        return given
