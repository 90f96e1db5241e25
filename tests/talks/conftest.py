import pytest

from talks import services
from talks.models import Asked, Sample

from . import samples_build

AMOUNT = {"number": "5", "unit": "t", "per": "month"}


@pytest.fixture
def asked(match, tanaka, aigul, now) -> Asked:
    """Hokuriku asks Altai, still without names."""
    return services.ask_questions(match, keys=["capacity"], by=tanaka, now=now)[0]


@pytest.fixture
def answered(asked, aigul, now) -> Asked:
    services.answer_question(asked, value=AMOUNT, by=aigul, now=now)
    return asked


@pytest.fixture
def sample(introduced, match, aigul, now) -> Sample:
    """Altai has asked Hokuriku for two machines to look at."""
    return samples_build.requested(match, aigul, now=now)
