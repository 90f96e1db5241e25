"""The queue, the workbench and the engine's pages as the staff work them."""
import re
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.models import Bar, Firm
from core.activity import record
from core.models import Activity
from matching import services
from matching.models import EncodedLine, ExportReview, Introduction, Match, MatchRun
from matching.pages import casefile
from tests import build

from .asking import counted

pytestmark = pytest.mark.django_db


def page(client, name: str, *args, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"matching:{name}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client, name: str, *args, query: str = "", **data):
    return client.post(reverse(f"matching:{name}", args=args) + query, data)


def link(name: str, *args) -> str:
    return reverse(f"matching:{name}", args=args)


@pytest.fixture
def three(proposed, sato, mori) -> list[Match]:
    """Three cases: two of Mori's, one of Sato's own, in the order of the queue."""
    for number, proposer in enumerate([mori, sato]):
        owner = build.user(f"owner{number}@firm.example", f"Owner {number}")
        firm = build.firm(
            owner, sato, country="UZ", legal_id=f"30123456{number}", name=f"Firm {number}", name_latin=f"Firm {number}"
        )
        wanted = build.profile(
            firm, sato, "business_request", "supply", ["Uskuna kerak", "Yana bir qator"], ["842230"], ["JP"]
        )
        services.propose_match(
            build.match(proposed.japan_profile, wanted, fit=70 + number), by=proposer, now=timezone.now()
        )
    return list(Match.objects.for_approval())


class TestQueue:
    def test_the_list_stands_beside_its_first_case(self, three, sato, as_):
        text = page(as_(sato), "approvals")
        for match in three:
            assert f'id="case-{match.pk}"' in text
        assert "Case 1 of 3" in text
        assert three[0].japan.name in text
        assert "split--list" in text

    def test_a_case_shows_both_sides_reasons_comparison_and_checks(self, three, sato, as_):
        text = page(as_(sato), "approval", three[0].pk)
        for words in ("split--detail", "Side by side", "Checks before approval",
                      "verified by Minamin", "check digit of the legal ID is correct",
                      "Consent of both firms", "has not answered", three[0].partner.name):
            assert words in text

    def test_tabs_count_and_narrow(self, three, sato, as_):
        client = as_(sato)
        counts = re.findall(r"tabs__link[^>]*>\s*([^<]+) <span class=\"meta\">(\d+)", page(client, "approvals"))
        assert counts == [("All", "3"), ("Mine to decide", "2"), ("Proposed by me", "1"), ("Export question open", "0")]
        own = next(match for match in three if match.proposed_by == sato)
        text = page(client, "approvals", query="?tab=own")
        assert f'id="case-{own.pk}"' in text
        assert "Case 1 of 1" in text
        assert page(client, "approvals", query="?tab=nonsense").count('id="case-') == 3

    def test_previous_and_next_have_keys_and_keep_the_tab(self, three, sato, as_):
        text = page(as_(sato), "approval", three[1].pk)
        assert f'href="{link("approval", three[0].pk)}" data-key="KeyK"' in text
        assert f'href="{link("approval", three[2].pk)}" data-key="KeyJ"' in text
        mine = page(as_(sato), "approvals", query="?tab=mine")
        assert "?tab=mine" in re.search(r'href="([^"]+)" data-key="KeyJ"', mine).group(1)

    def test_decisions_have_keys_and_the_page_switches_them_on(self, three, sato, as_):
        text = page(as_(sato), "approval", next(match for match in three if match.proposed_by != sato).pk)
        assert 'data-shortcuts="on"' in text
        assert 'data-key="KeyA"' in text
        assert 'data-key="KeyD"' in text

    @pytest.mark.parametrize("name", ["approvals", "workbench"])
    def test_as_many_queries_for_three_cases_as_for_one(self, proposed, sato, as_, request, name):
        client = as_(sato)
        if name == "workbench":
            Match.objects.update(state="suggested")
        page(client, name)
        with counted() as one:
            page(client, name)
        request.getfixturevalue("three")
        if name == "workbench":
            Match.objects.update(state="suggested")
        with counted() as more:
            page(client, name)
        assert one == more
        assert more[0] <= 20

    def test_an_empty_queue_says_all_done(self, sato, as_):
        assert "All done" in page(as_(sato), "approvals")

    def test_a_long_queue_is_cut_and_goes_on(self, three, sato, as_):
        with patch("matching.pages.queue.SHOWN", 2):
            text = page(as_(sato), "approvals")
            assert text.count('id="case-') == 2
            assert "Next 1" in text
            assert page(as_(sato), "approval", three[2].pk).count('id="case-') == 1

    def test_others_have_no_queue(self, proposed, tanaka, dana, as_):
        for person in (tanaka, dana):
            client = as_(person)
            page(client, "approvals", status=403)
            page(client, "approval", proposed.pk, status=403)
            assert post(client, "approve", proposed.pk).status_code == 403
        assert Match.objects.get().state == "proposed"


@pytest.mark.parametrize("hours, tone, words", [(0, "overdue", "Due today"), (-24, "overdue", "1 business day late"),
                                                (24, "due", "1 business day left"),
                                                (72, "info", "3 business days left")])
def test_deadline_tag(hours, tone, words):
    now = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert casefile.deadline_tag(now + timedelta(hours=hours, minutes=1), ("JP", "KZ"), now) == (tone, words)


class TestDecisions:
    def test_approving_leads_to_the_next_case_with_an_undo_strip(self, three, sato, as_):
        client = as_(sato)
        place = next(place for place, match in enumerate(three) if match.proposed_by != sato)
        following = three[place + 1] if place < 2 else three[place - 1]
        answer = post(client, "approve", three[place].pk, reason="Good")
        assert answer.url == f"{link('approval', following.pk)}?decided={three[place].pk}"
        text = client.get(answer.url).content.decode()
        assert link("undo", three[place].pk) in text
        assert 'role="status"' in text
        assert re.search(r'<h2 id="case" tabindex="-1" autofocus', text)

    def test_the_tab_is_kept(self, three, sato, as_):
        mine = [match for match in three if match.proposed_by != sato]
        answer = post(as_(sato), "reject", mine[0].pk, query="?tab=mine", code="market")
        assert answer.url == f"{link('approval', mine[1].pk)}?tab=mine&decided={mine[0].pk}"

    def test_the_last_decision_leads_to_all_done(self, proposed, sato, as_):
        client = as_(sato)
        answer = post(client, "approve", proposed.pk)
        text = client.get(answer.url).content.decode()
        assert "All done" in text
        assert link("undo", proposed.pk) in text

    def test_undo_brings_the_case_back(self, proposed, sato, as_):
        client = as_(sato)
        post(client, "approve", proposed.pk)
        assert post(client, "undo", proposed.pk).url == link("approval", proposed.pk)
        assert Match.objects.get().state == "proposed"
        assert "Taken back" in page(client, "approval", proposed.pk)

    def test_undo_keeps_the_tab(self, three, sato, as_):
        mine = next(match for match in three if match.proposed_by != sato)
        client = as_(sato)
        answer = post(client, "approve", mine.pk, query="?tab=mine")
        assert f'{link("undo", mine.pk)}?tab=mine' in client.get(answer.url).content.decode()
        assert post(client, "undo", mine.pk, query="?tab=mine").url == link("approval", mine.pk) + "?tab=mine"

    def test_no_strip_when_it_is_too_late_or_somebody_elses(self, proposed, sato, mori, as_):
        post(as_(sato), "approve", proposed.pk)
        query = f"?decided={proposed.pk}"
        assert link("undo", proposed.pk) not in page(as_(mori), "approvals", query=query)
        Match.objects.update(approved_at=timezone.now() - timedelta(seconds=11))
        assert link("undo", proposed.pk) not in page(as_(sato), "approvals", query=query)
        answer = as_(sato).post(link("undo", proposed.pk), follow=True)
        assert "too late to undo" in answer.content.decode()
        assert Match.objects.get().state == "approved"

    def test_a_made_up_decided_parameter_is_ignored(self, proposed, sato, as_):
        page(as_(sato), "approvals", query="?decided=x'--")

    def test_rejecting_needs_a_reason_and_keeps_the_case(self, proposed, sato, as_):
        answer = post(as_(sato), "reject", proposed.pk, code="other", reason=" ")
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "decision-error" in text
        assert "Case 1 of 1" in text
        assert text.count("autofocus") == 1
        assert re.search(r'<textarea[^>]*id="decision-reason"[^>]*autofocus', text)
        assert Match.objects.get().state == "proposed"

    def test_rejecting_needs_a_code_and_keeps_the_words(self, proposed, sato, as_):
        answer = post(as_(sato), "reject", proposed.pk, reason="Too far away")
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Choose why this pair is not wanted." in text
        assert re.search(r'<select[^>]*id="decision-code"[^>]*autofocus', text)
        assert "Too far away" in text

    def test_a_reason_without_words_is_enough(self, proposed, sato, as_):
        post(as_(sato), "reject", proposed.pk, code="size")
        assert Match.objects.get().refusal == "size"

    def test_an_own_proposal_is_explained_and_has_no_approval(self, proposed, mori, as_):
        text = page(as_(mori), "approval", proposed.pk)
        assert "a colleague decides" in text
        assert link("approve", proposed.pk) not in text
        assert link("reject", proposed.pk) in text
        answer = post(as_(mori), "approve", proposed.pk, reason="I know them well")
        assert answer.status_code == 403
        assert "You cannot approve your own proposal" in answer.content.decode()
        assert "I know them well" in answer.content.decode()
        assert Match.objects.get().state == "proposed"

    def test_a_colleague_was_quicker(self, three, sato, mori, as_, now):
        quicker = next(match for match in three if match.proposed_by == mori)
        services.reject_match(quicker, code="market", reason="Too far", by=sato, now=now)
        Match.objects.filter(pk=quicker.pk).update(proposed_by=sato)
        answer = post(as_(mori), "approve", quicker.pk, reason="A fine pair")
        text = answer.content.decode()
        assert answer.status_code == 409
        assert sato.full_name in text
        assert "has decided already" in text
        assert "A fine pair" in text
        assert f'href="{link("approval", next(m.pk for m in three if m.pk != quicker.pk))}" data-key="KeyJ"' in text

    def test_a_suspended_firm_cannot_be_approved(self, proposed, sato, as_):
        Firm.objects.filter(pk=proposed.partner_id).update(state="suspended")
        answer = post(as_(sato), "approve", proposed.pk)
        assert answer.status_code == 409
        assert "not verified at present" in answer.content.decode()
        assert "Suspended" in page(as_(sato), "approval", proposed.pk)

    def test_a_reason_with_odd_signs_is_cleaned(self, proposed, sato, as_):
        post(as_(sato), "reject", proposed.pk, code="market", reason="Too\x00 far‮ ")
        assert Activity.objects.get(verb="matching.match.reject").reason == "Too far"


EXPORT_ACTS = ("export_statement", "export_clear", "export_reopen", "export_block")


def answer_question(client, act, review, **given):
    return post(client, act, review.match_id, review.code, **given)


class TestExport:
    def test_the_question_is_shown_with_its_acts(self, review, sato, as_):
        text = page(as_(sato), "approval", review.match_id)
        for name in ("export_statement", "export_clear", "export_block"):
            assert link(name, review.match_id, review.code) in text
        assert "854231" in text
        assert 'href="#export"' in text
        assert f'id="case-{review.match_id}"' in page(as_(sato), "approvals", query="?tab=export")

    def test_a_listed_pair_nobody_has_proposed_is_asked_and_can_be_answered(self, controlled, sato, as_):
        client, until = as_(sato), timezone.localdate() + timedelta(days=90)
        text = page(client, "match", controlled.pk)
        assert "no code of either firm" not in text
        assert link("export_clear", controlled.pk, "854231") in text
        given = {"until": until.isoformat(), "reason": "Known end use"}
        assert post(client, "export_clear", controlled.pk, "854231", **given).status_code == 302
        assert ExportReview.objects.get().cleared_until == until

    def test_the_tab_and_the_home_count_every_live_pair_with_a_question(self, controlled, unlisted, sato, as_):
        client = as_(sato)
        assert f'id="case-{controlled.pk}"' in page(client, "approvals", query="?tab=export")
        assert f'id="case-{unlisted.pk}"' not in page(client, "approvals", query="?tab=export")
        shown = client.get(reverse("dashboard:home")).context["figures"]
        figures = {cell["url"]: cell["number"] for cell in shown}
        assert figures[reverse("matching:approvals") + "?tab=export"] == 1

    def test_a_code_nobody_asks_about_is_not_found(self, review, sato, as_):
        assert post(as_(sato), "export_clear", review.match_id, "842230").status_code == 404

    def test_the_acts(self, review, sato, as_):
        client, case = as_(sato), (review.match_id, review.code)
        answer_question(client, "export_statement", review)
        assert ExportReview.objects.get().state == "end_use_statement_requested"
        assert link("export_statement", *case) not in page(client, "approval", review.match_id)
        until = timezone.localdate() + timedelta(days=90)
        assert answer_question(
            client, "export_clear", review, until=until.isoformat(), reason="Statement"
        ).status_code == 302
        assert ExportReview.objects.get().cleared_until == until
        text = page(client, "approval", review.match_id)
        assert link("export_clear", *case) not in text
        assert link("export_reopen", *case) in text
        assert answer_question(client, "export_reopen", review, reason="").status_code == 422
        assert answer_question(client, "export_reopen", review, reason="Forged statement").status_code == 302
        assert ExportReview.objects.get().state == "flagged"
        assert link("export_reopen", *case) not in page(client, "approval", review.match_id)

    @pytest.mark.parametrize("days", [-2, 367])
    def test_a_clearance_has_a_sensible_end(self, review, sato, as_, days):
        until = (timezone.localdate() + timedelta(days=days)).isoformat()
        answer = answer_question(as_(sato), "export_clear", review, until=until, reason="Statement of November")
        assert answer.status_code == 422
        assert "one year ahead" in answer.content.decode()
        assert "Statement of November" in answer.content.decode()
        assert ExportReview.objects.get().state == "flagged"

    def test_blocking(self, review, sato, as_):
        client = as_(sato)
        assert answer_question(client, "export_block", review, reason="").status_code == 422
        answer_question(client, "export_block", review, reason="End use unclear")
        assert Match.objects.get().state == "blocked"

    def test_others_cannot(self, review, tanaka, dana, as_):
        for person in (tanaka, dana):
            for name in EXPORT_ACTS:
                assert answer_question(as_(person), name, review, reason="Because").status_code == 403


class TestWorkbench:
    def test_filters(self, match, detal, sato, as_):
        wanted = build.profile(detal, sato, "business_request", "agency", ["Ищем запчасти"], ["870829"], ["JP"])
        other = build.match(match.japan_profile, wanted, fit=45)
        client = as_(sato)
        for query, there, gone in [("?q=detal", other, match), ("?q=%E3%81%82", None, match), ("?fit=60", match, other),
                                   ("?country=KZ", other, None), ("?country=UZ", None, other)]:
            text = page(client, "workbench", query=query)
            assert there is None or f'id="match-{there.pk}"' in text
            assert gone is None or f'id="match-{gone.pk}"' not in text
        page(client, "workbench", query="?fit=many", status=422)
        page(client, "workbench", query="?q=%00")

    def test_a_suggestion_kept_for_later_is_found_again(self, match, unlisted, sato, as_):
        client = as_(sato)
        assert link("shortlist", match.pk) in page(client, "match", match.pk)
        post(client, "shortlist", match.pk, reason="Wait for the fair")
        assert Match.objects.get(pk=match.pk).state == "shortlisted"
        assert Activity.objects.get(verb="matching.match.shortlist").reason == "Wait for the fair"
        assert link("shortlist", match.pk) not in page(client, "match", match.pk)
        kept = page(client, "workbench", query="?kept=on")
        assert f'id="match-{match.pk}"' in kept
        assert f'id="match-{unlisted.pk}"' not in kept
        assert "Kept for later" in page(client, "workbench")

    def test_propose_and_dismiss_from_the_case(self, match, sato, mori, as_, now):
        client = as_(sato)
        text = page(client, "match", match.pk)
        assert link("propose", match.pk) in text
        assert link("dismiss", match.pk) in text
        assert post(client, "dismiss", match.pk, code="").status_code == 422
        assert post(client, "propose", match.pk, reason="Both at the forum").url == link("workbench")
        assert Match.objects.get().proposed_by == sato
        text = page(as_(mori), "match", match.pk)
        assert link("propose", match.pk) not in text
        assert link("approval", match.pk) in text
        answer = post(as_(mori), "dismiss", match.pk, code="size", reason="Too small")
        assert answer.status_code == 409
        assert "Too small" in answer.content.decode()

    def test_dismiss(self, match, sato, as_):
        post(as_(sato), "dismiss", match.pk, code="size", reason="Too small")
        assert Match.objects.get().state == "dismissed"


class TestIntroductions:
    def test_the_staff_see_both_and_what_keeps_the_contacts_back(self, asked, sato, as_):
        client = as_(sato)
        assert asked.match.japan.name in page(client, "introductions")
        text = page(client, "introduction", asked.pk)
        for words in (asked.match.partner.name, "has not agreed yet", "Recall"):
            assert words in text
        assert "Contact of" not in text

    def test_recall(self, introduced, sato, as_):
        client = as_(sato)
        assert "Contact of" in page(client, "introduction", introduced.pk)
        assert post(client, "recall", introduced.pk, reason="").status_code == 422
        assert post(client, "recall", introduced.pk, reason="Wrong firm").status_code == 302
        assert Introduction.objects.get().state == "recalled"
        assert "Contact of" not in page(client, "introduction", introduced.pk)

    def test_firms_cannot_recall_nor_staff_consent(self, asked, tanaka, sato, as_):
        assert post(as_(tanaka), "recall", asked.pk, reason="Because").status_code == 403
        assert post(as_(sato), "consent", asked.pk, contact_agrees="on").status_code == 403

    @pytest.mark.parametrize("name", ["introductions"])
    def test_as_many_queries_for_three_as_for_one(self, asked, sato, as_, request, name, now):
        client = as_(sato)
        page(client, name)
        with counted() as one:
            page(client, name)
        request.getfixturevalue("three_more")
        with counted() as more:
            page(client, name)
        assert one == more
        assert more[0] <= 20

    @pytest.fixture
    def three_more(self, asked, sato, mori, now):
        for number in range(3):
            owner = build.user(f"more{number}@firm.example", f"Owner {number}")
            firm = build.firm(
                owner, sato, country="UZ", legal_id=f"30123456{number}",
                name=f"Firm {number}", name_latin=f"Firm {number}",
            )
            wanted = build.profile(firm, sato, "business_request", "supply", ["Uskuna kerak"], ["842230"], ["JP"])
            made = build.match(asked.match.japan_profile, wanted)
            services.propose_match(made, by=mori, now=now)
            services.approve_match(made, by=sato, now=now)

    def test_a_page_stays_within_its_queries(self, introduced, sato, as_):
        client = as_(sato)
        page(client, "introduction", introduced.pk)
        with counted() as count:
            page(client, "introduction", introduced.pk)
        assert count[0] <= 20


class TestEngine:
    def test_a_run_is_started_and_watched(self, sato, as_):
        client = as_(sato)
        answer = post(client, "run_start")
        run = MatchRun.objects.get()
        assert answer.url == link("run", run.pk)
        text = page(client, "run", run.pk)
        assert 'hx-trigger="every 2s"' in text
        assert "Refresh" in text
        panel = client.get(link("run", run.pk), headers={"HX-Request": "true"}).content.decode()
        assert panel.lstrip().startswith("<section")
        assert "<html" not in panel

    def test_a_run_that_is_over_is_not_asked_for_again(self, sato, as_, now):
        run = MatchRun.objects.create(requested_at=now, state="done", finished_at=now, figures={"suggested": 3})
        text = page(as_(sato), "run", run.pk)
        assert "hx-trigger" not in text
        assert "New suggestions" in text
        MatchRun.objects.create(
            requested_at=now, state="failed", finished_at=now, figures={"error": "RuntimeError: disk full"}
        )
        assert "Failed" in page(as_(sato), "runs")

    def test_quarantine_and_another_try(self, offer, sato, as_, now):
        row = EncodedLine.objects.create(
            line=offer.lines.get(), text_hash="x", attempts=2, problem="crashed", quarantined_at=now
        )
        client = as_(sato)
        assert "stopped the reader" in page(client, "quarantine")
        post(client, "quarantine_retry", row.pk)
        assert "Every line could be read" in page(client, "quarantine")
        assert post(client, "quarantine_retry", row.pk).status_code == 404

    def test_why_not_names_what_stands_in_the_way(self, match, hokuriku, altai, sato, as_, now):
        client = as_(sato)
        query = f"?japan={hokuriku.pk}&partner={altai.pk}"
        assert "still being computed" in page(client, "why_not", query=query)
        services.answer_questions()
        text = page(client, "why_not", query=query)
        assert "Both name the same goods" in text
        assert "These two have a match" in text
        Bar.objects.create(firm=hokuriku, other=altai, kind="rival", barred_by=sato, barred_at=now)
        record(hokuriku, "bar", by=sato, now=timezone.now())
        assert "Something changed" in page(client, "why_not", query=query)
        services.answer_questions()
        assert "listed the other as a competitor" in page(client, "why_not", query=query)

    @pytest.mark.parametrize("query", ["?japan=x&partner=y", "?q=%00" + "x" * 500, "?japan=%00&partner=1"])
    def test_why_not_with_nonsense(self, match, sato, as_, query):
        page(as_(sato), "why_not", query=query, status=422)

    def test_expected_pairs(self, match, sato, as_):
        assert "still being computed" in page(as_(sato), "expected")
        services.answer_questions()
        assert "Rank of the right partner" in page(as_(sato), "expected")

    @pytest.mark.parametrize("name", ["runs", "expected", "quarantine", "why_not", "workbench"])
    def test_others_stay_outside(self, tanaka, dana, as_, name):
        for person in (tanaka, dana):
            page(as_(person), name, status=403)

    def test_no_encoder_is_loaded_in_the_web_process(self, match, hokuriku, altai, sato, as_):
        with patch(
            "matching.encoding.pool.EncodingPool.__enter__", side_effect=AssertionError("an encoder in the web process")
        ):
            page(as_(sato), "why_not", query=f"?japan={hokuriku.pk}&partner={altai.pk}")
            page(as_(sato), "expected")
