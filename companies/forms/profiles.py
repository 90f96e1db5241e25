"""A partnering profile and its lines. The texts are shown to strangers: nothing in them may name the firm."""
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.forms.edit import EditForm, Said
from core.forms.fields import Pills, Words
from core.geography import Country, Side, side_of

from ..enums import Cooperation, ProfileKind, TradeRole
from ..models import PartneringProfile, ProductLine
from ..rules import hs
from .anonymous import Anonymous, refuse_names
from .fields import (
    Certificates,
    HsCodes,
    KnownCertificates,
    SuggestedCodes,
    in_one_list,
    in_two_fields,
)

MOST_LINES, SPARE_LINES = 30, 3


# How the form asks; what was answered is shown by its label.
WHO_WE_ARE = [
    (TradeRole.MAKER, _("We make it ourselves")),
    (TradeRole.DISTRIBUTOR, _("We sell the goods of others, or represent makers")),
    (TradeRole.BUYER, _("We buy it for our own use")),
    (TradeRole.SERVICE, _("We do such work for others")),
    (TradeRole.INVESTOR, _("We invest in it")),
    (TradeRole.RESEARCH, _("We do research")),
]


def role_field(**options) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who are you here?"), widget=forms.RadioSelect, **options,
        help_text=_(
            "Then you are not put together with a firm that makes the same as you, and those who make meet those who "
            "sell."
        ),
    )


def markets_for(country: str) -> list[tuple[str, str]]:
    """Countries of the other side: the portal matches across, not within a side."""
    return [(code, label) for code, label in Country.choices if side_of(code) != side_of(country)]


class ProfileForm(Anonymous, EditForm):
    """`lines`: the rows beside it, which are saved with it."""

    anonymous = ("title", "summary", "volumes")

    kind = forms.ChoiceField(label=_("Type of profile"), choices=ProfileKind, widget=forms.RadioSelect)
    cooperation = forms.ChoiceField(label=_("Kind of cooperation"), choices=Cooperation, widget=forms.RadioSelect)
    trade_role = role_field(choices=[*WHO_WE_ARE, ("", _("We say it later"))], required=False)
    title = Words(
        limit=PartneringProfile.title, label=_("Title"),
        help_text=_("What a partner reads first, for example: Filling lines for edible oil."),
    )
    summary = Words(
        limit=PartneringProfile.summary, multiline=True, required=False, label=_("Summary"),
        help_text=_("What makes it good, what you expect of a partner. Partners read it without knowing your name."),
    )
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    markets = Pills(label=_("In which countries do you look for partners?"))
    volumes = Words(
        limit=PartneringProfile.volumes, required=False, letters=False, label=_("Volumes and conditions"),
        help_text=_("For example: from 20 t a month, FCA Almaty."),
    )
    certificates_wanted = KnownCertificates(label=_("Certificates a partner should hold"))
    certificates_other = Certificates(
        label=_("Other certificates"), required=False, help_text=_("One a line or separated by commas.")
    )

    def __init__(self, *args, country: str, names: list[str], lines: "LineRows | None" = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.names, self.lines = names, lines
        self.fields["markets"].choices = markets_for(country)
        if side_of(country) == Side.CENTRAL_ASIA:
            self.fields["markets"].initial = [Country.JP]

    def clean(self) -> dict:
        given = super().clean()
        typed = given.pop("certificates_other", None)
        if typed is not None:
            refuse_names(self, "certificates_other", "\n".join(typed.names))
            if typed.numbered:
                self.add_error("certificates_other", ValidationError(_("Name the certificate without a number.")))
            given["certificates_wanted"] = in_one_list(given.get("certificates_wanted", []), typed)
        return given

    @staticmethod
    def shown_of(row: PartneringProfile) -> dict:
        split = in_two_fields(row.certificates_wanted, "certificates_wanted", "certificates_other")
        plain = {name: getattr(row, name) for name in ProfileForm.base_fields if name not in split}
        return plain | split | {"lines": lines_of(row)}

    def said(self, shown: dict) -> dict[str, Said]:
        return super().said(shown) | {"lines": _lines_said(shown.get("lines", []))}

    def said_now(self) -> dict[str, Said]:
        return super().said_now() | {"lines": _lines_said(self.lines.lines() if self.lines else [])}

    def label_of(self, name: str) -> str:
        return _("Products, services, technologies") if name == "lines" else super().label_of(name)

    def words_of(self, name: str, said: Said) -> str:
        return str(said) if name == "lines" else super().words_of(name, said)

    @property
    def shows_new_lines(self) -> bool:
        """Others changed the rows, and the writer had left them alone."""
        return any(change["taken"] and change["name"] == "lines" for change in self.meanwhile)


class TradeRoleForm(EditForm):
    """For a profile that is published already: nothing else of it changes."""

    trade_role = role_field(choices=WHO_WE_ARE)

    @staticmethod
    def shown_of(row: PartneringProfile) -> dict:
        return {"trade_role": row.trade_role}


class CodesForm(forms.Form):
    """Codes proposed for lines without one; a field for each line that some are found for."""

    def __init__(self, *args, lines: list[ProductLine], **kwargs):
        super().__init__(*args, **kwargs)
        for line in lines:
            label = format_html('<span lang="{}">{}</span>', line.profile.language, line.text)
            field = SuggestedCodes(required=False, label=label)
            field.found_for(line.text, [])
            if field.choices:
                self.fields[str(line.pk)] = field

    def clean(self) -> dict:
        codes = {name: picked for name, picked in super().clean().items() if picked}
        if not codes and not self.errors:
            raise ValidationError(_("Tick at least one code."))
        return {"codes": codes}


def lines_of(profile: PartneringProfile) -> list[dict]:
    """What the rows begin with."""
    return [{"text": line.text, "hs_codes": line.hs_codes} for line in profile.lines.all()]


def _lines_said(lines: list[dict]) -> str:
    return "\n".join(" · ".join([line["text"], *map(hs.said, sorted(line["hs_codes"]))]) for line in lines)


class LineForm(Anonymous, forms.Form):
    anonymous = ("text",)

    text = Words(limit=ProductLine.text, required=False, label=_("Product, service or technology"))
    hs_codes = HsCodes(required=False, label=_("HS codes"))
    suggested = SuggestedCodes(
        required=False, label=_("Which of these codes fit?"),
        help_text=_("Found by the words of the line, with names of our own (HS 2022). Tick what fits and save."),
    )

    def __init__(self, *args, names: list[str], country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        codes = self.fields["hs_codes"]
        codes.country = country
        codes.help_text = codes.in_words(self["hs_codes"].value())
        self.is_asked = bool(self.initial.get("asked") or self["suggested"].data)
        if self.is_asked:
            self.fields["suggested"].found_for(self["text"].value() or "", codes.read(self["hs_codes"].value()))

    def clean(self) -> dict:
        given = super().clean()
        if picked := given.pop("suggested", []):
            given["hs_codes"] = list(dict.fromkeys([*given.get("hs_codes", []), *picked]))
        if given.get("hs_codes") and not given.get("text") and "text" in given:
            self.add_error("text", ValidationError(_("Describe in words what the code stands for.")))
        return given


class LineRows(forms.BaseFormSet):
    def clean(self) -> None:
        if not any(self.errors) and not self.lines():
            raise ValidationError(_("Add at least one product, service or technology."))

    def lines(self) -> list[dict]:
        """Filled rows in order; an emptied row is a line taken out."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]


def line_formset(*args, names: list[str], country: str = "", spare: int = 1, **kwargs) -> LineRows:
    rows = forms.formset_factory(LineForm, formset=LineRows, extra=spare, max_num=MOST_LINES, validate_max=True)
    return rows(*args, prefix="lines", form_kwargs={"names": names, "country": country}, **kwargs)
