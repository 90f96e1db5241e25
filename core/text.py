"""Text as strangers type it: cleaned for keeping, made plain for reading figures and codes, watched for look-alike
letters. `core.folding` compares.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any, ClassVar

from confusable_homoglyphs import confusables
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from .damage import is_failed
from .errors import Refusal


@dataclass(frozen=True)
class Phrase:
    """A sentence with its figures, put into the reader's language each time it is shown.

    `template` is an English message id (or lazy text); a parameter may be a Phrase itself.
    """

    template: Any
    params: dict = field(default_factory=dict)

    def __str__(self) -> str:
        template = gettext(self.template) if isinstance(self.template, str) else self.template
        return str(template % self.params) if self.params else str(template)

    def stored(self) -> dict:
        """JSON-ready and still in no language; `Phrase.revived` makes it a Phrase again."""
        return {"template": str(self.template), "params": {key: _stored(value) for key, value in self.params.items()}}

    @classmethod
    def revived(cls, stored: dict) -> "Phrase":
        params = stored["params"].items()
        return cls(stored["template"], {name: _revived(value) for name, value in params})


@dataclass(frozen=True)
class Named:
    """What a list has a name for in every language, said in the reader's: Named("goods", "0409")."""

    listed: str
    code: str
    lists: ClassVar[dict[str, Callable[[str], str]]] = {}

    def __str__(self) -> str:
        return self.lists[self.listed](self.code)

    def stored(self) -> dict:
        return {"listed": self.listed, "code": self.code}


def _revived(value):
    if not isinstance(value, dict):
        return value
    return Named(**value) if "listed" in value else Phrase.revived(value)


def _stored(value):
    if isinstance(value, Phrase | Named):
        return value.stored()
    return value if isinstance(value, int | float) else str(value)


class InvalidValue(Refusal, ValueError):
    """A value a person must correct; `code` is for programs, `message` (a Phrase) for people."""

    status = 422

    def __init__(self, code: str, template: str, /, **params):
        self.code, self.message = code, Phrase(template, params)
        ValueError.__init__(self, code)

    def __str__(self) -> str:
        return str(self.message)


class TextProblem(InvalidValue):
    """Text refused: `empty`, `no_letters`, `no_value` or `too_long`."""


LONGEST_ADDRESS = 254  # of an e-mail address (RFC 5321), and of Django's column for them
JOINERS = "\u200c\u200d"
# Scripts in which a joiner changes the word: Arabic, Syriac, Thaana, N'Ko, the Indic ones, Mongolian.
JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1800-\u18af]")
# Blank or invisible although Unicode calls them letters or marks.
INVISIBLE = set("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
ARABIC_NUMBER_SIGNS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")
# Bullets and ticks of word processors' own fonts: an empty box to everybody else.
OF_SYMBOL_FONTS = str.maketrans("\uf0b7\uf0a7\uf0d8\uf076\uf0fc", "••••✓")
BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
MARK_PILE = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# Compatibility forms that carry meaning: m², 2½, ①, ™ would otherwise become m2, 21⁄2, 1, TM.
MEANINGFUL = ("<super>", "<sub>", "<fraction>", "<circle>")
WITH_MARKS = re.compile("[^\\W\\d_][\u0300-\u036f\u3099\u309a]+")
CLOSE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
# "SAPовский": a brand in capitals with a Russian ending deceives nobody.
BRAND_WITH_ENDING = re.compile("[A-Z]{2,}[а-яёәғқңөұүһі]+")


def clean(text: str | None, *, limit: Any = None, multiline: bool = False) -> str:
    """Text fit to be kept, as it was written: only what is invisible or hostile goes, and blanks around it.

    TextProblem when longer than `limit` allows."""
    text = _tidy(text, _composed, multiline)
    if limit is not None and len(text) > limit_of(limit):
        raise _too_long(text, limit)
    return text


def plain(text: str | None, *, multiline: bool = False) -> str:
    """Cleaned and in one width, for reading figures, codes and words of a list; never kept for what people wrote."""
    return _tidy(text, _one_form, multiline)


def limit_of(limit: Any) -> int:
    """A number of characters, or what a column of a model takes: `Firm.name`."""
    if isinstance(limit, int):
        return limit
    return getattr(limit.field, "limit", None) or limit.field.max_length


def _too_long(text: str, limit: Any) -> TextProblem:
    """Of a column, it names the field of the form too."""
    words = _("Too long: %(length)s characters, at most %(limit)s are allowed.")
    problem = TextProblem("too_long", words, length=len(text), limit=limit_of(limit))
    problem.field = None if isinstance(limit, int) else limit.field.name
    return problem


def clean_words(text: str | None, *, limit: Any = None, multiline: bool = False) -> str:
    """Cleaned text that must say something: TextProblem when empty or without a single letter."""
    cleaned = clean(text, limit=limit, multiline=multiline)
    if not cleaned:
        raise TextProblem("empty", _("This field is empty."))
    if is_failed(cleaned):
        raise TextProblem("no_value", _(
            "“%(text)s” is a formula or an error of one. Enter the value itself."
        ), text=cleaned)
    if not has_letters(cleaned):
        raise TextProblem("no_letters", _("This text has no letters: please describe it in words."))
    return cleaned


def has_letters(text: str) -> bool:
    return any(unicodedata.category(char)[0] == "L" for char in text)


def suspicious_words(text: str) -> list[str]:
    """Words that mix look-alike letters of two scripts, for a person to look at."""
    return [word for word in re.findall(r"[^\W\d_]+", plain(text)) if mixed_scripts(word)]


def mixed_scripts(word: str) -> bool:
    """Whether all letters of one script in the word could pass as another's: "Тoyota" yes, "IT-компания" no."""
    return any(_passes_as_one_script(part) for part in re.findall(r"[^\W\d_]+", plain(word)))


def _passes_as_one_script(word: str) -> bool:
    if BRAND_WITH_ENDING.fullmatch(word):
        return False
    letters: dict[str, set[str]] = {script: set() for script in CLOSE_SCRIPTS}
    for char in word:
        script = _script(char)
        if script in letters:
            letters[script].add(char)
    present = [script for script in CLOSE_SCRIPTS if letters[script]]
    return any(
        all(_resembles(char, other) for char in letters[guest])
        for guest in present for other in present if guest != other
    )


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


@lru_cache(maxsize=4096)
def _resembles(char: str, script: str) -> bool:
    """Whether the letter has a twin in the other script's everyday alphabet."""
    found = confusables.is_confusable(char, greedy=True) or []
    twins = [twin["c"] for entry in found for twin in entry["homoglyphs"]]
    return any(len(twin) == 1 and _script(twin) == script and ord(twin) < 0x500 for twin in twins)


def _tidy(text: str | None, form: Callable[[str], str], multiline: bool) -> str:
    text = BREAKS.sub("\n" if multiline else " ", text or "").translate(OF_SYMBOL_FONTS)
    text = _settle(text, form)
    lines = [line.strip() for line in re.sub(" +", " ", text).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def _settle(text: str, form: Callable[[str], str]) -> str:
    """Unfolding may bare a hidden sign and dropping one may let its neighbours join: until nothing changes."""
    previous = None
    while text != previous:
        previous, text = text, MARK_PILE.sub(r"\1", form(_drop_hidden(text)))
    return text


def _drop_hidden(text: str) -> str:
    if not any(map(_needs_a_look, text)):
        return text
    kept: list[str] = []
    for place, char in enumerate(text):
        if char == "\n" or not _is_hidden(char, kept[-1] if kept else "", text[place + 1 : place + 2]):
            kept.append(" " if char == "\t" or _is_blank(char) else char)
    return "".join(kept)


def _is_blank(char: str) -> bool:
    """A blank of any width; that of Japanese stays as wide as it is."""
    return unicodedata.category(char) == "Zs" and char != "\u3000"


@lru_cache(maxsize=8192)
def _needs_a_look(char: str) -> bool:
    return (
        char not in " \n"
        and (unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Zs") or char in INVISIBLE or _is_selector(char))
    )


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_hidden(char: str, before: str, after: str) -> bool:
    if char in JOINERS:
        return not (JOINING.match(before) and JOINING.match(after))
    if _is_selector(char):
        return not _takes_variants(before)
    if char in INVISIBLE:
        return True
    category = unicodedata.category(char)
    if category == "Cf":
        return char not in ARABIC_NUMBER_SIGNS
    return category in ("Cc", "Cs") and char != "\t" or _is_noncharacter(char)


def _takes_variants(before: str) -> bool:
    """Variant selectors belong to kanji in people's names and to symbols; elsewhere they only smuggle data."""
    return before != "" and (unicodedata.category(before) == "So" or _script(before) == "CJK")


def _is_noncharacter(char: str) -> bool:
    return "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE


def _composed(text: str) -> str:
    """A letter and its marks as one sign, which looks the same; the rest of NFC makes other kanji (U+FA10)."""
    return WITH_MARKS.sub(lambda cluster: _joined(cluster.group()), text)


def _joined(cluster: str) -> str:
    base, marks = cluster[0], cluster[1:]
    is_itself = unicodedata.normalize("NFC", base) == base
    return unicodedata.normalize("NFC", cluster) if is_itself else base + marks


def _one_form(text: str) -> str:
    """NFKC, except where it would change the meaning."""
    if text.isascii():
        return text
    return "".join(
        "".join(run) if kept else unicodedata.normalize("NFKC", "".join(run))
        for kept, run in groupby(text, _keeps_its_form)
    )


@lru_cache(maxsize=4096)
def _keeps_its_form(char: str) -> bool:
    # "´" typed as an Uzbek apostrophe would become a space and a loose accent.
    decomposition = unicodedata.decomposition(char)
    return decomposition.startswith(MEANINGFUL) or decomposition.startswith("<compat> 0020 ")
