import pytest

from talks import services
from talks.models import Asked

AMOUNT = {"number": "5", "unit": "t", "per": "month"}


@pytest.fixture
def asked(match, tanaka, aigul, now) -> Asked:
    """Hokuriku asks Altai, still without names."""
    return services.ask_questions(match, keys=["capacity"], by=tanaka, now=now)[0]


@pytest.fixture
def answered(asked, aigul, now) -> Asked:
    services.answer_question(asked, value=AMOUNT, by=aigul, now=now)
    return asked
