"""What tests of this app ask of the log and the outbox."""
from core.activity import ref
from core.models import Activity
from notifications.models import Message


def verbs(instance) -> list[str]:
    """The acts whose subject the row is, oldest first, without the app's name."""
    rows = Activity.objects.filter(subject=ref(instance)).order_by("pk").values_list("verb", flat=True)
    return [verb.rpartition(".")[2] for verb in rows]


def told(kind: str) -> dict[str, str]:
    """{address: subject} of what was said under companies/<kind>."""
    return dict(Message.objects.filter(kind=f"companies/{kind}").values_list("address", "subject"))
