"""What a form takes, the service and the column take: a limit is a column or has one name;
nothing typed is cut unseen.
"""

import ast
import importlib
import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from companies.intake import firm_rows, line_rows
from companies.models import Contact, Firm, ProductLine

ROOT = Path(__file__).resolve().parents[2]
APPS = [one.label for one in apps.get_app_configs() if (ROOT / one.label).is_dir()]
FILES = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
# Several words in one field: each of them is measured, and how many there may be is said.
LISTS = {"Certificates", "HsCodes", "Addresses"}
SHARED = {  # forms that fill more than one table
    "events.forms.people.ReachForm": ["events.Registration", "events.Contributor", "events.Member"],
    "events.forms.people.SecondContact": ["events.Registration", "events.Member", "events.Notice"],
    "events.forms.people.DelegateFields": ["events.Registration"],
    "companies.forms.firm.ContactForm": ["companies.Contact"],
    "events.forms.events.ContributorForm": ["events.Contributor"],
    "events.forms.delegations.MemberForm": ["events.Member"],
    "events.forms.delegations.StopForm": ["events.Stop"],
    "accounts.forms.PersonFields": ["accounts.User"],
}


def all_forms() -> list[type[forms.BaseForm]]:
    for path in FILES:
        if "forms" in path.relative_to(ROOT).parts or path.stem == "forms":
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    found, waiting = [], [forms.BaseForm]
    while waiting:
        waiting += (subclasses := waiting.pop().__subclasses__())
        found += [one for one in subclasses if one.__module__.split(".")[0] in APPS and hasattr(one, "base_fields")]
    return sorted(set(found), key=lambda one: (one.__module__, one.__name__))


def is_text(field: forms.Field) -> bool:
    return (
        isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
        and type(field).__name__ not in LISTS
    )


def limit_of(field: forms.CharField) -> int | None:
    return getattr(field, "limit", None) or field.max_length


TEXTS = [
    pytest.param(field, id=f"{form.__module__}.{form.__name__}.{name}")
    for form in all_forms() for name, field in form.base_fields.items() if is_text(field)
]


def test_the_forms_were_found():
    assert len(TEXTS) > 60


@pytest.mark.parametrize("field", TEXTS)
def test_every_text_of_a_form_has_a_limit_and_keeps_it(field):
    if type(field).__name__ == "Telephone":
        fits, too_long = "+77015550102 ext. 1234567", "+7701555010223456"
    elif isinstance(field, forms.EmailField):
        fits, too_long = ("a" * (limit_of(field) - 11 + more) + "@example.jp" for more in (0, 1))
    elif isinstance(field, forms.URLField):
        fits, too_long = ("https://example.jp/" + "a" * (limit_of(field) - 19 + more) for more in (0, 1))
    else:
        fits, too_long = ("あ" * (limit_of(field) + more) for more in (0, 1))
    assert field.clean(fits) == fits
    with pytest.raises(ValidationError):
        field.clean(too_long)


@pytest.mark.parametrize("field", [one for one in TEXTS if getattr(one.values[0], "column", None)])
def test_a_column_takes_what_the_form_takes(field):
    column = field.column
    if isinstance(column, models.CharField) and not column.choices:
        assert column.max_length == field.limit
        column.run_validators("あ" * field.limit)


@pytest.mark.parametrize("form, table", [(form, table) for form, tables in SHARED.items() for table in tables])
def test_every_table_that_a_form_fills_takes_what_it_takes(form, table):
    module, _, name = form.rpartition(".")
    columns = {one.name: one for one in apps.get_model(table)._meta.fields}
    fields = getattr(importlib.import_module(module), name).base_fields
    both = {name: field for name, field in fields.items() if is_text(field) and name in columns}
    assert both
    assert {name: limit_of(field) or 40 for name, field in both.items()} == {
        name: columns[name].max_length for name in both
    }


def bare_numbers(tree: ast.AST) -> list[int]:
    """Lines on which a limit is a number without a name."""
    return [
        node.lineno
        for call in ast.walk(tree) if isinstance(call, ast.Call)
        for node in call.keywords if node.arg in ("limit", "max_length") and isinstance(node.value, ast.Constant)
    ]


def test_limits_of_forms_and_services_have_names():
    rooms = ("forms", "services", "views", "pages", "computed")
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES if path.stem in rooms or set(rooms) & set(path.relative_to(ROOT).parts)
        for line in bare_numbers(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert wrong == []
    assert bare_numbers(ast.parse("clean(text, limit=300)\nWords(limit=Firm.name)\nclean(text, limit=MOST)")) == [1]


CUT = re.compile(r"\b(clean|clean_words|\w+_reason)\([^\n]*?\)\[:|\.(strip|POST\.get|cleaned_data)\([^\n]*?\)\[:")
SHOWN_ONLY = {
    "companies/intake/firm_rows.py": "names the row of a file in its report; the row itself is refused",
    "companies/intake/line_rows.py": "names the row of a file in its report; the row itself is refused",
    "companies/intake/words.py": "quotes in a refusal what was typed",
    "core/intake/headers.py": "names a column in the report on a file",
    "core/intake/losses.py": "quotes in a notice or refusal what was typed",
    "core/intake/problems.py": "quotes in a refusal what was typed",
    "core/intake/tables.py": "names a file in the report on it",
    "core/dates.py": "quotes in a refusal what was typed",
    "companies/rules/sectors.py": "reads the first two digits of a code",
    "companies/rules/legal_ids.py": "quotes in a refusal what was typed",
    "core/numbers.py": "quotes in a refusal what was typed",
    "core/looks.py": "keeps the beginning of a hash",
}


def test_nothing_typed_is_cut_unseen():
    found = {path.relative_to(ROOT).as_posix() for path in FILES if CUT.search(path.read_text(encoding="utf-8"))}
    assert found == set(SHOWN_ONLY)
    assert all(
        map(
            CUT.search,
            ["clean(note)[:300]", "required_reason(reason)[:300]", 'clean(get("q"))[:9]', "note.strip()[:5]"],
        )
    )


def test_a_file_of_firms_takes_what_the_columns_take():
    typed = [
        firm_rows.NAME_LIMIT, firm_rows.CITY_LIMIT, firm_rows.CONTACT_LIMIT, firm_rows.KEY_LIMIT, firm_rows.EMAIL_LIMIT
    ]
    columns = [Firm.name, Firm.city, Contact.name, Firm.import_key, Contact.email]
    assert typed == [column.field.max_length for column in columns]
    assert ProductLine.text.field.max_length == line_rows.LINE_LIMIT
    assert Firm.certificates.field.base_field.max_length == firm_rows.CERTIFICATE_LIMIT
