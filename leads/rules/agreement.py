"""What who writes to us agrees to. A changed wording is a new version."""
from django.utils.translation import gettext_lazy as _

VERSION = "2026-11"
TEXT = _(
    "I agree that Minamin keeps what I write here, that its staff read it, and that they write to me about it. "
    "I may have it corrected or deleted at any time."
)
