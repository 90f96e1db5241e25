"""Why two firms are not suggested to each other, and what would change it, in the reader's words."""
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Firm
from core.geography import Country
from core.i18n import say_date_of
from core.sort_keys import in_order

from ..computed.why_not import Verdict, live_match, verdict
from ..enums import RejectReason
from ..scoring.pair_score import PairScore
from .sentences import Reader, exclusion_text

MOST_FOUND = 20
PUBLISH = gettext_lazy("It publishes an offer or a need, and Minamin has read it.")
CHANGE = {
    "not_live": gettext_lazy("Minamin verifies the firm, or lifts its suspension."),
    "not_published": PUBLISH,
    "no_profile": PUBLISH,
    "not_read": gettext_lazy("The next run reads both firms. It starts by itself after a publication."),
    "same_side": gettext_lazy("Nothing: a firm of Japan meets firms of Central Asia only."),
    "own_group": gettext_lazy("Nothing, as long as both belong to one group."),
    "rival": gettext_lazy("The other firm is taken off its list of competitors."),
    "rival_makers": gettext_lazy("One of them says that it also trades or buys such goods, in its offer or need."),
    "do_not_introduce": gettext_lazy("The remark that they are not to be introduced is taken back on the firm’s page."),
    "no_complementary_profiles": gettext_lazy("One of them publishes an offer or a need that answers the other’s."),
    "market_not_sought": gettext_lazy("The firm adds this country to its markets, or leaves the markets open."),
    "gate": gettext_lazy("A clearer line, a second line, or a customs code that both name."),
    "rank": gettext_lazy("Clearer lines and codes move it up; so does a partner before it that is taken or declined."),
    "limit": gettext_lazy("A place becomes free when a firm answers a suggestion. The next run gives it away again."),
    "quiet": gettext_lazy("The quiet time ends on the day named. Until then only staff can bring it up, by hand."),
}
GATE = gettext_lazy(
    "No line of one stands out beside a line of the other, and no customs code that both name speaks for them."
)
NOT_READ = gettext_lazy("The engine has not read one of these firms yet.")
LIMIT = gettext_lazy("They fit, but other pairs need the places more: a firm gets at most %(places)s suggestions.")


def reasons(japan: Firm, partner: Firm, pair: PairScore | None, ranks: dict, now: datetime) -> dict[str, Any]:
    """The open match if there is one, and [{"said", "change"}] of what decides against the pair."""
    found, live = verdict(japan, partner, pair, ranks, now), live_match(japan, partner)
    if found.code == "excluded":
        reader = Reader(partner=partner.country)
        rows = [_row(exclusion_text(one, reader), one["code"]) for one in found.params["exclusions"]]
    elif found.code in ("not_live", "not_published"):
        rows = [_row(_unready(firm, found.code), found.code) for firm in found.params["firms"]]
    else:
        rows = [] if live else [_row(_said(found), found.code)]
    return {"match": live, "rows": rows}


def _row(said: str, code: str) -> dict[str, str]:
    return {"said": said, "change": str(CHANGE.get(code, ""))}


def _unready(firm: Firm, code: str) -> str:
    if code == "not_live":
        return _("%(firm)s: not verified at present") % {"firm": firm}
    return _("%(firm)s: no published offer or need") % {"firm": firm}


def _said(found: Verdict) -> str:
    if found.code == "quiet":
        return _quiet(found)
    if found.code == "rank":
        return _("%(firm)s: this partner comes at place %(place)s of %(many)s, and only the first are suggested") % (
            found.params | {"firm": str(found.params["firm"])}
        )
    return str({"gate": GATE, "not_read": NOT_READ, "limit": LIMIT % found.params if found.params else ""}[found.code])


def _quiet(found: Verdict) -> str:
    before = found.params["match"]
    words = {
        "state": before.get_state_display(), "day": say_date_of(before.ended_at),
        "until": say_date_of(found.params["until"]),
        "why": dict(RejectReason.choices).get(before.refusal, ""),
    }
    if before.refusal:
        return _("Decided against before: %(state)s, %(day)s (%(why)s). Quiet until: %(until)s") % words
    return _("Decided against before: %(state)s, %(day)s. Quiet until: %(until)s") % words


def pair_url(japan: Firm | None, partner: Firm | None) -> str:
    chosen = {"japan": japan, "partner": partner}
    return reverse("matching:why_not") + "?" + urlencode({name: firm.pk for name, firm in chosen.items() if firm})


def found_firms(q: str, japan: Firm | None, partner: Firm | None) -> list[dict[str, Any]]:
    """Rows of components/row_list.html: firms that these words find, of the side that is missing."""
    firms = Firm.objects.open().searched(q=q) if q else Firm.objects.none()
    if japan:
        firms = firms.exclude(country=Country.JP)
    elif partner:
        firms = firms.filter(country=Country.JP)
    return [
        {
            "url": pair_url(firm, partner) if firm.country == Country.JP else pair_url(japan, firm),
            "side": firm.side, "title": str(firm), "meta": firm.get_country_display(),
        }
        for firm in firms.order_by(in_order(), "pk")[:MOST_FOUND]
    ]
