from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Chamber, Firm
from core.files.forms import FileForm, UploadedDocument
from core.forms.edit import EditForm, Said
from core.forms.fields import ChoiceInOrder, Day, Pills, Reason, Words
from core.forms.languages import TextsForm
from core.forms.names import ask_latin
from core.forms.sections import Section, laid_out
from core.geography import Side
from core.sort_keys import in_order

from ..models import Commitment, Document, Memorandum, Party, Signatory

LONGEST_AMENDMENT = 8000


class DraftForm(forms.Form):
    """The parties: Minamin and a chamber, or a firm on either side."""

    number = Words(limit=Memorandum.number, letters=False, label=_("Number"), help_text=_("For example M-2026-031."))
    language = forms.ChoiceField(label=_("Language of the title"), choices=settings.LANGUAGES)
    title = Words(limit=Memorandum.titles, label=_("Title"))
    chamber = ChoiceInOrder(
        label=_("Chamber"), queryset=Chamber.objects.none(), required=False, empty_label=_("None: between two firms"),
        help_text=_("With a chamber, Minamin is the other party."),
    )
    japan_firm = forms.ModelChoiceField(label=_("Firm in Japan"), queryset=Firm.objects.none(), required=False)
    partner_firm = forms.ModelChoiceField(label=_("Firm in Central Asia"), queryset=Firm.objects.none(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chamber"].queryset = Chamber.objects.exclude(country="JP")
        live = Firm.objects.live().order_by(in_order(), "pk")
        self.fields["japan_firm"].queryset = live.filter(country="JP")
        self.fields["partner_firm"].queryset = live.exclude(country="JP")

    def clean(self) -> dict:
        given = super().clean()
        firms = [given.get("japan_firm"), given.get("partner_firm")]
        if given.get("chamber"):
            if any(firms):
                raise ValidationError(_("Choose a chamber or two firms, not both."))
        elif not all(firms):
            raise ValidationError(_("Choose a chamber, or a firm on either side."))
        return given

    @property
    def parties(self) -> dict[str, dict]:
        given = self.cleaned_data
        if given["chamber"]:
            return {"japan": {}, "central_asia": {"chamber": given["chamber"]}}
        return {"japan": {"firm": given["japan_firm"]}, "central_asia": {"firm": given["partner_firm"]}}


class OneLanguageForm(EditForm):
    """Writes the language that is chosen in it: what stood there unseen is shown before it is written over."""

    def _matters(self, name: str, before: Said, now: Said, mine: Said) -> bool:
        return bool(now) and super()._matters(name, before, now, mine)


class WordingForm(OneLanguageForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = Words(limit=Memorandum.titles, label=_("Title"))
    purpose = Words(limit=Memorandum.purposes, multiline=True, label=_("Purpose"), required=False)


class CommitmentForm(OneLanguageForm):
    number = forms.IntegerField(label=_("Number of the commitment"), min_value=1, max_value=40)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = Words(limit=Commitment.titles, label=_("Short title"))
    text = Words(limit=Commitment.texts, multiline=True, label=_("Wording"))


class SignForm(forms.Form):
    """`unfinished`: languages in which something is missing."""

    signed_on = Day(label=_("Signed on"))
    place = Words(limit=Memorandum.place, label=_("Place of signing"))
    ends_on = Day(label=_("Runs until"), required=False, help_text=_("Empty: without an end."))
    renew_by = Day(label=_("To be renewed by"), required=False)
    japan_name = Words(limit=Signatory.name, label=_("Signed for Japan by"))
    japan_name_latin = Words(
        limit=Signatory.name_latin, label=pgettext_lazy("person", "Name in Latin letters"), required=False
    )
    japan_position = Words(limit=Signatory.positions, label=_("Position"), required=False)
    japan_proxy_for = Words(
        limit=Signatory.proxy_for, label=_("As proxy for"), required=False,
        help_text=_("Only when somebody signed in another’s place."),
    )
    partner_name = Words(limit=Signatory.name, label=_("Signed for Central Asia by"))
    partner_name_latin = Words(
        limit=Signatory.name_latin, label=pgettext_lazy("person", "Name in Latin letters"), required=False
    )
    partner_position = Words(limit=Signatory.positions, label=_("Position"), required=False)
    partner_proxy_for = Words(limit=Signatory.proxy_for, label=_("As proxy for"), required=False)
    leave_out = Pills(
        label=_("Left out, because they were not signed"), required=False,
        help_text=_("These languages are not complete. What is left out cannot be added after the signing."),
    )

    def __init__(self, *args, unfinished: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leave_out"].choices = [pair for pair in settings.LANGUAGES if pair[0] in unfinished]
        if not unfinished:
            del self.fields["leave_out"]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("ends_on") and given.get("signed_on") and given["ends_on"] <= given["signed_on"]:
            self.add_error("ends_on", _("The end lies before the start."))
        for side in ("japan", "partner"):
            ask_latin(self, f"{side}_name", f"{side}_name_latin")
        return given

    def signatories(self, language: str) -> list[dict]:
        given = self.cleaned_data
        return [
            {
                "side": side, "name": given[f"{key}_name"], "name_latin": given[f"{key}_name_latin"],
                "positions": {language: given[f"{key}_position"]} if given[f"{key}_position"] else {},
                "proxy_for": {language: given[f"{key}_proxy_for"]} if given[f"{key}_proxy_for"] else {},
            }
            for side, key in ((Side.JAPAN, "japan"), (Side.CENTRAL_ASIA, "partner"))
        ]


class InForceForm(forms.Form):
    in_force_on = Day(label=_("In force from"))


class RenewForm(forms.Form):
    ends_on = Day(label=_("Runs until"))
    reason = Reason()


class AmendForm(forms.Form):
    signed_on = Day(label=_("Signed on"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = Words(limit=LONGEST_AMENDMENT, multiline=True, label=_("Wording"))
    second_language = forms.ChoiceField(
        label=_("Second language"), choices=[("", "—"), *settings.LANGUAGES], required=False
    )
    second_text = Words(
        limit=LONGEST_AMENDMENT, multiline=True, label=_("Wording in the second language"), required=False
    )
    ends_on = Day(label=_("Runs until"), required=False, help_text=_("Only when the amendment moves the end."))

    @property
    def texts(self) -> dict[str, str]:
        given = self.cleaned_data
        second = (
            {given["second_language"]: given["second_text"]} if given["second_language"] and given["second_text"]
            else {}
        )
        return second | {given["language"]: given["text"]}


class TerminateForm(forms.Form):
    reason = Reason()
    confirmed = forms.BooleanField(
        label=_("I have seen the open periods above; nothing more is owed for them"), required=False
    )


class ContactsForm(EditForm):
    owner = forms.ModelChoiceField(
        label=_("Contact person"), queryset=None, required=False, empty_label=_("Everybody of this party")
    )
    second_contact = forms.ModelChoiceField(
        label=_("Second contact"), queryset=None, required=False, empty_label=_("Nobody"),
        help_text=_("Informed when the contact person does not respond."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("owner", "second_contact"):
            self.fields[name].queryset = people

    @staticmethod
    def shown_of(row: Party) -> dict:
        return {"owner": row.owner_id, "second_contact": row.second_contact_id}

    def clean(self) -> dict:
        given = super().clean()
        if given.get("owner") and given.get("owner") == given.get("second_contact"):
            self.add_error("second_contact", _("The second contact must be somebody else."))
        return given


class DocumentForm(TextsForm, FileForm):
    texts = {"titles": (Document._meta.get_field("titles"), _("Title: %(language)s"))}
    language = forms.ChoiceField(label=_("Language"), choices=[("", "—"), *settings.LANGUAGES], required=False)
    file = UploadedDocument(label=_("File"))

    def clean(self) -> dict:
        super().clean()
        self.require_a_language("titles", _("A document needs its title in at least one language."))
        return self.folded()

    @property
    def sections(self) -> list[dict]:
        others = Section(_("The same in other languages"), self.other_controls, folded=True)
        return laid_out(self, [Section("", [self.own_controls, ("language",), ("file",)]), others])
