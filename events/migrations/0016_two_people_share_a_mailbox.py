"""Two people may share one mailbox: a person is an address and a name. The way back gives the second one an address
of their own that reaches the same mailbox, as most of them understand it (office+2@example.jp).
"""

from django.db import migrations, models
from django.db.models.functions import Lower

LIVE = ["invited", "applied", "waitlisted", "offered", "late_requested", "confirmed", "late_admitted", "checked_in"]


def part(apps, _editor):
    seats = apps.get_model("events", "Registration").objects.filter(state__in=LIVE)
    part_within(seats.order_by("event", "registered_at", "pk"), "event_id")
    members = apps.get_model("events", "Member").objects.filter(left_at=None)
    part_within(members.order_by("delegation", "added_at", "pk"), "delegation_id")


def part_within(rows, group: str) -> None:
    taken: dict[tuple, int] = {}
    for row in rows:
        key = (getattr(row, group), row.email.lower())
        taken[key] = taken.get(key, 0) + 1
        if taken[key] > 1:
            name, _at, host = row.email.partition("@")
            row.email = f"{name}+{taken[key]}@{host}"
            row.save(update_fields=["email"])


class Migration(migrations.Migration):

    dependencies = [("events", "0015_listed_by_own_choice")]

    operations = [
        migrations.RemoveConstraint("registration", "registration_one_live_seat_per_address"),
        migrations.RemoveConstraint("member", "member_once_per_delegation"),
        migrations.RunPython(migrations.RunPython.noop, part),
        migrations.AddConstraint(
            "registration",
            models.UniqueConstraint(
                "event",
                Lower("email"),
                Lower("name"),
                condition=models.Q(state__in=tuple(LIVE)),
                name="registration_one_live_seat_per_person",
                violation_error_message="This person has registered for this event already.",
            ),
        ),
        migrations.AddConstraint(
            "member",
            models.UniqueConstraint(
                "delegation",
                Lower("email"),
                Lower("name"),
                condition=models.Q(left_at=None),
                name="member_once_per_delegation",
                violation_error_message="This person travels with the delegation already.",
            ),
        ),
    ]
