from datetime import datetime

from django.db import models


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user, now: datetime) -> "MessageQuerySet":
        return self.filter(recipient=user, in_inbox=True, withdrawn_at=None, visible_at__lte=now)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def wipe(self) -> int:
        """What was said is forgotten; that it was said, and about what, stays."""
        return self.update(text="", path="", calendar="")
