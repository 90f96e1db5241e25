"""Partnering profiles on their pages: lines without scripts, the anonymous preview, what each state allows."""
import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services
from companies.models import Firm, PartneringProfile
from companies.services.profiles import teaser_problems

pytestmark = pytest.mark.django_db
PROFILE = {
    "kind": "business_request", "cooperation": "supply", "title": "Құю желісі керек",
    "summary": "Жылына үш желі", "language": "kk",
    "markets": ["JP"], "volumes": "3 желі", "certificates_other": "iso 9001",
    "lines-TOTAL_FORMS": "3", "lines-INITIAL_FORMS": "0", "lines-0-text": "Құю желісі",
    "lines-0-hs_codes": "8422.30; 84 22",
    "lines-1-text": "Қаптау жабдығы", "lines-1-hs_codes": "", "lines-2-text": "", "lines-2-hs_codes": "",
}


@pytest.fixture
def desk(client, aigul):
    aigul.language = "en"
    aigul.save()
    client.force_login(aigul)
    return client


@pytest.fixture
def profile(desk, altai) -> PartneringProfile:
    desk.post(reverse("companies:profile_new"), PROFILE)
    return PartneringProfile.objects.get()


def text(answer) -> str:
    return answer.content.decode()


def page(profile, name: str = "profile") -> str:
    return reverse(f"companies:{name}", args=[profile.pk])


def test_a_new_profile_is_saved_with_its_lines(desk, altai):
    answer = desk.post(reverse("companies:profile_new"), PROFILE)
    made = PartneringProfile.objects.get()
    assert answer.url == made.get_absolute_url()
    assert [(line.text, line.hs_codes) for line in made.lines.all()] == [
        ("Құю желісі", ["8422", "842230"]), ("Қаптау жабдығы", [])
    ]
    assert (made.certificates_wanted, made.markets, made.state) == (["ISO 9001"], ["JP"], "draft")


def test_more_lines_keeps_everything_that_was_typed(desk, altai):
    typed = PROFILE | {"more": "yes", "title": "——", "lines-1-hs_codes": "nonsense"}
    answer = text(desk.post(reverse("companies:profile_new"), typed))
    assert 'name="lines-4-text"' in answer
    assert 'name="lines-5-text"' not in answer
    for words in ("——", "Жылына үш желі", "Қаптау жабдығы", "nonsense", "iso 9001", "8422.30; 84 22"):
        assert words in answer
    assert "error-summary" not in answer
    assert not PartneringProfile.objects.exists()


def test_rows_added_and_typed_are_saved(desk, altai):
    grown = PROFILE | {"lines-TOTAL_FORMS": "5", "lines-INITIAL_FORMS": "2", "lines-4-text": "Тағы бірі"}
    desk.post(reverse("companies:profile_new"), grown)
    assert [line.text for line in PartneringProfile.objects.get().lines.all()] == [
        "Құю желісі", "Қаптау жабдығы", "Тағы бірі"
    ]


@pytest.mark.parametrize("wrong, error", [
    ({"title": "Желі «Алтай Тамақ» үшін"}, "shows which firm this is"),
    ({"summary": "Жазыңыз: info@altai.example"}, "is an e-mail address"),
    ({"volumes": "+7 723 200 00 00"}, "reads like a telephone number"),
    ({"lines-0-text": "Желі, www.altai.kz"}, "is a web address"),
    ({"lines-0-text": "Contact of Айгүл Серікқызы"}, "shows which firm this is"),
    ({"lines-0-text": "——— *** ———"}, "This text has no letters"),
    ({"lines-0-text": "Ж" * 20_000}, "Too long: 20000 characters, at most 500"),
    ({"lines-0-text": ""}, "Describe in words what the code stands for"),
    ({"lines-0-text": "", "lines-0-hs_codes": "", "lines-1-text": ""}, "Add at least one product"),
    ({"lines-0-hs_codes": "999"}, "has an odd number of digits"),
    ({"title": ""}, "This field is required"), ({"summary": "Ж" * 20_000}, "Too long"),
    ({"markets": ["KZ"]}, "Select a valid choice"),
    ({"lines-TOTAL_FORMS": "many"}, "Add at least one product"),
    ({"lines-TOTAL_FORMS": "99999"}, "Please submit at most 30 forms"),
])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(desk, altai, wrong, error):
    answer = desk.post(reverse("companies:profile_new"), PROFILE | wrong)
    assert answer.status_code == 422
    assert error in text(answer)
    assert "error-summary" in text(answer)
    if "summary" not in wrong:
        assert "Жылына үш желі" in text(answer)
    assert not PartneringProfile.objects.exists()


def test_hostile_text_is_kept_plain_and_shown_as_text(desk, altai):
    hostile = "<img src=x onerror=alert(1)> \u202eабв ab\x00c"
    desk.post(
        reverse("companies:profile_new"), PROFILE | {"title": hostile, "summary": hostile, "lines-0-text": hostile}
    )
    made = PartneringProfile.objects.get()
    shown = text(desk.get(made.get_absolute_url()))
    assert "<img src=x" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "\u202e" not in shown
    assert "abc" in shown


def test_bytes_that_are_no_text_do_no_harm(desk, altai):
    data = "&".join(f"{name}={value if isinstance(value, str) else value[0]}" for name, value in PROFILE.items())
    body = data.replace("Құю желісі керек", "Линия %ED%A0%80 розлива").encode()
    answer = desk.post(reverse("companies:profile_new"), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert PartneringProfile.objects.get().title.startswith("Линия")


def test_editing_keeps_rows_and_takes_out_an_emptied_line(desk, profile):
    first, second = profile.lines.all()
    shown = text(desk.get(page(profile, "profile_edit")))
    assert "Құю желісі" in shown
    assert "8422, 842230" in shown
    changed = PROFILE | {
        "lines-TOTAL_FORMS": "5", "lines-INITIAL_FORMS": "2", "lines-0-text": "", "lines-0-hs_codes": ""
    }
    assert desk.post(page(profile, "profile_edit"), changed).url == profile.get_absolute_url()
    assert [line.pk for line in profile.lines.all()] == [second.pk]


def test_the_preview_is_anonymous(desk, profile, altai):
    teaser = text(desk.get(page(profile))).split("As partners see it")[1].split("What you can do")[0]
    assert "Құю желісі" in teaser
    assert "Kazakhstan" in teaser
    assert "HS" in teaser
    for secret in (altai.name, altai.name_latin, altai.legal_id, altai.contact.name, altai.contact.email):
        assert secret not in teaser


def test_actions_follow_the_state(desk, profile, aigul, sato, now):
    submit = page(profile, "profile_submit")
    assert f'action="{submit}"' in text(desk.get(page(profile)))
    desk.post(submit)
    profile.refresh_from_db()
    assert profile.state == "submitted"
    shown = text(desk.get(page(profile)))
    assert page(profile, "profile_edit") not in shown
    assert page(profile, "profile_revise") in shown
    assert desk.get(page(profile, "profile_edit")).url == profile.get_absolute_url()
    services.publish_profile(profile, by=sato, now=timezone.now())
    assert page(profile, "profile_fulfil") in text(desk.get(page(profile)))
    assert desk.post(page(profile, "profile_revise")).url == page(profile, "profile_edit")
    desk.post(page(profile, "profile_withdraw"))
    profile.refresh_from_db()
    assert profile.state == "withdrawn"
    assert "Nothing more to do here" in text(desk.get(page(profile)))


def test_an_action_that_came_too_late_is_said(desk, profile, aigul, now):
    services.withdraw_profile(profile, by=aigul, now=now)
    for name in ("profile_submit", "profile_revise", "profile_fulfil", "profile_withdraw"):
        assert "The case has changed in the meantime" in text(desk.post(page(profile, name), follow=True))


def test_changes_that_were_asked_for_are_shown(desk, profile, aigul, sato, now):
    services.submit_profile(profile, by=aigul, now=now)
    services.request_profile_changes(profile, reason="Which capacity, please?", by=sato, now=now)
    shown = text(desk.get(page(profile)))
    assert "Which capacity, please?" in shown
    assert page(profile, "profile_edit") in shown


def test_a_draft_firm_sends_profiles_with_itself(desk, profile, altai):
    Firm.objects.update(state="draft")
    shown = text(desk.get(page(profile)))
    assert "sent to Minamin together with your firm" in shown
    assert page(profile, "profile_submit") not in shown
    assert desk.post(page(profile, "profile_submit")).status_code == 403


def test_a_contact_named_later_shows_as_a_problem(desk, profile, altai, aigul, now):
    services.save_contact(altai, name="Желісі Құю", position="", email="a@altai.example",
                          phone="", language="kk", consent_given=True, by=aigul, now=now)
    assert teaser_problems(PartneringProfile.objects.get())
    assert "The text gives the firm away" in text(desk.get(page(profile)))
    assert "shows which firm this is" in text(desk.post(page(profile, "profile_submit"), follow=True))
    profile.refresh_from_db()
    assert profile.state == "draft"


def test_markets_are_those_of_the_other_side(client, tanaka, hokuriku):
    client.force_login(tanaka)
    shown = text(client.get(reverse("companies:profile_new")))
    assert 'value="KZ"' in shown
    assert 'name="markets" value="JP"' not in shown


def test_the_list_shows_every_profile_with_its_state(desk, profile):
    shown = text(desk.get(reverse("companies:profiles")))
    assert profile.title in shown
    assert "Draft" in shown


SUGGEST = PROFILE | {"lines-1-text": "Su nasoslari kerak", "lines-2-hs_codes": "", "suggest": "lines-1"}


def test_codes_are_suggested_for_the_line_that_asks_and_nothing_is_saved(desk, altai):
    answer = desk.post(reverse("companies:profile_new"), SUGGEST)
    shown = text(answer)
    assert answer.status_code == 200
    assert 'name="lines-1-suggested" value="8413"' in shown
    assert 'name="lines-0-suggested"' not in shown
    assert "Pumps (8413)" in shown
    assert 1 <= shown.count('name="lines-1-suggested"') <= 5
    assert "checked" not in shown.split('id="lines-1"')[1].split('id="lines-2"')[0]
    for words in ("Құю желісі керек", "Жылына үш желі", "8422.30; 84 22", "iso 9001"):
        assert words in shown
    assert not PartneringProfile.objects.exists()


def test_what_is_ticked_is_saved_beside_what_was_typed(desk, altai):
    desk.post(
        reverse("companies:profile_new"),
        PROFILE | {"lines-0-suggested": ["8438"], "lines-1-suggested": ["8422", "8441"]},
    )
    assert [line.hs_codes for line in PartneringProfile.objects.get().lines.all()] == [
        ["8422", "842230", "8438"], ["8422", "8441"]
    ]


def test_what_is_ticked_survives_a_second_question_and_a_mistake(desk, altai):
    again = text(desk.post(reverse("companies:profile_new"), SUGGEST | {"lines-1-suggested": "8413"}))
    assert 'value="8413"' in again
    assert 'name="lines-1-hs_codes" value="8413"' in again
    wrong = {key: value for key, value in SUGGEST.items() if key != "suggest"} | {"title": ""}
    wrong["lines-1-suggested"] = "8413"
    answer = desk.post(reverse("companies:profile_new"), wrong)
    assert answer.status_code == 422
    assert 'name="lines-1-suggested" value="8413" id="id_lines-1-suggested_0" checked' in text(answer)


@pytest.mark.parametrize("ticked, said", [
    ("9901", "there is no HS chapter 99"), ("0199", "there is no HS heading 0199"), ("nasos", "is not an HS code"),
])
def test_a_ticked_code_that_does_not_exist_is_refused_with_a_sentence(desk, altai, ticked, said):
    answer = desk.post(reverse("companies:profile_new"), PROFILE | {"lines-1-suggested": ticked})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not PartneringProfile.objects.exists()


@pytest.mark.parametrize("typed", ["", "qqq zzz", "——"])
def test_no_code_found_is_said(desk, altai, typed):
    answer = desk.post(reverse("companies:profile_new"), SUGGEST | {"lines-1-text": typed})
    assert answer.status_code == 200
    assert "No code was found by these words" in text(answer)


def test_another_firm_learns_nothing_by_asking_for_codes(client, bekzat, profile):
    client.force_login(bekzat)
    assert client.post(page(profile, "profile_edit"), SUGGEST).status_code == 404


def test_a_line_keeps_its_place_while_an_empty_one_stands_above(desk, altai):
    asked = PROFILE | {"lines-1-text": "", "lines-2-text": "タイヤ", "suggest": "lines-2"}
    shown = text(desk.post(reverse("companies:profile_new"), asked))
    assert 'name="lines-2-suggested" value="4011"' in shown
    assert "lines-3-text" not in shown
