"""What changes about a person; what they are given, and how they are forgotten."""

from .exporting import chapters_of, export_own_data, person_of
from .people import (
    change_language,
    change_settings,
    live_consent,
    newest_reviews,
    record_consent,
    review_text,
    withdraw_consent,
)

__all__ = [
    "chapters_of",
    "change_language",
    "change_settings",
    "export_own_data",
    "live_consent",
    "newest_reviews",
    "person_of",
    "record_consent",
    "review_text",
    "withdraw_consent",
]
