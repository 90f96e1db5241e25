"""Cells of the CSV files the portal gives out, and of those that come back."""
import unicodedata

from core.text import clean

# What spreadsheets take for the start of a formula, also in full width.
STARTERS = ("=", "+", "-", "@", "|", "%")


def escape_cell(value) -> str:
    """A cell that no spreadsheet runs as a formula; an apostrophe in front marks it as text."""
    raw = "" if value is None else str(value)
    if isinstance(value, int | float):
        return raw
    text = clean(raw, multiline=True)
    return "'" + text if _is_risky(text) else text


def unescape_cell(text: str) -> str:
    """Without the apostrophe that `escape_cell` has put in front."""
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def _is_risky(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).lstrip(" \t\r\n'\"").startswith(STARTERS)
