"""Every rule the database itself keeps, broken once."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction

from core.files.services import store_file
from core.models import StoredFile
from core.multilingual import Texts, Wording
from mou import services
from mou.models import (
    Amendment,
    Bulletin,
    Change,
    Commitment,
    Evidence,
    ExperienceSession,
    Hold,
    Memorandum,
    Obligation,
    Occasion,
    Party,
    Report,
    Revision,
    Signatory,
    SignedVersion,
    Subscription,
)
from tests import files_build
from tests.mou import exchange_build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def broken(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def again(row, **changes):
    """A second row like this one."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    return lambda: type(row)._base_manager.create(**fields | changes)


MEMORANDUM = {
    "memorandum_state_is_known": {"state": "unheard_of"},
    "memorandum_signed_names_its_day": {"signed_on": None},
    "memorandum_in_force_names_its_day": {"in_force_on": None},
    "memorandum_ends_after_it_begins": {"ends_on": date(2020, 1, 1)},
    "memorandum_tolerance_is_a_share": {"tolerance": "1.50"},
}


@pytest.mark.parametrize("name", MEMORANDUM)
def test_memorandum(mou, name):
    broken(name, lambda: Memorandum.objects.filter(pk=mou.pk).update(**MEMORANDUM[name]))


def test_what_hangs_on_a_memorandum(mou, pact, sato):
    japan = mou.parties.get(side="japan")
    broken("memorandum_number_once", again(mou))
    broken("party_one_per_side", again(japan))
    broken("party_side_is_known", lambda: Party.objects.filter(pk=japan.pk).update(side="moon"))
    both = {"chamber": mou.parties.get(side="central_asia").chamber, "firm": pact.parties.get(side="japan").firm}
    broken("party_is_minamin_a_chamber_or_a_firm", lambda: Party.objects.filter(pk=japan.pk).update(**both))
    broken(
        "party_second_contact_is_somebody_else",
        lambda: Party.objects.filter(pk=japan.pk).update(owner=sato, second_contact=sato),
    )
    broken("commitment_number_once", again(mou.commitments.first()))
    broken("commitment_key_is_known", again(mou.commitments.first(), number=9, key="x"))
    broken("signed_version_once_per_language", again(mou.versions.first()))
    broken("signed_version_has_a_hash", again(mou.versions.first(), language="tg", sha256="short"))
    broken("signatory_side_is_known", again(mou.signatories.first(), side="moon"))


LOST = Texts("ja", {"en": Wording("The original is not among the texts")})


def test_texts_of_a_memorandum_have_their_original(mou):
    article, person = mou.commitments.first(), mou.signatories.first()
    rules = {
        "memorandum_title_has_its_original": again(mou, number="M-2", titles=LOST),
        "memorandum_purpose_has_its_original": again(mou, number="M-2", purposes=LOST),
        "commitment_title_has_its_original": again(article, number=9, titles=LOST),
        "commitment_text_has_its_original": again(article, number=9, texts=LOST),
        "signatory_position_has_its_original": again(person, positions=LOST),
        "signatory_proxy_has_its_original": again(person, proxy_for=LOST),
    }
    for name, write in rules.items():
        broken(name, write)


def test_documents_and_materials_have_a_title_with_its_original(mou, sato, now):
    kept = {"titles": {"en": "Scan"}, "language": "", "by": sato, "now": now}
    scan = services.add_document(mou, file=("a.pdf", files_build.pdf()), **kept)
    slides = services.add_material(
        exchange_build.session(sato, now), file=("b.pdf", files_build.pdf(b"b")), **kept | {"language": "en"}
    )
    rules = {
        "memorandum_document_has_a_title": (scan, Texts()),
        "memorandum_document_title_has_its_original": (scan, LOST),
        "material_has_a_title": (slides, Texts()),
        "material_title_has_its_original": (slides, LOST),
    }
    for name, (row, titles) in rules.items():
        rows = type(row).objects.filter(pk=row.pk)
        broken(name, lambda rows=rows, titles=titles: rows.update(titles=titles))


def test_what_was_signed_stays(mou, sato, now):
    services.amend_memorandum(mou, signed_on=now.date(), texts={"en": "More"}, ends_on=None, by=sato, now=now)
    for model in (SignedVersion, Signatory, Amendment, Commitment):
        row = model.objects.filter(memorandum=mou)[:1].get()
        field = {"text": "x"} if model is SignedVersion else {"name": "x"} if model is Signatory else {"number": 7}
        for write in (
            lambda m=model, r=row, f=field: m.objects.filter(pk=r.pk).update(**f),
            lambda m=model, r=row: m.objects.filter(pk=r.pk).delete(),
        ):
            with pytest.raises(DatabaseError, match="never changed|violates foreign key"), transaction.atomic():
                write()
    broken("amendment_number_once", again(mou.amendments.get()))
    broken("amendment_number_begins_with_one", again(mou.amendments.get(), number=0))


OBLIGATION = {
    "obligation_wording_has_its_original": {"wordings": LOST},
    "obligation_state_is_known": {"state": "x"},
    "obligation_owing_side_is_known": {"owing": "x"},
    "obligation_indicator_is_known": {"indicator": "x"},
    "obligation_cadence_is_known": {"cadence": "x"},
    "obligation_target_is_at_least_one": {"target": 0},
    "obligation_ends_after_it_starts": {"ends_on": date(2020, 1, 1)},
    "obligation_per_occasion_names_its_days": {"cadence": "per_event"},
}


@pytest.fixture
def obligation(owed) -> Obligation:
    return owed("bulletin_published", owing="japan", commitment=2)


@pytest.mark.parametrize("name", OBLIGATION)
def test_obligation(obligation, name):
    broken(name, lambda: Obligation.objects.filter(pk=obligation.pk).update(**OBLIGATION[name]))


def test_what_hangs_on_an_obligation(obligation, dana, sato, now):
    broken(
        "obligation_agreed_by_somebody_else",
        lambda: Obligation.objects.filter(pk=obligation.pk).update(agreed_by=obligation.proposed_by),
    )
    hold = Hold.objects.create(obligation=obligation, from_on=now.date())
    broken("hold_one_open_per_obligation", again(hold))
    broken("hold_ends_after_it_begins", again(hold, until_on=date(2020, 1, 1)))
    change = services.ask_waiver(obligation, reason="Why", by=sato, now=now)
    broken("change_one_open_per_kind", again(change))
    rules = {
        "change_state_is_known": {"state": "x"}, "change_has_a_reason": {"reason": ""},
        "change_of_a_date_names_the_day": {"kind": "due_date"},
        "change_approved_by_somebody_else": {"state": "approved", "decided_by": sato},
    }
    for name, fields in rules.items():
        broken(name, lambda fields=fields: Change.objects.filter(pk=change.pk).update(**fields))
    occasion = Occasion.objects.create(
        obligation=obligation, happened_on=now.date(), source_model="a.b", source_id=obligation.pk
    )
    broken("occasion_once_per_source", again(occasion))
    broken("occasion_source_is_whole", again(occasion, source_model=""))
    broken("occasion_title_has_its_original", again(occasion, source_id=change.pk, titles=LOST))


def test_evidence(obligation, sato, dana, now):
    evidence = services.add_evidence(
        obligation, titles={"en": "No. 1"}, notes={}, happened_on=now.date(), quantity=1, period="",
        file=("a.pdf", files_build.pdf()), by=sato, now=now,
    )
    signed = {"countersigned_by": dana, "countersigned_at": now}
    rules = {
        "evidence_state_is_known": {"state": "x"}, "evidence_quantity_is_at_least_one": {"quantity": 0},
        "evidence_source_is_whole": {"source_id": evidence.pk}, "evidence_of_a_person_has_a_title": {"titles": Texts()},
        "evidence_title_has_its_original": {"titles": LOST}, "evidence_remark_has_its_original": {"notes": LOST},
        "evidence_countersigned_by_the_other_side": {"countersigned_side": "japan", **signed},
        "evidence_counting_names_who_countersigned": {"state": "countersigned"},
    }
    for name, fields in rules.items():
        broken(name, lambda fields=fields: Evidence.objects.filter(pk=evidence.pk).update(**fields))
    broken(
        "evidence_countersigned_by_the_other_side",
        lambda: Evidence.objects.filter(pk=evidence.pk).update(countersigned_by=sato),
    )
    Evidence.objects.filter(pk=evidence.pk).update(source_model="a.b", source_id=obligation.pk)
    broken("evidence_once_per_source", again(Evidence.objects.get()))
    broken("revision_number_once_per_evidence", again(Revision.objects.get(), file_id=_file(sato, now).pk))


def _file(sato, now) -> StoredFile:
    return store_file("b.pdf", files_build.pdf(), by=sato, now=now)


def test_exchange(sato, altai, aigul, now):
    bulletin = services.create_bulletin(
        kind="economic_news", chamber=None, about_country="JP", for_country="KZ",
        sectors=[], source_url="", language="ja", title="t",
        body="b", by=sato, now=now,
    )
    rules = {
        "bulletin_state_is_known": {"state": "x", "published_at": now},
        "bulletin_is_for_another_country": {"for_country": "JP"},
        "bulletin_published_names_its_time": {"state": "published"},
    }
    for name, fields in rules.items():
        broken(name, lambda fields=fields: Bulletin.objects.filter(pk=bulletin.pk).update(**fields))
    broken("bulletin_title_has_its_original", lambda: Bulletin.objects.update(titles=LOST))
    broken("bulletin_text_has_its_original", lambda: Bulletin.objects.update(bodies=LOST))
    broken(
        "subscription_rhythm_is_sensible", lambda: Subscription.objects.create(user=sato, sent_until=now, every_days=0)
    )
    session = ExperienceSession.objects.create(
        kind="training", for_country="KZ", place="y", starts_at=now,
        ends_at=now + timedelta(hours=1), zone="UTC", created_at=now,
    )
    broken("experience_session_state_is_known", lambda: ExperienceSession.objects.update(state="x"))
    broken("experience_session_ends_after_it_begins", lambda: ExperienceSession.objects.update(ends_at=now))
    broken("experience_session_title_has_its_original", lambda: ExperienceSession.objects.update(titles=LOST))
    broken("experience_session_summary_has_its_original", lambda: ExperienceSession.objects.update(summaries=LOST))
    broken("participant_once_per_session", again(services.enrol(session, firm=altai, by=aigul, now=now)))


def test_report(mou, sato, now):
    report = services.request_report(
        mou, from_on=date(2025, 1, 1), until_on=date(2025, 2, 1), languages=["ja", "ru"], by=sato, now=now
    )
    broken("report_number_once", again(report))
    rules = {
        "report_state_is_known": {"state": "x"}, "report_ends_after_it_begins": {"until_on": date(2020, 1, 1)},
        "report_issued_has_its_file_and_time": {"state": "issued"},
    }
    for name, fields in rules.items():
        broken(name, lambda fields=fields: Report.objects.filter(pk=report.pk).update(**fields))


def test_every_constraint_of_this_app_is_broken_here():
    names = {
        constraint.name for model in apps.get_app_config("mou").get_models() for constraint in model._meta.constraints
    }
    assert names <= set(re.findall(r'"([a-z0-9_]+)"', Path(__file__).read_text()))
