"""Seals and verifies a log of many acts, one of them tampered with: python -m benchmarks.log_chain [acts]

In a database of its own, which is gone afterwards; the last line names the act that was tampered with.
"""
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from minamin_portal.embedded import postgres
from tests import migrated

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
FILL = """
INSERT INTO core_activity (at, verb, subject, about, from_state, to_state, data)
SELECT now() - interval '1 day', 'companies.firm.edit', 'companies.firm:' || gen_random_uuid(),
    ARRAY['companies.firm:' || gen_random_uuid(), 'matching.match:' || gen_random_uuid()], 'draft', 'verified',
    jsonb_build_object('step', n, 'codes', ARRAY['a', 'b']) FROM generate_series(1, %s) n
"""
TAMPER = """
ALTER TABLE core_activity DISABLE TRIGGER USER;
UPDATE core_activity SET to_state = 'refused' WHERE id = (SELECT max(id) / 2 FROM core_activity);
ALTER TABLE core_activity ENABLE TRIGGER USER;
"""


def main(acts: int = 100_000) -> None:
    home = Path(tempfile.mkdtemp(prefix="log-chain-"))
    home.chmod(0o711)
    migrated.lay_out(home)
    server = postgres.start(home, home / "log")
    os.environ |= {"DATABASE_URL": server.url, "REDIS_URL": "redis://127.0.0.1:1/0"}
    try:
        measure(acts)
    finally:
        server.stop()
        postgres.remove(home)
        shutil.rmtree(home)


def measure(acts: int) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from core.chain import chain_log, head, verify

    with connection.cursor() as sql:
        sql.execute(FILL, [acts])
        print(f"sealed   {_timed(lambda: chain_log(now=timezone.now())):6.1f} s")
        heads = [head()]
        took = _timed(lambda: verify(heads, now=timezone.now()))
        print(f"verified {took:6.1f} s: {heads[0].position} acts, untouched")
        sql.execute(TAMPER)
    verdicts = []
    took = _timed(lambda: verdicts.append(verify(heads, now=timezone.now())))
    print(f"found    {took:6.1f} s: {verdicts[0].wrong}")


def _timed(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
