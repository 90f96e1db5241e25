"""Words that name somebody are taken out of every text the portal keeps, whoever wrote it."""

import json
import re
from collections.abc import Callable, Collection, Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import connection, models
from django.db.models import Q

from .names import HAN, KANA
from .sort_keys import fill, filled_on_save

GONE = "…"
TABLES_OF_OTHERS = {"contenttypes", "auth", "sessions"}
LOG = {"core.activity", "core.activitywords"}  # the first holds codes only, of the second whole rows are emptied
FEWEST_DIGITS, FEWEST_LETTERS = 7, 5  # shorter numbers and names would be found in texts about something else


def telling(word: str) -> bool:
    """Whether a text with this word is about one person: an address, a number, a name of two words."""
    if "@" in word:
        return True
    if sum(char.isdigit() for char in word) >= FEWEST_DIGITS:
        return True
    if HAN.search(word) or KANA.search(word):
        return len(word) >= 3
    return len(word.split()) > 1 and len(word) >= FEWEST_LETTERS


def pattern_of(words: Iterable[str], *, quoted: Callable[[str], str] = str) -> str:
    """A regular expression of PostgreSQL for any of them; "" for none. An ending may follow, as in Айгүлге."""
    found = sorted({word for word in words if telling(word)}, key=len, reverse=True)
    return "|".join(_one(quoted(word)) for word in found)


def _one(word: str) -> str:
    runs_on = HAN.search(word) or KANA.search(word)
    parts = [re.escape(part) for part in word.split()]
    return r"\s*".join(parts) if runs_on else "(?<![[:alnum:]])" + r"\s+".join(parts)


def in_json(word: str) -> str:
    """As it stands inside a JSON text."""
    return json.dumps(word, ensure_ascii=False)[1:-1]


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """Columns that may hold what somebody wrote."""
    return [
        field for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not hasattr(field, "keys_of") and not field.choices and not field.primary_key
    ]


def tables() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models()
        if model._meta.label_lower not in LOG and model._meta.app_label not in TABLES_OF_OTHERS
    ]


def wipe(words: Collection[str], *, keep: Collection[str]) -> int:
    """Replace each by "…" in all texts but those in `keep` ("app.model.field"); returns how many rows changed."""
    patterns = {False: pattern_of(words), True: pattern_of(words, quoted=in_json)}
    if not patterns[False]:
        return 0
    return sum(_wipe(model, patterns, keep) for model in tables())


def _wipe(model: type[models.Model], patterns: dict[bool, str], keep: Collection[str]) -> int:
    fields = [field for field in texts_of(model) if f"{model._meta.label_lower}.{field.name}" not in keep]
    if not fields:
        return 0
    changed = [_column(field, patterns) for field in fields]
    sets = ", ".join(f"{column} = regexp_replace({text}, %s, %s, 'gi'){back}" for column, text, back, _p in changed)
    where = " OR ".join(f"{text} ~* %s" for _c, text, _b, _p in changed)
    given = [value for *_names, pattern in changed for value in (pattern, GONE)]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as sql:
        sql.execute(  # nosemgrep: sql-put-together-by-hand
            f"UPDATE {table} SET {sets} WHERE {where}",  # noqa: S608 - names of our own tables and columns
            [*given, *(pattern for *_names, pattern in changed)],
        )
        rows = sql.rowcount
    if rows:
        _fill_anew(model)
    return rows


def _fill_anew(model: type[models.Model]) -> None:
    """Where a name stands and the words it is found by, of rows that have lost some."""
    for field in filled_on_save(model):
        holed = reduce(or_, (Q(**{f"{name}__contains": GONE}) for name in field.of))
        fill(model._default_manager.filter(holed), field.name, field)


def _column(field: models.Field, patterns: dict[bool, str]) -> tuple[str, str, str, str]:
    """The column, how its text is read, how it is written back, and what to look for."""
    column = connection.ops.quote_name(field.column)
    if isinstance(field, models.JSONField):
        return column, f"{column}::text", "::jsonb", patterns[True]
    if field.name == "calendar":  # iCalendar folds its lines, in the midst of names
        return column, rf"regexp_replace({column}, E'\r?\n ', '', 'g')", "", patterns[False]
    return column, column, "", patterns[False]


def words_said_with(words: Collection[str]) -> list[int]:
    """Ids of acts whose reason or words name the person."""
    pattern, inside = pattern_of(words), pattern_of(words, quoted=in_json)
    if not pattern:
        return []
    with connection.cursor() as sql:
        sql.execute(
            "SELECT activity_id FROM core_activitywords WHERE reason ~* %s OR words::text ~* %s", [pattern, inside]
        )
        return [pk for (pk,) in sql.fetchall()]
