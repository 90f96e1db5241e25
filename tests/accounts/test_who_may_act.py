"""A translation is reviewed by staff, and by a liaison in their own language; one's own data are one's own."""

import pytest

from accounts.models import ConsentRecord
from accounts.services import (
    accept_terms,
    export_own_data,
    forget,
    give_role,
    review_text,
    take_second_factor,
    withdraw_agreement,
)
from core.catalogues import entries
from tests import build
from tests.refusing import refuses

pytestmark = pytest.mark.django_db


def test_review_text_is_for_staff_and_liaisons_of_the_language(tanaka, aigul, dana, zafar, now):
    kazakh = next(one for one in entries("kk").values() if one.is_translated)
    forms, seen = list(kazakh.forms), kazakh.digest
    for person in (tanaka, aigul, dana, zafar):
        refuses(lambda who=person: review_text(kazakh, forms=forms, seen=seen, note="", version=0, by=who, now=now))


def test_a_liaison_reviews_their_own_language(dana, now):
    russian = next(one for one in entries("ru").values() if one.is_translated)
    forms, seen = list(russian.forms), russian.digest
    assert review_text(russian, forms=forms, seen=seen, note="", version=0, by=dana, now=now).by == dana


def test_export_own_data_is_for_oneself(aigul, sato, now):
    refuses(lambda: export_own_data(aigul, form="json", by=sato, now=now))


def test_forget_is_for_oneself(aigul, sato, now):
    refuses(lambda: forget(aigul, by=sato, now=now))


def test_accept_terms_is_for_oneself(aigul, sato, now):
    refuses(lambda: accept_terms(aigul, by=sato, now=now))


def test_withdraw_agreement_is_for_the_person_or_who_noted_it(altai, bekzat, sato, now):
    record = ConsentRecord.objects.get(concerns=f"companies.firm:{altai.pk}")
    for person in (bekzat, sato):
        refuses(lambda who=person: withdraw_agreement(record, by=who, now=now))


def test_give_role_is_for_administrators(tanaka, sato, dana, now):
    for person in (tanaka, sato, dana):
        refuses(lambda who=person: give_role(tanaka, role="staff", by=who, now=now))


def test_take_second_factor_is_for_administrators_and_never_ones_own(tanaka, sato, dana, now):
    chief = build.user("chief@minamin.example", "Chief", role="administrator")
    for person in (tanaka, sato, dana):
        refuses(lambda who=person: take_second_factor(tanaka, by=who, now=now))
    refuses(lambda: take_second_factor(chief, by=chief, now=now))
