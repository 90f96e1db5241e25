"""Which row names the columns, and which column is which, however people write their names."""
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext_noop as _

from core.folding import fold
from core.text import Phrase, clean, plain

from .losses import has_lost_letters, letters_lost
from .problems import FileUnreadable, Problem

WITHIN = 10  # rows that hold anything, in which the columns must be named
MOST_COLUMNS = 100
Numbered = tuple[int, list[str]]
ORDINAL = re.compile(r"^\s*(?:\d{1,2}\s*[.)．、]|[①-⑳])\s*")
REMARK = re.compile(r"[(（\[【〔<《][^()（）\[\]【】〔〕<>《》]*[)）\]】〕>》]")
LATIN = re.compile(r"\ben\b|лат|англ|engl|latin|英|ローマ|ағылш|ingliz|lotin|транслит", re.I)
# What makes another column of a name: its kana, a short or former form, somebody else's.
ANOTHER = re.compile(
    "カナ|かな|フリガナ|ふりがな|略|旧|代表|сокр|кратк|прежн|бывш|стар|руковод|директ|short|former|old|qisqa|қысқа|eski|ескі",
    re.I,
)
HONORIFIC = re.compile("^(?:ご|お|御)(?=[\u3400-\u9fff])|様$|さま$")
PARTS = re.compile(r"[/／|\n\r・;；]+")
TWO_SCRIPTS = re.compile(r"([A-Za-z][\w .'-]*)|([^A-Za-z]+)")
# Whose it is, where all columns are of the same one.
OWNERS = frozenset(fold(word) for word in """
полное полный официальное организации компании предприятия фирмы юридического юр лица участника заявителя вашей ваше ваш
full official your our of the company firm organisation organization enterprise s 貴社 御社 企業 会社
толық ресми компанияның ұйымның кәсіпорынның фирманың заңды тұлғаның toliq rasmiy kompaniya kompaniyaning korxona
korxonaning tashkilot tashkilotning firma firmaning обязательно обязательное required 必須 任意 міндетті majburiy
""".split())
# A running number may be the key, where nothing better is.
RUNNING = frozenset(fold(word) for word in "№|№ п/п|п/п|n|no|nr|#|番号|通し番号|р/с|р/с №|т/р|t/r|т/б".split("|"))
KNOWN, LIKELY = 2, 1
LETTERS = {"ja": "[\u3041-\u30ff\u4e00-\u9fff]", "kk": "[әғқңөұүһӘҒҚҢӨҰҮҺ]", "ru": "[а-яА-Я]"}
LOOKS_LIKE = str.maketrans("асеорхукмтнв", "aceopxykmthb")


class Match(NamedTuple):
    field: str
    strength: int


@dataclass(frozen=True)
class Columns:
    """Fields of a file, what else their headers may be called, and which must be there.

    `heads`: what we call them ourselves, by language. `ignored`: headers of ours that are no field.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def field_of(self, header: str) -> str | None:
        match = self.match(header)
        return match.field if match else None

    def match(self, header: str) -> Match | None:
        """The field a header names: by a word we know, or by one that is left when remarks are taken away."""
        exact = self._by_name.get(fold(header))
        if exact:
            return Match(exact, LIKELY if fold(header) in RUNNING else KNOWN)
        likely = self._without_remarks(ORDINAL.sub("", header))
        return Match(likely, LIKELY) if likely else None

    def _without_remarks(self, header: str) -> str | None:
        remarks = " ".join(REMARK.findall(header))
        found = self._plain(REMARK.sub(" ", header)) or self._by_parts(REMARK.sub(" ", header))
        if found and LATIN.search(remarks):
            return f"{found}_latin" if f"{found}_latin" in self.optional else None
        return None if ANOTHER.search(remarks) else found

    def _by_parts(self, header: str) -> str | None:
        """“БИН/ИИН”, “国名 Country”: the same said more than once."""
        for parts in (PARTS.split(header), [part[0] or part[1] for part in TWO_SCRIPTS.findall(header)]):
            fields = {self._plain(part) for part in parts if fold(part)}
            if len(parts) > 1 and len(fields) == 1:
                return fields.pop()
        return None

    def _plain(self, header: str) -> str | None:
        words = fold(HONORIFIC.sub("", plain(header)))
        rest = " ".join(word for word in words.split() if word not in OWNERS)
        return self._by_name.get(words) or self._by_name.get(rest) or self._by_look.get(words.translate(LOOKS_LIKE))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        names = {fold(field): field for field in (*self.required, *self.optional)}
        names |= {fold(name): field for field, others in self.synonyms.items() for name in others}
        names |= {fold(name): field for field, words in self.heads.items() for name in words.values()}
        return {name: field for name, field in names.items() if name}

    @cached_property
    def _by_look(self) -> dict[str, str]:
        """“Е-mail” with a Russian Е."""
        return {name.translate(LOOKS_LIKE): field for name, field in self._by_name.items()}


class Header(NamedTuple):
    """`number`: its row; `names` as they stand there, `fields`: what they mean, None where nothing we know."""

    number: int
    names: list[str]
    fields: list[str | None]
    left_out: list[str]

    def is_whole(self, columns: Columns) -> bool:
        return set(columns.required) <= set(self.fields)

    @property
    def known(self) -> int:
        return sum(one is not None for one in self.fields)


def find_header(head: list[Numbered], columns: Columns) -> Header:
    """The first row, or two rows one above the other, that name all required columns; else the one that comes next."""
    found = [read_header(number, row, columns) for number, row in head[:WITHIN]]
    joined = (
        read_header(lower[0], _joined(upper[1], lower[1]), columns)
        for upper, lower in zip(head, head[1:WITHIN], strict=False)
    )
    whole = next((one for one in (*found, *joined) if one.is_whole(columns)), None)
    return whole or max(found, key=lambda one: one.known, default=Header(1, [], [], []))


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Names in two rows: what stands above a group, and its columns."""
    length = max(len(upper), len(lower))
    upper, lower = (row + [""] * (length - len(row)) for row in (upper, lower))
    return [below if below.strip() else above for above, below in zip(upper, lower, strict=True)]


def read_header(number: int, row: list[str], columns: Columns) -> Header:
    names = row[:MOST_COLUMNS]
    while names and not names[-1].strip():
        names = names[:-1]
    matches = [columns.match(name) for name in names]
    fields: list[str | None] = [match.field if match else None for match in matches]
    left_out = []
    for place, match in enumerate(matches):
        if match and _is_said_better(place, match, matches, columns):
            fields[place] = None
            left_out.append(names[place])
    return Header(number, names, fields, left_out)


def _is_said_better(place: int, match: Match, matches: list[Match | None], columns: Columns) -> bool:
    """Another column names the field outright; or, where it may be missing, an earlier one."""
    if match.strength == KNOWN:
        return False
    same = [(other, one.strength) for other, one in enumerate(matches) if one and one.field == match.field]
    return (
        any(strength > match.strength for _other, strength in same)
        or match.field in columns.optional and same[0][0] < place
    )


def check_header(header: Header, columns: Columns, filename: str) -> Iterator[Problem]:
    """What is worth knowing about its columns. Raises FileUnreadable where one is missing, or there twice."""
    fields = [one for one in header.fields if one]
    repeated = next((one for one in fields if fields.count(one) > 1), None)
    if repeated:
        raise FileUnreadable(
            "repeated_column", _("%(file)s has the column “%(column)s” twice."), file=filename, column=repeated
        )
    missing = [one for one in columns.required if one not in fields]
    if missing:
        if any(map(has_lost_letters, header.names)):
            raise letters_lost(filename, header.number, next(filter(has_lost_letters, header.names)))
        raise FileUnreadable("missing_column", _(
            "%(file)s has no column “%(column)s”. One of its first ten rows must name the columns."
        ), file=filename, column=", ".join(_called(missing, header, columns)))
    for name, one in zip(header.names, header.fields, strict=True):
        if one is None and name.strip() and name.strip() not in columns.ignored:
            yield _left_out(name, said_better=name in header.left_out)


def _called(fields: list[str], header: Header, columns: Columns) -> list[str]:
    """As the file would call them: in the language of its other columns, where we have words for them."""
    names = " ".join(header.names)
    languages = (code for code, letters in LETTERS.items() if re.search(letters, names))
    language = next(languages, "")
    return [columns.heads.get(one, {}).get(language, one) for one in fields]


def _left_out(name: str, *, said_better: bool) -> Problem:
    column = {"column": clean(name)[:60]}
    if said_better:
        return Problem("", "second_column", Phrase(
            _("The column “%(column)s” was left out: another one says the same."), column
        ))
    return Problem("", "extra_column", Phrase(_("The column “%(column)s” is not known and was left out."), column))
