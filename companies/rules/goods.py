"""Short trade names of goods for chapters and headings of the Harmonized System, ours, in every language.

They are for people to read and to find a code by: no ranking ever reads them (decision 0037).
"""
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

EDITION = "HS 2022"
FOLDER = Path(__file__).resolve().parent.parent / "data" / "goods"
SYNONYMS = FOLDER / "synonyms.tsv"
CHAPTER, HEADING = 2, 4
SPARE = "en"  # for a reader of none of our languages


@lru_cache(maxsize=1)
def names() -> dict[str, dict[str, str]]:
    """{chapter or heading: {language: name}}."""
    paths = [path for path in sorted(FOLDER.glob("*.tsv")) if path != SYNONYMS]
    return {code: said for path in paths for code, said in _rows(path)}


def name_of(code: str, language: str) -> str:
    """Of the code's heading, else of its chapter; "" where neither is known."""
    known = names()
    said = known.get(code[:HEADING]) or known.get(code[:CHAPTER]) or {}
    return said.get(language) or said.get(SPARE, "")


def synonyms() -> Iterator[tuple[str, str]]:
    """(code, everyday word for it)."""
    for code, said in _rows(SYNONYMS):
        yield from ((code, word.strip()) for word in said["words"].split(";"))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    _code, *languages = lines[0]
    for code, *said in lines[1:]:
        yield code, dict(zip(languages, said, strict=True))
