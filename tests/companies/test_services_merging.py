"""Possible duplicates, merging with a trail, and bars."""
import pytest

from companies import services
from companies.errors import MergeNotPossible
from companies.models import Bar, Contact, Firm, Invitation
from core.activity import ref
from core.errors import ReasonMissing
from core.models import Activity
from tests import build
from tests.companies.asking import verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruslan(db):
    return build.user("ruslan@altai.example", "Руслан Ахметов", language="ru", zone="Asia/Almaty")


@pytest.fixture
def twin(ruslan, now) -> Firm:
    """The same firm as altai, typed in Latin letters with another legal form and another number."""
    return services.register_firm(
        country="KZ", legal_id="941240000193", name="ALTAI TAMAK TOO", name_latin="Altai Tamak LLP", language="ru", by=ruslan, now=now
    )


def test_likely_duplicates_sees_through_script_and_legal_form(altai, twin, detal):
    ((found, likeness),) = services.likely_duplicates(twin)
    assert found == altai
    assert "same_name_other_script" in likeness.reasons
    assert services.likely_duplicates(detal) == []


def test_likely_duplicates_asks_no_more_for_many_firms(twin, altai, django_assert_num_queries, now):
    Contact.objects.all().delete()
    for number in ("110840194709", "020240000555"):
        Firm.objects.create(country="KZ", legal_id=number, name="ТОО «Алтай Тамақ»")
    with django_assert_num_queries(2):  # the other firms, the own contact
        assert len(services.likely_duplicates(twin)) == 3


def test_merge_firms_moves_everything_and_leaves_a_trail(altai, twin, aigul, ruslan, sato, request_, hokuriku, now):
    services.bar_firms(twin, hokuriku, kind="rival", note="", by=sato, now=now)
    services.invite_member(twin, email="new@altai.example", role="viewer", language="ru", by=ruslan, now=now)
    services.merge_firms(twin, altai, reason="One register entry", by=sato, now=now)
    twin.refresh_from_db()
    assert (twin.state, twin.merged_into) == ("merged", altai)
    assert set(altai.memberships.values_list("user__email", flat=True)) == {aigul.email, ruslan.email}
    assert Invitation.objects.get().firm == altai
    assert Bar.objects.of_firm(altai).count() == 1
    act = Activity.objects.get(verb="companies.firm.merge")
    assert (act.reason, act.data["into"], act.actor) == ("One register entry", ref(altai), sato)
    assert verbs(altai)[-1] == "absorb"


def test_merge_firms_keeps_the_contact_of_the_firm_that_stays(altai, twin, sato, now):
    kept = build.contact_of(altai)
    Contact.objects.create(firm=twin, name="Other", email="other@altai.example")
    services.merge_firms(twin, altai, reason="Same", by=sato, now=now)
    assert build.contact_of(altai) == kept


def test_merge_firms_brings_the_only_contact_along(altai, twin, sato, now):
    services.merge_firms(altai, twin, reason="Same", by=sato, now=now)
    assert Contact.objects.get().firm == twin


@pytest.mark.parametrize("wrong", ["itself", "other country", "closed", "no reason"])
def test_merge_firms_refuses(altai, twin, hokuriku, sato, now, wrong):
    into = {"itself": twin, "other country": hokuriku}.get(wrong, altai)
    if wrong == "closed":
        services.cease_firm(altai, reason="Struck off", by=sato, now=now)
    with pytest.raises(ReasonMissing if wrong == "no reason" else MergeNotPossible):
        services.merge_firms(twin, into, reason="" if wrong == "no reason" else "Same", by=sato, now=now)
    assert Firm.objects.get(pk=twin.pk).state == "draft"


def test_a_merged_number_is_free_again(altai, twin, aigul, sato, now):
    services.merge_firms(altai, twin, reason="Same", by=sato, now=now)
    services.change_identity(twin, country="KZ", legal_id="050340493133", name=twin.name, name_latin=twin.name_latin, by=sato, now=now)
    assert twin.legal_id == altai.legal_id


def test_bar_firms_is_one_bar_per_pair_in_either_order(altai, hokuriku, sato, now):
    services.bar_firms(altai, hokuriku, kind="rival", note="a\x00", by=sato, now=now)
    services.bar_firms(hokuriku, altai, kind="own_group", note="b", by=sato, now=now)
    bar = Bar.objects.get()
    assert (bar.kind, bar.note, bar.barred_by) == ("own_group", "b", sato)
    assert verbs(altai)[-1] == verbs(hokuriku)[-1] == "bar"
