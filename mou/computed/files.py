"""The stored files that belong to evidence, memoranda and sessions: who sees the one sees the other."""

from django.db.models import Q, QuerySet

from core.models import StoredFile

from ..models import Document, Material, Revision

OWNERS = (Revision, Document, Material)


def files_visible_to(user) -> QuerySet[StoredFile]:
    own = Q()
    for owner in OWNERS:
        own |= Q(pk__in=owner.objects.visible_to(user).values("file"))
    return StoredFile.objects.filter(own)
