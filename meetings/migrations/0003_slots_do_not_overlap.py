"""Slots of an event do not overlap any more.

Where they did, a slot without meetings goes, as with a new setup. Two slots with meetings are named, and nothing is changed.
"""

from itertools import groupby

import django.contrib.postgres.constraints
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.operations import BtreeGistExtension
from django.core.management.base import CommandError
from django.db import migrations, models

STOP = "Meetings stand in slots that overlap. Nothing was changed. Give each pair of slots times that do not overlap first:"


def overlaps(one, other) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def make_room(apps, schema_editor) -> None:
    used = set(apps.get_model("meetings", "Meeting").objects.exclude(slot=None).values_list("slot", flat=True))
    slots = apps.get_model("meetings", "Slot").objects.order_by("event", "starts_at", "number")
    gone, pairs = [], []
    for _event, several in groupby(slots, key=lambda slot: slot.event_id):
        stay = []
        for slot in sorted(several, key=lambda slot: slot.pk not in used):
            near = [other for other in stay if overlaps(slot, other)]
            if near and slot.pk not in used:
                gone.append(slot.pk)
            else:
                stay.append(slot)
                pairs += [(other, slot) for other in near]
    if pairs:
        raise CommandError("\n".join([STOP, *(f"event {one.event_id}: {said(one)} and {said(other)}" for one, other in pairs)]))
    slots.filter(pk__in=gone).delete()
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered


def said(slot) -> str:
    return f"slot {slot.pk} ({slot.starts_at:%Y-%m-%d %H:%M} to {slot.ends_at:%H:%M} UTC)"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_topics_in_several_languages")]

    operations = [
        BtreeGistExtension(),
        migrations.RunPython(make_room, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="slot",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=models.Deferrable.IMMEDIATE,
                expressions=[
                    ("event", "="),
                    (
                        models.Func("starts_at", "ends_at", function="TSTZRANGE", output_field=DateTimeRangeField()),
                        "&&",
                    ),
                ],
                name="slot_overlaps_no_other_of_its_event",
            ),
        ),
    ]
