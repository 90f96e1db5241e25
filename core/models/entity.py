"""What most rows of the portal are."""
import uuid
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.hashable import make_hashable


@lru_cache(maxsize=1024)
def _words_of(field: models.Field) -> dict[Any, Any]:
    return dict(field.flatchoices)


class Entity(models.Model):
    """A thing with an id that cannot be guessed, and the rows whose timelines show its acts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str:
        """What Django's does, which hashes the words of all choices each time it gives one."""
        value = getattr(self, field.attname)
        return force_str(_words_of(field).get(make_hashable(value), value), strings_only=True)

    def about(self) -> list[str]:
        """Refs of further rows whose timeline shows this row's acts."""
        return []
