"""What a run leaves for other workers: the pool as it was read, and firms that have changed since."""
from django.db import models
from django.db.models import F, Q

from companies.models import Firm
from core.models import Entity

from ..querysets import RefreshQuerySet, ShardQuerySet
from .runs import MatchRun


class PoolPart(models.Model):
    """A piece of the pool of a run: its facts as JSON, its arrays as bytes. Made from other rows, kept for speed."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="pool_part_once_per_number")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"


class RunShard(Entity):
    """Some Japanese firms of a run, by their places in its pool, that one worker meets with everybody. `data`: the
    pairs it found; `holder`: who has taken it, until the lease is over.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="shards")
    first = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    holder = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # counted when one begins
    done_at = models.DateTimeField(null=True, blank=True)
    data = models.BinaryField(null=True)

    objects = ShardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "first"], name="run_shard_once_per_place"),
            models.CheckConstraint(condition=Q(end__gt=F("first")), name="run_shard_has_firms"),
            models.CheckConstraint(
                condition=Q(data__isnull=True, done_at__isnull=True) | Q(data__isnull=False, done_at__isnull=False),
                name="run_shard_done_has_its_pairs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.first}"


class FirmRefresh(Entity):
    """A firm that has changed since the last run read everybody: its own suggestions are found anew. The next run takes
    the row away.
    """

    firm = models.OneToOneField(Firm, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = RefreshQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=Q(done_at=None), name="firm_refresh_waiting")]

    def __str__(self) -> str:
        return str(self.firm_id)
