from .evidence import Document, Evidence, Revision
from .exchange import Bulletin, ExperienceSession, Material, Participant, Subscription
from .memoranda import Amendment, Commitment, Memorandum, Party, Signatory, SignedVersion
from .obligations import Change, Hold, Obligation, Occasion
from .reports import Report
