"""Suggestions and introductions as a firm meets them."""
import pytest
from django.urls import reverse

from companies.models import Firm, Membership
from matching import services
from matching.models import Interest, Introduction, Match
from matching.views import suggestions
from tests import build

from .asking import counted

pytestmark = pytest.mark.django_db


def page(client, name: str, *args, status: int = 200) -> str:
    answer = client.get(reverse(f"matching:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def post(client, name: str, *args, **data):
    return client.post(reverse(f"matching:{name}", args=args), data)


def more_suggestions(match, sato, count: int) -> None:
    for number in range(count):
        owner = build.user(f"owner{number}@firm.example", f"Owner {number}")
        firm = build.firm(
            owner, sato, country="UZ", legal_id=f"30123456{number}", name=f"Firm {number}", name_latin=f"Firm {number}"
        )
        wanted = build.profile(
            firm, sato, "business_request", "supply", ["Uskuna kerak", "Yana bir qator"], ["842230"], ["JP"]
        )
        build.match(match.japan_profile, wanted, fit=60 + number)


class TestSuggestions:
    def test_open_ones_are_cards_without_names(self, match, tanaka, altai, as_):
        text = page(as_(tanaka), "suggestions")
        assert "Firm in Kazakhstan" in text
        assert "High fit · 82" in text
        assert 'class="match-card__title" lang="kk"' in text
        assert "Күнбағыс майын" in text
        assert altai.name not in text
        assert altai.name_latin not in text
        assert altai.city not in text

    def test_more_than_a_page_of_open_ones_go_on_behind_the_next(self, match, sato, tanaka, as_, monkeypatch):
        monkeypatch.setattr(suggestions, "CARDS_ON_A_PAGE", 2)
        more_suggestions(match, sato, 2)
        first = page(as_(tanaka), "suggestions")
        last = as_(tanaka).get(reverse("matching:suggestions"), {"open": "2"}).content.decode()
        assert "?open=2" in first
        assert [first.count("High fit · 82"), last.count("High fit · 82")] == [1, 0]
        assert [first.count("· 61"), last.count("· 60")] == [1, 1]

    def test_answered_ones_stand_below(self, match, tanaka, hokuriku, as_, now):
        services.express_interest(match, firm=hokuriku, by=tanaka, now=now)
        text = page(as_(tanaka), "suggestions")
        assert "Nothing waits for your answer" in text
        assert "Under review by Minamin" in text

    def test_a_dismissed_suggestion_just_goes(self, match, sato, tanaka, as_, now):
        services.dismiss_match(match, code="market", reason="Because", by=sato, now=now)
        assert "Firm in Kazakhstan" not in page(as_(tanaka), "suggestions")

    @pytest.mark.parametrize("name", ["suggestions", "introductions"])
    def test_as_many_queries_for_three_rows_as_for_one(
        self, match, tanaka, aigul, sato, mori, hokuriku, as_, now, name
    ):
        client = as_(tanaka)
        page(client, name)
        if name == "introductions":
            services.propose_match(match, by=mori, now=now)
            services.approve_match(match, by=sato, now=now)
        with counted() as one:
            page(client, name)
        more_suggestions(match, sato, 3)
        if name == "introductions":
            for other in Match.objects.filter(state="suggested").with_firms():
                services.propose_match(other, by=mori, now=now)
                services.approve_match(other, by=sato, now=now)
        with counted() as more:
            page(client, name)
        assert one == more
        assert more[0] <= 20

    def test_a_firm_that_is_not_verified_is_told_so(self, match, tanaka, hokuriku, as_):
        Firm.objects.filter(pk=hokuriku.pk).update(state="suspended")
        assert "not verified at present" in page(as_(tanaka), "suggestions")
        page(as_(tanaka), "match", match.pk, status=404)

    def test_a_partner_with_three_members_makes_one_row(self, match, tanaka, altai, as_, now):
        for number in range(3):
            person = build.user(f"colleague{number}@altai.example", "Colleague")
            Membership.objects.create(firm=altai, user=person, role="editor", joined_at=now)
        assert page(as_(tanaka), "suggestions").count('class="card match-card"') == 1
        page(as_(tanaka), "match", match.pk)

    def test_staff_and_liaisons_are_led_elsewhere(self, match, sato, dana, as_):
        assert as_(sato).get(reverse("matching:suggestions")).url == reverse("matching:workbench")
        assert as_(dana).get(reverse("matching:suggestions")).url == reverse("dashboard:home")


class TestAnswers:
    def test_interest(self, match, tanaka, as_):
        answer = post(as_(tanaka), "interest", match.pk, note="Bottle sizes?")
        assert answer.url == reverse("matching:suggestions")
        assert Interest.objects.get().note == "Bottle sizes?"

    def test_interest_twice_says_why_and_keeps_the_words(self, match, tanaka, as_):
        client = as_(tanaka)
        post(client, "interest", match.pk)
        Interest.objects.update(note="first")
        answer = post(client, "interest", match.pk, note="Second thoughts")
        assert answer.status_code == 409
        assert "answered this suggestion already" in answer.content.decode()
        assert Interest.objects.get().note == "first"

    def test_decline_needs_a_reason_and_keeps_the_words(self, match, tanaka, as_):
        answer = post(as_(tanaka), "decline", match.pk, note="Perhaps later")
        assert answer.status_code == 422
        assert "Perhaps later" in answer.content.decode()
        assert Match.objects.get().state == "suggested"
        assert post(as_(tanaka), "decline", match.pk, code="timing").status_code == 302
        assert Match.objects.get().state == "declined"

    def test_a_text_that_is_too_long_or_hostile(self, match, tanaka, as_):
        assert post(as_(tanaka), "interest", match.pk, note="x" * 501).status_code == 422
        post(as_(tanaka), "interest", match.pk, note="ok\x00‮<b>\ufdfa")
        note = Interest.objects.get().note
        assert "\x00" not in note
        assert "‮" not in note
        assert note.startswith("ok<b>")

    def test_a_viewer_may_look_but_not_answer(self, match, tanaka, as_):
        Membership.objects.filter(user=tanaka).update(role="viewer")
        assert reverse("matching:interest", args=[match.pk]) not in page(as_(tanaka), "match", match.pk)
        assert post(as_(tanaka), "interest", match.pk).status_code == 403

    def test_the_page_says_why_in_both_directions_and_compares(self, match, tanaka, as_):
        text = page(as_(tanaka), "match", match.pk)
        for words in ("Why this fits", "From your point of view", "From their point of view", "Side by side"):
            assert words in text
        for words in ("Your answer", "Not for us"):
            assert words in text


class TestConsent:
    def test_the_question_says_who_gets_what(self, asked, aigul, altai, hokuriku, atameken, as_):
        text = page(as_(aigul), "introduction", asked.pk)
        contact = build.contact_of(altai)
        for words in (
            contact.name, contact.email, "Japan", str(atameken),
            "may differ from that at home", "Answer by:", "(Almaty) ·",
        ):
            assert words in text
        assert hokuriku.name not in text
        assert build.contact_of(hokuriku).email not in text

    def test_the_box_must_be_ticked(self, asked, aigul, as_):
        answer = post(as_(aigul), "consent", asked.pk)
        assert answer.status_code == 409
        assert "Tick the box" in answer.content.decode()
        assert Introduction.objects.get().partner_consent_at is None

    def test_consent_and_withdrawal(self, asked, aigul, as_):
        client = as_(aigul)
        assert post(client, "consent", asked.pk, contact_agrees="on").status_code == 302
        assert "Your firm has agreed" in page(client, "introduction", asked.pk)
        post(client, "consent_withdraw", asked.pk)
        assert Introduction.objects.get().partner_consent_at is None
        assert "Who gets what" in page(client, "introduction", asked.pk)

    def test_decline(self, asked, aigul, tanaka, as_):
        assert post(as_(aigul), "introduction_decline", asked.pk, code="").status_code == 422
        post(as_(aigul), "introduction_decline", asked.pk, code="timing", reason="Not this year")
        text = page(as_(tanaka), "introduction", asked.pk)
        assert "This introduction was declined" in text
        assert "Not this year" not in text

    def test_a_viewer_sees_the_question_but_no_button(self, asked, aigul, as_):
        Membership.objects.filter(user=aigul).update(role="viewer")
        text = page(as_(aigul), "introduction", asked.pk)
        assert "Who gets what" in text
        assert reverse("matching:consent", args=[asked.pk]) not in text
        assert post(as_(aigul), "consent", asked.pk, contact_agrees="on").status_code == 403


class TestContacts:
    def test_released_contacts_are_links_with_both_clocks_and_office_hours(
        self, introduced, tanaka, altai, atameken, as_
    ):
        text = page(as_(tanaka), "introduction", introduced.pk)
        contact = build.contact_of(altai)
        for words in (
            altai.name, contact.name, f"mailto:{contact.email}", "tel:+81760000000",
            "13:00–18:00", "09:00–14:00", str(atameken),
        ):
            assert words in text

    def test_what_comes_of_it(self, introduced, tanaka, as_):
        client = as_(tanaka)
        for name in ("confirm_contact", "start_discussion"):
            assert post(client, name, introduced.pk).status_code == 302
        assert post(client, "conclude", introduced.pk, note="x").status_code == 422
        assert post(client, "conclude", introduced.pk, outcome="order", note="Two lines").status_code == 302
        assert Introduction.objects.get().outcome == "order"
        assert reverse("matching:conclude", args=[introduced.pk]) not in page(client, "introduction", introduced.pk)

    def test_hidden_while_the_other_firm_is_suspended(self, introduced, tanaka, altai, as_):
        Firm.objects.filter(pk=altai.pk).update(state="suspended")
        text = page(as_(tanaka), "introduction", introduced.pk)
        assert "The contacts are not shown at present" in text
        assert build.contact_of(altai).email not in text

    def test_a_new_contact_person_is_asked_for_agreement(self, introduced, tanaka, hokuriku, as_):
        build.contact_of(hokuriku).__class__.objects.filter(firm=hokuriku).update(email="new@firm.example")
        text = page(as_(tanaka), "introduction", introduced.pk)
        assert "named another contact person" in text
        post(as_(tanaka), "consent", introduced.pk, contact_agrees="on")
        assert "new@firm.example" in page(as_(tanaka), "introduction", introduced.pk)

    def test_lists_open_and_ended(self, introduced, tanaka, altai, sato, as_, now):
        client = as_(tanaka)
        assert altai.name in page(client, "introductions")
        services.recall_introduction(introduced, reason="Because", by=sato, now=now)
        assert altai.name not in page(client, "introductions")
        ended = client.get(reverse("matching:introductions") + "?state=closed").content.decode()
        assert "Recalled by Minamin" in ended
        assert altai.name not in ended
