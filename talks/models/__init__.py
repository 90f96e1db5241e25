from .conversations import Asked, Deciding, PlannedCall, Remark, SharedFile, Thread
from .machines import MachineConsent, MachineRefusal
from .results import FollowUp, Result
from .samples import Sample
