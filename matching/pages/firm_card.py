"""What staff read of a firm's matches on its page."""
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from companies.models import Firm
from core.geography import Side

from ..computed.answering import record_of
from .answering import record_fact
from .why_not import pair_url


def firm_card(firm: Firm, now: datetime) -> dict[str, Any]:
    pair = (firm, None) if firm.side == Side.JAPAN else (None, firm)
    return {
        "title": _("Partners"), "facts": [record_fact(record_of(firm, now))],
        "url": pair_url(*pair), "url_text": _("Propose a partner by hand"),
    }
