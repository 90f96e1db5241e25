"""Records that were made one have one history:
the log is append-only, so the successor's pages read the predecessors too.
"""
import pytest
from django.urls import reverse

from companies import services
from companies.computed.records import refs_of
from companies.models import Contact, Firm
from companies.pages.timeline import last_saved
from core.activity import record, ref
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruslan(db):
    return build.user("ruslan@altai.example", "Руслан Ахметов", language="ru", zone="Asia/Almaty")


@pytest.fixture
def twin(ruslan, now) -> Firm:
    return build.draft_firm(ruslan, country="KZ", legal_id="941240000193", name="Altai HQ", name_latin="Altai HQ")


def history(client) -> str:
    return client.get(reverse("companies:history")).content.decode()


def test_the_history_of_the_firm_shows_what_its_other_record_did(altai, twin, aigul, request_, as_, sato, mori, now):
    build.merge(altai, twin, sato, mori, now)
    shown = history(as_(aigul))
    assert "Partnering profile published" in shown
    assert "Firm verified" in shown
    assert "Firm verified" in as_(sato).get(reverse("companies:review_firm", args=[twin.pk])).content.decode()


def test_taken_back_each_reads_its_own(altai, twin, ruslan, request_, as_, sato, mori, now):
    services.take_back_merge(build.merge(altai, twin, sato, mori, now), reason="Two firms", by=sato, now=now)
    shown = history(as_(ruslan))
    assert "Partnering profile published" not in shown
    assert "Merge taken back" in shown


def test_others_read_nothing_of_a_merged_firm(altai, twin, detal, bekzat, request_, as_, sato, mori, now):
    build.merge(altai, twin, sato, mori, now)
    assert "Partnering profile published" not in history(as_(bekzat))


def test_a_chain_is_read_with_one_query(altai, twin, detal, sato, mori, now, django_assert_num_queries):
    build.merge(twin, altai, sato, mori, now)
    build.merge(altai, detal, sato, mori, now)
    with django_assert_num_queries(1):
        assert refs_of(detal) == [ref(detal), *sorted([ref(altai), ref(twin)])]


def test_the_last_edit_may_be_the_other_records(altai, twin, aigul, sato, mori, now):
    edit = record(altai, "edit", by=aigul, now=now)
    build.merge(altai, twin, sato, mori, now)
    assert last_saved(twin) == edit


def test_a_contact_person_who_came_along_is_not_asked_again_to_be_kept(altai, twin, sato, mori, now):
    build.merge(altai, twin, sato, mori, now)
    contact = Contact.objects.get()
    assert contact.firm == twin
    assert services.keeping_agreed(twin, contact.email)
    assert not services.keeping_agreed(twin, "somebody.else@altai.example")


def test_a_colleague_who_left_the_other_record_keeps_their_name(altai, twin, aigul, as_, sato, mori, now):
    former = build.user("former@altai.example", "Former")
    member = services.add_member(altai, user=former, role="editor", by=former, now=now)
    services.remove_member(member, by=aigul, now=now)
    build.merge(altai, twin, sato, mori, now)
    assert "Former" in history(as_(aigul))
