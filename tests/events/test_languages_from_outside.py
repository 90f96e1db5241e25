"""No value from outside is remembered as a language: what is none of ours is not found."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from core.i18n import NotOurs, known_language, known_zone, speaking
from events import services
from events.models import Registration
from notifications.models import Message
from tests.conftest import NOW

from .conftest import person, seat

STRANGE = ["zz", "en-zz", "EN", "", "../../etc/passwd", "あ", "e" * 10_000, "\0", "ru\0", "en\r\nX: y"]


@pytest.fixture
def remembered():
    """How many languages Django has taken in since."""
    before = set(trans_real._translations)
    return lambda: set(trans_real._translations) - before - {"ja", "en", "ru", "kk", "uz"}


@pytest.fixture
def stand_in(forum, sato, tanaka, hokuriku):
    row = seat(forum, 1, by=tanaka, firm=hokuriku)
    services.name_substitute(row, person=person(2), reason="Ill", by=tanaka, now=NOW + timedelta(hours=1))
    return row.substitutions.get()


@pytest.mark.django_db
@pytest.mark.parametrize("value", STRANGE)
def test_the_public_calendar_knows_our_languages_only(forum, value, remembered):
    address = reverse("events:calendar")
    assert Client().get(address, {"lang": value}).status_code == 404
    assert Client().get(address, {"lang": "uz"}).status_code == Client().get(address).status_code == 200
    assert remembered() == set()


@pytest.mark.django_db
def test_papers_are_printed_in_our_languages_only(stand_in, sato, as_, remembered):
    address = reverse("events:proxy", args=[stand_in.pk])
    assert {as_(sato).get(address, {"lang": value}).status_code for value in STRANGE} == {404}
    assert remembered() == set()


@pytest.mark.django_db
def test_letters_are_issued_in_our_languages_only(sato, as_, forum):
    day = NOW.date()
    given = {
        "titles": {"ru": "Visit"}, "from_country": "JP", "to_country": "KZ",
        "purposes": {}, "starts_on": day, "ends_on": day,
    }
    journey = services.plan_delegation(event=forum, chamber=None, **given, by=sato, now=NOW)
    address = reverse("events:letter_issue", args=[journey.pk])
    assert {as_(sato).post(address, {"language": value}).status_code for value in STRANGE} == {404}
    assert as_(sato).post(address, {"language": "kk"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("value", [value for value in STRANGE if "\0" not in value and "\r" not in value])
def test_headers_cookies_and_buttons_change_nothing(value, remembered):
    client = Client(headers={"accept-language": value.encode("utf-8").decode("latin-1")})
    client.cookies["django_language"] = "".join(char for char in value if char.isascii())
    assert client.get("/en/").status_code == 200
    assert client.get(f"/{value or 'zz'}/").status_code == 404
    assert client.post("/language/", {"language": value}).status_code == 302
    assert remembered() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["language", "time_zone"])
def test_no_reader_can_be_given_what_is_not_ours(sato, field):
    setattr(sato, field, "zz")
    with pytest.raises(IntegrityError), transaction.atomic():
        sato.save(update_fields=[field])


@pytest.mark.parametrize("value", [*STRANGE, "Asia/Nowhere"])
def test_what_is_not_ours_is_refused_wherever_it_was_kept(value, remembered):
    for known in (known_language, known_zone):
        assert known(value, "default") == "default"
        with pytest.raises(NotOurs):
            known(value)
    for language, zone in ((value, None), ("en", value or "zz")):
        with pytest.raises(NotOurs), speaking(language, zone):
            pass
    assert remembered() == set()


@pytest.mark.django_db
def test_a_nul_is_no_part_of_what_is_looked_for(forum, sato, tanaka, hokuriku, as_):
    client, name = as_(sato), seat(forum, 1, by=tanaka, firm=hokuriku).name
    for page in ("desk", "door"):
        address = reverse(f"events:{page}", args=[forum.pk])
        assert name in client.get(address + f"?q={name[:4]}%00").content.decode()
    assert client.get(reverse("events:badges", args=[forum.pk]) + "?code=%00").status_code == 200
    assert {
        who.get(address).status_code for who in (client, Client()) for address in ("/events/%00/", "/%00", "/ja/%00")
    } == {404}


@pytest.mark.django_db
@pytest.mark.parametrize("code, zone, language", [("ky", "Asia/Bishkek", "ru"), ("fr", "Asia/Tokyo", "en")])
def test_a_delegate_whose_language_we_lack_is_written_to(forum, sato, code, zone, language):
    row = seat(forum, 1, by=sato)
    Registration.objects.filter(pk=row.pk).update(language=code, zone=zone)
    services.withdraw_registration(Registration.objects.get(pk=row.pk), by=sato, now=NOW + timedelta(hours=1))
    said = Message.objects.filter(address=row.email).order_by("created_at").last()
    assert said.language == language
