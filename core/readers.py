"""Before something is sent to many: in which languages it is written, and who of its readers could not read it."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy, ngettext

from .errors import Refusal
from .i18n import ALSO_READ, LANGUAGE_CODES, language_name

WHOLE, PARTLY, MISSING = "whole", "partly", "missing"
WORDS = {WHOLE: gettext_lazy("written"), PARTLY: gettext_lazy("not complete"), MISSING: gettext_lazy("missing")}
SIGNS = {WHOLE: "✓", PARTLY: "…", MISSING: "–"}


class Unread(NamedTuple):
    """`many` of the `readers` cannot read it; they could in the languages `add`."""

    many: int
    readers: int
    add: tuple[str, ...]

    def __str__(self) -> str:
        sentence = ngettext(
            "The only reader cannot read this. Add: %(languages)s.",
            "%(count)s of %(readers)s readers cannot read this. Add: %(languages)s.",
            self.readers,
        )
        languages = ", ".join(map(language_name, self.add))
        return sentence % {"count": self.many, "readers": self.readers, "languages": languages}


class NotReadByAll(Refusal):
    """`field`: where a form asks whether it is to be sent all the same."""

    field = "anyway"

    def __init__(self, unread: Unread):
        super().__init__(str(unread))


def lights(texts: Iterable[Collection[str]]) -> list[dict[str, Any]]:
    """Of each language of the portal, whether all is written in it that is written at all; [] before anything is.

    `texts`: Texts, or only the languages of each.
    """
    written = [set(one) for one in texts if one]
    if not written:
        return []
    return [_light(code, sum(code in one for one in written), len(written)) for code in LANGUAGE_CODES]


def _light(code: str, found: int, written: int) -> dict[str, Any]:
    state = MISSING if not found else WHOLE if found == written else PARTLY
    name = dict(settings.LANGUAGES)[code]
    return {"code": code, "name": name, "state": state, "sign": SIGNS[state], "word": WORDS[state]}


def unread_by(readers: Iterable[str], texts: Iterable[Collection[str]]) -> Unread | None:
    """Who would meet a text in a language they do not read; None when nobody would. `readers`: language of each."""
    readers, written = list(readers), [set(one) for one in texts if one]
    left = Counter(code for code in readers if not all(one & set(_reads(code)) for one in written))
    return Unread(left.total(), len(readers), _languages_for(left)) if left else None


def require_readable(readers: Iterable[str], texts: Iterable[Collection[str]], *, anyway: bool) -> dict[str, Any]:
    """What the log keeps when it is sent all the same: numbers and languages. Raises NotReadByAll."""
    unread = unread_by(readers, texts)
    if unread is None:
        return {}
    if not anyway:
        raise NotReadByAll(unread)
    return {"unread": unread.many, "readers": unread.readers, "missing": list(unread.add)}


def _reads(language: str) -> tuple[str, ...]:
    return language, *ALSO_READ.get(language, ())


def _languages_for(left: Counter) -> tuple[str, ...]:
    """As few as reach everybody; of two that reach as many, the one that is read in more countries."""
    left, found = Counter(left), []
    while left:
        best = max(LANGUAGE_CODES, key=lambda code: (_reached(left, code), _reached(Counter(LANGUAGE_CODES), code)))
        found.append(best)
        left = Counter({code: count for code, count in left.items() if best not in _reads(code)})
    return tuple(found)


def _reached(readers: Counter, language: str) -> int:
    return sum(count for code, count in readers.items() if language in _reads(code))
