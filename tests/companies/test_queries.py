"""Every list and every page asks the database as often for three rows as for one, and never more than twenty times."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from companies import services
from companies.models import Firm
from tests import build

pytestmark = pytest.mark.django_db
MOST = 21


def queries(client, page: str) -> int:
    client.get(page)  # caches of the process are warm
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in found.captured_queries)  # a look is written, not asked


def grow(firm: Firm, owner, sato, number: int) -> None:
    """One more of everything that is listed somewhere."""
    now = timezone.now()
    other = build.user(f"p{number}@x.example", f"Person {number}")
    services.add_member(firm, user=other, role="viewer", by=other, now=now)
    services.invite_member(firm, email=f"i{number}@x.example", role="viewer", language="ru", by=owner, now=now)
    profile = services.create_profile(
        firm, kind="business_offer", cooperation="supply", title=f"Offer {number}",
        markets=["JP"], language="ru", by=owner, now=now,
        lines=[{"text": f"Product {number}", "hs_codes": ["842230"]}],
    )
    services.submit_profile(profile, by=owner, now=now)
    registrant = build.user(f"r{number}@x.example", f"Registrant {number}")
    twin = services.register_firm(country="KZ", legal_id=NUMBERS[number],
                                  name=f"ALTAI TAMAK {'I' * number}", name_latin="Altai Tamak",
                                  language="ru", by=registrant, now=now)
    Firm.objects.filter(pk=twin.pk).update(state="submitted", submitted_at=now)
    services.bar_firms(firm, twin, kind="rival", note="", by=sato, now=now)
    services.record_check(firm, kind="register_extract", result="passed", how="x", by=sato, now=now)
    services.upload_import(firms_name="f.csv", firms_file=b"x", lines_name="", lines_file=None, by=sato, now=now)


NUMBERS = {1: "941240000193", 2: "020240000555", 3: "110840194709"}
OWN = ["tasks", "profiles", "profile_new", "submit", "team", "history"]
OFFICE = ["firms", "review", "imports"]


@pytest.mark.parametrize("side", ["own", "office"])
def test_three_rows_cost_as_much_as_one(client, altai, aigul, sato, side):
    client.force_login(aigul if side == "own" else sato)
    pages = [reverse(f"companies:{name}") for name in (OWN if side == "own" else OFFICE)]
    if side == "own":
        pages += [
            reverse("companies:section", args=[name]) for name in ("identity", "business", "contact")
        ] + [reverse("accounts:consents")]
    else:
        pages += [reverse(f"companies:{name}", args=[altai.pk]) for name in ("review_firm", "merge", "bar")]
        pages += [reverse("companies:bar", args=[altai.pk]) + "?q=altai", reverse("companies:firms") + "?q=altai"]
    grow(altai, aigul, sato, 1)
    one = {page: queries(client, page) for page in pages}
    for number in (2, 3):
        grow(altai, aigul, sato, number)
    three = {page: queries(client, page) for page in pages}
    assert three == one
    assert max(three.values()) <= MOST, three


def test_a_profile_with_many_lines(client, altai, aigul, sato, offer):
    now = timezone.now()
    made = {}
    for count in (1, 3):
        lines = [{"text": f"Product {number}", "hs_codes": ["842230", "8542"]} for number in range(count)]
        made[count] = services.create_profile(altai, kind="business_offer",
                                              cooperation="supply", title="Offer", markets=["JP"],
                                              language="ru", lines=lines, by=aigul, now=now)
    for person, names in ((aigul, ("profile", "profile_edit")), (sato, ("review_profile",))):
        client.force_login(person)
        for name in names:
            asked = [queries(client, reverse(f"companies:{name}", args=[made[count].pk])) for count in (1, 3)]
            assert asked[0] == asked[1] <= MOST
