"""Fields for goods: certificates and tariff codes, as people type them."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms.fields import Pills, refusal_of
from core.text import InvalidValue

from ..models import Firm
from ..rules import hs
from ..rules.certificates import FAMILIES, Typed, read_certificates
from ..rules.goods_search import suggest
from ..rules.hs import normalise_codes

MOST_CERTIFICATES, CERTIFICATE_LIMIT = 30, Firm.certificates.field.base_field.max_length
MOST_CODES = 20


class KnownCertificates(Pills):
    def __init__(self, **options):
        super().__init__(choices=[(name, name) for name in FAMILIES], required=False, **options)


class Certificates(forms.CharField):
    """Those that are not in the list, one a line or separated by commas; well-known ones under their usual name."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value):
        value = [*value.names, *value.numbered] if isinstance(value, Typed) else value
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> Typed:
        read = read_certificates(value or "")
        names = [*read.names, *read.numbered]
        if len(names) > MOST_CERTIFICATES or any(len(name) > CERTIFICATE_LIMIT for name in names):
            raise ValidationError(
                _("At most %(most)s certificates of %(limit)s characters each, one a line."),
                params={"most": MOST_CERTIFICATES, "limit": CERTIFICATE_LIMIT},
            )
        return read


def in_two_fields(names: list[str], known: str, other: str) -> dict[str, list[str]]:
    """For a form's start: those of the list to tick, the rest as text."""
    return {
        known: [name for name in names if name in FAMILIES], other: [name for name in names if name not in FAMILIES]
    }


def in_one_list(chosen: list[str], typed: Typed) -> list[str]:
    return list(dict.fromkeys([*chosen, *typed.names]))


class HsCodes(forms.CharField):
    country = ""  # of the firm that writes, set by its form

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def in_words(self, value) -> str:
        """What stands in the field, each code with its goods; nothing for what is no code."""
        return " · ".join(map(hs.said, self.read(value)))

    def read(self, value) -> list[str]:
        try:
            return normalise_codes(value or "", self.country)
        except InvalidValue:
            return []

    def to_python(self, value) -> list[str]:
        try:
            codes = normalise_codes(value or "", self.country)
        except InvalidValue as problem:
            raise refusal_of(problem) from problem
        if len(codes) > MOST_CODES:
            raise ValidationError(_("At most %(most)s codes for one product."), params={"most": MOST_CODES})
        return codes


class SuggestedCodes(Pills):
    """Codes found by the words of a line; whoever ticks one says that it fits. `found_for` fills the choices."""

    def found_for(self, text: str, known: list[str]) -> None:
        self.choices = [(code, hs.said(code)) for code in suggest(text) if code not in {one[:4] for one in known}]

    def to_python(self, value) -> list[str]:
        try:
            return normalise_codes("; ".join(super().to_python(value)))
        except InvalidValue as problem:
            raise refusal_of(problem) from problem

    def valid_value(self, value) -> bool:  # noqa: ARG002, any code there is; `to_python` has refused the others
        return True
