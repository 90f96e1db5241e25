"""Two save the same form: the second is told field by field what the first changed, keeps all that was typed, and may
save knowingly.
"""
import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from companies import services
from companies.forms import BusinessForm, ProfileForm
from companies.models import Firm
from core.acting import attempt
from core.forms import edit
from core.forms.edit import SEAL, ChangedMeanwhile
from tests import build
from tests.companies.test_views_profiles import PROFILE
from tests.rivals import Rivals, plain_read
from tests.sealed import seal_in

pytestmark = pytest.mark.django_db
URL = "/firms/mine/business/"
BUSINESS = {
    "city": "Алматы", "region": "", "sectors": ["food"], "languages": ["ru"], "employees": "46", "founded": "1998",
    "certificates": ["ISO 9001"], "certificates_other": "", "certificate_numbers": "", "website": "",
}


def typed(**values) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in (BUSINESS | values).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def seal_of(firm: Firm) -> str:
    return BusinessForm(row=firm, names=[])[SEAL].value()


def form(firm: Firm, data: QueryDict) -> BusinessForm:
    return BusinessForm(data, row=Firm.objects.get(pk=firm.pk), names=[])


@pytest.fixture
def firm(altai) -> Firm:
    Firm.objects.filter(pk=altai.pk).update(
        city="Алматы", region="", sectors=["food"], languages=["ru"], employees=46, founded=1998,
        certificates=["ISO 9001"], website="",
    )
    return Firm.objects.get(pk=altai.pk)


def save(firm: Firm, data: QueryDict, by) -> tuple[int, BusinessForm]:
    one = form(firm, data)
    return attempt(one, services.save_business, firm, by=by), one


def test_the_first_save_goes_through(firm, aigul):
    assert save(firm, typed(city="Астана", as_seen=seal_of(firm)), aigul)[0] == 0
    assert Firm.objects.get(pk=firm.pk).city == "Астана"


def test_a_stale_save_says_field_by_field_what_changed(firm, aigul):
    seal = seal_of(firm)
    save(firm, typed(city="Астана", employees="50", as_seen=seal), aigul)
    status, stale = save(firm, typed(city="Шымкент", as_seen=seal), aigul)
    assert status == 409
    told = {change["name"]: change for change in stale.meanwhile}
    assert set(told) == {"city", "employees"}
    assert [told["city"][key] for key in ("before", "now", "mine")] == ["Алматы", "Астана", "Шымкент"]
    assert (told["employees"]["before"], told["employees"]["now"], told["employees"]["taken"]) == ("46", "50", True)
    assert Firm.objects.get(pk=firm.pk).city == "Астана"


def test_what_was_typed_stays_and_what_was_left_alone_follows(firm, aigul):
    seal = seal_of(firm)
    save(firm, typed(city="Астана", employees="50", sectors=["food", "textiles"], as_seen=seal), aigul)
    _status, stale = save(firm, typed(city="Шымкент", as_seen=seal), aigul)
    assert (stale["city"].value(), stale["employees"].value()) == ("Шымкент", "50")
    assert sorted(stale["sectors"].value()) == ["food", "textiles"]


def test_saving_again_takes_the_writers_version(firm, aigul):
    seal = seal_of(firm)
    save(firm, typed(city="Астана", employees="50", as_seen=seal), aigul)
    _status, stale = save(firm, typed(city="Шымкент", as_seen=seal), aigul)
    assert save(firm, stale.data, aigul)[0] == 0
    now = Firm.objects.get(pk=firm.pk)
    assert (now.city, now.employees) == ("Шымкент", 50)


def test_a_third_change_is_told_too(firm, aigul):
    """Knowing of one change is not knowing of the next."""
    seal = seal_of(firm)
    save(firm, typed(city="Астана", as_seen=seal), aigul)
    _status, stale = save(firm, typed(city="Шымкент", as_seen=seal), aigul)
    save(firm, typed(city="Тараз", as_seen=seal_of(Firm.objects.get(pk=firm.pk))), aigul)
    assert save(firm, stale.data, aigul)[0] == 409


def test_both_wrote_the_same(firm, aigul):
    seal = seal_of(firm)
    save(firm, typed(city="Астана", as_seen=seal), aigul)
    assert save(firm, typed(city="Астана", as_seen=seal), aigul)[0] == 0


def test_codes_are_told_in_words(firm, aigul):
    seal = seal_of(firm)
    save(firm, typed(sectors=["textiles"], as_seen=seal), aigul)
    _status, stale = save(firm, typed(as_seen=seal), aigul)
    assert "food" not in stale.meanwhile[0]["before"]
    assert stale.meanwhile[0]["before"] != stale.meanwhile[0]["now"]


def test_the_seal_of_another_row_says_nothing(firm, hokuriku, aigul):
    """Nor does one that was changed on its way."""
    save(firm, typed(city="Астана", as_seen=seal_of(firm)), aigul)
    for strange in (seal_of(hokuriku), "nonsense", ""):
        assert save(firm, typed(city="Шымкент", as_seen=strange), aigul)[0] == 0


@pytest.fixture
def desk(client, aigul, firm):
    aigul.language = "en"
    aigul.save()
    client.force_login(aigul)
    return client


def test_two_tabs(desk, firm):
    seal = seal_in(desk.get(URL))
    desk.post(URL, BUSINESS | {"city": "Астана", SEAL: seal})
    answer = desk.post(URL, BUSINESS | {"city": "Шымкент", SEAL: seal})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Changed meanwhile" in html
    assert all(city in html for city in ("Алматы", "Астана", "Шымкент"))
    again = seal_in(answer)
    assert desk.post(URL, BUSINESS | {"city": "Шымкент", SEAL: again}).status_code == 302
    assert Firm.objects.get(pk=firm.pk).city == "Шымкент"


def test_lines_of_a_profile_are_told_and_shown_anew(desk, firm):
    desk.post(reverse("companies:profile_new"), PROFILE)
    profile = firm.profiles.get()
    page = reverse("companies:profile_edit", args=[profile.pk])
    seal, kept = seal_in(desk.get(page)), PROFILE | {"lines-INITIAL_FORMS": "2"}
    desk.post(page, kept | {"lines-1-text": "Бөтелкелер", SEAL: seal})
    answer = desk.post(page, kept | {"title": "Басқа атау", SEAL: seal})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Бөтелкелер"' in html
    assert 'value="Басқа атау"' in html
    assert profile.lines.filter(text="Бөтелкелер").exists()


def test_more_lines_do_not_forget_what_was_seen(desk, firm):
    desk.post(reverse("companies:profile_new"), PROFILE)
    profile = firm.profiles.get()
    page = reverse("companies:profile_edit", args=[profile.pk])
    seal = seal_in(desk.get(page))
    desk.post(page, PROFILE | {"title": "Басқа атау", SEAL: seal})
    grown = desk.post(page, PROFILE | {"more": "yes", SEAL: seal})
    assert seal_in(grown) == seal
    assert desk.post(page, PROFILE | {"title": "Үшінші атау", SEAL: seal_in(grown)}).status_code == 409


@pytest.fixture
def rivals():
    found = Rivals()
    yield found
    found.join()


def second(firm: Firm, data: QueryDict, by) -> object:
    one = form(firm, data)
    one.is_valid()
    with one.alone():
        services.save_business(firm, **one.cleaned_data, by=by, now=build.THEN)


@pytest.mark.django_db(transaction=True)
def test_two_at_once(rivals, firm, aigul):
    """The second waits for the first one's row, then sees what it changed."""
    seal = seal_of(firm)
    with transaction.atomic():
        second(firm, typed(city="Астана", as_seen=seal), aigul)
        rivals.wait_behind("other", lambda: second(firm, typed(city="Шымкент", as_seen=seal), aigul))
    assert isinstance(rivals.join()["other"], ChangedMeanwhile)
    assert Firm.objects.get(pk=firm.pk).city == "Астана"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_would_overwrite_without_the_lock(rivals, firm, aigul, monkeypatch):
    """Negative control: who only reads the row compares with what was, and wins."""
    seal = seal_of(firm)
    monkeypatch.setattr(edit, "lock", plain_read)
    with transaction.atomic():
        second(firm, typed(city="Астана", as_seen=seal), aigul)
        rivals.wait_behind("other", lambda: second(firm, typed(city="Шымкент", as_seen=seal), aigul))
    assert rivals.join() == {"other": None}
    assert Firm.objects.get(pk=firm.pk).city == "Шымкент"


def test_a_profile_without_a_row_carries_no_seal(firm):
    assert SEAL not in ProfileForm(country="KZ", names=[]).fields


def test_what_a_page_proposes_is_nobody_elses_change(altai):
    Firm.objects.filter(pk=altai.pk).update(languages=[])
    shown = BusinessForm(row=Firm.objects.get(pk=altai.pk), names=[])
    shown.propose({"languages": ["kk"]})
    assert shown["languages"].value() == ["kk"]
    again = form(altai, typed(as_seen=shown[SEAL].value(), languages=["kk", "ru"]))
    assert again.is_valid()
    with again.alone():
        pass
    assert again.meanwhile == []
