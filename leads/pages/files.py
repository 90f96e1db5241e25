"""A chamber's file: what every row would become, and what became of it."""
from collections.abc import Iterator
from datetime import datetime

from django.core import signing
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.errors import Refusal
from core.intake.problems import FileUnreadable
from core.intake.tables import read_table
from core.text import clean

from .. import services
from ..forms import ReferForm, ReferralFile
from ..intake import COLUMNS, MOST_ROWS
from ..services.inquiring import key_of

SALT = "leads.file"
SHOWN = 120  # characters of a name, however long a refused one is
EXAMPLE = ", ".join((*COLUMNS.required, *COLUMNS.optional))
OUTCOME = {
    "new": ("done", pgettext_lazy("row of a file", "New")),
    "here": ("planned", gettext_lazy("Already here")),
    "twice": ("planned", gettext_lazy("Twice in the file")),
    "refused": ("overdue", pgettext_lazy("row of a file", "Refused")),
    "sent": ("done", gettext_lazy("Sent")),
}


def preview(form: ReferralFile, country: str) -> tuple[list[dict], str]:
    """Rows, and the new ones of them signed; what is wrong with the file as a whole is said by the form."""
    upload = form.cleaned_data["file"]
    try:
        table = read_table(upload.read(), upload.name, COLUMNS)
    except FileUnreadable as problem:
        form.add_error("file", str(problem))
        return [], ""
    if len(table.records) > MOST_ROWS:
        form.add_error("file", _("At most %(limit)s rows at once. Please split the file.") % {"limit": MOST_ROWS})
        return [], ""
    rows = list(_judged(table.records, country))
    new = [{"number": row["number"], **row["cells"]} for row in rows if row["outcome"] == "new"]
    return rows, signing.dumps([country, new], salt=SALT, compress=True) if new else ""


def _judged(records, country: str) -> Iterator[dict]:
    names: dict[str, int] = {}
    mails: dict[str, int] = {}
    for number, cells, overflow, _notices in records:
        cells = {"language": _usual_language(country), **{name: text for name, text in cells.items() if text.strip()}}
        form = ReferForm(cells | {"agreed": "on"}, country=country)
        if overflow or not form.is_valid():
            yield _row(number, cells, "refused", _problems(form, overflow))
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
            yield _row(number, cells, "new", [])


def send(signed: str, *, by, now: datetime) -> tuple[int, list[dict]]:
    """Each row by itself: one that has come in meanwhile stops nobody else. Returns how many were sent."""
    try:
        country, rows = signing.loads(signed, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return 0, []
    results = [_sent(row.pop("number"), row, country, by, now) for row in rows]
    return sum(row["outcome"] == "sent" for row in results), results


def _sent(number: int, cells: dict, country: str, by, now: datetime) -> dict:
    form = ReferForm(cells | {"agreed": "on"}, country=country)
    if not form.is_valid():
        return _row(number, cells, "refused", _problems(form, overflow=False))
    try:
        services.refer_firm(**form.cleaned_data, by=by, now=now)
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
