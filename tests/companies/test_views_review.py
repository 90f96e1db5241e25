"""What staff see and do: the list of firms, the queue, the case of a firm and of a profile, merging, bars."""
import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services
from companies.models import Bar, Firm, VerificationCheck
from core.lifecycle import move
from core.models import Activity
from tests import build
from tests.companies.asking import told, verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, sato):
    sato.language = "en"
    sato.save()
    client.force_login(sato)
    return client


@pytest.fixture
def waiting(altai) -> Firm:
    """Altai as it waits in the queue, its number not yet looked up by anybody."""
    Firm.objects.filter(pk=altai.pk).update(state="submitted", verified_at=None, verified_by=None)
    altai.checks.filter(kind="call_back").delete()
    altai.refresh_from_db()
    return altai


@pytest.fixture
def sent(altai, aigul):
    """A profile of altai in the queue."""
    made = services.create_profile(
        altai, kind="business_request", cooperation="supply", title="Құю желісі керек", markets=["JP"], language="kk",
        lines=[
            {"text": "Құю желісі", "hs_codes": ["842230"]}, {"text": "Микросхемалар", "hs_codes": ["854231", "8542"]}
        ],
        by=aigul, now=timezone.now(),
    )
    services.submit_profile(made, by=aigul, now=timezone.now())
    return made


def text(answer) -> str:
    return answer.content.decode()


def case(firm: Firm) -> str:
    return reverse("companies:review_firm", args=[firm.pk])


def do(office, firm: Firm, action: str, **data):
    return office.post(reverse("companies:firm_action", args=[firm.pk, action]), data)


# the list


@pytest.mark.parametrize("query, found", [
    ("q=altai", True), ("q=АЛТАЙ тамақ", True), ("q=Алтай Тамак", True), ("q=050340", True), ("q=0503-4049 3133", True),
    ("q=nobody", False), ("country=KZ", True), ("country=JP", False), ("state=verified", True), ("state=draft", False),
    ("state=bogus&country=XX", True), ("q=%00", True), ("q=" + "x" * 5000, False),
    ("q=%25", False), ("page=999", True), ("page=x", True),
])
def test_firms_are_found_in_any_script(office, altai, query, found):
    answer = office.get(f"{reverse('companies:firms')}?{query}")
    assert answer.status_code == 200
    assert (case(altai) in text(answer)) is found


def test_filters_can_be_taken_away_one_by_one(office, altai):
    shown = text(office.get(f"{reverse('companies:firms')}?q=altai&country=KZ"))
    assert 'href="?country=KZ"' in shown
    assert 'href="?q=altai"' in shown


def test_a_number_that_only_has_the_right_form_never_looks_verified(office, sato):
    owner = build.user("uz@salom.example", "Aziz")
    firm = services.register_firm(
        country="UZ", legal_id="301234567", name="Salom", name_latin="Salom",
        language="uz", by=owner, now=timezone.now(),
    )
    for address in (reverse("companies:firms"), case(firm)):
        shown = text(office.get(address))
        assert "Format only" in shown
        assert "tag--done" not in shown
        assert "Verified" not in shown.split("<main")[1].replace(">Verified<", "")


# the queue


def test_the_queue_shows_firms_and_profiles_oldest_first(office, waiting, sent, detal):
    Firm.objects.filter(pk=detal.pk).update(state="in_review", submitted_at=waiting.submitted_at.replace(year=2025))
    shown = text(office.get(reverse("companies:review")))
    assert shown.index(detal.name) < shown.index(waiting.name) < shown.index(sent.title)


def test_an_empty_queue_says_so(office, db):
    shown = text(office.get(reverse("companies:review")))
    assert "No firm is waiting" in shown
    assert "No profile waits" in shown


# the case of a firm


def test_a_case_shows_what_the_number_says_and_the_contact(office, waiting):
    shown = text(office.get(case(waiting)))
    assert "2005-03" in shown
    assert "Head office" in shown
    assert "Check digit fits" in shown
    assert "contact.aigul@altai.example" in shown


def test_a_case_flags_look_alike_letters(office, waiting):
    Firm.objects.update(name="ТОО «Тoрговый дом»")
    shown = text(office.get(case(waiting)))
    assert "Look-alike letters" in shown


def test_a_case_shows_possible_duplicates_with_their_likeness(office, waiting, now):
    owner = build.user("ruslan@altai.example", "Руслан")
    twin = services.register_firm(country="KZ", legal_id="941240000193", name="ALTAI TAMAK TOO",
                                  name_latin="Altai Tamak LLP", language="ru", by=owner, now=now)
    shown = text(office.get(case(twin)))
    assert "Possibly the same firm" in shown
    assert "The same name in another script" in shown
    assert f"{reverse('companies:merge', args=[twin.pk])}?other={waiting.pk}" in shown


def test_verifying_takes_a_check_by_a_person(office, waiting, sato):
    assert "Record at least one passed check" in text(
        office.post(reverse("companies:firm_action", args=[waiting.pk, "verify"]), follow=True)
    )
    check = {"kind": "call_back", "result": "passed", "how": "Spoke with the director"}
    office.post(reverse("companies:record_check", args=[waiting.pk]), check)
    assert VerificationCheck.objects.get(kind="call_back").checked_by == sato
    do(office, waiting, "verify")
    waiting.refresh_from_db()
    assert waiting.state == "verified"
    shown = text(office.get(case(waiting)))
    assert "Spoke with the director" in shown
    assert sato.full_name in shown


@pytest.mark.parametrize(
    "wrong", [{"kind": "legal_id_digit"}, {"result": "perhaps"}, {"how": ""}, {"how": "x" * 20_000}]
)
def test_a_check_that_says_nothing_is_refused(office, waiting, wrong):
    count = VerificationCheck.objects.count()
    check = {"kind": "call_back", "result": "passed", "how": "Spoke"} | wrong
    assert office.post(reverse("companies:record_check", args=[waiting.pk]), check).status_code == 422
    assert VerificationCheck.objects.count() == count


def test_asking_for_more_without_a_reason_is_said_in_the_bar(office, waiting, aigul):
    answer = do(office, waiting, "request_more_info", reason="  ")
    assert answer.status_code == 422
    assert "Please give a reason" in text(answer)
    do(office, waiting, "request_more_info", reason="Extract, please\x00")
    assert list(told("firm_needs_info")) == [aigul.email]


def test_refusing_a_registration_takes_a_code_and_words(office, waiting):
    assert do(office, waiting, "reject", code="other").status_code == 422
    assert do(office, waiting, "reject", code="bogus", reason="No").status_code == 422
    do(office, waiting, "reject", code="cannot_verify", reason="No trace of it")
    assert Activity.objects.get(verb="companies.firm.reject").data == {"code": "cannot_verify"}


def test_the_bar_offers_what_the_state_allows(office, altai, waiting):
    def offered() -> set[str]:
        shown = text(office.get(case(waiting)))
        return {action for action in (
            "start_review", "request_more_info", "verify", "suspend", "reinstate", "reject", "cease"
        )
                if reverse("companies:firm_action", args=[waiting.pk, action]) in shown}

    assert offered() == {"start_review", "request_more_info", "verify", "reject", "cease"}
    do(office, waiting, "start_review")
    assert offered() == {"request_more_info", "verify", "reject", "cease"}
    Firm.objects.filter(pk=waiting.pk).update(
        state="verified", verified_at=timezone.now(), verified_by=build.User.objects.first()
    )
    assert offered() == {"suspend", "cease"}
    do(office, waiting, "suspend", reason="Complaint")
    assert offered() == {"reinstate", "cease"}
    do(office, waiting, "reinstate", reason="Settled")
    do(office, waiting, "cease", reason="Struck off")
    assert offered() == set()


def test_an_action_the_table_does_not_allow_is_said(office, altai):
    assert "The case has changed in the meantime" in text(
        office.post(reverse("companies:firm_action", args=[altai.pk, "start_review"]), follow=True)
    )
    assert office.post(reverse("companies:firm_action", args=[altai.pk, "merge"])).status_code == 404
    assert office.post(reverse("companies:firm_action", args=[altai.pk, "bogus"])).status_code == 404
    assert office.get(reverse("companies:firm_action", args=[altai.pk, "suspend"])).status_code == 405


def test_staff_correct_an_identity(office, altai, detal):
    address = reverse("companies:firm_identity", args=[altai.pk])
    given = {"country": "KZ", "legal_id": "941240000193", "name": "ТОО «Алтай»", "name_latin": "Altai"}
    assert "already registered" in text(office.post(address, given | {"legal_id": detal.legal_id}))
    office.post(address, given)
    altai.refresh_from_db()
    assert (altai.legal_id, verbs(altai)[-3:]) == ("941240000193", ["change_identity", "check", "check"])


def test_the_history_of_a_case_names_people_and_checks(office, altai, sato, aigul):
    shown = text(office.get(case(altai)))
    assert aigul.full_name in shown
    assert sato.full_name in shown
    assert "Call back by telephone: Passed" in shown


# bars


def test_a_bar_is_put_between_two_firms(office, altai, hokuriku):
    address = reverse("companies:bar", args=[altai.pk]) + "?q=hokuriku"
    assert hokuriku.name in text(office.get(address))
    assert office.post(address, {"kind": "rival"}).status_code == 422
    assert office.post(address, {"kind": "rival", "other": altai.pk}).status_code == 422
    office.post(address, {"kind": "rival", "other": hokuriku.pk, "note": "They asked for it"})
    assert Bar.objects.get().kind == "rival"
    assert "They asked for it" in text(office.get(case(altai)))


# the case of a profile


def test_a_profile_shows_goods_in_words_and_flags_export_control(office, sent):
    shown = text(office.get(reverse("companies:review_profile", args=[sent.pk])))
    assert "854231 is on the common high priority list, tier 1" in shown
    assert "8542 may stand for listed goods" in shown
    assert "Kazakhstan" in shown
    assert "Құю желісі" in shown


def test_publishing_and_asking_for_changes(office, sent, aigul):
    address = lambda action: reverse("companies:profile_action", args=[sent.pk, action])  # noqa: E731
    office.post(address("start_review"))
    answer = office.post(address("request_changes"), {"reason": ""})
    assert answer.status_code == 422
    assert "Please give a reason" in text(answer)
    office.post(address("request_changes"), {"reason": "Which capacity?"})
    sent.refresh_from_db()
    assert sent.state == "changes_requested"
    assert "The case has changed in the meantime" in text(office.post(address("publish"), follow=True))
    move(sent, "submit", by=aigul, now=timezone.now())
    office.post(address("publish"))
    sent.refresh_from_db()
    assert sent.state == "published"
    assert office.post(address("expire")).status_code == 404


def test_publishing_is_refused_while_the_text_gives_the_firm_away(office, sent):
    sent.lines.filter(position=0).update(text="Құю желісі, Altai Tamaq")
    shown = text(office.get(reverse("companies:review_profile", args=[sent.pk])))
    assert "The text gives the firm away" in shown
    office.post(reverse("companies:profile_action", args=[sent.pk, "publish"]))
    sent.refresh_from_db()
    assert sent.state == "submitted"


def test_html_in_what_firms_write_is_shown_as_text(office, waiting):
    Firm.objects.update(name="<script>alert(1)</script>", city="<b>x</b>")
    for address in (reverse("companies:firms"), reverse("companies:review"), case(waiting)):
        shown = text(office.get(address))
        assert "<script>alert(1)" not in shown
        assert "<b>x</b>" not in shown
