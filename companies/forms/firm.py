"""The sections of a firm's own profile, each saved by itself."""
import re
from itertools import islice

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.consents import TEXTS
from accounts.enums import Purpose
from core.forms.edit import EditForm
from core.forms.fields import (
    Address,
    AtHome,
    Pills,
    Telephone,
    Website,
    WholeNumber,
    Words,
    Year,
    refusal_of,
)
from core.forms.names import PersonName, ask_latin
from core.geography import Country

from ..enums import LegalForm, WorkLanguage
from ..models import Contact, Firm
from ..rules import legal_ids
from .anonymous import refuse_names
from .fields import Certificates, KnownCertificates, in_one_list, in_two_fields
from .sectors import SECTOR_GROUPS

OLDEST, MOST_EMPLOYEES = 500, 5_000_000
LONGEST_TYPED = 60  # of a legal ID, with the spaces and signs that go


def legal_id_help(country: str):
    return format_lazy("{help} {example}", help=legal_ids.HELP[country], example=format_lazy(
        _("For example {number}."), number=legal_ids.EXAMPLE[country]))


class IdentityForm(EditForm):
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    legal_id = Words(limit=LONGEST_TYPED, letters=False)
    name = Words(
        limit=Firm.name, label=_("Name in its own script"),
        help_text=_("With the legal form, as in the register: 株式会社…, ТОО «…», … MChJ."),
    )
    name_latin = Words(
        limit=Firm.name_latin, required=False, label=_("Name in Latin letters"),
        help_text=_(
            "As you write it on business cards in English. May stay empty when the name above is in Latin letters."
        ),
    )

    legal_form = forms.ChoiceField(
        label=_("Legal form"), choices=[("", _("As the name says")), *LegalForm.choices], required=False,
        help_text=_("For partners who do not know the short forms of your country."),
    )

    def __init__(self, *args, country: str, page_url: str, **kwargs):
        """`country` decides the help of the legal ID; choosing another one fetches that field anew from `page_url`."""
        super().__init__(*args, **kwargs)
        self.country = self.data.get("country") if self.data.get("country") in Country.values else country
        self.fields["country"].initial = self.country
        self.fields["country"].widget.attrs = {
            "hx-get": page_url, "hx-trigger": "change", "hx-target": "#legal-id",
            "hx-select": "#legal-id", "hx-swap": "outerMorph",
        }
        field = self.fields["legal_id"]
        field.label, field.help_text = legal_ids.NAME[self.country], legal_id_help(self.country)

    @staticmethod
    def shown_of(row: Firm) -> dict:
        return {name: getattr(row, name) for name in IdentityForm.base_fields}

    def clean(self) -> dict:
        given = super().clean()
        if given.get("country") and given.get("legal_id"):
            try:
                legal_ids.check(given["country"], given["legal_id"])
            except legal_ids.LegalIdInvalid as problem:
                self.add_error("legal_id", refusal_of(problem))
        if "name" in given and "name_latin" in given:
            given["name_latin"] = self._latin(given["name"], given["name_latin"])
        return given

    def _latin(self, name: str, latin: str) -> str:
        latin = latin or (name if not re.search(r"[^\W\d_a-zA-Z\u00c0-\u024f]", name) else "")
        if not re.search("[A-Za-z]", latin):
            self.add_error(
                "name_latin", ValidationError(_("Write the name in Latin letters: partners abroad read it."))
            )
        return latin


class BusinessForm(EditForm):
    city = Words(limit=Firm.city, label=_("City"), help_text=_("In your own script or in Latin letters."))
    region = Words(limit=Firm.region, required=False, label=_("Region"), help_text=_("Prefecture, oblast, viloyat."))
    sectors = Pills(
        label=_("Sectors"), choices=SECTOR_GROUPS, help_text=_("Everything you do as a business, not every detail.")
    )
    languages = Pills(
        label=_("Languages you can work in"), choices=WorkLanguage,
        help_text=_("In which languages can you write and speak with a partner?"),
    )
    employees = WholeNumber(label=_("Employees"), required=False, min_value=0, max_value=MOST_EMPLOYEES)
    founded = Year(
        label=_("Founded in"), required=False, min_value=OLDEST, help_text=_("Year, for example 1998.")
    )
    certificates = KnownCertificates(label=_("Certificates"))
    certificates_other = Certificates(
        label=_("Other certificates"), required=False,
        help_text=_("Without number. Minamin looks at them before partners see them."),
    )
    certificate_numbers = Words(
        limit=Firm.certificate_numbers, multiline=True, required=False, letters=False,
        label=_("Numbers of certificates"),
        help_text=_("Only Minamin reads them, and a partner once contacts are open."),
    )
    website = Website(label=_("Web site"), required=False)

    # As on the page, so that the list of mistakes is in its order too.
    field_order = [
        "city", "website", "sectors", "languages", "region", "founded", "employees", "certificates",
        "certificates_other", "certificate_numbers",
    ]

    def __init__(self, *args, names: list[str], **kwargs):
        """`names`: what would give the firm away."""
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["certificate_numbers"].widget.attrs["rows"] = 2

    def clean(self) -> dict:
        """A number typed with a name goes where numbers stand."""
        given = super().clean()
        typed = given.pop("certificates_other", None)
        if typed is None:
            return given
        refuse_names(self, "certificates_other", "\n".join(typed.other))
        given["certificates"] = in_one_list(given.get("certificates", []), typed)
        lines = [*given.get("certificate_numbers", "").splitlines(), *typed.numbered]
        given["certificate_numbers"] = "\n".join(dict.fromkeys(filter(None, lines)))
        return given

    @staticmethod
    def shown_of(row: Firm) -> dict:
        split = in_two_fields([*row.certificates, *row.certificates_asked], "certificates", "certificates_other")
        return {name: getattr(row, name) for name in BusinessForm.base_fields if name not in split} | split

    def sector_groups(self) -> list[tuple]:
        """[(heading, choices)]: the pills of each group of sectors."""
        pills = iter(self["sectors"])
        return [(heading, list(islice(pills, len(members)))) for heading, members in SECTOR_GROUPS]

    def clean_city(self) -> str:
        """Streets are kept nowhere: they would tell who the firm is."""
        city = self.cleaned_data["city"]
        if any(sign.isdecimal() for sign in city):
            raise ValidationError(_("Write the city only, without street and number."))
        return city

    def clean_founded(self) -> int | None:
        year = self.cleaned_data["founded"]
        if year and year > timezone.now().year:
            raise ValidationError(_("This year is in the future."))
        return year


class ContactForm(EditForm, AtHome):
    name = PersonName(limit=Contact.name, label=_("Contact person"))
    name_latin = PersonName(
        limit=Contact.name_latin,
        required=False,
        label=pgettext_lazy("person", "Name in Latin letters"),
        help_text=_("For partners who cannot read your script."),
    )
    position = Words(limit=Contact.position, required=False, label=_("Position"))
    email = Address(
        label=_("E-mail address"),
        help_text=_("Partners see it only after both firms have agreed and Minamin has approved."),
    )
    phone = Telephone(
        label=_("Telephone"), required=False, help_text=_("With the country code, for example +7 727 000 00 00.")
    )
    language = forms.ChoiceField(label=_("Language of correspondence"), choices=settings.LANGUAGES)
    consent = forms.BooleanField(label=TEXTS[Purpose.PORTAL_USE], required=False)

    @property
    def home(self) -> str:
        return self.row.country

    @staticmethod
    def shown_of(row: Firm) -> dict:
        """Of the firm, which may have nobody yet."""
        contact = getattr(row, "contact", None)
        names = [name for name in ContactForm.base_fields if name != "consent"]
        return {name: getattr(contact, name) for name in names} if contact else {"language": row.language}

    def clean(self):
        given = super().clean()
        ask_latin(self, "name", "name_latin")
        return given
