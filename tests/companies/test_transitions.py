"""All pairs of state and action, walked through core.lifecycle.move:
what the table allows happens, all else is refused.
"""
import pytest

from companies.enums import FirmState, ImportState, MergeState, ProfileState
from companies.models import Firm, ImportJob, Merge, PartneringProfile
from companies.states import FIRM, IMPORT, MERGE, PROFILE
from tests import build
from tests.walking import walk

pytestmark = pytest.mark.django_db


def test_firm(aigul, sato, now):
    firm = build.draft_firm(aigul, country="KZ", legal_id="050340493133", name="ТОО «Алтай»", name_latin="Altai")
    verified = {"verified_at": now, "verified_by": sato}
    Firm.objects.filter(pk=firm.pk).update(**verified)

    def put(state: str) -> None:
        Firm.objects.filter(pk=firm.pk).update(state=state, merged_into=firm if state == "merged" else None)

    fields = {"merge": {"merged_into": firm}, "part": {"merged_into": None, "to": "in_review"}}
    walk(firm, FIRM, FirmState.values, put, fields=fields, by=sato, now=now)


def test_merge(altai, detal, sato, mori, now):
    merge = Merge.objects.create(
        firm=altai, into=detal, reason="x", two_deciders=True, proposed_by=sato, proposed_at=now,
        decided_by=mori, decided_at=now, taken_back_by=sato, taken_back_at=now,
    )
    walk(merge, MERGE, MergeState.values, lambda state: Merge.objects.update(state=state), by=sato, now=now)


def test_profile(altai, sato, now):
    profile = PartneringProfile.objects.create(
        firm=altai, kind="business_offer", cooperation="supply", title="x",
        published_at=now, published_by=sato, expires_on=now.date(),
    )
    walk(
        profile, PROFILE, ProfileState.values, lambda state: PartneringProfile.objects.update(state=state),
        by=sato, now=now,
    )


def test_import(sato, now):
    job = ImportJob.objects.create(firms_name="f.csv", firms_file=b"", uploaded_by=sato, uploaded_at=now)
    walk(job, IMPORT, ImportState.values, lambda state: ImportJob.objects.update(state=state), by=sato, now=now)
