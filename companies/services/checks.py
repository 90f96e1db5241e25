"""Single verification checks: what, result, who, when, how."""
from datetime import datetime

from core.activity import record
from core.errors import permit
from core.text import clean

from ..enums import CheckKind, CheckResult
from ..models import Firm, VerificationCheck
from ..permissions import can_review
from ..rules import legal_ids

AUTOMATIC = (CheckKind.LEGAL_ID_FORMAT, CheckKind.LEGAL_ID_DIGIT)


def record_check(firm: Firm, *, kind: str, result: str, how: str, by, now: datetime) -> VerificationCheck:
    permit(by, can_review)
    check = VerificationCheck.objects.create(
        firm=firm, kind=kind, result=result, how=clean(how, limit=VerificationCheck.how), checked_by=by, checked_at=now
    )
    record(firm, "check", by=by, now=now, data={"kind": kind, "result": result})
    return check


def record_automatic_checks(firm: Firm, *, now: datetime) -> None:
    """Format and, where the number has one, check digit; by the portal itself."""
    quality = firm.legal_id_quality
    passed, failed = CheckResult.PASSED, CheckResult.FAILED
    record_check(
        firm, kind=CheckKind.LEGAL_ID_FORMAT, result=failed if quality == "doubtful" else passed,
        how="", by=None, now=now,
    )
    digit = {"checked": passed, "format_only": CheckResult.NOT_APPLICABLE}.get(quality, failed)
    record_check(firm, kind=CheckKind.LEGAL_ID_DIGIT, result=digit, how="", by=None, now=now)


def latest_checks(firm: Firm) -> list[VerificationCheck]:
    """The check that counts of each kind: the newest."""
    newest = {}
    for check in firm.checks.select_related("checked_by").order_by("checked_at", "pk"):
        newest[check.kind] = check
    return [newest[kind] for kind in CheckKind.values if kind in newest]


def human_checks_passed(firm: Firm) -> bool:
    return any(check.result == CheckResult.PASSED and check.kind not in AUTOMATIC for check in latest_checks(firm))


def facts_of_legal_id(firm: Firm) -> dict[str, str]:
    """What the number itself says (month of registration, head office or branch); {} when it says nothing."""
    try:
        return legal_ids.check(firm.country, firm.legal_id).facts
    except legal_ids.LegalIdInvalid:
        return {}
