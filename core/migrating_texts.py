"""For migrations: {language: text} becomes what a field of texts keeps, and back. No text is lost either way."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from .multilingual import first_language


def into_texts(app: str, model: str, *names: str, author: str) -> migrations.RunPython:
    """While the columns are plain JSON. `author`:
    the way to whoever wrote the row, whose language tells the original.
    """

    def forwards(apps, editor) -> None:
        _rewrite(apps.get_model(app, model)._base_manager, names, f"{author}__language", with_original)
        _check_at_once(editor)

    def backwards(apps, editor) -> None:
        _rewrite(apps.get_model(app, model)._base_manager, names, f"{author}__language", without_original)
        _check_at_once(editor)

    return migrations.RunPython(forwards, backwards)


def columns_into_texts(
    app: str, model: str, language: str, *, keeps_language: bool = False, **columns: str
) -> migrations.RunPython:
    """While both are there. `columns`: field of texts=the column it replaces, each in the language that the row names.

    Backwards a row keeps its original only: there was no place for a second language. `keeps_language`:
    it is of something else as well, a file, and stays as it is.
    """

    def forwards(apps, editor) -> None:
        rows = apps.get_model(app, model)._base_manager
        for pk, code, *texts in rows.values_list("pk", language, *columns.values()).iterator():
            # as it stands, uncleaned
            kept = [with_original({code or settings.LANGUAGE_CODE: text}) for text in texts]
            made = [models.Value(one, models.JSONField()) for one in kept]
            rows.filter(pk=pk).update(**dict(zip(columns, made, strict=True)))
        _check_at_once(editor)

    def backwards(apps, editor) -> None:
        rows = apps.get_model(app, model)._base_manager
        for pk, *kept in rows.values_list("pk", *columns).iterator():
            texts = {column: text.in_original for column, text in zip(columns.values(), kept, strict=True)}
            code = next((text.original for text in kept if text), settings.LANGUAGE_CODE)
            rows.filter(pk=pk).update(**texts | ({} if keeps_language else {language: code}))
        _check_at_once(editor)

    return migrations.RunPython(forwards, backwards)


def _check_at_once(editor) -> None:
    """A row written twice in one migration leaves checks for later, and until then its table cannot be altered."""
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _rewrite(rows, names: tuple[str, ...], author_language: str, change) -> None:
    for pk, language, *texts in rows.values_list("pk", author_language, *names).iterator():
        changed = [change(text, language or "") for text in texts]
        rows.filter(pk=pk).update(**dict(zip(names, changed, strict=True)))


def with_original(texts: dict[str, str], author_language: str = "") -> dict[str, Any]:
    """The original: in the author's language, else in English,
    else in the first of the portal's languages that there is.
    """
    kept = {language: {"text": text} for language, text in texts.items() if text}
    return {"original": first_language(kept, author_language), "texts": kept} if kept else {}


def without_original(stored: dict[str, Any], _author_language: str = "") -> dict[str, str]:
    return {language: wording["text"] for language, wording in stored.get("texts", {}).items()}
