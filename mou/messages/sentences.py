"""The balance in one whole sentence: who is behind, in what, by how much, neutrally;
and what would restore it cheapest.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.geography import Side

from ..computed.ledger import Account
from ..enums import Indicator
from ..models import Memorandum
from ..reckoning.balance import Balance, cheapest_acts

# What either side can deliver by itself, where none of its own obligations says so.
USUAL = {
    "cooperation": [Indicator.CONTACTS_RELEASED],
    "information_exchange": [Indicator.BULLETIN_PUBLISHED],
    "experience_sharing": [Indicator.SESSION_HELD],
    "visits": [Indicator.MEETING_HELD, Indicator.DELEGATION_COMPLETED],
    "events": [Indicator.EVENT_ANNOUNCED, Indicator.EVENT_SUPPORTED],
    "other": [Indicator.OTHER],
}


def names_of(memorandum: Memorandum) -> dict[str, str]:
    """{side: name of its party}."""
    return {party.side: party.name for party in memorandum.parties.all()}


def balance_word(balance: Balance) -> str:
    if balance.ratio is None:
        return _("Nothing delivered yet")
    if balance.only:
        return _("One side only")
    return _("Outside the tolerance") if balance.behind else _("Close to balance")


def balance_sentence(balance: Balance, names: dict[str, str], subject: str) -> str:
    """`subject`: the commitment's title, '' for the whole memorandum."""
    japan, partner = balance.japan, balance.central_asia
    figures = {
        "subject": subject,
        "japan": names[Side.JAPAN], "japan_done": japan.delivered, "japan_promised": japan.promised,
        "partner": names[Side.CENTRAL_ASIA], "partner_done": partner.delivered, "partner_promised": partner.promised,
    }
    if balance.ratio is None:
        return (_("%(subject)s: neither side has delivered anything in this time yet.") if subject else
                _("Neither side has delivered anything in this time yet.")) % figures
    if balance.only:
        side = japan if balance.only == Side.JAPAN else partner
        figures |= {"side": names[balance.only], "done": side.delivered, "promised": side.promised}
        return (_("%(subject)s: only %(side)s owes something here; it has delivered %(done)s of %(promised)s.")
                if subject else
                _("Only %(side)s owes something; it has delivered %(done)s of %(promised)s.")) % figures
    if balance.behind is None:
        return (_("%(subject)s: %(japan)s has delivered %(japan_done)s of %(japan_promised)s, %(partner)s "
                  "%(partner_done)s of %(partner_promised)s; the two are close to balance.") if subject else
                _("%(japan)s has delivered %(japan_done)s of %(japan_promised)s, %(partner)s %(partner_done)s of "
                  "%(partner_promised)s; the two are close to balance.")) % figures
    ahead = Side.CENTRAL_ASIA if balance.behind == Side.JAPAN else Side.JAPAN
    done = {Side.JAPAN: japan.delivered, Side.CENTRAL_ASIA: partner.delivered}
    figures |= {
        "behind": names[balance.behind], "less": done[balance.behind], "ahead": names[ahead], "more": done[ahead],
        "difference": balance.difference,
    }
    return (_("%(subject)s: %(behind)s has delivered %(less)s, %(ahead)s %(more)s; the difference is "
              "%(difference)s.") if subject else
            _("%(behind)s has delivered %(less)s, %(ahead)s %(more)s; the difference is %(difference)s.")) % figures


def restoring_acts(balance: Balance, key: str, books: Iterable[Account]) -> list[tuple[str, int]]:
    """(indicator, how many more): the cheapest next acts of the side behind, the least effort first."""
    own = [book.obligation.indicator for book in books if book.terms.live and book.obligation.owing == balance.behind]
    return cheapest_acts(own or [str(one) for one in USUAL[key]], balance.needed)


def act_words(acts: Iterable[tuple[str, int]]) -> list[str]:
    return [
        _("%(what)s: %(count)s more") % {"what": Indicator(indicator).label, "count": count}
        for indicator, count in acts
    ]
