"""What a file belongs to: core does not know who keeps files, the apps above say it when they start."""

from typing import Any

from django.db import models

OWNERS: list[type[models.Model]] = []


def register_file_owners(*keeping: type[models.Model]) -> None:
    """Called by an app's AppConfig.ready with its models that point to a stored file by a field `file`."""
    OWNERS.extend(model for model in keeping if model not in OWNERS)


def refs_of_owner(stored: models.Model) -> list[str]:
    """The rows whose timeline shows what happens to a file: those of what it belongs to."""
    for model in OWNERS:
        owner: Any = model._base_manager.filter(file=stored).first()
        if owner is not None:
            return owner.about()
    return []
