"""A firm for which no partner is suggested: what it is told, and what would help."""
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.enums import ProfileState
from companies.forms.profiles import markets_for
from companies.models import Firm, PartneringProfile

from ..models import MatchRun
from .sentences import listed


def without_partner(firm: Firm, live: bool) -> dict[str, Any] | None:
    """For matching/partials/_no_partner.html; None for a firm with a partner (`live`: it has a live match), or with
    nothing published. Two queries.
    """
    if live or not firm.is_live:
        return None
    looked = MatchRun.objects.filter(state="done", started_at__gt=OuterRef("published_at"))
    published = firm.profiles.filter(state=ProfileState.PUBLISHED).annotate(looked=Exists(looked))
    profiles = list(published.order_by("published_at", "pk").prefetch_related("lines"))
    if not profiles:
        return None
    rows = [row for profile in profiles if (row := _row(profile, firm))["helps"]]
    return {"looked": any(one.looked for one in profiles), "rows": rows, "new_url": reverse("companies:profile_new")}


def _row(profile: PartneringProfile, firm: Firm) -> dict[str, Any]:
    lines = list(profile.lines.all())
    return {
        "title": profile.title, "lang": profile.language, "url": profile.get_absolute_url(),
        "helps": what_would_help(
            uncoded=sum(not line.hs_codes for line in lines), lines=len(lines), role=profile.trade_role,
            markets=profile.markets, choices=markets_for(firm.country), url=profile.get_absolute_url(),
        ),
    }


def what_would_help(
    *, uncoded: int, lines: int, role: str, markets: list[str], choices: list[tuple[str, str]], url: str
) -> list[dict[str, str]]:
    """Only what applies to this profile; each with the place where it is done."""
    act = f"{url}#act"
    found = []
    if uncoded:
        text = ngettext(
            "%(count)s line has no customs code. A code shows in every language what the goods are.",
            "%(count)s lines have no customs code. A code shows in every language what the goods are.", uncoded,
        )
        found.append(_help(text % {"count": uncoded}, act, _("Add a code")))
    if lines == 1:
        text = _("There is one line only. Each further product or service is compared by itself.")
        found.append(_help(text, act, _("Add a line")))
    if others := [str(label) for code, label in choices if markets and code not in markets]:
        text = _("Countries in which you do not look yet: %(countries)s.") % {"countries": listed(others)}
        found.append(_help(text, act, _("Add a country")))
    if not role:
        text = _("You have not said who you are. Those who make meet those who sell, and no rivals come in between.")
        found.append(_help(text, f"{url}#role", _("Say who you are")))
    return found


def _help(text: str, url: str, label: str) -> dict[str, str]:
    return {"text": text, "url": url, "label": label}
