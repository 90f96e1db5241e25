"""Letters that became question marks, because the file was saved in an encoding that does not have them."""
import re

from django.utils.translation import gettext_noop as _

from core.text import Phrase, clean

from .problems import FileUnreadable, Problem

FFFD = "\ufffd"
ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\S*\?[\w.%+-]+=\S*|\S+/\S*\?\S*", re.I)
# Inside or in front of a word: "Т?О", "?скемен". Of "Что?Где" the capital begins a sentence of its own.
INSIDE = re.compile(r"\?+(?=[^\W\d_])")
ONLY_MARKS = re.compile(r"[?\s\d.,;:()«»\"'&/-]*")
MANY = 4  # marks and nothing else; fewer are a way to say that something is not known


def has_lost_letters(text: str) -> bool:
    """Whether a question mark stands where a letter must have been; not one that asks, nor one of a web address."""
    if FFFD in text:
        return True
    if "?" not in text:
        return False
    text = ADDRESS.sub(" ", text)
    if ONLY_MARKS.fullmatch(text):
        return text.count("?") >= MANY
    return any(not _begins_a_sentence(text, found) for found in INSIDE.finditer(text))


def _begins_a_sentence(text: str, found: re.Match) -> bool:
    before, after = text[: found.start()][-1:], text[found.end()]
    return before.islower() and after.isupper()


def lost_in(cells: dict[str, str]) -> str:
    """The first field whose letters were lost; "" where none were."""
    return next((name for name, text in cells.items() if has_lost_letters(text)), "")


def notice(field: str, text: str) -> Problem:
    return Problem(field, "letters_lost", Phrase(_(
        "“%(text)s” may have lost letters when the file was saved. Please compare it with the original."
    ), {"text": clean(text)[:60]}))


def letters_lost(filename: str, row: int, text: str) -> FileUnreadable:
    return FileUnreadable("letters_lost", _(
        "%(file)s lost letters when it was saved: row %(row)s says “%(text)s”. In the spreadsheet program choose “Save "
        "as” and there “Excel Workbook (.xlsx)” or “CSV UTF-8”."
    ), file=filename, row=row, text=clean(text)[:60])
