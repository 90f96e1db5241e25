"""The broker is away while a colleague approves:
the page answers at once, and what is to be said stands in the outbox.
"""
import socket
import time

import pytest
from celery import Celery, current_app
from django.urls import reverse

from matching.models import Match
from notifications.models import Delivery

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 2  # seconds; a silent broker costs its socket time-out (1 s) once, not for each wake-up


@pytest.fixture
def closed_port():
    """A port where nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def silent_port():
    """A port that takes the call and then says nothing: worse than a refusal."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener.getsockname()[1]


def with_broker_at(port: int) -> Celery:
    app = Celery("broker is away", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = f"redis://127.0.0.1:{port}/0"
    return app


@pytest.fixture(params=["closed_port", "silent_port"])
def broker_down(request):
    usual = current_app._get_current_object()
    with_broker_at(request.getfixturevalue(request.param)).set_current()
    yield AT_ONCE
    usual.set_current()


def test_approving_answers_at_once_and_loses_nothing(proposed, sato, tanaka, aigul, as_, caplog, broker_down):
    client = as_(sato)
    Delivery.objects.all().delete()
    start = time.monotonic()
    answer = client.post(reverse("matching:approve", args=[proposed.pk]))
    seconds = time.monotonic() - start
    assert answer.status_code == 302
    assert seconds < broker_down
    assert Match.objects.get().state == "approved"
    waiting = Delivery.objects.filter(state="pending").values_list("message__recipient__email", flat=True)
    assert sorted(waiting) == [aigul.email, tanaka.email]
    assert caplog.text.count("the next sweep does it") == 1
