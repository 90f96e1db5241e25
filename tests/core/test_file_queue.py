"""Files in quarantine: taken by one worker at a time, outside any transaction;
nothing blocks the queue of the others.
"""

import logging
import socket
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from core.files import services
from core.files.rules import file_content, scanner
from core.models import StoredFile
from tests import files_build as build
from tests.rivals import PATIENCE, Rivals
from tests.sweeping import one_rotten_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def clamd(settings):
    """A stand-in that knows one signature."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _address = server.accept()
            except OSError:
                return
            with line:
                data = b""
                while not data.endswith(b"\0\0\0\0"):
                    data += line.recv(65536)
                line.sendall(b"stream: Eicar FOUND\0" if b"EICAR" in data else b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    yield server
    server.close()


def test_the_virus_scanner_is_asked(clamd, sato, now):
    bad, good = (services.store_file("a.pdf", build.pdf(extra), by=sato, now=now) for extra in (b"EICAR", b""))
    services.inspect_files(now=now)
    bad.refresh_from_db(), good.refresh_from_db()
    assert (bad.state, good.state) == ("refused", "released")


def test_while_the_scanner_is_silent_the_file_stays_in_quarantine(settings, sato, now):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    stored = services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    assert services.inspect_files(now=now) == 0
    stored.refresh_from_db()
    assert stored.state == "quarantined"


def test_no_transaction_is_open_while_the_scanner_is_asked(transactional_db, settings, sato, now, monkeypatch):
    settings.CLAMD_ADDRESS = "clamd.example:3310"
    services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    open_then = []
    monkeypatch.setattr(scanner, "scan", lambda *_asked: open_then.append(connection.in_atomic_block))
    assert services.inspect_files(now=now) == 1
    assert open_then == [False]


def test_a_silent_scanner_holds_a_sweep_once_and_not_once_per_file(settings, sato, now, monkeypatch):
    asked = []

    def scan(content, address, within):
        asked.append(address)
        raise scanner.Silent("timed out")

    settings.CLAMD_ADDRESS = "clamd.example:3310"
    monkeypatch.setattr(scanner, "scan", scan)
    for _number in range(5):
        services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    assert services.inspect_files(now=now) == 0
    assert len(asked) == 1


@pytest.mark.parametrize("dribbles", [False, True])
def test_a_scanner_that_hangs_or_dribbles_is_left_in_time(dribbles):
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            line, _address = server.accept()
            with line:
                while not over.wait(0.02):
                    if dribbles:
                        line.send(b"x")

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(scanner.Silent):
            scanner.scan(build.pdf(), f"127.0.0.1:{server.getsockname()[1]}", 0.3)
        over.set()
        thread.join()


def test_an_unclear_answer_keeps_one_file_back_and_not_the_others(settings, sato, now, monkeypatch):
    def scan(content, address, within):
        if b"LARGE" in content:
            raise scanner.AnswerUnclear("INSTREAM size limit exceeded. ERROR")

    settings.CLAMD_ADDRESS = "clamd.example:3310"
    monkeypatch.setattr(scanner, "scan", scan)
    services.store_file("a.pdf", build.pdf(b"LARGE"), by=sato, now=now)
    services.store_file("b.pdf", build.pdf(), by=sato, now=now)
    assert services.inspect_files(now=now) == 1
    assert list(StoredFile.objects.waiting().values_list("name", flat=True)) == ["a.pdf"]


@pytest.mark.parametrize("fault", [MemoryError, AssertionError("ours"), KeyError("x")])
def test_a_fault_of_ours_keeps_the_file_in_quarantine_and_the_others_go_on(sato, now, monkeypatch, caplog, fault):
    inspect = file_content.inspect

    def faulty(content_type, content):
        if b"STRANGE" in content:
            raise fault
        inspect(content_type, content)

    monkeypatch.setattr(file_content, "inspect", faulty)
    strange, plain = (services.store_file("a.pdf", build.pdf(extra), by=sato, now=now) for extra in (b"STRANGE", b""))
    with caplog.at_level(logging.ERROR, "portal.sweeps"):
        assert services.inspect_files(now=now) == 1
    strange.refresh_from_db(), plain.refresh_from_db()
    assert (strange.state, plain.state) == ("quarantined", "released")
    assert str(strange.pk) in caplog.text
    caplog.clear()
    assert services.inspect_files(now=now) == 0
    assert not caplog.text
    monkeypatch.undo()
    assert services.inspect_files(now=now + timedelta(minutes=1)) == 1


def test_a_file_whose_worker_was_killed_is_taken_up_again_behind_the_others(sato, now, monkeypatch):
    class Killed(BaseException):
        """Nothing of ours runs after it, as with SIGKILL."""

    deadly = services.store_file("a.pdf", build.pdf(b"DEADLY"), by=sato, now=now - timedelta(minutes=1))
    services.store_file("b.pdf", build.pdf(), by=sato, now=now)
    looked_into = []

    def look(content_type, content):
        looked_into.append(b"DEADLY" in content)
        if len(looked_into) == 1:
            raise Killed

    monkeypatch.setattr(file_content, "inspect", look)
    with pytest.raises(Killed):
        services.inspect_files(now=now)
    assert services.inspect_files(now=now) == 2
    assert looked_into == [True, False, True]
    assert cache.get(f"core.file.mark:{deadly.pk}") is None


def test_a_sweep_ends_in_time_and_the_next_one_goes_on(sato, now, monkeypatch):
    for _number in range(2):
        services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    monkeypatch.setattr(services, "ONE_SWEEP", -1)
    assert services.inspect_files(now=now) == 0
    monkeypatch.setattr(services, "ONE_SWEEP", 300)
    assert services.inspect_files(now=now) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_look_into_the_same_file(sato, now, monkeypatch):
    services.store_file("a.pdf", build.pdf(), by=sato, now=now)
    inside, go_on, looks = threading.Event(), threading.Event(), []

    def slow(content_type, content):
        looks.append(content_type)
        inside.set()
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr(file_content, "inspect", slow)
    rivals = Rivals()
    rivals.start("first", lambda: services.inspect_files(now=now))
    assert inside.wait(PATIENCE)
    rivals.start("second", lambda: services.inspect_files(now=now))
    rivals.threads[1].join(PATIENCE)
    go_on.set()
    assert rivals.join() == {"first": 1, "second": 0}
    assert len(looks) == 1


def test_one_rotten_file_stops_no_other(sato, mori, now, monkeypatch):
    inspect, rotten = file_content.inspect, [b"STRANGE"]

    def may_break(content_type, content):
        if any(mark in content for mark in rotten):
            raise LookupError
        inspect(content_type, content)

    monkeypatch.setattr(file_content, "inspect", may_break)
    for number, extra in enumerate((b"STRANGE", b"")):
        services.store_file("a.pdf", build.pdf(extra), by=sato, now=now + timedelta(seconds=number))
    one_rotten_row(
        "core.inspect_files", lambda: services.inspect_files(now=now), mend=rotten.clear, staff=mori,
        done=StoredFile.objects.filter(state="released").count,
    )
