"""Who may come where: other firms, liaisons and strangers find nothing of a firm,
however well they guess the address.
"""
import pytest
from django.urls import reverse
from django.utils import timezone

from companies import services
from companies.models import Firm, PartneringProfile
from core.activity import ref
from core.models import Activity
from tests import build

pytestmark = pytest.mark.django_db
OF_A_PROFILE = ("profile", "profile_edit")
ON_A_PROFILE = ("profile_submit", "profile_revise", "profile_withdraw", "profile_fulfil")
STAFF_ON_FIRM = ("review_firm", "firm_identity", "merge", "bar")
STAFF_LISTS = ("firms", "review", "imports", "import_new")


def address(name: str, *args) -> str:
    return reverse(f"companies:{name}", args=args)


@pytest.fixture
def import_pk(sato):
    job = services.upload_import(
        firms_name="f.csv", firms_file=b"x", lines_name="", lines_file=None, by=sato, now=timezone.now()
    )
    return job.pk


@pytest.fixture(params=["bekzat", "dana", "nobody"])
def stranger(request, client, detal):
    """Signed in as another firm's owner, as a liaison, or as somebody without a firm."""
    person = (
        build.user("nobody@x.example", "Nobody") if request.param == "nobody"
        else request.getfixturevalue(request.param)
    )
    client.force_login(person)
    client.person = person
    return client


def test_strangers_find_no_page_of_a_firm(stranger, hokuriku, offer):
    for name in OF_A_PROFILE:
        assert stranger.get(address(name, offer.pk)).status_code == 404
    for name in ON_A_PROFILE:
        assert stranger.post(address(name, offer.pk)).status_code == 404
    assert stranger.get(hokuriku.get_absolute_url()).status_code == 404
    for name in STAFF_ON_FIRM:
        assert stranger.get(address(name, hokuriku.pk)).status_code == 404
    assert stranger.post(address("firm_action", hokuriku.pk, "suspend"), {"reason": "Because"}).status_code == 404
    assert stranger.post(address("record_check", hokuriku.pk), {}).status_code == 404
    assert stranger.get(address("review_profile", offer.pk)).status_code == 404
    assert stranger.post(address("profile_action", offer.pk, "publish")).status_code == 404
    assert (
        Firm.objects.get(pk=hokuriku.pk).state, PartneringProfile.objects.get(pk=offer.pk).state
    ) == ("verified", "published")


def test_strangers_open_no_list_of_the_staff(stranger, import_pk):
    for name in STAFF_LISTS:
        assert stranger.get(address(name)).status_code == 403
    assert stranger.get(address("import", import_pk)).status_code == 403
    for name in ("import_confirm", "import_resume", "import_abandon"):
        assert stranger.post(address(name, import_pk)).status_code == 403


def test_liaisons_and_staff_have_no_pages_of_a_firms_own(client, dana, sato, hokuriku):
    for person in (dana, sato):
        client.force_login(person)
        for name in ("tasks", "submit", "history", "profiles", "profile_new", "team"):
            assert client.get(address(name)).status_code == 404
        assert client.get(address("section", "contact")).status_code == 404
        assert client.get(address("start")).status_code == 403


def test_a_firm_opens_no_case_of_its_own(client, tanaka, hokuriku, offer):
    client.force_login(tanaka)
    for name in STAFF_ON_FIRM:
        assert client.get(address(name, hokuriku.pk)).status_code == 403
    assert client.post(address("firm_action", hokuriku.pk, "verify")).status_code == 403
    assert client.post(address("profile_action", offer.pk, "publish")).status_code == 403
    assert client.get(address("review_profile", offer.pk)).status_code == 403


def test_anonymous_people_are_asked_to_sign_in(client, hokuriku, offer, import_pk):
    pages = [address(name) for name in ("start", "tasks", "submit", "history", "profiles", "team", *STAFF_LISTS)]
    pages += [address(name, hokuriku.pk) for name in ("firm", *STAFF_ON_FIRM)] + [
        address(name, offer.pk) for name in OF_A_PROFILE
    ]
    for page in [*pages, address("import", import_pk)]:
        answer = client.get(page)
        assert answer.status_code == 302, page
        assert answer.url.startswith(reverse("account_login")), page


def test_bekzats_own_pages_hold_nothing_of_others(client, bekzat, detal, hokuriku, altai, offer, request_, match):
    client.force_login(bekzat)
    for name in ("tasks", "profiles", "history", "team", "submit"):
        page = client.get(address(name)).content.decode()
        for secret in (hokuriku.name, altai.name, offer.title, request_.title, "tanaka@hokuriku.example"):
            assert secret not in page


def test_a_removed_colleague_sees_nothing_more(client, tanaka, hokuriku, offer, now):
    other = build.user("suzuki@hokuriku.example", "鈴木")
    member = services.add_member(hokuriku, user=other, role="editor", by=tanaka, now=now)
    client.force_login(other)
    assert client.get(address("profile", offer.pk)).status_code == 200
    services.remove_member(member, by=tanaka, now=now)
    assert client.get(address("profile", offer.pk)).status_code == 404


def test_nothing_changes_on_get(client, tanaka, sato, hokuriku, offer, import_pk):
    count = Activity.objects.count()
    client.force_login(tanaka)
    for name in ON_A_PROFILE:
        assert client.get(address(name, offer.pk)).status_code == 405
    assert client.get(address("invite")).status_code == 405
    client.force_login(sato)
    for page in (address("firm_action", hokuriku.pk, "suspend"), address("record_check", hokuriku.pk),
                 address("profile_action", offer.pk, "publish"), address("import_confirm", import_pk),
                 address("import_resume", import_pk), address("import_abandon", import_pk)):
        assert client.get(page).status_code == 405
    assert Activity.objects.count() == count


def test_the_log_itself_is_asked_through_the_firm(hokuriku, altai):
    assert not Activity.objects.about(ref(hokuriku)).filter(subject=ref(altai)).exists()
