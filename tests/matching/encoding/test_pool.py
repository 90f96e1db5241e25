import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from matching.encoding import Crashed, Encoded, EncoderSpec, EncoderUnavailable, EncodingPool, Refused

FAKE = "tests.matching.encoding.fakes:Fake"
ROOT = Path(__file__).resolve().parents[3]


def fakes(**options):
    return EncodingPool([EncoderSpec(FAKE, options)], seconds_per_text=2, seconds_to_start=20)


@pytest.fixture(scope="module")
def pool():
    """One for all: whatever a test does to its child, the next one gets a living child."""
    with fakes() as made:
        yield made


def encode(pool, *texts):
    return list(pool.encode_safely([(text, text) for text in texts]))


def child_pid(pool):
    (result,) = encode(pool, "who")
    return int(result.vectors["fake"][0][2])


def test_the_text_that_takes_the_child_down_is_named_and_all_others_are_encoded(pool):
    results = encode(pool, "honey", "segfault", "wax", "killed", "leave", "wool")
    assert [result.id for result in results if isinstance(result, Encoded)] == ["honey", "wax", "wool"]
    assert [result for result in results if isinstance(result, Crashed)] == [
        Crashed("segfault", "crashed", -signal.SIGSEGV), Crashed("killed", "crashed", -signal.SIGKILL),
        Crashed("leave", "crashed", 7),
    ]


def test_a_text_that_hangs_is_given_up(pool):
    first, hung, last = encode(pool, "honey", "hang", "wax")
    assert hung == Crashed("hang", "timeout", -signal.SIGKILL)
    assert isinstance(first, Encoded)
    assert isinstance(last, Encoded)


def test_an_exception_is_the_texts_fault_and_the_child_lives_on(pool):
    before = child_pid(pool)
    assert encode(pool, "raise", "empty") == [Crashed("raise", "failed"), Crashed("empty", "failed")]
    assert child_pid(pool) == before


def test_a_text_without_letters_never_reaches_the_child():
    pool = fakes()
    assert encode(pool, "***", "") == [Refused("***", "no_letters"), Refused("", "empty")]
    assert pool._child is None


def test_printing_encoders_do_not_disturb_the_answers(pool):
    assert isinstance(encode(pool, "chatter")[0], Encoded)


def test_a_child_that_died_between_two_texts_is_replaced_and_nobody_blamed(pool):
    before = child_pid(pool)
    os.kill(before, signal.SIGKILL)
    pool._child.wait()
    (result,) = encode(pool, "honey")
    assert isinstance(result, Encoded)
    assert child_pid(pool) != before


def test_encoders_run_with_one_thread(pool):
    (result,) = encode(pool, "honey")
    assert result.vectors["fake"][0][1] == 2


def test_names_and_versions_are_known_before_the_first_text():
    specs = [EncoderSpec(FAKE), EncoderSpec(FAKE, {"name": "second"})]
    with EncodingPool(specs) as pool:
        assert pool.encoders == {"fake": "1", "second": "1"}
        (result,) = encode(pool, "honey")
        assert set(result.vectors) == {"fake", "second"}


@pytest.mark.parametrize("start", ["segfault", "absent"])
def test_encoders_that_do_not_start_are_no_texts_fault(start):
    with fakes(start=start) as pool, pytest.raises(EncoderUnavailable):
        encode(pool, "honey")


def test_an_encoder_that_hangs_at_the_start_is_given_up():
    with EncodingPool(
        [EncoderSpec(FAKE, {"start": "hang"})], seconds_to_start=0.5
    ) as pool, pytest.raises(EncoderUnavailable):
        encode(pool, "honey")


def test_an_encoder_that_is_gone_is_no_texts_fault(pool):
    with pytest.raises(EncoderUnavailable, match="nobody answers"):
        encode(pool, "honey", "gone")


def test_a_vector_of_the_wrong_size_is_refused():
    with EncodingPool([EncoderSpec("tests.matching.encoding.fakes:Short")]) as pool:
        assert encode(pool, "honey") == [Crashed("honey", "failed")]


def test_the_child_ends_with_the_pool():
    with fakes() as pool:
        child = child_pid(pool)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_child_ends_when_the_parent_is_killed():
    code = f"""
from tests.matching.encoding.test_pool import *
pool = fakes()
print(child_pid(pool), flush=True)
list(pool.encode_safely([("hang", "hang {'x' * 9}")]))
"""
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with parent.stdout:
        child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert _ended(child)


def _ended(process):
    """Gone, or a zombie that a container without an init does not bury."""
    for _ in range(50):
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_pool_stays_in_its_thread(pool):
    problems = []

    def elsewhere():
        try:
            encode(pool, "honey")
        except RuntimeError as problem:
            problems.append(problem)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(problems) == 1
