"""A chamber's file: what every row would become, and what became of it."""
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core import signing
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from companies.intake.words import LANGUAGE_OF
from core.damage import is_no_value
from core.errors import Refusal
from core.folding import fold
from core.i18n import LANGUAGE_CODES, current_language, language_name
from core.intake.problems import LEFT_EMPTY, FileUnreadable, value_of
from core.intake.tables import Record, read_table
from core.sheets import Column, Sheet
from core.text import InvalidValue, clean

from .. import services
from ..forms import ReferForm, ReferralFile
from ..intake import COLUMNS, HEADS, MOST_ROWS
from ..models import Lead
from ..services.inquiring import key_of

SALT = "leads.file"
MAY_BE_LEFT_OUT = ("phone", "language")  # a number that is damaged is asked about
SHOWN = 120  # characters of a name, however long a refused one is
OUTCOME = {
    "new": ("done", pgettext_lazy("row of a file", "New")),
    "here": ("planned", gettext_lazy("Already here")),
    "twice": ("planned", gettext_lazy("Twice in the file")),
    "refused": ("overdue", pgettext_lazy("row of a file", "Refused")),
    "sent": ("done", gettext_lazy("Sent")),
}


class Preview(NamedTuple):
    """Rows, the new ones of them signed, and what is worth knowing about the file."""

    rows: Sequence[dict] = ()
    signed: str = ""
    notices: Sequence[str] = ()


def columns() -> str:
    """In the reader's language, those that must be there first."""
    names = [HEADS[field][current_language()] for field in (*COLUMNS.required, *COLUMNS.optional)]
    return pgettext("between the words of a list", ", ").join(names)


def empty_file() -> Sheet:
    """To fill in: the heads, and the languages to choose from."""
    offered = {"language": [language_name(code) for code in LANGUAGE_CODES]}
    heads = [Column(words[current_language()], offered.get(field, ())) for field, words in HEADS.items()]
    return Sheet(_("Firms"), heads, [])


def preview(form: ReferralFile, country: str) -> Preview:
    """What is wrong with the file as a whole is said by the form."""
    upload = form.cleaned_data["file"]
    try:
        table = read_table(upload.read(), upload.name, COLUMNS)
    except FileUnreadable as problem:
        form.add_error("file", str(problem))
        return Preview()
    if len(table.records) > MOST_ROWS:
        form.add_error("file", _("At most %(limit)s rows at once. Please split the file.") % {"limit": MOST_ROWS})
        return Preview()
    rows = list(_judged(table.records, country))
    new = [{"number": row["number"], **row["cells"]} for row in rows if row["outcome"] == "new"]
    signed = signing.dumps([country, new], salt=SALT, compress=True) if new else ""
    return Preview(rows, signed, [str(notice.message) for notice in table.notices])


def _judged(records: Iterable[Record], country: str) -> Iterator[dict]:
    names: dict[str, int] = {}
    mails: dict[str, int] = {}
    for record in records:
        number, (cells, form, notes) = record.number, _filled(record, country)
        if record.overflow or not form.is_valid():
            yield _row(number, cells, "refused", _problems(form, record.overflow))
            continue
        given = form.cleaned_data
        key, mail = key_of(given["firm_name"]), given["email"].lower()
        first = names.get(key) or mails.get(mail)
        names.setdefault(key, number)
        mails.setdefault(mail, number)
        if first:
            yield _row(number, cells, "twice", [_("Row %(row)s is the same firm.") % {"row": first}])
        elif services.is_here(**{name: given[name] for name in ("firm_name", "legal_id", "email")}, country=country):
            yield _row(number, cells, "here", [])
        else:
            yield _row(number, cells, "new", notes)


def _filled(record: Record, country: str) -> tuple[dict[str, str], ReferForm, list[str]]:
    """A row in the form, without what may be missing and cannot be read; and what a reader should know of it."""
    notes = [str(notice.message) for notice in record.notices]
    cells = {name: text for name, text in record.cells.items() if text.strip()}
    if language := LANGUAGE_OF.get(fold(cells.get("language", ""))):
        cells["language"] = language
    form = _form(cells, country)
    unread = [name for name in form.errors if _may_be_left_out(name, cells)]
    if unread:
        notes += [f"{form[name].label}: {form.errors[name][0]} {LEFT_EMPTY}" for name in unread]
        cells = {name: text for name, text in cells.items() if name not in unread}
        form = _form(cells, country)
    return {"language": _usual_language(country), **cells}, form, notes


def _may_be_left_out(name: str, cells: dict[str, str]) -> bool:
    return name in COLUMNS.optional and (name in MAY_BE_LEFT_OUT or is_no_value(cells.get(name, "")))


def _form(cells: dict[str, str], country: str) -> ReferForm:
    """Formulas and their errors are no values: their fields say so."""
    form = ReferForm({"language": _usual_language(country), **cells, "agreed": "on"}, country=country)
    for name, text in cells.items():
        try:
            value_of(text)
        except InvalidValue as problem:
            form.errors.pop(name, None)
            form.add_error(name, str(problem))
    return form


def send(signed: str, *, by, now: datetime) -> tuple[int, list[dict]]:
    """Each row by itself: one that has come in meanwhile stops nobody else. Returns how many were sent."""
    try:
        country, rows = signing.loads(signed, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return 0, []
    sent: list[Lead] = []
    results = [_sent(row.pop("number"), row, country, sent, by=by, now=now) for row in rows]
    services.confirm_referrals(sent, by=by, now=now)
    return sum(row["outcome"] == "sent" for row in results), results


def _sent(number: int, cells: dict, country: str, sent: list[Lead], *, by, now: datetime) -> dict:
    form = ReferForm(cells | {"agreed": "on"}, country=country)
    if not form.is_valid():
        return _row(number, cells, "refused", _problems(form, overflow=False))
    try:
        sent.append(services.refer_firm(**form.cleaned_data, is_alone=False, by=by, now=now))
    except Refusal as refusal:
        return _row(number, cells, "refused", [str(refusal.message)])
    return _row(number, cells, "sent", [])


def _row(number: int, cells: dict, outcome: str, reasons: list[str]) -> dict:
    tone, word = OUTCOME[outcome]
    name = Truncator(clean(cells.get("firm_name"))).chars(SHOWN)
    return {
        "number": number, "cells": cells, "name": name, "outcome": outcome,
        "tone": tone, "word": word, "reasons": reasons,
    }


def _problems(form: ReferForm, overflow: bool) -> list[str]:
    found = [f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items() if name in form.fields]
    return found + ([_("The row has more cells than there are columns.")] if overflow else [])


def _usual_language(country: str) -> str:
    return {"JP": "ja", "UZ": "uz"}.get(country, "ru")
