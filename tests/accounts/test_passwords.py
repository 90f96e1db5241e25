"""Passwords that others try first are refused."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import whereabouts

AIGUL = SimpleNamespace(
    pk=1, full_name="Айгүл Серікқызы", name_latin="Aigul Serikkyzy", email="a.serik@altai-tamaq.example",
    first_name="", last_name="", username="",
)
TARO = SimpleNamespace(
    **vars(AIGUL) | {"full_name": "田中 一郎", "name_latin": "Tanaka Ichiro", "email": "t@x.example"}
)


@pytest.fixture(autouse=True)
def firm(monkeypatch):
    firms = lambda people: {one.pk: "ТОО «Жетісу Арна»" for one in people}  # noqa: E731
    monkeypatch.setattr("accounts.passwords.ORGANISATIONS", [firms])
    assert whereabouts.ORGANISATIONS, "companies says for whom people work"


@pytest.mark.parametrize("password", [
    "password12345", "qwertyuiop2026!!", "iloveyou!!2026!!",  # common, dressed up
    "Aigul-2026-2026", "АЙГҮЛ2026-11-30", "айгул-сериккызы", "serikkyzy-12345",  # the person, in either script
    "altai.tamaq.2026", "altai-tamaq2026!",  # the address
    "Жетісу2026!!!!!", "Zhetisu-2026-11",  # the firm
    "minamin-2026-11!", "MinaminMinamin",  # the portal
])
def test_what_others_try_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, AIGUL)


@pytest.mark.parametrize("password", ["田中一郎20261130!!", "tanaka-ichiro-77", "たなか-20261130-!"])
def test_names_of_any_script_are_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, TARO)


@pytest.mark.parametrize("password", [
    "correct horse battery staple", "aigul has nine red boats", "жёлтый трамвай едет домой", "48#kd!ruoq92mzqp",
])
def test_a_password_of_its_own_is_taken(password):
    validate_password(password, AIGUL)


def test_nobody_yet_is_held_against_the_portal_only():
    validate_password("aigul-2026-2026")
    with pytest.raises(ValidationError):
        validate_password("minamin-2026-2026")
