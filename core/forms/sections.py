"""A long form in parts: headings, fields side by side, and what few people need behind a fold."""

from typing import Any, NamedTuple

from django import forms


class Section(NamedTuple):
    """`rows`: names of fields, several of them side by side."""

    title: Any
    rows: list[tuple[str, ...]]
    folded: bool = False
    optional: bool = True  # says so beside each field that may stay empty


def laid_out(form: forms.Form, sections: list[Section]) -> list[dict[str, Any]]:
    """For templates; a fold with an error in it is open."""
    return [
        {
            "title": one.title,
            "rows": [[form[name] for name in row] for row in one.rows],
            "folded": one.folded,
            "optional": one.optional,
            "open": any(name in form.errors for row in one.rows for name in row),
        }
        for one in sections
    ]
