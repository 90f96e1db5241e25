"""A run that ends its worker each time (memory, native code) is given up, and the queue goes on."""

import pytest

from matching import services
from matching.models import MatchRun
from matching.services import runs

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker ended in the middle: nothing of ours runs after it."""


@pytest.fixture
def deadly(monkeypatch, now) -> MatchRun:
    def find(_run):
        raise Killed

    monkeypatch.setattr(runs, "find_matches", find)
    return services.request_run(now=now)


def end_workers(times: int) -> None:
    for _worker in range(times):
        with pytest.raises(Killed):
            services.work_on_runs()


def test_after_three_workers_it_is_given_up_and_says_why(deadly):
    end_workers(3)
    services.work_on_runs()
    deadly.refresh_from_db()
    assert (deadly.state, deadly.attempts) == ("failed", 3)
    assert "ended 3 times" in deadly.figures["error"]


def test_without_a_limit_it_would_take_every_worker(deadly, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(runs, "MOST_ATTEMPTS", 100)
    end_workers(5)
