"""The cast of the role world: who reads the pages that role_world.py leads to."""
from types import SimpleNamespace

import pytest

from accounts.enums import Role
from companies import services as companies
from companies.models import Chamber, Liaison
from tests import build
from tests.build import named


@pytest.fixture
def cast(
    bekzat, tanaka, aigul, dana, sato, mori, hokuriku, altai, detal, offer, request_, atameken, now
) -> SimpleNamespace:
    """With a colleague of Tanaka's who may only look, the liaison of another chamber of the same country,
    and an administrator.
    """
    suzuki = build.user("suzuki@hokuriku.example", "鈴木 花子")
    companies.add_member(hokuriku, user=suzuki, role="viewer", by=tanaka, now=now)
    marat = build.user("marat@karaganda.example", "Марат", role=Role.LIAISON)
    chamber = Chamber.objects.create(country="KZ", names=named("Karaganda chamber"), is_partner=False)
    Liaison.objects.create(user=marat, chamber=chamber)
    admin = build.user("admin@minamin.example", "Administrator", role=Role.ADMINISTRATOR)
    umid = build.user("umid@silk.example", "Умид")
    third = build.firm(
        umid, sato, country="UZ", legal_id="305109680", name="Silk MChJ", name_latin="Silk", city="Toshkent"
    )
    elsewhere = build.profile(third, sato, "business_request", "supply", ["Нужны линии розлива"], ["842230"], ["JP"])
    return SimpleNamespace(
        bekzat=bekzat, tanaka=tanaka, suzuki=suzuki, aigul=aigul, dana=dana,
        marat=marat, sato=sato, mori=mori, admin=admin,
        hokuriku=hokuriku, altai=altai, offer=offer, request=request_, elsewhere=elsewhere, atameken=atameken,
    )
