from .conversations import Asked, Deciding, PlannedCall, Remark, SharedFile, Thread
from .samples import Sample
