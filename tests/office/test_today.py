"""One list of everything that waits, for staff and for a liaison; nothing of it for anybody else."""
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Firm
from leads.models import Lead
from office.computed import work
from office.sources import SOURCES

from .conftest import CHAMBER, STAFF

pytestmark = pytest.mark.django_db
MOST = 15


def found_by(reader, now) -> dict[str, list]:
    tallied = work.tally(reader, now, [reader.pk])
    listed: dict[str, list] = {}
    for item in work.page(reader, now, work.Asked(list(tallied)), many=500):
        listed.setdefault(item.kind, []).append(item.item)
    counted = {kind: one.waiting for kind, one in tallied.items()}
    assert {kind: len(items) for kind, items in listed.items()} == counted, "the counts are those of the list"
    return listed


def missing(cases: dict, reader, world, now) -> list[str]:
    """Kinds of which the one that is made does not appear in the list."""
    gone = []
    for kind, make in cases.items():
        with transaction.atomic():
            made = make(world, now)
            found = found_by(reader, now).get(kind, [])
            if not found or (made is not None and made not in found):
                gone.append(kind)
            transaction.set_rollback(True)
    return gone


def test_staff_find_one_of_each_kind(world, now):
    assert set(STAFF) == {kind for kind, source in SOURCES.items() if source.staff}
    assert missing(STAFF, world.mori, world, now) == []


def test_a_liaison_finds_one_of_each_kind(world, now):
    assert set(CHAMBER) == {kind for kind, source in SOURCES.items() if source.liaison}
    assert missing(CHAMBER, world.dana, world, now) == []


def test_the_liaison_of_another_chamber_finds_nothing(world, now):
    for make in CHAMBER.values():
        with transaction.atomic():
            make(world, now)
            assert found_by(world.marat, now) == {}
            transaction.set_rollback(True)
    assert found_by(world.dana, now), "control: there is something"


@pytest.mark.parametrize("role", ["sato", "dana"])
def test_each_row_leads_to_a_page_that_its_reader_may_open(world, role, client):
    client.force_login(getattr(world, role))
    rows = client.get("/office/").context["page"].object_list
    assert len(rows) > 3
    assert {row["kind"]: client.get(row["url"]).status_code for row in rows} == {row["kind"]: 200 for row in rows}


def test_what_ends_first_comes_first(world, now):
    untils = [item.until for item in work.page(world.mori, now, work.Asked(list(STAFF)), many=50)]
    assert untils == sorted(untils)
    assert len(set(untils)) > 3


def test_a_firm_has_no_such_page(world, client):
    client.force_login(world.tanaka)
    assert client.get("/office/").status_code == 403


def test_a_kind_that_does_not_exist_is_said_and_everything_shown(world, client):
    client.force_login(world.sato)
    everything = client.get("/office/")
    answer = client.get("/office/?kind=nothing")
    assert len(answer.context["messages"]) == 1
    assert not everything.context["messages"]
    assert len(answer.context["page"].object_list) == len(everything.context["page"].object_list)


def test_a_kind_of_staff_is_no_kind_of_a_liaison(world, client):
    client.force_login(world.dana)
    assert "lead" not in {row["kind"] for row in client.get("/office/?kind=lead").context["page"].object_list}


def test_the_rail_counts_what_the_list_holds(world, now, client):
    client.force_login(world.sato)
    answer = client.get("/office/")
    [entry] = [one for one in answer.context["frame"].nav if one["url"] == "/office/"]
    assert entry["count"] == answer.context["page"].paginator.count == len(answer.context["page"].object_list)


def test_ten_thousand_cost_as_few_queries_as_ten(world, now, client):
    client.force_login(world.sato)
    lead = Lead.objects.first()
    given = {field.attname: getattr(lead, field.attname) for field in Lead._meta.concrete_fields if field.name != "id"}
    Lead.objects.bulk_create(Lead(**given | {"email": f"x{number}@x.example"}) for number in range(5000))
    firm = Firm.objects.get(pk=world.altai.pk)
    given = {field.attname: getattr(firm, field.attname) for field in Firm._meta.concrete_fields if field.name != "id"}
    given |= {"state": "submitted", "submitted_at": now}
    Firm.objects.bulk_create(Firm(**given | {"legal_id": f"{number:012d}"}) for number in range(5000))
    client.get("/office/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/office/?page=200")
    assert answer.context["page"].number == 200
    assert answer.context["page"].paginator.count > 10_000
    assert len(asked) <= MOST
