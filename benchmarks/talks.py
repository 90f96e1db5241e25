"""A conversation of 500 messages, as a firm and staff read it: python -m benchmarks.talks [--messages 500]

On the portal's own database with the demonstration in it, in one transaction that is rolled back; measured as
`benchmarks.pages` does. The first page of messages, the last one, and the list of conversations.
"""
import argparse
import os
import sys
from datetime import timedelta

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
QUERIES, CPU_MS = 15, 60
READERS = ("kazakhstan", "staff")
TEXT = "Машинаның өнімділігі сағатына қанша бөтелке, қандай кернеу керек? "


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.talks", description=__doc__)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--runs", type=int, default=9, help="the median of so many")
    given = parser.parse_args()
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    from django.db import transaction

    from benchmarks.pages import cost_of, yardstick
    from scripts.portal_pages import client_of

    with transaction.atomic():
        address = filled(given.messages)
        print(f"{'reader':12}{'page':24}{'queries':>8}{'CPU ms':>8}{'bytes':>9}")
        for reader in READERS:
            for page in (address, f"{address}?page=last", "/talks/"):
                cost = cost_of(client_of(reader), page, given.runs)
                over = cost["queries"] > QUERIES or cost["cpu_ms"] > CPU_MS
                name = page.replace(address, "conversation ")
                print(f"{reader:12}{name:24}{cost['queries']:8}{cost['cpu_ms']:8.1f}{cost['bytes']:9}{'  *' * over}")
        transaction.set_rollback(True)
    print(f"\nyardstick: {yardstick(given.runs)} ms")


def filled(many: int) -> str:
    """The address of a conversation after release into which so many messages were written."""
    from matching.states import RELEASED
    from talks.models import Remark, Thread

    found = Thread.objects.filter(match__partner__import_key="k01", match__introductions__state__in=RELEASED)
    thread = found.select_related("match").first()
    if not thread:
        sys.exit("nobody of the demonstration is here: load it first (manage.py load_demo)")
    sides = ("japan", "central_asia")
    Remark.objects.bulk_create(
        Remark(
            thread=thread, by_side=sides[number % 2], language="kk", text=TEXT * 3,
            written_at=thread.opened_at + timedelta(minutes=number),
        )
        for number in range(many)
    )
    return thread.get_absolute_url()


if __name__ == "__main__":
    main()
