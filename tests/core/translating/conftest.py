import pytest

from . import standin


@pytest.fixture
def endpoint(settings):
    """The stand-in, connected for all pairs; patience is short, so that no test is slow."""
    with standin.running() as server:
        settings.TRANSLATION = {
            "usual": {"url": server.url, "key": "secret-key", "model": "model-a", "timeout": 0.5, "tries": 2},
            "pairs": {}, "tokens_a_day": 10_000,
        }
        yield server
