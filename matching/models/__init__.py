from .introductions import Introduction
from .matches import ExportReview, Interest, Match
from .parts import FirmRefresh, PoolPart, RunShard
from .referrals import Referral, ReferralNote
from .runs import EncodedLine, EngineQuestion, LineVector, MatchRun
from .weights import WeightSet
