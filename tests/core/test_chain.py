"""The log under seal: what is altered, taken out, put in or moved is found, by whoever did it with whatever rights."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction
from django.utils import timezone

from accounts.services import forget
from core import chain
from core.activity import record
from core.chain import Head, chain_log, head, heads_in, keep_head, verify
from core.models import Activity, LogLink
from core.services import empty_words
from tests import build
from tests.rivals import PATIENCE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_acts_too(request, monkeypatch):
    """A test is one transaction that never commits; its acts are sealed all the same."""
    if "commits" not in request.fixturenames:
        monkeypatch.setattr(chain, "NEXT", chain.NEXT.replace(chain.COMMITTED, "true"))


@pytest.fixture
def commits(transactional_db):
    """For the one test that is about committing."""


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def acts(tanaka, now) -> list[int]:
    """Ids of eight acts under seal."""
    firm = build.draft_firm(tanaka, country="JP", legal_id="1626018159083", name="北陸", name_latin="Hokuriku")
    for number in range(8):
        record(firm, "edit", by=tanaka, now=now, reason=f"Reason {number}", data={"step": number})
    chain_log(now=now)
    return list(LogLink.objects.order_by("position").values_list("activity_id", flat=True))


@pytest.fixture
def kept(acts) -> list[Head]:
    return [head()]


def tamper(*statements: str) -> None:
    """As the owner of the tables may."""
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor foreign keys
        for one in statements:
            sql.execute(one)


def test_an_untouched_log_is_good(acts, kept, now):
    verdict = verify(kept, now=now)
    assert (verdict.acts, verdict.wrong, verdict.unknown) == (len(acts), [], [])


def test_the_next_pass_goes_on_where_the_last_ended(acts, kept, tanaka, now):
    record(tanaka, "edit", by=tanaka, now=now)
    assert verify(kept, now=now).waiting == 1
    chain_log(now=now)
    chain_log(now=now)
    verdict = verify([*kept, head()], now=now)
    assert (verdict.acts, verdict.waiting, verdict.wrong) == (len(acts) + 1, 0, [])


def test_acts_are_sealed_in_commit_order_and_only_behind_every_writer(commits, tanaka, now):
    begun, finish = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record(tanaka, "edit", by=tanaka, now=now)
            begun.set()
            assert finish.wait(PATIENCE)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(PATIENCE)
    record(tanaka, "edit", by=tanaka, now=now)  # a higher id, and committed first
    chain_log(now=now)
    early = LogLink.objects.count()
    finish.set()
    thread.join()
    chain_log(now=now)
    assert early == 0
    assert LogLink.objects.count() == 2
    assert verify([head()], now=now).wrong == []


def test_in_small_parts_the_chain_is_the_same(acts, monkeypatch, now):
    whole = head()
    tamper("DELETE FROM core_loglink")
    monkeypatch.setattr(chain, "BATCH", 3)
    chain_log(now=now)
    assert head() == whole


ALTERED = [
    "verb = 'companies.firm.verify'", "actor_id = NULL", "at = at + interval '1 microsecond'",
    "data = '{\"step\": 99}'", "to_state = 'verified'", "subject = 'companies.firm:0'", "about = '{}'",
]


def found(heads: list[Head], *statements: str) -> list[str]:
    """What is wrong after them; the log is then as it was."""
    with transaction.atomic():
        tamper(*statements)
        wrong = verify(heads, now=timezone.now()).wrong
        transaction.set_rollback(True)
    return wrong


def test_an_altered_act_is_named_and_no_other(acts, kept):
    for change in ALTERED:
        wrong = found(kept, f"UPDATE core_activity SET {change} WHERE id = {acts[4]}")
        assert wrong == [f"act {acts[4]} was altered, or the links at 5 were"], change


def test_a_removed_act_is_found_with_its_link_too(acts, kept):
    gone = f"DELETE FROM core_activity WHERE id = {acts[4]}"
    assert found(kept, gone) == [f"act {acts[4]} was removed (link 5)"]
    assert "links 5 to 5 were removed" in found(kept, gone, f"DELETE FROM core_loglink WHERE activity_id = {acts[4]}")


def test_an_act_put_in_is_found(acts, kept):
    put_in = (
        "INSERT INTO core_activity (id, at, actor_id, verb, subject, about, from_state, to_state, data, transaction) "
        "SELECT 777777, at, actor_id, verb, subject, about, from_state, to_state, data, transaction - 1 "
        f"FROM core_activity WHERE id = {acts[4]}"
    )
    assert found(kept, put_in) == ["act 777777 was put in later"]


def test_acts_in_another_order_are_found(acts, kept):
    one, other = acts[3:5]
    assert len(found(
        kept, f"UPDATE core_loglink SET activity_id = -1 WHERE activity_id = {one}",
        f"UPDATE core_loglink SET activity_id = {one} WHERE activity_id = {other}",
        f"UPDATE core_loglink SET activity_id = {other} WHERE activity_id = -1",
    )) == 2  # fmt: skip


def test_a_chain_written_anew_is_found_by_what_was_kept_outside(acts, kept, now):
    tamper(f"UPDATE core_activity SET data = '{{}}' WHERE id = {acts[4]}", "DELETE FROM core_loglink")
    chain_log(now=now)
    assert verify([], now=now).wrong == [], "by itself the new chain is whole"
    assert verify(kept, now=now).wrong == [
        f"the chain was written anew: link {len(acts)} is not the one that was kept outside"
    ]


def test_an_end_that_was_cut_off_is_found_by_what_was_kept_outside(acts, kept):
    cut = [f"DELETE FROM core_{table} = {acts[-1]}" for table in ("activity WHERE id", "loglink WHERE activity_id")]
    assert found([], *cut) == [], "by itself the rest is whole"
    assert "the end was cut off" in found(kept, *cut)[0]


def test_words_that_are_emptied_leave_the_seal_whole(acts, kept, tanaka, now):
    empty_words(Activity.objects.filter(pk__in=acts), of=tanaka, by=tanaka, now=now)
    chain_log(now=now)
    assert verify(kept, now=now).wrong == []


def test_a_person_who_is_forgotten_leaves_the_seal_whole(kept, bekzat, now):
    record(bekzat, "edit", by=bekzat, now=now, reason="Бекзат Омаров said so")
    chain_log(now=now)
    forget(bekzat, by=bekzat, now=now)
    chain_log(now=now)
    assert verify([*kept, head()], now=now).wrong == []


def test_links_are_append_only(acts):
    for statement in ("UPDATE core_loglink SET hash = hash", "DELETE FROM core_loglink"):
        with pytest.raises(Error, match="append-only"), transaction.atomic(), connection.cursor() as sql:
            sql.execute(statement)


@pytest.mark.parametrize("rule, position, sealed", [
    ("log_link_positions_begin_with_one", 0, "0" * 64), ("log_link_has_a_hash", 99, "none"),
])
def test_the_database_refuses(acts, tanaka, now, rule, position, sealed):
    record(tanaka, "edit", by=tanaka, now=now)
    fresh = Activity.objects.order_by("-pk")[0]
    with pytest.raises(Error, match=rule):
        LogLink.objects.create(position=position, activity=fresh, hash=sealed)


def verified(*arguments) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("verify_log", *arguments, stdout=said, stderr=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_the_command_is_green_only_when_all_was_looked_at(acts, tmp_path, now):
    file = tmp_path / "heads"
    code, said = verified("--heads", str(file))
    assert code == 2
    assert "no head was kept outside" in said

    keep_head(file, now=now)
    assert keep_head(file, now=now) is None, "nothing new"
    assert verified("--heads", str(file))[0] == 0

    tamper(f"UPDATE core_activity SET verb = 'a.b' WHERE id = {acts[0]}")
    code, said = verified("--heads", str(file))
    assert code == 1
    assert f"act {acts[0]} was altered" in said


def test_the_command_adds_a_head_only_to_a_good_log(acts, tanaka, tmp_path, now):
    file = tmp_path / "heads"
    keep_head(file, now=now)
    record(tanaka, "edit", by=tanaka, now=now)
    chain_log(now=now)
    assert verified("--heads", str(file), "--keep-head")[0] == 0
    assert heads_in(file)[-1] == head()


def test_heads_that_cannot_be_read_are_not_green(acts, tmp_path):
    file = tmp_path / "heads"
    file.write_text("nonsense\n")
    assert verified("--heads", str(file))[0] == 2


def test_an_empty_chain_and_one_that_stands_still_are_not_green(tanaka, tmp_path, now):
    assert "no act is sealed yet" in verify([], now=now).unknown
    record(tanaka, "edit", by=tanaka, now=now - timedelta(hours=2))
    assert "sealing stands still" in " ".join(verify([], now=now).unknown)


def test_a_database_that_does_not_answer_is_not_green(acts, tmp_path, monkeypatch):
    def gone(*_args, **_kwargs):
        raise Error("gone")

    monkeypatch.setattr("core.management.commands.verify_log.verify", gone)
    assert verified("--heads", str(tmp_path / "heads"))[0] == 2
