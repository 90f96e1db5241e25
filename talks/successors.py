"""What of conversations lives with a record of a firm: they hang from the match, which moves by itself."""
from django.utils.translation import gettext_lazy as _

from companies.successors import Succession

TALKS = Succession(
    label=_("Conversations"),
    lives=lambda _old, _new: (),
    hand_over=lambda _old, _new, *, by, now: {},
    give_back=lambda _record, _old, _new, *, by, now: None,
    fields=(),
    kept={"talks.machineconsent.firm": "who agreed for one record did not agree for another; asked again"},
)
