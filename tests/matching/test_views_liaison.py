"""Referrals as a chamber works them, and as the staff look on."""
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from matching import services
from matching.models import Match, Referral, ReferralNote
from tests import build

from .asking import counted

pytestmark = pytest.mark.django_db


def page(client, referral, status: int = 200) -> str:
    answer = client.get(referral.get_absolute_url())
    assert answer.status_code == status
    return answer.content.decode()


def post(client, name: str, referral, **data):
    return client.post(reverse(f"matching:referral_{name}", args=[referral.pk]), data)


def link(name: str, referral) -> str:
    return reverse(f"matching:referral_{name}", args=[referral.pk])


INTERACTION = {"channel": "call", "text": "Called both"}


def interaction(**changes) -> dict:
    return INTERACTION | {"happened_on": timezone.localdate().isoformat()} | changes


def test_the_way_of_a_referral(referral, dana, hokuriku, altai, as_):
    client = as_(dana)
    text = page(client, referral)
    for words in (hokuriku.name, altai.name, build.contact_of(altai).email, "Acknowledge", "Take in charge"):
        assert words in text
    post(client, "acknowledge", referral)
    post(client, "take", referral)
    text = page(client, referral)
    assert "Record an interaction first" in text
    assert link("complete", referral) not in text
    assert post(client, "interaction", referral, **interaction()).status_code == 302
    assert link("complete", referral) in page(client, referral)
    assert post(client, "complete", referral, result="help", summary="They met").status_code == 302
    text = page(client, referral)
    assert "Done: helped" in text
    assert link("comment", referral) not in text


def test_completing_without_an_interaction_is_refused_in_words_and_keeps_them(in_charge, dana, as_):
    answer = post(as_(dana), "complete", in_charge, result="help", summary="They have met")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Record at least one interaction" in text
    assert "They have met" in text
    assert Referral.objects.get().state == "taken_in_charge"


@pytest.mark.parametrize("changes",
[{"channel": ""}, {"channel": "pigeon"}, {"happened_on": ""}, {"happened_on": "2099-01-01"},
                                     {"happened_on": "1999-01-01"}, {"text": "…"}, {"text": "x" * 2001}])
def test_an_interaction_is_checked(in_charge, dana, as_, changes):
    assert post(as_(dana), "interaction", in_charge, **interaction(**changes)).status_code == 422
    assert not ReferralNote.objects.exists()


@pytest.mark.parametrize(
    "language, typed",
    [
        ("ja", "%Y/%m/%d"), ("ja", "%Y年%m月%d日"), ("ru", "%d.%m.%Y"), ("kk", "%d.%m.%Y"),
        ("uz", "%d.%m.%Y"), ("en", "%Y-%m-%d"),
    ],
)
def test_a_day_is_typed_as_people_of_the_language_do(in_charge, dana, as_, language, typed):
    day = timezone.localdate() - timedelta(days=3)
    answer = post(as_(dana, language), "interaction", in_charge, **interaction(happened_on=day.strftime(typed)))
    assert answer.status_code == 302
    assert ReferralNote.objects.get().happened_on == day


def test_comment_question_and_decline(in_charge, dana, sato, as_):
    client = as_(dana)
    assert post(client, "comment", in_charge, text="Called <b>twice</b>").status_code == 302
    assert "Called &lt;b&gt;twice&lt;/b&gt;" in page(client, in_charge)
    assert post(client, "ask", in_charge, question="Which sizes?").status_code == 302
    assert "Which sizes?" in page(as_(sato), in_charge)
    assert post(as_(sato), "answer", in_charge, answer="One litre").status_code == 302
    assert "One litre" in page(as_(dana), in_charge)
    assert post(client, "decline", in_charge, reason="No time").status_code == 422
    assert post(client, "decline", in_charge, code="no_capacity", reason="No time").status_code == 302
    assert Referral.objects.get().state == "declined"


def test_staff_look_on_but_do_the_chambers_work_not(in_charge, sato, as_):
    client = as_(sato)
    text = page(client, in_charge)
    for name in ("comment", "interaction", "ask", "complete", "decline", "answer"):
        assert link(name, in_charge) not in text
    for name in ("acknowledge", "take", "comment", "interaction", "ask", "complete", "decline"):
        assert post(client, name, in_charge).status_code == 403
    assert ReferralNote.objects.count() == 0


def test_an_answer_is_the_staffs(in_charge, dana, as_):
    assert post(as_(dana), "answer", in_charge, answer="x").status_code == 403


def test_a_button_pressed_twice_says_that_the_case_has_moved_on(in_charge, dana, as_):
    answer = as_(dana).post(link("acknowledge", in_charge), follow=True)
    assert "changed in the meantime" in answer.content.decode()


def test_after_a_recall_the_contacts_are_gone(introduced, referral, dana, sato, altai, as_, now):
    services.recall_introduction(introduced, reason="Wrong firm", by=sato, now=now)
    text = page(as_(dana), referral)
    assert "not shown any more" in text
    assert build.contact_of(altai).email not in text


def referrals(client, query: str = "") -> str:
    answer = client.get(reverse("matching:referrals") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_has_open_ones_with_their_clock_and_closed_ones_apart(referral, dana, as_, now):
    client = as_(dana)
    assert "late" in referrals(client)  # sent on 2 November
    assert referral.get_absolute_url() not in referrals(client, "?state=closed")
    services.decline_referral(referral, code="not_ours", reason="Because", by=dana, now=now)
    assert "No referral here" in referrals(client)
    assert "Declined" in referrals(client, "?state=closed")


@pytest.mark.parametrize("who", ["dana", "sato"])
def test_as_many_queries_for_three_rows_as_for_one(
    referral, offer, detal, altai, bekzat, aigul, tanaka, sato, mori, dana, as_, request, who
):
    client = as_(request.getfixturevalue(who))
    referrals(client)
    with counted() as one:
        referrals(client)
    for number, (firm, member) in enumerate([(detal, bekzat), (altai, aigul)]):
        wanted = build.profile(firm, sato, "business_request", "agency", ["Ищем поставщика"], ["870829"], ["JP"])
        own = build.profile(offer.firm, sato, "business_offer", "supply", ["部品"], ["870829"], ["KZ"])
        if number:
            first = Match.objects.filter(state="introduced").exclude(partner=detal)
            first.update(state="expired", ended_at=timezone.now())
        made = build.introduction(build.match(own, wanted), tanaka, member, mori)
        services.comment_on_referral(made.referrals.get(), text="Yes", by=dana, now=timezone.now())
    with counted() as more:
        referrals(client)
    assert Referral.objects.open().count() == 3
    assert one == more
    assert more[0] <= 20


def test_a_firm_has_no_referrals(referral, tanaka, as_):
    assert as_(tanaka).get(reverse("matching:referrals")).status_code == 403
    assert as_(tanaka).get(referral.get_absolute_url()).status_code == 404


def test_a_page_of_a_referral_stays_within_its_queries(in_charge, dana, as_):
    client = as_(dana)
    page(client, in_charge)
    with counted() as count:
        page(client, in_charge)
    assert count[0] <= 20


def test_each_line_is_named_in_the_words_of_whoever_reads(referral, dana, as_):
    referral.introduction.match.japan_profile.lines.update(hs_codes=["401110"])
    assert "Шиналар" in page(as_(dana, "kk"), referral)
