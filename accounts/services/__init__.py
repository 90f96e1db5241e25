"""What changes about a person; what they are given, and how they are forgotten."""

from .agreements import withdraw_agreement
from .drafts import delete_drafts, draft_of, drop_draft, fields_of, keep_draft
from .exporting import chapters_of, export_own_data, note_others, person_of
from .forgetting import before_leaving, forget, hindrances_of, kept_texts
from .looks import delete_looks, looks_at
from .own_part import empty_agreement
from .people import (
    change_language,
    change_settings,
    live_consent,
    newest_reviews,
    record_consent,
    review_text,
    withdraw_consent,
)
from .roles import appoint_first_administrator, give_role
from .second_factors import reseal_second_factors, take_second_factor
from .terms import accept_terms, has_accepted_terms

__all__ = [
    "accept_terms",
    "appoint_first_administrator",
    "before_leaving",
    "chapters_of",
    "change_language",
    "change_settings",
    "delete_drafts",
    "delete_looks",
    "draft_of",
    "drop_draft",
    "empty_agreement",
    "export_own_data",
    "fields_of",
    "forget",
    "has_accepted_terms",
    "give_role",
    "hindrances_of",
    "keep_draft",
    "kept_texts",
    "live_consent",
    "looks_at",
    "newest_reviews",
    "note_others",
    "person_of",
    "record_consent",
    "reseal_second_factors",
    "review_text",
    "take_second_factor",
    "withdraw_agreement",
    "withdraw_consent",
]
