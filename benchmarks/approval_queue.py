"""Pages a second and queries of the approval queue, on the portal's own data: python -m benchmarks.approval_queue
[pages]

In one process without a network: the time of Django, the database and the template on one core. Reads only.
"""
import os
import sys
import time

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")


def main(pages: int = 100) -> None:
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from matching.models import Match

    staff = User.objects.filter(role="staff").order_by("joined_at").first()
    if staff is None:
        sys.exit("no staff account here: load the demonstration data first (manage.py load_demo)")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(staff)
    for address in ("/matching/approvals/", "/home/", "/matching/workbench/"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            size = len(client.get(address).content)
            asked = len(queries)  # counted here: the next request empties the log
        began = time.perf_counter()
        for _ in range(pages):
            client.get(address)
        took = time.perf_counter() - began
        print(
            f"{address:24} {pages / took:6.1f} pages/s  {1000 * took / pages:5.1f} ms  {asked} queries  "
            f"{size / 1000:.0f} kB"
        )
    print(f"cases waiting: {Match.objects.for_approval().count()}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
