"""Every page each reader reaches by links: queries, CPU ms, bytes: python -m benchmarks.pages [--json] [--reader staff]

On the portal's own database with the demonstration in it (`make run` or manage.py load_demo first), in one transaction
that is rolled back. In one process without a network: the time of Django, its templates and the driver on one core;
PostgreSQL's own is not in it. A busy machine makes CPU time longer too: the yardstick, plain Python that is always the
same, says how busy it was.
"""
import argparse
import json
import os
import statistics
import sys
import time

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
WARM_UP = 2
QUERIES, CPU_MS = 15, 20  # what a home or list may cost
YARD = 100_000  # steps of the yardstick


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object for each page")
    parser.add_argument("--runs", type=int, default=9, help="the median of so many")
    parser.add_argument("--reader", action="append", help="only these")
    parser.add_argument("--lists", action="store_true", help="only homes and lists: pages whose address names no row")
    given = parser.parse_args()
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    from django.db import transaction

    from scripts.portal_pages import READERS

    with transaction.atomic():
        rows, skipped = measure(given.reader or list(READERS), given.runs, lists=given.lists)
        transaction.set_rollback(True)
    yard = yardstick(given.runs)
    if given.json:
        print(json.dumps({"yardstick_ms": yard, "pages": rows, "skipped": skipped}, indent=1))
    else:
        show(rows, skipped)
        print(f"\nyardstick: {yard} ms")


def median_ms(run, times: int) -> float:
    taken = []
    for _number in range(times):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return round(1000 * statistics.median(taken), 1)


def yardstick(times: int) -> float:
    return median_ms(lambda: sum(len(str(number)) for number in range(YARD)), times)


def measure(readers: list[str], runs: int, *, lists: bool = False) -> tuple[list[dict], dict[str, list[str]]]:
    from accounts.models import User
    from scripts.portal_pages import client_of, names, reached

    if not User.objects.filter(email="sato@minamin.example").exists():
        sys.exit("nobody of the demonstration is here: load it first (manage.py load_demo)")
    rows, seen, others = [], set(), set()
    for reader in readers:
        pages, rest = reached(reader)
        client = client_of(reader)
        wanted = [page for page in pages if not (lists and page.names_a_row)]
        rows += [_row(reader, page) | cost_of(client, page.address, runs) for page in wanted]
        seen |= {page.name for page in pages}
        others |= {page.name for page in rest}
    return rows, {"no page": sorted(others - seen), "no link": sorted(set(names()) - seen - others)}


def _row(reader: str, page) -> dict:
    return {"reader": reader, "page": page.name, "named": page.names_a_row}


def cost_of(client, address: str, runs: int) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _number in range(WARM_UP):
        client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    queries = len(asked)  # before the next request forgets them
    took = median_ms(lambda: client.get(address), runs)
    return {"queries": queries, "cpu_ms": took, "bytes": len(answer.content)}


def show(rows: list[dict], skipped: dict[str, list[str]]) -> None:
    """A star where a home or list costs more than it may."""
    print(f"{'reader':11}{'page':38}{'queries':>8}{'CPU ms':>8}{'bytes':>9}")
    for row in rows:
        over = not row["named"] and (row["queries"] > QUERIES or row["cpu_ms"] > CPU_MS)
        print(f"{row['reader']:11}{row['page']:38}{row['queries']:8}{row['cpu_ms']:8.1f}{row['bytes']:9}{'  *' * over}")
    print(f"\nlinks to files, redirections and pages that are refused, not measured: {', '.join(skipped['no page'])}")
    print(f"\nno link leads there with this data (what only a button does among them): {', '.join(skipped['no link'])}")


if __name__ == "__main__":
    main()
