"""Links are opened by mail scanners, browsers' previews and curious people: opening one changes nothing."""
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Call, Chamber, Liaison
from core.models import Activity
from matching import services
from matching.models import EncodedLine, ExportReview, MatchRun
from matching.urls import urlpatterns
from tests import build
from tests.build import named

from .asking import database_prints

pytestmark = pytest.mark.django_db
CODE = "854231"
# POST only: a GET is answered 405 (or 404 or 403 before that), never acted on.
ACTS = {
    "interest", "decline", "consent", "consent_withdraw", "introduction_decline", "confirm_contact", "start_discussion",
    "conclude", "recall", "approve", "reject", "undo", "export_statement", "export_clear", "export_block",
    "export_reopen", "propose", "shortlist", "dismiss", "run_start", "quarantine_retry", "referral_acknowledge",
    "referral_take", "referral_ask", "referral_answer", "referral_comment", "referral_interaction",
    "referral_complete", "referral_decline", "retract", "answer_confirm", "answer_take_back", "call_ask",
    "propose_pair", "weights_draft", "weights_activate", "weights_drop",
}


@pytest.fixture
def ids(introduced, referral, offer, sato, now) -> dict[str, object]:
    """{start of an address: a real id that fits}, the longest start first."""
    ExportReview.objects.create(match=introduced.match, code=CODE, tier="1", list_version="x")
    run = MatchRun.objects.create(requested_at=now)
    line = EncodedLine.objects.create(line=offer.lines.get(), text_hash="x", problem="crashed", quarantined_at=now)
    call = Call.objects.create(
        firm=introduced.match.partner, number="+7 7232 00 00 00", caller=introduced.match.approved_by,
        asked_by=introduced.match.approved_by, asked_at=now, due_at=now,
    )
    draft = services.draft_weights(changes={"gate.enough": 0.9}, by=sato, now=now)
    return {
        "runs/quarantine/": line.pk, "runs/weights/": draft.pk, "runs/": run.pk, "introductions/": introduced.pk,
        "calls/": call.pk, "referrals/": referral.pk, "": introduced.match_id, "<firm>": introduced.match.partner_id,
        "<picture>": draft.pk,
    }


def addresses(ids: dict[str, object]) -> list[tuple[str, str]]:
    """[(name, address)] of every page of the app, with an id that is there."""
    return [(pattern.name, reverse(f"matching:{pattern.name}", args=_args(pattern, ids))) for pattern in urlpatterns]


def _args(pattern, ids: dict[str, object]) -> list:
    route = str(pattern.pattern)
    found = [next(pk for start, pk in ids.items() if route.startswith(start))] if "<uuid:pk>" in route else []
    found += [ids["<firm>"]] if "<uuid:firm>" in route else []
    found += [ids["<picture>"]] if "<uuid:picture>" in route else []
    return found + [CODE] if "<slug:code>" in route else found


def test_a_link_opened_by_a_stranger_changes_nothing(ids):
    before = database_prints()
    for _name, address in addresses(ids):
        for answer in (Client().get(address), Client().head(address), Client().options(address)):
            assert answer.status_code in (302, 405), address
    assert database_prints() == before


@pytest.mark.parametrize("who", ["tanaka", "aigul", "bekzat", "sato", "dana"])
def test_a_link_opened_by_one_who_is_signed_in_changes_nothing(ids, as_, request, who):
    """But for looks at contacts, which are written down and counted on purpose."""
    person = request.getfixturevalue(who)
    client = as_(person)
    looks = {"core_look": ""}
    first_look = [(name, address, client.get(address).status_code) for name, address in addresses(ids)]
    before = database_prints()
    for _name, address, status in first_look:
        if status == 200:
            assert client.get(address).status_code == 200
            client.head(address)
    assert database_prints() | looks == before | looks
    assert {name for name, _address, status in first_look if status == 405} == ACTS


def test_the_first_look_is_the_only_thing_written(introduced, as_, tanaka):
    before = database_prints()
    as_(tanaka, language=None).get(introduced.get_absolute_url())
    after = database_prints()
    changed = {table for table in after if after[table] != before[table]} - {"accounts_user"}
    assert changed == {"core_activity", "core_look"}
    assert Activity.objects.latest("pk").verb == "matching.introduction.view_contacts"


@pytest.mark.parametrize("who", ["bekzat", "other_liaison", "newcomer"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_guessing_an_address_says_the_same_as_an_address_that_does_not_exist(ids, as_, request, who, method):
    """Not even the difference between 'not yours' and 'nothing there' is given away."""
    client = as_(request.getfixturevalue(who))
    for pattern in urlpatterns:
        if "<uuid:pk>" not in str(pattern.pattern):
            continue
        known, *rest = _args(pattern, ids)
        nothing = _answer(client, method, pattern.name, uuid.uuid4(), *rest)
        assert _answer(client, method, pattern.name, known, *rest) == nothing, pattern.name
        assert nothing[0] in (404, 403, 405), pattern.name


def _answer(client, method: str, name: str, pk, *rest) -> tuple[int, str]:
    answer = getattr(client, method)(reverse(f"matching:{name}", args=[pk, *rest]))
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|\d\d:\d\d', "…", answer.content.decode())
    return answer.status_code, body.replace(str(pk), "…")


@pytest.fixture
def other_liaison(db):
    person = build.user("zafar@chamber.uz", "Зафар", role="liaison", language="uz", zone="Asia/Tashkent")
    Liaison.objects.create(user=person, chamber=Chamber.objects.create(country="UZ", names=named("Tashkent chamber")))
    return person


@pytest.fixture
def newcomer(db):
    return build.user("new@nowhere.example", "New Comer")


@pytest.mark.parametrize("who", ["bekzat", "other_liaison", "newcomer"])
@pytest.mark.parametrize("name", ["match", "introduction", "referral"])
def test_pages_of_others_are_not_found(ids, introduced, referral, as_, request, who, name):
    pk = {"match": introduced.match_id, "introduction": introduced.pk, "referral": referral.pk}[name]
    assert as_(request.getfixturevalue(who)).get(reverse(f"matching:{name}", args=[pk])).status_code == 404
