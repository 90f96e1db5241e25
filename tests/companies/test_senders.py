"""Who signs letters, and where answers to them go."""

import pytest

from companies.senders import sender_of
from core.i18n import speaking

pytestmark = pytest.mark.django_db


def test_staff_sign_with_their_telephone_and_are_answered_themselves(sato):
    sato.phone = "+81 90-1111-2222"
    found = sender_of(sato)
    assert (found.phone, found.address) == ("+81 90-1111-2222", sato.email)


def test_without_a_telephone_of_their_own_staff_give_the_offices(sato, settings):
    assert sender_of(sato).phone == settings.OFFICE_PHONE


def test_a_liaison_signs_for_the_chamber_and_answers_go_where_it_wishes(dana, atameken):
    atameken.phone, atameken.reply_to = "+7 7172 000000", "japan@atameken.example"
    atameken.save(update_fields=["phone", "reply_to"])
    found = sender_of(dana)
    assert (found.office, found.phone, found.address) == (atameken, "+7 7172 000000", "japan@atameken.example")


def test_nobody_of_a_firm_signs_a_letter_of_the_portal(tanaka):
    assert sender_of(tanaka) is None


def test_who_has_left_signs_nothing(sato):
    sato.is_active = False
    assert sender_of(sato) is None


def test_the_role_is_said_in_the_language_of_the_letter_not_of_whoever_acts(sato):
    with speaking("ja"):
        found = sender_of(sato)
    with speaking("en"):
        assert str(found.role) == "Minamin staff"
