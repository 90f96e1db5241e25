"""What a scan or a material is called, in several languages; the language of the file stays what it was."""

from django.db import migrations, models
from django.db.models import Q

from core.migrating_texts import columns_into_texts
from core.multilingual import TextsField, names_its_original

KINDS = {"document": "note", "material": "title"}


class Migration(migrations.Migration):
    dependencies = [("mou", "0009_evidence_in_several_languages"), ("core", "0003_files_people_add"), ("accounts", "0001_users_and_consent")]
    operations = [
        migrations.AlterModelOptions("material", {"ordering": ["file__uploaded_at", "pk"]}),
        *(migrations.AddField(model, "titles", TextsField(limit=200)) for model in KINDS),
        columns_into_texts("mou", "Document", "file__uploaded_by__language", keeps_language=True, titles="note"),
        columns_into_texts("mou", "Material", "language", keeps_language=True, titles="title"),
        *(
            migrations.AlterField(model, column, models.CharField("What is it?", max_length=200, default=""))
            for model, column in KINDS.items()
        ),
        *(migrations.RemoveField(model, column) for model, column in KINDS.items()),
        *(
            migrations.AddConstraint(
                model, models.CheckConstraint(condition=~Q(titles={}), name=f"{name}_has_a_title")
            )
            for model, name in (("document", "memorandum_document"), ("material", "material"))
        ),
        *(
            migrations.AddConstraint(
                model,
                models.CheckConstraint(condition=names_its_original("titles"), name=f"{name}_title_has_its_original"),
            )
            for model, name in (("document", "memorandum_document"), ("material", "material"))
        ),
    ]
