"""Which texts of allauth and Django a reader could meet in English: every one of ours must have its words.

    python scripts/library_texts.py

Texts count when a page, form, error or mail of the portal can show them (APPEAR, less NEVER). Words are looked for in
locale/, locale_libraries/, then in the library's own catalogue. What is listed is to be written into locale_libraries/.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("ja", "ru", "kk", "uz")
FOLDERS = ("locale", "locale_libraries")
# Where a library's catalogues are, and the files of it whose texts can appear.
APPEAR = {
    "allauth": r"^(account|mfa|usersessions|core|decorators)/|templates/(account|mfa|usersessions)/",
    "django/conf": r"^(forms/|core/validators|db/models/(base|constraints|fields))|utils/text",
    "django/contrib/auth": r"/(forms|password_validation)\.py",
    "django/contrib/postgres": r"/(forms/|validators|fields/array)",
}
# Signing up by passkey or telephone, trusted browsers, user names and social accounts are switched off.
NEVER_FILES = r"socialaccount|idp/|phone|admin\.py|apps\.py|trust|signup_by_passkey|webauthn/signup_form"
NEVER_WORDS = r"\bphone\b|\busername\b"
DESCRIPTIONS = "db/models/fields"  # of fields, for programmers; only what ends as a sentence is an error


def catalogue(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


def library(name: str, language: str) -> list[polib.POEntry]:
    package, _, rest = name.partition("/")
    found = find_spec(package)
    place = Path(found.origin).parent / rest
    return catalogue(place / "locale" / language / "LC_MESSAGES" / "django.po")


def key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def has_words(entry: polib.POEntry) -> bool:
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return bool(forms) and all(forms) and not entry.fuzzy


def can_appear(name: str, entry: polib.POEntry) -> bool:
    files = [file for file, _line in entry.occurrences]
    files = [file for file in files if re.search(APPEAR[name], file) and not re.search(NEVER_FILES, file)]
    if all(DESCRIPTIONS in file for file in files):
        files = files if entry.msgid.endswith(".") else []
    return bool(files) and not re.search(NEVER_WORDS, entry.msgid, re.I)


def appearing() -> Iterator[tuple[str, polib.POEntry]]:
    for name in APPEAR:
        yield from ((name, entry) for entry in library(name, "en") if can_appear(name, entry))


def missing(language: str) -> list[tuple[str, str]]:
    paths = (ROOT / folder / language / "LC_MESSAGES" / "django.po" for folder in FOLDERS)
    books = [*(catalogue(path) for path in paths), *(library(name, language) for name in APPEAR)]
    said = {key(entry) for book in books for entry in book if has_words(entry)}
    return [(name, entry.msgid) for name, entry in appearing() if key(entry) not in said]


def main() -> None:
    for language in LANGUAGES:
        left = missing(language)
        print(f"{language}: {len(left)} texts without words")
        for name, text in left:
            print(f"   {name}: {text!r}")


if __name__ == "__main__":
    main()
