"""The file of mails of a demonstration: a killed worker leaves nothing that stops the others."""

import mailbox
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.core.mail import EmailMessage

from notifications.backends import AppendFileBackend

KILLED_IN_ITS_TURN = """
import fcntl, signal, sys, time
turn = open(sys.argv[1], "w")
fcntl.flock(turn, fcntl.LOCK_EX)
open(sys.argv[2] + ".lock", "w")  # what mailbox.lock() used to leave
print("mine", flush=True)
time.sleep(60)
"""


@pytest.fixture
def box(settings, tmp_path):
    settings.EMAIL_FILE = tmp_path / "mail.mbox"
    return settings.EMAIL_FILE


def send(subject: str = "s") -> None:
    AppendFileBackend().send_messages([EmailMessage(subject, "From here on\nit goes", to=["a@b.example"])])


def test_a_worker_killed_in_its_turn_stops_nobody(box):
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED_IN_ITS_TURN, str(box.with_suffix(".writing")), str(box)],
        stdout=subprocess.PIPE, text=True,
    )
    assert killed.stdout.readline() == "mine\n"
    writer = threading.Thread(target=send, daemon=True)
    writer.start()
    writer.join(0.3)
    assert writer.is_alive(), "two would write at once"
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    writer.join(5)
    assert not writer.is_alive()
    assert len(mailbox.mbox(box)) == 1


def test_with_the_lock_of_mailbox_a_file_left_behind_would_stop_it(box):
    """Negative control."""
    box.with_suffix(".mbox.lock").touch()
    with pytest.raises(mailbox.ExternalClashError):
        mailbox.mbox(box).lock()
    send()
    assert len(mailbox.mbox(box)) == 1


def test_mails_of_many_at_once_stay_whole(box):
    writers = [threading.Thread(target=send, args=(f"m{number}",)) for number in range(8)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert sorted(mail["Subject"] for mail in mailbox.mbox(box)) == [f"m{number}" for number in range(8)]
