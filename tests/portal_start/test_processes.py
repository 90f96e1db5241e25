"""Children and their parent's death, with a plain child beside them as the control."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from minamin_portal.embedded import processes

PARENT = """
import subprocess, sys, time
from minamin_portal.embedded.processes import spawn
tied = spawn(["sleep", "60"])
plain = subprocess.Popen(["sleep", "60"], start_new_session=True)
print(tied.pid, plain.pid, flush=True)
time.sleep(60)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_spawned_child_dies_with_its_killed_parent_and_a_plain_one_does_not():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    tied, plain = map(int, parent.stdout.readline().split())
    assert lives(tied)
    assert lives(plain)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while lives(tied) and time.monotonic() < deadline:
        time.sleep(0.01)
    survived = lives(plain)
    os.kill(plain, signal.SIGKILL)
    assert not lives(tied)
    assert survived


def test_stop_kills_what_does_not_listen():
    child = processes.spawn([sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE)
    child.stdout.readline()
    began = time.monotonic()
    processes.stop(child, grace=0.2)
    child.stdout.close()
    assert child.returncode == -signal.SIGKILL
    assert time.monotonic() - began < 5
