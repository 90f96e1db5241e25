"""What tests of this app ask of the log, the outbox and the pages."""
import hashlib
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.activity import ref
from core.models import Activity
from notifications.models import Message


def acts(instance) -> list[str]:
    """The acts whose subject the row is, oldest first, without the app's name."""
    rows = Activity.objects.filter(subject=ref(instance)).order_by("pk").values_list("verb", flat=True)
    return [verb.rpartition(".")[2] for verb in rows]


def told(kind: str) -> list[str]:
    """Who was told matching/<kind>, once for each message."""
    return sorted(Message.objects.filter(kind=f"matching/{kind}").values_list("recipient__email", flat=True))


def written() -> tuple[int, int]:
    """How many acts and messages there are: a refusal must not raise either."""
    return Activity.objects.count(), Message.objects.count()


def database_prints() -> dict[str, str]:
    """{table: digest of all its rows}; what a reader must not change. Sessions are the framework's own."""
    prints = {}
    with connection.cursor() as sql:
        for table in sorted(connection.introspection.table_names()):
            if table in ("django_session", "usersessions_usersession"):
                continue
            sql.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')  # noqa: S608 - a name the database gave
            prints[table] = hashlib.sha256("\n".join(row[0] for row in sql.fetchall()).encode()).hexdigest()
    return prints


@contextmanager
def counted():
    """Queries of a page, without the frame of transactions and savepoints."""
    with CaptureQueriesContext(connection) as caught:
        counts: list[int] = []
        yield counts
        counts.append(
            sum(
                not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
                for query in caught.captured_queries
            )
        )
