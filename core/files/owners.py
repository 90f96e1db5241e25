"""What a file belongs to: core does not know who keeps files, the apps above say it when they start."""

from typing import Any

from django.db import models

OWNERS: list[type[models.Model]] = []
LARGEST_SIDE: dict[type[models.Model], int] = {}  # of pictures that pages show


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


def register_picture_size(model: type[models.Model], side: int) -> None:
    """Pictures of this owner are kept with sides of at most so many dots."""
    LARGEST_SIDE[model] = side


def largest_side(stored: models.Model) -> int | None:
    """None: the picture keeps its size."""
    owned = (side for model, side in LARGEST_SIDE.items() if model._base_manager.filter(file=stored).exists())
    return next(owned, None)
