"""Cells of the CSV files the portal gives out."""
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
    risky = unicodedata.normalize("NFKC", text).lstrip(" \t\r\n'\"").startswith(STARTERS)
    return "'" + text if risky else text
