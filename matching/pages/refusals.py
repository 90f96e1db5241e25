"""The report of refusals in words."""
from typing import Any

from django.utils.translation import gettext as _

from core.i18n import language_name

from ..computed.refusals import Report, Stood
from ..enums import FactorCode, RejectReason


def factor_name(code: str) -> str:
    return str(dict(FactorCode.choices).get(code, code))


def languages_words(ours: str, theirs: str) -> str:
    return " – ".join(language_name(code) if code else "?" for code in (ours, theirs))


def refusal_rows(report: Report) -> list[dict[str, Any]]:
    """One for each code."""
    names = dict(RejectReason.choices)
    return [
        {
            "word": names.get(row.code, row.code), "count": row.count, "staff": row.by_staff,
            "firms": row.count - row.by_staff, "misled": [_stood(one) for one in row.misled],
        }
        for row in report.refused
    ]


def _stood(one: Stood) -> str:
    high, had = one.refused
    usual, approved = one.approved
    return _("%(factor)s: high in %(high)s of %(had)s, of the approved in %(usual)s of %(approved)s") % {
        "factor": factor_name(one.factor), "high": high, "had": had, "usual": usual, "approved": approved,
    }


def group_rows(report: Report) -> list[dict[str, Any]]:
    return [
        {"version": version, "languages": languages_words(ours, theirs), "refused": refused, "approved": approved}
        for (version, ours, theirs), refused, approved in report.groups
    ]
