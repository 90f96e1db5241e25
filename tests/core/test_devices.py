"""What a browser says of itself, in words."""

import pytest

from core.devices import device

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)"


@pytest.mark.parametrize("agent, words", [
    (f"Mozilla/5.0 (Linux; Android 14; SM-A556B) {CHROME} Mobile Safari/537.36", "Chrome · Android"),
    (f"{WINDOWS} {CHROME} Safari/537.36 Edg/130.0.0.0", "Edge · Windows"),
    (f"{WINDOWS} {CHROME} YaBrowser/24.10.0.0 Safari/537.36", "Yandex Browser · Windows"),
    (f"{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox · Linux"),
    ("curl/8.10.1", ""),
    ("", ""),
])
def test_a_browser_in_words(agent, words):
    assert device(agent) == words
