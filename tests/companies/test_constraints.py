"""Every rule the database itself keeps, broken once."""
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F

from companies.models import (
    Bar,
    Call,
    Chamber,
    Claim,
    Finding,
    Firm,
    Handover,
    ImportJob,
    Invitation,
    Membership,
    Merge,
    PartneringProfile,
    ProductLine,
    Spoken,
    Vacancy,
    VerificationCheck,
)
from core.multilingual import Texts, Wording
from tests.build import named
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_world")]


def broken(name: str, write) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


FIRM_UPDATES = {
    "firm_state_is_known": {"state": "unheard_of"},
    "firm_country_is_known": {"country": "FR"},
    "firm_legal_form_is_known": {"legal_form": "guild"},
    "firm_founded_in_a_plausible_year": {"founded": 12},
    "firm_merged_names_its_successor": {"state": "merged"},
    "firm_verified_names_who_and_when": {"verified_by": None},
    "firm_submitted_has_a_legal_id": {"legal_id": ""},
}


@pytest.mark.parametrize("name", FIRM_UPDATES)
def test_firm(altai, name):
    broken(name, lambda: Firm.objects.filter(pk=altai.pk).update(**FIRM_UPDATES[name]))


def test_firm_legal_id_once_per_country(altai):
    same = {"country": "KZ", "legal_id": altai.legal_id, "name": "x"}
    broken("firm_legal_id_once_per_country", lambda: Firm.objects.create(**same))
    Firm.objects.create(**same | {"country": "UZ"})
    Firm.objects.create(**same | {"state": "rejected"})


def test_firm_import_key_once(altai):
    Firm.objects.filter(pk=altai.pk).update(import_key="k01")
    broken("firm_import_key_once", lambda: Firm.objects.create(country="KZ", name="x", import_key="k01"))


def test_membership(altai, detal, aigul, now):
    broken("membership_one_firm_per_person",
           lambda: Membership.objects.create(firm=detal, user=aigul, role="viewer", joined_at=now))
    broken("membership_role_is_known", lambda: Membership.objects.filter(user=aigul).update(role="king"))


def test_invitation_accepted_names_who(altai, aigul, now):
    made = Invitation.objects.create(
        firm=altai, email="a@b.example", token_hash="x", invited_by=aigul, invited_at=now, expires_at=now
    )
    broken("invitation_accepted_names_who", lambda: Invitation.objects.filter(pk=made.pk).update(accepted_at=now))


@pytest.mark.parametrize("name, update", [
    ("verification_check_kind_is_known", {"kind": "divination"}),
    ("verification_check_result_is_known", {"result": "perhaps"}),
])
def test_verification_check(altai, name, update):
    broken(name, lambda: VerificationCheck.objects.filter(firm=altai).update(**update))


def test_bar(altai, hokuriku, sato, now):
    who = {"kind": "rival", "barred_by": sato, "barred_at": now}
    Bar.objects.create(firm=altai, other=hokuriku, **who)
    broken("bar_once_per_pair", lambda: Bar.objects.create(firm=altai, other=hokuriku, **who))
    broken("bar_is_between_two_firms", lambda: Bar.objects.create(firm=altai, other=altai, **who))


def test_finding(altai, sato, now):
    what = {"firm": altai, "said": "x", "found_at": now}
    Finding.objects.create(kind="ended", **what)
    broken("finding_one_open_of_a_kind", lambda: Finding.objects.create(kind="ended", **what))
    broken("finding_kind_is_known", lambda: Finding.objects.create(kind="unheard_of", **what))
    broken("finding_checked_names_who", lambda: Finding.objects.update(checked_at=now))


MERGE_UPDATES = {
    "merge_state_is_known": {"state": "unheard_of"},
    "merge_joins_two_records": {"into": F("firm")},
    "merge_author_is_not_decider": {"decided_by": F("proposed_by")},
    "merge_decided_names_who_and_when": {"decided_at": None},
    "merge_taken_back_names_who_and_when": {"state": "taken_back"},
    "merge_taken_back_within_seven_days": {"taken_back_at": NOW + timedelta(days=7, seconds=1)},
}


@pytest.fixture
def merge(altai, detal, sato, mori) -> Merge:
    return Merge.objects.create(
        firm=altai, into=detal, reason="x", two_deciders=True, state="done",
        proposed_by=sato, proposed_at=NOW, decided_by=mori, decided_at=NOW,
    )


@pytest.mark.parametrize("name", MERGE_UPDATES)
def test_merge(merge, name):
    broken(name, lambda: Merge.objects.filter(pk=merge.pk).update(**MERGE_UPDATES[name]))


def test_merge_one_standing_per_record(merge, altai, hokuriku, sato):
    again = {"firm": altai, "into": hokuriku, "reason": "x", "proposed_by": sato, "proposed_at": NOW}
    broken("merge_one_standing_per_record", lambda: Merge.objects.create(two_deciders=True, **again))


def test_chamber_has_a_name():
    broken("chamber_has_a_name", lambda: Chamber.objects.create(country="TJ", names=Texts()))


def test_chamber_name_has_its_original():
    lost = Texts("ja", {"en": Wording("The original is not among the texts")})
    broken("chamber_name_has_its_original", lambda: Chamber.objects.create(country="TJ", names=lost))


def test_chamber_one_partner_per_country(atameken):
    broken("chamber_one_partner_per_country", lambda: Chamber.objects.create(country="KZ", names=named("Other")))
    Chamber.objects.create(country="KZ", names=named("Other"), is_partner=False)


PROFILE_UPDATES = {
    "profile_state_is_known": {"state": "unheard_of"},
    "profile_kind_is_known": {"kind": "gift"},
    "profile_cooperation_is_known": {"cooperation": "marriage"},
    "profile_trade_role_is_known": {"trade_role": "friend"},
    "profile_published_names_who_when_and_until": {"published_by": None},
}


@pytest.mark.parametrize("name", PROFILE_UPDATES)
def test_profile(offer, name):
    broken(name, lambda: PartneringProfile.objects.filter(pk=offer.pk).update(**PROFILE_UPDATES[name]))


def test_product_line_position_once(offer):
    broken("product_line_position_once", lambda: ProductLine.objects.create(profile=offer, position=0, text="x"))


def test_import_job(sato, now):
    job = ImportJob.objects.create(firms_name="f.csv", firms_file=b"", uploaded_by=sato, uploaded_at=now)
    broken("import_job_state_is_known", lambda: ImportJob.objects.filter(pk=job.pk).update(state="lost"))
    broken("import_job_progress_within_total", lambda: ImportJob.objects.filter(pk=job.pk).update(done_rows=1))


@pytest.fixture
def to_firm(altai, sato) -> dict:
    given = {"firm": altai, "to_firm": True, "role": "owner", "invited_by": sato, "invited_at": NOW, "expires_at": NOW}
    Invitation.objects.create(**given, email="a@b.example", token_hash="a" * 64)
    return given | {"email": "c@d.example", "token_hash": "c" * 64}


def test_invitation_to_a_firm(to_firm):
    broken("invitation_to_a_firm_once_at_a_time", lambda: Invitation.objects.create(**to_firm))
    wrong = to_firm | {"role": "editor", "revoked_at": NOW}
    broken("invitation_to_a_firm_is_for_its_owner", lambda: Invitation.objects.create(**wrong))


CLAIM_UPDATES = {
    "claim_state_is_known": {"state": "unheard_of"},
    "claim_decided_names_who": {"state": "refused"},
    "claim_is_decided_by_another": {"decided_by": F("user")},
    "claim_granted_gives_a_role": {"state": "granted", "decided_at": NOW},
}


@pytest.fixture
def claim(altai, tanaka) -> Claim:
    return Claim.objects.create(firm=altai, user=tanaka, position="x", asked_at=NOW, answer_by=NOW)


@pytest.mark.parametrize("name", CLAIM_UPDATES)
def test_claim(claim, sato, name):
    decided = {"decided_by": sato} if name == "claim_granted_gives_a_role" else {}
    broken(name, lambda: Claim.objects.filter(pk=claim.pk).update(**CLAIM_UPDATES[name] | decided))


def test_claim_one_open_per_person(claim, hokuriku):
    again = {"user": claim.user, "firm": hokuriku, "position": "x", "asked_at": NOW, "answer_by": NOW}
    broken("claim_one_open_per_person", lambda: Claim.objects.create(**again))


SPOKEN_UPDATES = {
    "spoken_state_is_known": {"state": "unheard_of", "settled_at": NOW},
    "spoken_channel_is_known": {"channel": "dream"},
    "spoken_names_who_said_it": {"said_by": ""},
    "spoken_was_said_before_it_was_recorded": {"said_on": NOW.date() + timedelta(days=1)},
    "spoken_settled_names_who_and_when": {"state": "confirmed", "settled_at": NOW},
}


@pytest.mark.parametrize("name", SPOKEN_UPDATES)
def test_spoken(altai, sato, name):
    given = {"said_by": "x", "channel": "mail", "said_on": NOW.date(), "recorded_by": sato, "recorded_at": NOW}
    spoken = Spoken.objects.create(firm=altai, **given)
    settled = {"settled_by": sato} if name == "spoken_state_is_known" else {}
    broken(name, lambda: Spoken.objects.filter(pk=spoken.pk).update(**SPOKEN_UPDATES[name] | settled))


CALL_UPDATES = {
    "call_state_is_known": {"state": "unheard_of"},
    "call_has_a_number": {"number": ""},
    "call_closed_names_who_and_when": {"state": "wrong_number"},
    "call_answered_has_what_was_said": {"state": "agreed"},
}


CALLS_CLOSED = ("call_state_is_known", "call_answered_has_what_was_said")


@pytest.mark.parametrize("name", CALL_UPDATES)
def test_call(altai, sato, name):
    given = {"number": "1", "caller": sato, "due_at": NOW, "asked_by": sato, "asked_at": NOW}
    call = Call.objects.create(firm=altai, **given)
    closed = {"closed_by": sato, "closed_at": NOW} if name in CALLS_CLOSED else {}
    broken(name, lambda: Call.objects.filter(pk=call.pk).update(**CALL_UPDATES[name] | closed))


HANDOVER_UPDATES = {
    "handover_state_is_known": {"state": "given"},
    "handover_answered_names_when": {"state": "taken", "answered_at": None},
}


def test_handover(altai, aigul, tanaka):
    given = {"firm": altai, "owner": aigul, "heir": tanaka, "offered_at": NOW}
    offer = Handover.objects.create(**given)
    broken("handover_one_open_per_owner", lambda: Handover.objects.create(**given))
    broken("handover_is_to_somebody_else", lambda: Handover.objects.filter(pk=offer.pk).update(heir=aigul))
    for name, wrong in HANDOVER_UPDATES.items():
        broken(name, lambda wrong=wrong: Handover.objects.filter(pk=offer.pk).update(**wrong))


def test_vacancy():
    given = {"role": "owner", "concerns": "companies.firm:1", "noticed_at": NOW}
    Vacancy.objects.create(**given)
    broken("vacancy_told_once", lambda: Vacancy.objects.create(**given))
    broken("vacancy_role_is_known", lambda: Vacancy.objects.update(role="king"))


def test_every_named_constraint_of_the_app_is_broken_here():
    here = Path(__file__)
    source = "".join(path.read_text(encoding="utf-8") for path in (here, here.with_name("test_pictures.py")))
    named = [
        constraint.name
        for model in apps.get_app_config("companies").get_models() for constraint in model._meta.constraints
    ]
    assert [name for name in named if name not in source] == []
