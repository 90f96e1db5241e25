"""Partners see certificates of the list; other names wait for staff, and what held a number stands apart, as typed.
A step back puts all of it among the certificates again; of a line of more than a hundred characters, the beginning.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from companies.rules.certificates import read_certificates

FIELDS = ["certificates", "certificates_asked", "certificate_numbers"]
LIMIT = 100


def part(apps, _editor):
    for firm in apps.get_model("companies", "Firm").objects.exclude(certificates=[]).only(*FIELDS).iterator():
        read = read_certificates("\n".join(firm.certificates))
        if read.known == firm.certificates:
            continue
        firm.certificates, firm.certificates_asked = read.known, read.other
        firm.certificate_numbers = "\n".join(read.numbered)
        firm.save(update_fields=FIELDS)


def join(apps, _editor):
    rows = apps.get_model("companies", "Firm").objects
    for firm in rows.exclude(certificates_asked=[], certificate_numbers="").only(*FIELDS).iterator():
        numbered = firm.certificate_numbers.splitlines()
        named = read_certificates(firm.certificate_numbers).names
        kept = [name for name in [*firm.certificates, *firm.certificates_asked] if name not in named]
        firm.certificates = [line[:LIMIT] for line in [*kept, *numbered]]
        firm.save(update_fields=["certificates"])


class Migration(migrations.Migration):

    dependencies = [("companies", "0011_register_findings")]

    operations = [
        migrations.AddField(
            "firm", "certificates_asked",
            ArrayField(models.CharField(max_length=LIMIT), blank=True, default=list, db_default=[]),
        ),
        migrations.AddField(
            "firm", "certificate_numbers",
            models.TextField("Numbers of certificates", blank=True, default="", db_default="", max_length=1000),
        ),
        migrations.RunPython(part, join),
    ]
