"""What changes about a person; what they are given, and how they are forgotten."""

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
    "change_language",
    "change_settings",
    "live_consent",
    "newest_reviews",
    "record_consent",
    "review_text",
    "withdraw_consent",
]
