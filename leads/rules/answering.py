"""Until when an inquiry is answered: two business days of both countries."""
from datetime import datetime

from core.geography import Country
from core.workdays import deadline

ANSWER_WITHIN = 2


def answer_by(country: str, now: datetime) -> datetime:
    """On the clock of whoever asks; the other country is Japan, for Japan Kazakhstan."""
    other = Country.KZ if country == Country.JP else Country.JP
    return deadline(now, ANSWER_WITHIN, (other, country))
