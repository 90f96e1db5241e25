from .conversations import Asked, Deciding, PlannedCall, Remark, SharedFile, Thread
from .results import FollowUp, Result
from .samples import Sample
