"""The pages of memoranda as each role sees them: what they show, what they refuse, what they keep."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from companies.models import Chamber, Liaison, Membership
from matching import services as matching
from matching.models import Introduction
from mou import services
from mou.models import Evidence, Memorandum, Obligation
from tests import build
from tests.build import named
from tests.matching.asking import counted, database_prints

pytestmark = pytest.mark.django_db
WORDS = "UNIQUEWORDXQ"


def link(name: str, row, *more) -> str:
    return reverse(f"mou:{name}", args=[row.pk, *more])


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def quarterly(owed) -> Obligation:
    return owed("bulletin_published", owing="japan", cadence="quarterly", commitment=2)


def add(obligation, by, now, **changes) -> Evidence:
    given = {
        "titles": {"en": WORDS}, "notes": {},
        "happened_on": date(2026, 11, 20), "quantity": 1, "period": "", "file": None,
    }
    return services.add_evidence(obligation, **(given | changes), by=by, now=now)


def test_staff_and_liaison_work_an_evidence_through(mou, quarterly, sato, dana, as_):
    office, chamber = as_(sato), as_(dana)
    given = {"titles_en": "Bulletin 7", "happened_on": "2026-11-20", "quantity": "1", "period": "", "notes_en": ""}
    assert office.post(link("evidence_new", quarterly), given).status_code == 302
    evidence = Evidence.objects.get()
    assert "delivery of the other side to countersign" in page(chamber, mou.get_absolute_url())
    assert link("evidence_countersign", evidence) not in page(office, evidence.get_absolute_url())
    assert office.post(link("evidence_countersign", evidence)).status_code == 403
    answer = chamber.post(link("evidence_dispute", evidence), {"reason": ""})
    assert answer.status_code == 422
    assert chamber.post(link("evidence_dispute", evidence), {"reason": "In Japanese only"}).status_code == 302
    assert "In Japanese only" in page(office, evidence.get_absolute_url())
    office.post(link("evidence_answer", evidence), {"reason": "See page 2"})
    chamber.post(link("evidence_countersign", evidence))
    assert "Countersigned" in page(chamber, evidence.get_absolute_url())
    assert "1 of 1" in page(chamber, quarterly.get_absolute_url())


def test_what_waits_is_countersigned_together(mou, quarterly, sato, dana, as_, now):
    add(quarterly, sato, now), add(quarterly, sato, now)
    client = as_(dana)
    assert page(client, link("waiting", mou) + "?show=countersign").count(f"{WORDS}</a>") == 2
    ids = [str(pk) for pk in Evidence.objects.values_list("pk", flat=True)]
    asked = client.post(link("countersign_chosen", mou), {"evidence": ids}).content.decode()
    assert "Countersign 2" in asked
    assert asked.count(f"{WORDS}</a>") == 2, "whole, to be read once more"
    assert Evidence.objects.filter(state="submitted").count() == 2, "nothing is signed by ticking alone"
    sure = {"evidence": ids, "sure": "1"}
    assert "2 countersigned" in client.post(link("countersign_chosen", mou), sure, follow=True).content.decode()
    assert not Evidence.objects.filter(state="submitted").exists()


def test_what_is_not_ticked_is_not_signed(mou, quarterly, sato, dana, as_, now):
    add(quarterly, sato, now), add(quarterly, sato, now)
    first, second = Evidence.objects.all()
    client = as_(dana)
    for ids in ([], ["no-id"], ["../"]):
        given = {"evidence": ids, "sure": "1"}
        answer = client.post(link("countersign_chosen", mou), given, follow=True)
        assert "Tick at least one" in answer.content.decode()
    client.post(link("countersign_chosen", mou), {"evidence": [first.pk], "sure": "1"})
    assert [Evidence.objects.get(pk=one.pk).state for one in (first, second)] == ["countersigned", "submitted"]


def test_what_was_decided_meanwhile_is_said(mou, quarterly, sato, dana, as_, now):
    add(quarterly, sato, now), add(quarterly, sato, now)
    first, second = Evidence.objects.with_obligation()
    services.countersign_evidence(first, by=dana, now=now)
    given = {"evidence": [first.pk, second.pk], "sure": "1"}
    answer = as_(dana).post(link("countersign_chosen", mou), given, follow=True).content.decode()
    assert "1 countersigned." in answer
    assert "1 was left out" in answer


def test_each_tab_says_how_many_it_holds(mou, quarterly, sato, dana, as_, now):
    add(quarterly, sato, now), add(quarterly, sato, now)
    tabs = as_(dana).get(link("waiting", mou)).context["tabs"]
    assert [tab["count"] for tab in tabs] == [2, 0, 0, 2]


def test_a_title_that_is_the_obligations_own_stands_once(mou, quarterly, sato, dana, as_, now):
    Evidence.objects.update(titles=add(quarterly, sato, now, titles={"en": str(quarterly)}).titles)
    [row] = as_(dana).get(link("waiting", mou)).context["rows"]
    assert row["title"] == row["obligation"]
    assert '<span class="small">' not in page(as_(dana), link("waiting", mou)).partition("<main")[2]


def test_a_fallen_source_says_why_on_the_page(owed, introduced, read_all, sato, dana, as_, now):
    obligation = owed("contacts_released")
    read_all()
    evidence = Evidence.objects.with_obligation().get()
    services.submit_evidence(evidence, by=sato, now=now)
    services.countersign_evidence(evidence, by=dana, now=now)
    matching.recall_introduction(Introduction.objects.get(), reason="SECRETXQ", by=sato, now=now)
    read_all()
    text = page(as_(dana), evidence.get_absolute_url())
    assert "does not count any more" in text
    assert "Introduction recalled" in text
    assert "SECRETXQ" not in text
    assert "Not counted: its source is no longer valid" in page(as_(dana), obligation.get_absolute_url())


def test_the_dashboard_names_who_is_behind_and_what_would_restore_it(mou, quarterly, owed, sato, dana, as_, now):
    owed("bulletin_published", owing="central_asia", cadence="quarterly", commitment=2)
    services.countersign_evidence(add(quarterly, sato, now), by=dana, now=now)
    text = page(as_(sato), mou.get_absolute_url())
    assert "Atameken has delivered 0, Minamin 1; the difference is 1." in text
    assert "Bulletins in the other side’s language: 1 more" in text
    assert "Overdue by 16 days" in text


def test_the_year_under_review_and_years_that_are_none(mou, quarterly, sato, as_):
    client = as_(sato)
    assert "Not fulfilled" in page(client, link("year", mou, 1))
    for number in (0, 9, 199):
        page(client, link("year", mou, number), 404)


OBLIGATION = {
    "owing": "japan", "indicator": "bulletin_published", "cadence": "monthly", "target": "1", "days_to_deliver": "",
    "starts_on": "2026-12-01", "ends_on": "",
}


def test_an_obligation_is_proposed_and_agreed_by_page(mou, sato, dana, as_):
    article = mou.commitments.get(number=2)
    assert as_(dana).post(link("propose", article), OBLIGATION).status_code == 302
    made = Obligation.objects.get()
    assert as_(dana).post(link("agree", made)).status_code == 403
    assert link("agree", made) in page(as_(sato), made.get_absolute_url())
    as_(sato).post(link("agree", made))
    assert Obligation.objects.get().state == "active"


def test_an_obligation_is_proposed_in_two_languages(mou, sato, dana, as_):
    given = OBLIGATION | {"indicator": "other", "wordings_ru": "Образцы", "wordings_ja": "見本"}
    path = link("propose", mou.commitments.get(number=2))
    assert as_(dana, "ru").post(path, given | {"wordings_ru": "", "wordings_ja": ""}).status_code == 422
    assert as_(dana, "ru").post(path, given).status_code == 302
    made = Obligation.objects.get()
    assert (dict(made.wordings), made.wordings.original) == ({"ru": "Образцы", "ja": "見本"}, "ru")
    text = page(as_(sato), made.get_absolute_url())
    assert '<h1 lang="ru"' in text
    assert "Образцы" in text
    assert "Russian" in text


def test_an_obligation_is_proposed_from_the_dashboard(mou, sato, dana, tanaka, hokuriku, as_):
    client, article = as_(dana), mou.commitments.get(number=4)
    assert link("propose_under", mou) in page(client, mou.get_absolute_url())
    assert client.post(link("propose_under", mou), OBLIGATION).status_code == 422
    given = OBLIGATION | {"commitment": article.pk, "starts_on": "2020-01-01"}
    answer = client.post(link("propose_under", mou), given)
    assert answer.status_code == 422
    assert "cannot start before the memorandum" in answer.content.decode()
    assert client.post(link("propose_under", mou), OBLIGATION | {"commitment": article.pk}).status_code == 302
    assert Obligation.objects.get().commitment == article
    page(as_(tanaka), link("propose_under", mou), 404)


@pytest.mark.parametrize("changes, words", [
    ({"ends_on": "2026-11-01"}, "The end lies before the start."),
    ({"starts_on": "2020-01-01"}, "cannot start before the memorandum"),
    ({"cadence": "per_event"}, "how many days"),
    ({"indicator": "other"}, "in your own words"),
    ({"target": "0"}, "1"),
    ({"owing": "moon"}, "owing"),
])
def test_a_bad_obligation_is_refused_beside_its_field_and_kept(mou, dana, as_, changes, words):
    given = OBLIGATION | {"target": "7"} | changes
    answer = as_(dana).post(link("propose", mou.commitments.get(number=2)), given)
    text = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert words in text
    assert f'value="{given["starts_on"]}"' in text
    assert f'value="{given["target"]}"' in text
    assert not Obligation.objects.exists()


def test_changes_are_asked_and_decided_by_page(quarterly, sato, dana, as_):
    office, chamber = as_(sato), as_(dana)
    answer = office.post(
        link("ask", quarterly, "terms"),
        {"cadence": "monthly", "target": "1", "period_start": "2026-12-24", "reason": "More"},
    )
    assert answer.status_code == 409
    assert "9 Feb 2027" in answer.content.decode()
    assert "More" in answer.content.decode()
    office.post(
        link("ask", quarterly, "date"), {"period": "2026-08-09", "due_on": "2026-12-20", "reason": "Printer broke"}
    )
    change = quarterly.changes.get()
    assert "Printer broke" in page(chamber, quarterly.get_absolute_url())
    assert office.post(link("change_approve", change)).status_code == 403
    assert chamber.post(link("change_refuse", change), {"reason": ""}).status_code == 422
    chamber.post(link("change_approve", change))
    assert quarterly.changes.get().state == "approved"
    for kind in ("hold", "waiver"):
        assert office.post(link("ask", quarterly, kind), {"reason": "Earthquake"}).status_code == 302
    assert office.post(link("ask", quarterly, "nonsense"), {"reason": "Because"}).status_code == 404


def test_a_memorandum_is_drafted_signed_and_ended_by_page(sato, hokuriku, altai, as_):
    client = as_(sato)
    given = {
        "number": "M-7", "language": "en", "title": WORDS, "chamber": "",
        "japan_firm": hokuriku.pk, "partner_firm": altai.pk,
    }
    assert client.post(reverse("mou:memorandum_new"), given | {"japan_firm": ""}).status_code == 422
    assert client.post(reverse("mou:memorandum_new"), given).status_code == 302
    made = Memorandum.objects.get()
    signing = {
        "signed_on": "2026-01-15", "place": "Astana", "japan_name": "Tanaka", "partner_name": "Aigul",
        "japan_proxy_for": "the president",
    }
    assert client.post(link("sign", made), signing).status_code == 422, "nothing is written in it yet"
    client.post(
        link("commitment_wording", made),
        {"number": "1", "language": "en", "title": "Samples", "text": "Samples are sent."},
    )
    assert client.post(link("sign", made), signing | {"ends_on": "2025-01-01"}).status_code == 422
    assert client.post(link("sign", made), signing).status_code == 302
    text = page(client, link("text", made))
    assert "the president" in text
    assert made.versions.get().sha256 in text
    client.post(link("in_force", made), {"in_force_on": "2026-02-01"})
    assert client.post(link("renew", made), {"ends_on": "2020-01-01", "reason": "Because"}).status_code == 409
    client.post(
        link("amend", made),
        {
            "signed_on": "2026-03-01", "language": "en", "text": "More samples.", "second_language": "",
            "second_text": "", "ends_on": "",
        },
    )
    assert "More samples." in page(client, link("text", made))
    assert client.post(link("terminate", made), {"reason": "End"}).status_code == 302
    assert Memorandum.objects.get().state == "terminated"


def test_before_signing_a_page_shows_what_is_missing_in_which_language_and_asks(sato, hokuriku, altai, as_, now):
    by = {"by": sato, "now": now}
    parties = {"japan": {"firm": hokuriku}, "central_asia": {"firm": altai}}
    made = services.draft_memorandum(number="M-7", titles={"en": WORDS, "ru": "Торговля"}, **parties, **by)
    services.word_commitment(made, number=1, language="en", title="Samples", text="Sent.", **by)
    client = as_(sato)
    shown = client.get(link("sign", made)).context
    assert [code for code, _name in shown["wording"]["languages"]] == ["en", "ru"]
    assert [[cell["sign"] for cell in row["cells"]] for row in shown["wording"]["rows"]] == [["✓", "✓"], ["✓", "–"]]
    signing = {"signed_on": "2026-01-15", "place": "Astana", "japan_name": "Tanaka", "partner_name": "Aigul"}
    refused = client.post(link("sign", made), signing)
    assert "leave_out" in refused.context["form"].errors
    assert not made.versions.exists()
    assert client.post(link("sign", made), signing | {"leave_out": ["ru"]}).status_code == 302
    assert made.versions.get().language == "en"


def test_a_draft_is_seen_by_staff_only(sato, mori, tanaka, aigul, hokuriku, altai, as_, now):
    made = services.draft_memorandum(
        number="M-7", titles={"en": WORDS}, japan={"firm": hokuriku}, central_asia={"firm": altai}, by=sato, now=now
    )
    assert WORDS in page(as_(mori), reverse("mou:memoranda"))
    for person in (tanaka, aigul):
        assert WORDS not in page(as_(person), reverse("mou:memoranda"))
        page(as_(person), made.get_absolute_url(), 404)


@pytest.fixture
def strangers(bekzat, detal, tanaka, hokuriku, now) -> dict:
    """A firm and a chamber that are no parties of Minamin – Atameken; Tanaka is one of the pact only."""
    zafar = build.user("zafar@chamber.uz", "Зафар", role="liaison", zone="Asia/Tashkent")
    Liaison.objects.create(user=zafar, chamber=Chamber.objects.create(country="UZ", names=named("Tashkent chamber")))
    return {"bekzat": bekzat, "zafar": zafar, "tanaka": tanaka}


def everything(memorandum, obligation, evidence) -> list[str]:
    article = obligation.commitment
    return [
        memorandum.get_absolute_url(), link("text", memorandum), link("year", memorandum, 1),
        link("waiting", memorandum) + "?show=all",
        link("reports", memorandum), article.get_absolute_url(),
        obligation.get_absolute_url(), evidence.get_absolute_url(),
        link("propose", article), link("evidence_new", obligation),
    ]


def test_strangers_find_nothing_of_a_memorandum_anywhere(mou, quarterly, strangers, sato, as_, now):
    evidence = add(quarterly, sato, now)
    for person in strangers.values():
        client = as_(person)
        for address in everything(mou, quarterly, evidence):
            page(client, address, 404)
        for name in (
            "evidence_countersign", "evidence_dispute", "evidence_submit", "evidence_withdraw", "evidence_file"
        ):
            assert client.post(link(name, evidence), {"reason": "Because"}).status_code == 404
        for name in ("agree", "resume", "close", "occasion"):
            assert client.post(link(name, quarterly), {"reason": "Because"}).status_code == 404
        texts = [page(client, reverse(name)) for name in ("mou:memoranda", "dashboard:home", "notifications:inbox")]
        assert not any(WORDS in text or "Atameken" in text for text in texts)


def test_the_pact_of_two_firms_is_closed_to_the_chamber_and_to_others(
    pact, tanaka, aigul, bekzat, detal, dana, sato, as_, now
):
    article = pact.commitments.get()
    article.memorandum = pact
    made = services.propose_obligation(
        article, owing="japan", indicator="other", wordings={"en": WORDS}, cadence="once", target=1,
        starts_on=pact.in_force_on, ends_on=None, by=tanaka, now=now,
    )
    services.agree_obligation(made, by=aigul, now=now)
    evidence = add(Obligation.objects.with_memorandum().get(), tanaka, now)
    for person in (bekzat, dana):
        for address in everything(pact, made, evidence):
            page(as_(person), address, 404)
    for person in (tanaka, aigul, sato):
        assert WORDS in page(as_(person), evidence.get_absolute_url())
    assert as_(sato).post(link("evidence_countersign", evidence)).status_code == 403, "staff sign for Minamin only"
    assert as_(aigul).post(link("evidence_countersign", evidence)).status_code == 302


def test_a_viewer_of_a_firm_reads_and_does_nothing_else(pact, tanaka, aigul, sato, as_, now):
    Membership.objects.filter(user=tanaka).update(role="viewer")
    client = as_(tanaka)
    page(client, pact.get_absolute_url())
    assert client.post(link("propose", pact.commitments.get()), OBLIGATION).status_code == 403


def test_reading_changes_nothing(mou, quarterly, sato, dana, as_, now):
    evidence = add(quarterly, sato, now)
    client = as_(dana)
    before = database_prints()
    for address in everything(mou, quarterly, evidence):
        client.get(address)
    assert database_prints() == before


@pytest.mark.parametrize("who", ["sato", "dana"])
def test_pages_cost_the_same_for_one_and_three(request, mou, quarterly, owed, sato, dana, as_, now, who):
    client = as_(request.getfixturevalue(who))
    addresses = [reverse("mou:memoranda"), mou.get_absolute_url(), link("waiting", mou) + "?show=all",
                 quarterly.get_absolute_url(), quarterly.commitment.get_absolute_url(), link("year", mou, 3)]
    add(quarterly, sato, now)

    def costs() -> list[int]:
        found = []
        for address in addresses:
            page(client, address)
            with counted() as queries:
                page(client, address)
            found += queries
        return found

    once = costs()
    for number in range(2):
        add(quarterly, sato, now - timedelta(days=number))
        add(owed("bulletin_published", owing="japan", cadence="monthly", commitment=2), sato, now)
    assert costs() == once
    assert max(once) <= 20


def test_anonymous_readers_are_asked_to_sign_in(client, mou):
    for address in (reverse("mou:memoranda"), mou.get_absolute_url(), reverse("mou:bulletins")):
        assert client.get(address).status_code == 302
