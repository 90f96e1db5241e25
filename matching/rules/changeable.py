"""Which numbers of the weights staff may change."""
from typing import Any

from django.utils.translation import gettext_lazy

from ..enums import FactorCode

# What staff may change, in the order of the form; the numbers of the encoders are no matter of judgement.
PATHS = {f"points.{code}": code.label for code in FactorCode} | {
    "gate.enough": gettext_lazy("Evidence that is enough"),
    "silent.asked": gettext_lazy("Questions without an answer until a firm gets fewer suggestions"),
    "silent.places": gettext_lazy("Suggestions that such a firm gets at most"),
}


def number_at(data: dict, path: str) -> Any:
    for name in path.split("."):
        data = data[name]
    return data
