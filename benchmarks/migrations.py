"""Forward, back and forward over the last migrations with 20,000 firms in the tables and others at work:

    python -m benchmarks.migrations [--firms 20000] [--last 10] [--delegates 20000] [--acts 100000]

In a database of its own, which is gone afterwards. Says how long each way took, how long the longest of the questions
and writes that go on meanwhile had to wait, and during which migration. Exit code 1: a row was lost or is another than
before, or somebody waited more than three seconds.
"""
import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks import population
from minamin_portal.embedded import postgres
from tests import migrated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
LONGEST = 3.0  # seconds that anybody may wait for a lock
PAUSE = 0.02
OURS = ["accounts", "companies", "core", "events", "leads", "matching", "meetings", "mou", "notifications"]
# With names of columns in their order: a column that was dropped and comes back stands at another place.
SUM = "SELECT count(*), coalesce(sum(hashtextextended(to_jsonb(t)::text, 0)::numeric), 0)::text FROM {} t"
TABLES = """
SELECT format('%I', tablename) FROM pg_tables
WHERE schemaname = 'public' AND tablename NOT IN ('django_migrations') ORDER BY 1
"""
# What people ask and write while the tables change: true before and after each of the migrations.
TRAFFIC = [
    "SELECT id FROM companies_firm ORDER BY id DESC LIMIT 50",
    "UPDATE companies_firm SET country = country WHERE id = (SELECT id FROM companies_firm ORDER BY id LIMIT 1)",
    "SELECT id FROM companies_contact ORDER BY id DESC LIMIT 50",
    "SELECT id FROM core_activity ORDER BY id DESC LIMIT 50",
    "SELECT id FROM accounts_user ORDER BY id DESC LIMIT 50",
    "UPDATE accounts_user SET language = language WHERE id = (SELECT id FROM accounts_user ORDER BY id LIMIT 1)",
    "SELECT id FROM companies_productline ORDER BY id DESC LIMIT 50",
    "SELECT id FROM notifications_message ORDER BY id DESC LIMIT 50",
]


class Visitors:
    """Questions and writes, one after the other, on a connection of their own."""

    def __init__(self, url: str):
        self.url, self.at, self.waits, self.over = url, "", [], threading.Event()
        self.thread = threading.Thread(target=self._visit, daemon=True)

    def __enter__(self) -> "Visitors":
        self.thread.start()
        return self

    def __exit__(self, *_fault) -> None:
        self.over.set()
        self.thread.join()

    def _visit(self) -> None:
        import psycopg2

        line = psycopg2.connect(self.url)
        line.autocommit = True
        number = 0
        while not self.over.is_set():
            question = TRAFFIC[number % len(TRAFFIC)]
            begun, at = time.monotonic(), self.at
            with line.cursor() as sql:
                sql.execute(question)
            self.waits.append((time.monotonic() - begun, at or self.at, question))
            number += 1
            time.sleep(PAUSE)
        line.close()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.migrations", description=__doc__)
    for name, usual in {"firms": 20_000, "delegates": 20_000, "acts": 100_000, "last": 10}.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="migrations-"))
    home.chmod(0o711)
    migrated.lay_out(home)
    server = postgres.start(home, home / "log")
    os.environ |= {"DATABASE_URL": server.url, "REDIS_URL": "redis://127.0.0.1:1/0"}
    try:
        return measure(given, server.url)
    finally:
        server.stop()
        postgres.remove(home)
        shutil.rmtree(home)


def measure(given: argparse.Namespace, url: str) -> int:
    import django

    django.setup()
    seeded = fill(given)
    before = counted()
    print(f"{sum(rows for rows, _sum in before.values())} rows in {len(before)} tables, {seeded:.0f} s", flush=True)
    with Visitors(url) as visitors:
        for way, targets in (("back", earlier(given.last)), ("forward", newest())):
            begun, cpu = time.monotonic(), time.process_time()
            steps = go(targets, visitors)
            took, cpu = time.monotonic() - begun, time.process_time() - cpu
            print(f"{way:8} {len(steps)} migrations in {took:.1f} s ({cpu:.1f} s of CPU here); longest:", flush=True)
            for took, name in sorted(steps, reverse=True)[:3]:
                print(f"         {took:6.1f} s  {name}")
    changed = {name: (before[name], row) for name, row in counted().items() if before.get(name) != row}
    waits = sorted(visitors.waits, reverse=True)
    print(f"{len(waits)} questions and writes meanwhile; the three that waited longest:")
    for wait, at, question in waits[:3]:
        print(f"         {wait:6.2f} s  {at}: {question[:60]}")
    for name, (was, now) in changed.items():
        print(f"{name}: {was[0]} rows before, {now[0]} now{'' if was[0] != now[0] else ', other values'}")
    print(f"{len(before) - len(changed)} of {len(before)} tables hold what they held")
    return 1 if changed or waits[0][0] > LONGEST else 0


def fill(given: argparse.Namespace) -> float:
    from django.db import connection

    from accounts.models import User

    begun, chance = time.monotonic(), random.Random(1)
    User.objects.create(email="sato@minamin.example", full_name="佐藤 直子", language="ja", time_zone="Asia/Tokyo")
    population.add_firms(given.firms, chance)
    population.add_delegates(given.delegates, chance)
    population.add_activities(given.acts, chance)
    with connection.cursor() as sql:
        sql.execute("ANALYZE")
    return time.monotonic() - begun


def counted() -> dict[str, tuple[int, str]]:
    from django.db import connection

    with connection.cursor() as sql:
        sql.execute(TABLES)
        names = [name for (name,) in sql.fetchall()]
        found = {}
        for name in names:
            sql.execute(SUM.format(name))  # nosemgrep: sql-put-together-by-hand
            found[name] = sql.fetchone()
    return found


def earlier(last: int) -> list[tuple[str, str]]:
    """Of each app the migration that many before its newest, but its first at least: tables stay."""
    from django.db.migrations.loader import MigrationLoader

    names = {app: sorted(name for label, name in MigrationLoader(None).disk_migrations if label == app) for app in OURS}
    return [(app, many[max(0, len(many) - 1 - last)]) for app, many in names.items()]


def newest() -> list[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return [key for key in MigrationLoader(None).graph.leaf_nodes() if key[0] in OURS]


def go(targets: list[tuple[str, str]], visitors: Visitors) -> list[tuple[float, str]]:
    """As `manage.py migrate` does it, with its limit for locks: (seconds, migration)"""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from core.management.commands.migrate import Command

    command, steps, begun = Command(), [], 0.0
    command.verbosity, command.database = 0, connection

    def step(action: str, migration=None, fake: bool = False) -> None:
        nonlocal begun
        command.migration_progress_callback(action, migration, fake)
        if action in ("apply_start", "unapply_start"):
            visitors.at, begun = str(migration), time.monotonic()
        elif action in ("apply_success", "unapply_success"):
            steps.append((time.monotonic() - begun, str(migration)))

    MigrationExecutor(connection, step).migrate(targets)
    return steps


if __name__ == "__main__":
    sys.exit(main())
