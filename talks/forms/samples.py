"""What is filled in on the way of a sample and a trial order."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Day, Pills, Telephone, Words

from ..data import choices as of
from ..data.papers import ALWAYS, PAPERS, papers_for
from ..enums import Flaw, Payer, SampleEnd, Verdict, Wish
from ..models import Sample
from ..permissions import firm_on
from ..rules.limits import (
    LONGEST_ADDRESS,
    LONGEST_CARRIER,
    LONGEST_GOODS,
    LONGEST_PLACE,
)
from .conversations import Amount, as_typed

OTHER_GOODS = "other"


def _said_once(choices: type, label: Any, **options) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices.choices, widget=forms.RadioSelect, **options)


class TermsForm(forms.Form):
    """Who pays, and which papers come along; begins with what the other side proposed."""

    pays_goods = _said_once(Payer, _("Who pays for the goods?"))
    pays_freight = _said_once(Payer, _("Who pays for the transport?"))
    papers = Pills(
        label=_("Papers that come along"), required=False, choices=list(PAPERS.items()),
        help_text=_("Proposed by what the goods are. Ask your customs broker whether anything is missing."),
    )

    def __init__(self, *args, sample: Sample, **kwargs):
        terms = ("pays_goods", "pays_freight", "papers")
        super().__init__(*args, initial={name: getattr(sample, name) for name in terms}, **kwargs)
        # What the goods call for and what was proposed; the whole list would hide it.
        offered = {*papers_for([sample.hs_code]), *sample.papers, "origin"}
        self.fields["papers"].choices = [(key, text) for key, text in PAPERS.items() if key in offered]


class SampleForm(forms.Form):
    """Goods of the other firm that this one wants to see; its lines are offered to choose from."""

    line = forms.ChoiceField(label=_("Which goods?"), widget=forms.RadioSelect)
    goods = Words(
        limit=LONGEST_GOODS, required=False, label=_("Other goods"),
        help_text=_("Only where the list above does not name them. A model or article number needs no translation."),
    )
    quantity = Amount(label=_("How much"))
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", _("Please choose")), *of.UNIT.items()])
    pays_goods = _said_once(Payer, _("Who pays for the goods?"), initial=Payer.SELLER)
    pays_freight = _said_once(Payer, _("Who pays for the transport?"), initial=Payer.BUYER)
    papers = Pills(
        label=_("Papers that come along"), required=False,
        help_text=_("Proposed by what the goods are. Ask your customs broker whether anything is missing."),
    )
    address = Words(
        limit=LONGEST_ADDRESS, multiline=True, label=_("Address of delivery"),
        help_text=_("As it should stand on the parcel: firm, street, town, postcode, country; best in Latin letters."),
    )
    phone = Telephone(
        required=False, label=_("Telephone for the delivery"),
        help_text=_("Express services ask for it. Only the two firms and those who help them see it."),
    )

    def __init__(self, *args, match, side: str, **kwargs):
        seller = match.other(firm_on(match, side))
        profile = match.other_profile(firm_on(match, side))
        self.lines = {str(line.pk): line for line in profile.lines.all()} if profile else {}
        self.language = profile.language if profile else seller.language
        codes = [code for line in self.lines.values() for code in line.hs_codes]
        begin = {"papers": papers_for(codes), "line": next(iter(self.lines), OTHER_GOODS)}
        super().__init__(*args, initial=begin, **kwargs)
        listed = [(key, line.text) for key, line in self.lines.items()]
        self.fields["line"].choices = [*listed, (OTHER_GOODS, _("Other goods"))]
        offered = {*papers_for(codes), *ALWAYS, "origin"}
        self.fields["papers"].choices = [(key, text) for key, text in PAPERS.items() if key in offered]
        self.fields["phone"].country = firm_on(match, side).country

    def clean(self) -> dict[str, Any]:
        """Goods as the line says them, in the language of its firm; else in one's own words."""
        given = super().clean()
        line = self.lines.get(given.pop("line", ""))
        if line:
            return given | {
                "goods": line.text[:LONGEST_GOODS], "language": self.language, "hs_code": (line.hs_codes or [""])[0]
            }
        if not given.get("goods") and "line" not in self.errors:
            self.add_error("goods", _("Please name the goods."))
        return given


class SendForm(forms.Form):
    sent_on = Day(label=_("Sent on"))
    carrier = Words(limit=LONGEST_CARRIER, required=False, label=_("Carrier"))
    tracking = Words(limit=LONGEST_CARRIER, required=False, letters=False, label=_("Number of the consignment"))


class ReceiveForm(forms.Form):
    received_on = Day(label=_("Received on"))


class JudgeForm(forms.Form):
    verdict = _said_once(Verdict, _("Is the sample as described?"))
    flaws = Pills(
        label=_("What is not as described?"), required=False, choices=Flaw.choices,
        help_text=_("Leave it open when all is as described."),
    )
    wish = _said_once(Wish, _("What next?"))


class OrderForm(forms.Form):
    """Begins with the order that the other side proposed."""

    quantity = Amount(label=_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", _("Please choose")), *of.UNIT.items()])
    price = Amount(label=_("Price for one unit"))
    currency = forms.ChoiceField(label=_("Currency"), choices=[("", _("Please choose")), *of.CURRENCY.items()])
    basis = forms.ChoiceField(
        label=_("Basis of the price (Incoterms 2020)"), choices=[("", _("Please choose")), *of.BASIS.items()]
    )
    place = Words(
        limit=LONGEST_PLACE, required=False, label=_("Place of the basis"), help_text=_("Port, station or town.")
    )
    day = Day(label=_("Delivery by"))

    def __init__(self, *args, sample: Sample, **kwargs):
        super().__init__(*args, initial=_order_as_typed(sample), **kwargs)


def _order_as_typed(sample: Sample) -> dict[str, Any]:
    if not sample.order_by:
        return {"unit": sample.unit}
    numbers = {"quantity": sample.order_quantity, "price": sample.order_price}
    typed = {name: as_typed("number", format(number.normalize(), "f")) for name, number in numbers.items()}
    return typed | {
        "unit": sample.order_unit, "currency": sample.order_currency, "basis": sample.order_basis,
        "place": sample.order_place, "day": sample.order_on,
    }


class DeliverForm(forms.Form):
    delivered_on = Day(label=_("Delivered on"))


class EndForm(forms.Form):
    code = _said_once(SampleEnd, _("Why?"))
