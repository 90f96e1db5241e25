"""A register's buttons: proposed and never imposed, and a form that never waits for them."""
import pytest
from django.core.cache import cache
from django.urls import reverse

from companies import services
from companies.errors import RegisterSilent, TooManyLookUps
from companies.models import Firm
from companies.services import registers
from core.errors import NotPermitted
from tests import build

from .standin import HEAD, JP, KZ

pytestmark = pytest.mark.django_db
START = "/firms/start/"
TYPED = {"country": "KZ", "legal_id": KZ["ru"]["bin"], "name": "Typed name", "name_latin": ""}


@pytest.fixture
def newcomer(as_):
    return as_(build.user("new@altai.example", "N", zone="Asia/Almaty"))


def text(answer) -> str:
    return answer.content.decode()


def press(client, button: str = "look_up", value: str = "1", **typed):
    return client.post(reverse("companies:start"), TYPED | typed | {button: value})


def test_what_the_register_says_stands_beside_the_form_and_changes_nothing(newcomer, register):
    answer = press(newcomer)
    assert answer.context["form"]["name"].value() == "Typed name"
    page = text(answer)
    assert "Алтай Тамақ" in page
    assert "Өскемен" in page
    assert "Май өндіру" in page
    assert not Firm.objects.exists()


def test_a_name_is_taken_over_when_its_button_is_pressed(newcomer, register):
    form = press(newcomer, "take_name", "kk").context["form"]
    assert (form["name"].value(), form["legal_id"].value()) == ('"Алтай Тамақ" ЖШС', KZ["ru"]["bin"])


def test_an_english_name_goes_where_latin_letters_go(newcomer, register):
    register.plan.body = {"hojin-infos": [JP]}
    form = press(newcomer, "take_name", "en", country="JP", legal_id=JP["corporate_number"]).context["form"]
    assert (form["name"].value(), form["name_latin"].value()) == ("Typed name", JP["name_en"])


def test_who_heads_the_firm_is_for_staff_only(newcomer, register, as_, sato, altai):
    assert HEAD not in text(press(newcomer))
    assert HEAD in text(as_(sato).post(reverse("companies:firm_register", args=[altai.pk])))


def test_the_section_after_it_shows_the_address_without_asking_again(newcomer, register):
    press(newcomer)
    asked = len(register.asked)
    newcomer.post(reverse("companies:start"), TYPED | {"name_latin": "Altai"})
    page = text(newcomer.get(reverse("companies:section", args=["business"])))
    assert "Өскемен" in page
    assert HEAD not in page
    assert len(register.asked) == asked


@pytest.mark.parametrize("plan, said", [
    ({"status": 500}, "does not answer now"), ({"pause": 1.5}, "does not answer now"),
    ({"body": b"<html>"}, "cannot be used"), ({"body": {"success": False, "obj": None}}, "does not know this number"),
], ids=["down", "slow", "wrong", "unknown"])
def test_a_register_that_fails_says_so_and_the_form_goes_on(newcomer, register, plan, said):
    vars(register.plan).update(plan)
    answer = press(newcomer)
    assert (answer.status_code, answer.context["form"]["name"].value()) == (200, "Typed name")
    assert said in text(answer)
    newcomer.post(reverse("companies:start"), TYPED | {"name_latin": "Altai"})
    assert Firm.objects.get().name == "Typed name"


def test_a_wrong_number_is_said_and_nobody_is_asked(newcomer, register):
    assert "check digit" in text(press(newcomer, legal_id="050340493134"))
    assert register.asked == []


def test_without_a_register_there_is_no_button_and_a_sentence(newcomer, register):
    assert "Look up in the state register" in text(newcomer.get(reverse("companies:start")))
    page = text(press(newcomer, country="UZ", legal_id="301234567"))
    assert "No state register is connected" in page
    assert "Look up in the state register" not in page


def test_an_unknown_country_is_no_error(newcomer, register):
    assert press(newcomer, country="XX").status_code == 200


def test_an_answer_is_kept_for_a_day(register, sato):
    for _time in range(2):
        services.look_up(country="KZ", number=KZ["ru"]["bin"], by=sato)
    assert len(register.asked) == 2, "one a language"


def test_one_that_is_silent_is_left_alone_for_a_minute(register, sato):
    register.plan.status = 500
    for _time in range(3):
        with pytest.raises(RegisterSilent):
            services.look_up(country="KZ", number=KZ["ru"]["bin"], by=sato)
    assert len(register.asked) == 1
    cache.clear()
    register.plan.status = 200
    assert services.look_up(country="KZ", number=KZ["ru"]["bin"], by=sato).names


def test_nobody_asks_too_often(register, sato, mori, monkeypatch):
    monkeypatch.setattr(registers, "MOST_LOOK_UPS", 1)
    services.look_up(country="KZ", number=KZ["ru"]["bin"], by=sato)
    with pytest.raises(TooManyLookUps):
        services.look_up(country="JP", number=JP["corporate_number"], by=sato)
    register.plan.body = {"hojin-infos": [JP]}
    assert services.look_up(country="JP", number=JP["corporate_number"], by=mori).names


def test_only_who_may_register_a_firm_and_staff_ask(register, dana):
    with pytest.raises(NotPermitted):
        services.look_up(country="KZ", number=KZ["ru"]["bin"], by=dana)
    assert register.asked == []


def test_staff_see_what_is_the_same_and_what_is_not(register, as_, sato, altai):
    Firm.objects.filter(pk=altai.pk).update(name="ТОО «Другая»", name_latin="Drugaya")
    rows = as_(sato).post(reverse("companies:firm_register", args=[altai.pk])).context["register"]["rows"]
    assert [(row["label"], row["verdict"]) for row in rows][:4] == [
        ("Name (Russian)", "check"), ("Name (Kazakh)", "check"), ("Address", "fits"), ("Address", "fits"),
    ]


def test_the_same_name_in_another_script_is_the_same(register, as_, sato, altai):
    rows = as_(sato).post(reverse("companies:firm_register", args=[altai.pk])).context["register"]["rows"]
    assert [row["verdict"] for row in rows if row["label"].startswith("Name")] == ["fits", "fits"]


def test_the_case_opens_without_asking_anybody(register, as_, sato, altai):
    page = as_(sato).get(reverse("companies:review_firm", args=[altai.pk]))
    assert page.status_code == 200
    assert register.asked == []


def test_the_case_says_when_no_register_is_connected(as_, sato, altai):
    page = text(as_(sato).get(reverse("companies:review_firm", args=[altai.pk])))
    assert "No state register is connected" in page
    assert "Look up in the state register" not in page
