"""The public form, and what staff and chambers fill in."""

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.forms.imports import ListFile
from companies.models import Firm
from companies.rules import legal_ids
from core.forms.fields import Address, AtHome, Day, Reason, Telephone, Words, refusal_of
from core.forms.names import PersonName, ask_latin
from core.geography import Country
from core.i18n import current_language
from core.sort_keys import in_order
from core.text import InvalidValue, clean
from core.uploads import FileForm

from .enums import CloseCode, LeadSource, LeadState
from .models import MOST_WRITTEN, Lead, LeadMessage
from .rules.agreement import TEXT
from .rules.phrases import PHRASES

OPENED = Signer(salt="leads.opened")
QUICKEST = 3  # seconds; nobody reads and fills in six fields faster
TRAP = "website"  # a field that people do not see
LONGEST_STAMP = 100
LATIN = ("firm_name_latin", "name_latin")
LONGEST_NUMBER = 60  # typed, with the spaces and signs that go


class FirmFields(AtHome):
    """Latin letters are asked on Japanese pages, elsewhere once a name needs them."""

    firm_name = Words(
        limit=Lead.firm_name, label=_("Name of the firm"),
        help_text=_("With the legal form, as in the register: 株式会社…, ТОО «…», … MChJ."),
    )
    firm_name_latin = Words(
        limit=Lead.firm_name_latin, required=False, label=_("Name of the firm in Latin letters")
    )
    name = PersonName(limit=Lead.name, label=_("Contact person"))
    name_latin = PersonName(limit=Lead.name_latin, required=False, label=_("Contact person in Latin letters"))
    email = Address(label=_("E-mail address"))
    phone = Telephone(label=_("Telephone"), required=False)
    wants = Words(limit=MOST_WRITTEN, multiline=True, label=_("What does the firm look for?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in LATIN:
            if current_language() != "ja" and not self.data.get(name):
                self.fields[name].widget = forms.HiddenInput()

    def add_error(self, field, error) -> None:
        if field in LATIN:
            self.fields[field].widget = forms.TextInput()
        super().add_error(field, error)

    def clean(self) -> dict:
        given = super().clean()
        ask_latin(self, "firm_name", "firm_name_latin")
        ask_latin(self, "name", "name_latin")
        return given


class InquiryForm(FirmFields):
    """`opened`: when the page was asked for, signed; robots neither wait nor sign."""

    country = forms.ChoiceField(label=_("Country of your firm"), choices=Country)
    language = forms.ChoiceField(label=_("Language of our answer"), choices=settings.LANGUAGES)
    shared = forms.BooleanField(required=False)
    agreed = forms.BooleanField(label=TEXT)
    opened = forms.CharField(max_length=LONGEST_STAMP, widget=forms.HiddenInput, required=False)
    field_order = [
        "name", "name_latin", "email", "country", "firm_name", "firm_name_latin", "wants", "phone", "language",
        "shared", "agreed",
    ]

    def __init__(self, *args, chamber, **kwargs):
        super().__init__(*args, **kwargs)
        own = {
            "name": _("Your name"), "name_latin": _("Your name in Latin letters"), "firm_name": _("Name of your firm"),
            "wants": _("What do you look for?"),
        }
        for name, label in own.items():
            self.fields[name].label = label
        self.fields["firm_name"].help_text = ""
        self.fields["wants"].help_text = _("In any of our languages: which goods, service, technology or partner.")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["firm_name"].widget.attrs["autocomplete"] = "organization"
        self.fields["language"].required = False
        self.fields["shared"].label = _("My chamber may see how far my inquiry has come, and nothing else.")
        if chamber is None:
            del self.fields["shared"]

    def is_by_a_robot(self, now) -> bool:
        """It filled in what nobody sees, was faster than anybody can be, or never asked for the page."""
        try:
            opened = int(OPENED.unsign(self.data.get("opened", "")))
        except (BadSignature, ValueError):
            return True
        return bool(self.data.get(TRAP)) or now.timestamp() - opened < QUICKEST

    def given(self, language: str) -> dict:
        """What the service is told."""
        rest = {name: value for name, value in self.cleaned_data.items() if name not in ("agreed", "opened")}
        return rest | {"language": rest["language"] or language, "shared": rest.get("shared", False)}


class ReferForm(FirmFields):
    """Somebody else fills it in, who has heard that the firm agrees."""

    legal_id = Words(
        limit=LONGEST_NUMBER, letters=False, required=False, label=_("Legal ID"), help_text=_("May stay empty.")
    )
    language = forms.ChoiceField(label=_("Language of correspondence"), choices=settings.LANGUAGES)
    agreed = forms.BooleanField(
        label=_("The firm agreed that Minamin is told about it, keeps these details and writes to it.")
    )
    agreed_on = Day(label=_("Agreed on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    told_to = Words(limit=Lead.told_to, label=_("Told to whom?"), help_text=_("Who of your people heard it."))
    field_order = [
        "firm_name", "firm_name_latin", "legal_id", "name", "name_latin", "email", "phone", "language", "wants"
    ]

    def __init__(self, *args, country: str = "", **kwargs):
        self.country = country
        super().__init__(*args, **kwargs)

    @property
    def home(self) -> str:
        return self.country or super().home

    def clean(self) -> dict:
        given = super().clean()
        given.pop("agreed", None)
        country = given.get("country") or self.country
        if given.get("legal_id") and country:
            try:
                given["legal_id"] = legal_ids.check(country, given["legal_id"]).number
            except InvalidValue as problem:
                self.add_error("legal_id", refusal_of(problem))
        return given


class EnterForm(ReferForm):
    country = forms.ChoiceField(label=_("Country"), choices=Country)
    source = forms.ChoiceField(
        label=_("Where from"), choices=[(one.value, one.label) for one in (LeadSource.STAFF, LeadSource.FAIR)]
    )
    field_order = ["source", "country", *ReferForm.field_order]


class AnswerForm(forms.Form):
    """`phrases` are put below what was typed, without sending it."""

    phrases = forms.MultipleChoiceField(
        label=_("Sentences"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, label) for code, (label, _text) in PHRASES.items()],
    )
    subject = Words(limit=LeadMessage.subject, label=_("Subject"))
    text = Words(limit=MOST_WRITTEN, multiline=True, label=_("Your answer"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 12


class NoteForm(forms.Form):
    note = Reason(label=_("Note"))


class CloseForm(forms.Form):
    code = forms.ChoiceField(label=_("Reason"), choices=CloseCode)
    reason = Reason(label=_("Note"), required=False)


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = User.objects.filter(
            role__in=["staff", "administrator"], is_active=True
        ).order_by(in_order(), "pk")


class ConvertForm(AtHome):
    """The firm as it will stand in its own draft, and the person who is invited."""

    country = forms.ChoiceField(label=_("Country"), choices=Country)
    firm_name = Words(limit=Firm.name, label=_("Name in its own script"))
    name_latin = Words(limit=Firm.name_latin, required=False, label=_("Name in Latin letters"))
    legal_id = Words(
        limit=LONGEST_NUMBER, letters=False, required=False, label=_("Legal ID"),
        help_text=_("May stay empty: the firm gives it itself."),
    )
    city = Words(limit=Firm.city, required=False, label=_("City"))
    name = PersonName(limit=Lead.name, label=_("Contact person"))
    contact_latin = Words(limit=Lead.name_latin, required=False, label=_("Contact person in Latin letters"))
    position = Words(limit=Lead.name, required=False, label=_("Position"))
    email = Address(label=_("E-mail address"), help_text=_("The invitation goes there."))
    phone = Telephone(label=_("Telephone"), required=False)
    language = forms.ChoiceField(label=_("Language of correspondence"), choices=settings.LANGUAGES)

    @property
    def as_services_take_it(self) -> dict:
        given = self.cleaned_data
        firm = {name: given[name] for name in ("country", "legal_id", "name_latin", "city", "language")}
        contact = {name: given[name] for name in ("name", "position", "email", "phone", "language")}
        return {
            "firm": firm | {"name": given["firm_name"]}, "contact": contact | {"name_latin": given["contact_latin"]}
        }


class LeadFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *LeadState.choices])
    source = forms.ChoiceField(label=_("Where from"), required=False, choices=[("", _("All")), *LeadSource.choices])
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("All countries")), *Country.choices]
    )
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def values(self) -> dict[str, str]:
        """Wrong values in an address are not worth an error page."""
        asked = {name: clean(self.data.get(name)) for name in self.fields}
        known = {"state": LeadState.values, "source": LeadSource.values, "country": Country.values, "mine": ["on"]}
        return {name: value for name, value in asked.items() if value in known[name]}


class ReferralFile(FileForm):
    file = ListFile(label=_("File"))
    too_large = _("The file is too large.")
