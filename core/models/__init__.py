"""The activity log, the sweeps, the files people add, translations; nothing here knows the business."""
from .entity import Entity
from .files import StoredFile
from .log import (
    Activity,
    ActivityQuerySet,
    ActivityWords,
    CurrentTransaction,
    HoldsCodesOnly,
    LogCursor,
    LogLink,
    Look,
)
from .running import BackupRun, ClosingDay, Heartbeat, SweepFailure, Tick
from .texts import FormerTranslation, TextTranslation
