import pytest

from . import standin


@pytest.fixture
def register(settings):
    """The stand-in, connected for both countries; patience is short, so that no test is slow."""
    settings.REGISTER_TIMEOUT = 0.5
    with standin.running() as server:
        settings.REGISTERS = {
            "KZ": {"adapter": "stat_kz", "url": server.url, "key": ""},
            "JP": {"adapter": "gbizinfo", "url": server.url, "key": "secret"},
        }
        yield server
