from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .rules.sectors import Sector as Sector
from .rules.vocabulary import Cooperation as Cooperation
from .rules.vocabulary import LineKind as LineKind
from .rules.vocabulary import TradeRole as TradeRole


class LegalForm(TextChoices):
    """What a legal form comes to, for who does not know ТОО or 有限会社; codes of rules/legal_forms.py."""

    LIMITED = "limited", _("Limited liability company")
    JOINT_STOCK = "joint_stock", _("Joint-stock company")
    FARM = "farm", _("Farm")
    SOLE_TRADER = "sole_trader", _("Sole trader")
    PRIVATE = "private", _("Private enterprise or joint venture")
    STATE = "state", _("State enterprise")
    ASSOCIATION = "association", _("Cooperative, association or partnership")


class FirmState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    MORE_INFO = "more_info_requested", _("More information requested")
    VERIFIED = "verified", _("Verified")
    SUSPENDED = "suspended", _("Suspended")
    REJECTED = "rejected", _("Rejected")
    MERGED = "merged", _("Merged")
    CEASED = "ceased", _("Ceased")


class MergeState(TextChoices):
    PROPOSED = "proposed", _("Waits for a colleague")
    DONE = "done", _("Merged")
    REFUSED = "refused", _("Not merged")
    TAKEN_BACK = "taken_back", _("Taken back")


class ProfileState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    IN_REVIEW = "in_review", _("In review")
    CHANGES = "changes_requested", _("Changes requested")
    PUBLISHED = "published", _("Published")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    FULFILLED = "fulfilled", _("Fulfilled")


class ProfileKind(TextChoices):
    BUSINESS_OFFER = "business_offer", _("Business offer")
    BUSINESS_REQUEST = "business_request", _("Business request")
    TECHNOLOGY_OFFER = "technology_offer", _("Technology offer")
    TECHNOLOGY_REQUEST = "technology_request", _("Technology request")
    RESEARCH_REQUEST = "research_request", _("Research request")
    INVESTMENT = "investment", _("Investment or joint venture")


class PictureState(TextChoices):
    WAITING = "waiting", _("Minamin has not looked at it yet")
    SHOWN = "shown", _("Shown to partners")
    KEPT_BACK = "kept_back", _("Not shown")
    REMOVED = "removed", _("Removed")


class PictureReason(TextChoices):
    """Why staff keep a picture back. One that names the firm is shown once both firms know each other."""

    NAMES = "names", _("It shows who the firm is: only introduced partners see it")
    UNCLEAR = "unclear", _("It is blurred, dark or too small")
    OTHER_GOODS = "other_goods", _("It does not show what the profile is about")
    WORDS = "words", _("The description does not fit the picture")
    NOT_OWN = "not_own", _("It seems to belong to somebody else")
    UNFIT = "unfit", _("It does not suit a business portal")


class MemberRole(TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")


class Reach(TextChoices):
    """Whether anybody can answer for a firm: an active owner or editor, an open invitation, nobody."""

    SOMEBODY = "somebody", _("Somebody can answer")
    INVITED = "invited", _("Invited, no answer yet")
    NOBODY = "nobody", _("Nobody can answer")


class HeldRole(TextChoices):
    """Roles that others count on: staff are told when nobody holds one."""

    OWNER = "owner", _("Owner of a firm")
    LIAISON = "liaison", _("Liaison of a chamber")
    ORGANISER = "organiser", _("Organiser of an event")
    OFFICE = "office", _("Minamin’s staff")


class InvitationState(TextChoices):
    SENT = "sent", _("Waiting for an answer")
    TAKEN = "taken", _("Accepted")
    LAPSED = "lapsed", _("Expired")
    REVOKED = "revoked", _("Withdrawn")


class HandoverState(TextChoices):
    OFFERED = "offered", _("Waiting for an answer")
    TAKEN = "taken", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClaimState(TextChoices):
    ASKED = "asked", _("Waiting for a decision")
    GRANTED = "granted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SpokenChannel(TextChoices):
    TELEPHONE = "telephone", _("By telephone")
    LETTER = "letter", _("By letter")
    MAIL = "mail", _("By e-mail")
    MEETING = "meeting", _("At a meeting")


class SpokenState(TextChoices):
    RECORDED = "recorded", _("Not confirmed by the firm yet")
    CONFIRMED = "confirmed", _("Confirmed by the firm")
    TAKEN_BACK = "taken_back", _("Taken back by the firm")


class CallState(TextChoices):
    OPEN = "open", _("To be called")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


class CheckKind(TextChoices):
    LEGAL_ID_FORMAT = "legal_id_format", _("Legal ID: format")
    LEGAL_ID_DIGIT = "legal_id_digit", _("Legal ID: check digit")
    REGISTER_EXTRACT = "register_extract", _("Register extract")
    CHAMBER_ATTESTATION = "chamber_attestation", _("Attestation of the chamber")
    CALL_BACK = "call_back", _("Call back by telephone")


class CheckResult(TextChoices):
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed")
    WAITING = "waiting", _("Waiting for an answer")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class FindingKind(TextChoices):
    """What a state register says that the record here does not."""

    ENDED = "ended", _("Closed in the register")
    RENAMED = "renamed", _("Another name in the register")
    MISSING = "missing", _("Not found in the register")


class BarKind(TextChoices):
    RIVAL = "rival", _("Rival")
    OWN_GROUP = "own_group", _("Same group")
    DO_NOT_INTRODUCE = "do_not_introduce", _("Do not introduce")


class RejectReason(TextChoices):
    NOT_A_FIRM = "not_a_firm", _("Not a registered firm")
    WRONG_REGION = "wrong_region", _("Outside Japan and Central Asia")
    CANNOT_VERIFY = "cannot_verify", _("Could not be verified")
    DUPLICATE = "duplicate", _("Already registered")
    OTHER = "other", _("Other reason")


class ImportState(TextChoices):
    UPLOADED = "uploaded", _("Reading the files")
    PREVIEWED = "previewed", _("Ready to be confirmed")
    CONFIRMED = "confirmed", _("Being imported")
    DONE = "done", _("Imported")
    FAILED = "failed", _("Could not be read")
    STOPPED = "stopped", _("Stopped before its end")
    ABANDONED = "abandoned", _("Abandoned")


class WorkLanguage(TextChoices):
    JA = "ja", _("Japanese")
    EN = "en", _("English")
    RU = "ru", _("Russian")
    KK = "kk", _("Kazakh")
    UZ = "uz", _("Uzbek")
    KY = "ky", _("Kyrgyz")
    TG = "tg", _("Tajik")
    TK = "tk", _("Turkmen")
    ZH = "zh", _("Chinese")
    KO = "ko", _("Korean")
    DE = "de", _("German")
    TR = "tr", _("Turkish")
