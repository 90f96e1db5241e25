"""Translations: .po files are the source, .mo files are made where they are needed and never committed."""

import hashlib
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings

SHORT = 32  # letters of a hash
# Beside each translation that a native speaker has read: "# reviewed: Айгүл Серікқызы, 2026-11-30".
REVIEWED = re.compile(r"^reviewed: (.+), (\d{4}-\d\d-\d\d)$", re.M)


class Entry(NamedTuple):
    """One text in one language as its catalogue has it; `forms`: one, or as many as the language has plurals."""

    key: str
    folder: str
    language: str
    context: str
    english: str
    plural: str
    forms: tuple[str, ...]
    is_fuzzy: bool
    places: tuple[str, ...]
    comment: str
    reviewed_by: str
    reviewed_on: date | None

    @property
    def digest(self) -> str:
        """Of the translation, to see whether it is still the one that somebody read."""
        return hashlib.sha256("\4".join(self.forms).encode()).hexdigest()[:SHORT]

    @property
    def is_translated(self) -> bool:
        return all(self.forms) and not self.is_fuzzy


def translated_languages() -> list[tuple[str, str]]:
    """All but English, which is the message id."""
    return [pair for pair in settings.LANGUAGES if pair[0] != settings.LANGUAGE_CODE]


def entries(language: str) -> dict[str, Entry]:
    """By their keys, as they stand in the files now."""
    return _entries(language, version(language))


def version(language: str) -> tuple[int, ...]:
    """When its files were written, in nanoseconds: what was worked out from them holds as long as this."""
    return tuple(path.stat().st_mtime_ns for path in paths(language))


@lru_cache(maxsize=8)
def _entries(language: str, written_at: tuple[int, ...]) -> dict[str, Entry]:
    found = [_read(path, at, language) for path, at in zip(paths(language), written_at, strict=True)]
    return {entry.key: entry for part in found for entry in part}


def paths(language: str) -> list[Path]:
    found = [Path(folder) / language / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS]
    return [path for path in found if path.exists()]


def key_of(folder: str, entry: polib.POEntry) -> str:
    """Another one as soon as the English changes."""
    words = "\4".join([folder, entry.msgctxt or "", entry.msgid, entry.msgid_plural])
    return hashlib.sha256(words.encode()).hexdigest()[:SHORT]


def rewrite(path: Path, change: Callable[[str, polib.POEntry], bool]) -> int:
    """`change(key, entry)` says whether it has changed it; the file is written once, whole, if anything was."""
    book = polib.pofile(str(path), wrapwidth=0)  # as gettext writes with --no-wrap: other lines stay as they are
    changed = sum(change(key_of(_folder(path), entry), entry) for entry in book if not entry.obsolete)
    if changed:
        draft = path.with_suffix(".po.new")
        book.save(str(draft))
        draft.replace(path)
    return changed


def with_review(comment: str, name: str, day: date) -> str:
    """The translator's comment, its former review replaced."""
    rest = REVIEWED.sub("", comment).strip()
    return "\n".join(filter(None, [rest, f"reviewed: {name}, {day.isoformat()}"]))


@lru_cache(maxsize=16)
def _read(path: Path, _written_at: int, language: str) -> list[Entry]:
    book = polib.pofile(str(path), wrapwidth=0)
    return [_entry(_folder(path), language, one) for one in book if not one.obsolete]


def _entry(folder: str, language: str, one: polib.POEntry) -> Entry:
    review = REVIEWED.search(one.tcomment)
    return Entry(
        key=key_of(folder, one), folder=folder, language=language, context=one.msgctxt or "", english=one.msgid,
        plural=one.msgid_plural, forms=forms_of(one), is_fuzzy=one.fuzzy,
        places=tuple(place for place, _line in one.occurrences), comment=one.comment,
        reviewed_by=review.group(1) if review else "",
        reviewed_on=date.fromisoformat(review.group(2)) if review else None,
    )


def forms_of(one: polib.POEntry) -> tuple[str, ...]:
    plurals = one.msgstr_plural
    return tuple(plurals[number] for number in sorted(plurals)) if one.msgid_plural else (one.msgstr,)


def put(one: polib.POEntry, forms: list[str], comment: str) -> None:
    """Reviewed: whatever was in doubt about it is none more."""
    if one.msgid_plural:
        one.msgstr_plural = dict(enumerate(forms))
    else:
        [one.msgstr] = forms
    one.tcomment, one.fuzzy = comment, False


def _folder(path: Path) -> str:
    return path.parents[2].name


def compile_all() -> list[Path]:
    """Compile what is stale; returns what was written. Written whole or not at all, so that two may run at once."""
    written = []
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            draft = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(draft))
            draft.replace(target)
            written.append(target.relative_to(folder))
    return written
