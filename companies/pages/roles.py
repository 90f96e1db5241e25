"""Who a firm is in an offer or need, where nobody has said it: what it looks like, for a person to confirm."""
from django.utils.translation import gettext as _

from ..enums import TradeRole
from ..forms import TradeRoleForm
from ..models import PartneringProfile
from ..permissions import can_say_trade_role
from ..rules.trade_roles import proposed_role


def role_question(profile: PartneringProfile, user, form: TradeRoleForm | None = None) -> dict | None:
    """For companies/partials/_role.html; None for whoever may not say it."""
    if not can_say_trade_role(user, profile):
        return None
    likely = "" if profile.trade_role else proposed_of(profile)
    if form is None:
        form = TradeRoleForm(row=profile)
        if likely:
            form.propose({"trade_role": likely})
    return {"form": form, "said": bool(profile.trade_role), "open": form.is_bound, "proposal": _words(likely)}


def proposed_of(profile: PartneringProfile) -> str:
    return proposed_role(profile.kind, profile.cooperation, [line.text for line in profile.lines.all()])


def _words(likely: str) -> str:
    if not likely:
        return ""
    return _("It looks like this, from the kind of cooperation and the lines: %(role)s") % {
        "role": TradeRole(likely).label
    }
