"""Codes for lines that have none, found by their words, for a person to confirm."""
from ..forms import CodesForm
from ..models import PartneringProfile
from ..permissions import can_say_codes

MOST_LINES = 10  # on one page: a firm with 500 lines is asked about the first, then about the next


def code_question(profile: PartneringProfile, user, form: CodesForm | None = None) -> CodesForm | None:
    """For companies/partials/_codes.html; None where nothing is asked."""
    if not can_say_codes(user, profile):
        return None
    form = form or codes_form(profile)
    return form if form.fields else None


def codes_form(profile: PartneringProfile, data=None) -> CodesForm:
    without = [line for line in profile.lines.all() if not line.hs_codes]
    return CodesForm(data, lines=without[:MOST_LINES])
