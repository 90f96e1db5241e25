"""Staff see who is shown how often after a run, and who in no list."""
import pytest
from django.urls import reverse

from matching.computed.exposure import in_no_list, last_report
from matching.models import Match
from tests import build

from .engine import Engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch, offer, request_, detal, sato) -> Engine:
    """Hokuriku and Altai stand in each other's lists, AvtoDetal in nobody's."""
    build.profile(detal, sato, "business_request", "agency", ["Ищем запчасти"], ["870829"], ["JP"])
    engine = Engine(monkeypatch)
    engine.topics = dict.fromkeys([offer.lines.get().text, request_.lines.get().text], "filling")
    engine.topics["Ищем запчасти"] = "cars"
    engine.run()
    return engine


def page(as_, person, **asked):
    return as_(person).get(reverse("matching:exposure"), asked).content.decode()


def test_before_any_run_the_page_says_so(as_, sato):
    assert last_report() is None
    assert "No matching run has counted this yet" in page(as_, sato)


def test_a_run_counts_by_language(ran):
    groups = {one.language: one for one in last_report().sides["partners"].groups}
    assert (groups["kk"].places, groups["kk"].never) == (1, 0)
    assert (groups["ru"].places, groups["ru"].never, groups["ru"].left) == (0, 1, 0)


def test_who_stands_in_no_list_is_named_and_who_does_is_not(ran, as_, sato, detal, altai):
    assert list(in_no_list()) == [detal]
    text = page(as_, sato)
    assert detal.get_absolute_url() in text
    assert altai.get_absolute_url() not in text
    Match.objects.all().delete()
    assert altai in in_no_list()


def test_the_workbench_leads_there(as_, sato):
    assert reverse("matching:exposure") in as_(sato).get(reverse("matching:workbench")).content.decode()
