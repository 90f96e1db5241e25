"""How many rows of a folder of corrections ({en,ja,ru,kk,uz}.tsv: msgid or file, current, better, why) are applied.

    python scripts/words_applied.py [FOLDER]

Without a folder: that of the lists beside the repository, ../shared/words.

A row of en.tsv is applied when its current text is no message id any more; a row of another language when the current
wording is gone from its catalogues. Rows about files are found by their current text in the sources. Rows left stand in
docs/words_left.tsv, each with a word why.
"""

import csv
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT.parent / "shared" / "words"
LANGUAGES = ("en", "ja", "ru", "kk", "uz")
FOLDERS = ("locale", "locale_libraries")
SOURCES = (".py", ".html", ".txt", ".css")
AWAY = {".venv", "var", ".git", "tests", "docs"}


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def entries(language: str) -> list[polib.POEntry]:
    found = (ROOT / folder / language / "LC_MESSAGES" / "django.po" for folder in FOLDERS)
    return [entry for path in found if path.exists() for entry in polib.pofile(str(path)) if not entry.obsolete]


def sources() -> str:
    files = (path for path in ROOT.rglob("*") if path.suffix in SOURCES and not AWAY & set(path.parts))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def wordings(language: str) -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for entry in entries(language):
        for key in filter(None, (entry.msgid, entry.msgid_plural)):
            said.setdefault(key, set()).update([entry.msgstr, *entry.msgstr_plural.values()])
    return said


def is_left(row: list[str], said: dict[str, set[str]], text: str, language: str) -> bool:
    key, current = row[0], row[1]
    key = key.split("] ", 1)[-1] if key.startswith("[") else key
    if language == "en":
        return key in said
    if key in said:
        return current in said[key]
    return len(current) > 5 and current in text


def main(folder: Path) -> None:
    text, given = sources(), {row[0]: row[1] for row in table(ROOT / "docs" / "words_left.tsv")}
    for language in LANGUAGES:
        rows, said = table(folder / f"{language}.tsv"), wordings("ja" if language == "en" else language)
        left = [row[0] for row in rows if is_left(row, said, text, language)]
        print(f"{language}: {len(rows)} rows, {len(left)} left")
        for name in left:
            print(f"   {name}: {given.get(name, 'WITHOUT A REASON')}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else LISTS)
