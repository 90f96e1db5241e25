"""Who did not say themselves that others may ask for a meeting is no longer listed; their page asks them.
The log knows who chose: the person, by their pass or account; a colleague's yes counts no longer. A step back leaves the list as it is.
"""

from django.db import migrations, models

STEP = 2000


def unlist(apps, _editor):
    registrations = apps.get_model("events", "Registration").objects
    chosen = dict(_last_choices(apps.get_model("core", "Activity").objects))
    rows = registrations.filter(is_listed=True).values_list("pk", "user").iterator()
    listed = [pk for pk, user in rows if chosen.get(str(pk), "nobody") not in (None, user)]
    for start in range(0, len(listed), STEP):
        registrations.filter(pk__in=listed[start:start + STEP]).update(is_listed=False)


def _last_choices(log):
    """(registration, who put it on the list): None is who came by their own pass and has no account."""
    acts = log.filter(verb="events.registration.list").order_by("pk")
    for subject, actor in acts.values_list("subject", "actor").iterator():
        yield subject.rpartition(":")[2], actor


class Migration(migrations.Migration):

    atomic = False  # a step of rows at a time
    dependencies = [
        ("core", "0007_the_log_holds_codes_only"),
        ("events", "0014_places_are_filled"),
    ]

    operations = [
        migrations.AlterField("registration", "is_listed", models.BooleanField(default=False)),
        migrations.RunPython(unlist, migrations.RunPython.noop),
    ]
