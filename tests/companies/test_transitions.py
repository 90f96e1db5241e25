"""All pairs of state and action, walked through core.lifecycle.move: what the table allows happens, all else is refused."""
import pytest

from companies.enums import FirmState, ImportState, ProfileState
from companies.models import Firm, ImportJob, PartneringProfile
from companies.states import FIRM, IMPORT, PROFILE
from core.errors import TransitionNotAllowed
from core.lifecycle import allowed_actions, move
from core.models import Activity
from tests import build

pytestmark = pytest.mark.django_db


def walk(instance, table, states, put, *, fields, by, now) -> None:
    """`put(state)` writes the state behind the lifecycle's back; `fields` are what an action must bring."""
    for state in states:
        for action, step in table.items():
            put(state)
            instance.refresh_from_db()
            count = Activity.objects.count()
            if state in step.sources:
                assert action in allowed_actions(instance)
                act = move(instance, action, by=by, now=now, **fields.get(action, {}))
                assert (act.from_state, act.to_state) == (state, step.target) == (state, type(instance).objects.get().state)
            else:
                assert action not in allowed_actions(instance)
                with pytest.raises(TransitionNotAllowed):
                    move(instance, action, by=by, now=now)
                assert (Activity.objects.count(), type(instance).objects.get().state) == (count, state)


def test_firm(aigul, sato, now):
    firm = build.draft_firm(aigul, country="KZ", legal_id="050340493133", name="ТОО «Алтай»", name_latin="Altai")
    verified = {"verified_at": now, "verified_by": sato}
    Firm.objects.filter(pk=firm.pk).update(**verified)

    def put(state: str) -> None:
        Firm.objects.filter(pk=firm.pk).update(state=state, merged_into=firm if state == "merged" else None)

    walk(firm, FIRM, FirmState.values, put, fields={"merge": {"merged_into": firm}}, by=sato, now=now)


def test_profile(altai, sato, now):
    profile = PartneringProfile.objects.create(
        firm=altai, kind="business_offer", cooperation="supply", title="x", published_at=now, published_by=sato, expires_on=now.date()
    )
    walk(profile, PROFILE, ProfileState.values, lambda state: PartneringProfile.objects.update(state=state), fields={}, by=sato, now=now)


def test_import(sato, now):
    job = ImportJob.objects.create(firms_name="f.csv", firms_file=b"", uploaded_by=sato, uploaded_at=now)
    walk(job, IMPORT, ImportState.values, lambda state: ImportJob.objects.update(state=state), fields={}, by=sato, now=now)
