"""Until when a firm hears what became of what it sent: three business days of both countries."""
from datetime import datetime

from core.geography import Country
from core.workdays import deadline

REVIEW_WITHIN = 3


def review_by(country: str, sent_at: datetime) -> datetime:
    """On the clock of the firm; the other country is Japan, for Japan Kazakhstan."""
    other = Country.KZ if country == Country.JP else Country.JP
    return deadline(sent_at, REVIEW_WITHIN, (other, country))
