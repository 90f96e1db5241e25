"""Reasons that hold: which line with which, one finding for both readers, and what nobody has said."""
from types import SimpleNamespace as Plain

import pytest
from django.urls import reverse

from core.i18n import speaking
from matching import services
from matching.models import Match
from matching.pages import pair_facts, teasers
from matching.pages.sentences import Reader

from .test_sentences import factor

WEAK_AND_STRONG = [
    ("size.smaller", "size.fits"), ("language.common", "language.main"), ("text.related", "text.close"),
    ("cooperation.compatible", "cooperation.same"), ("hs.chapter", "hs.same"), ("role.mutual", "role.answers"),
    ("sector.different", "sector.shared"),
]
PARAMS = {"languages": ["ru"], "sectors": ["food"], "code": ["8422"]}


def pair(japan, partner, **more):
    given = {"japan_profile": None, "partner_profile": None, "forward": 80.0, "backward": 70.0}
    return Plain(reasons={"japan": japan, "partner": partner}, **given | more)


@pytest.mark.parametrize("weak, strong", WEAK_AND_STRONG)
@pytest.mark.parametrize("weak_first", [True, False])
def test_both_firms_read_the_same_sentence_of_what_holds_for_the_two(weak, strong, weak_first):
    both = [factor(weak, points=2, **PARAMS)], [factor(strong, points=9, **PARAMS)]
    match = pair(*both if weak_first else reversed(both))
    with speaking("en"):
        (a,), (b,) = (teasers.explained(match, Reader("KZ", side), side) for side in ("japan", "central_asia"))
        (expected,) = teasers.explained(pair([both[0][0]], []), Reader("KZ", "japan"), "japan")
    assert (a["title"], a["speaks_for"]) == (b["title"], b["speaks_for"]) == (expected["title"], expected["speaks_for"])
    assert {a["points"], b["points"]} == {2, 9}


def test_what_each_of_them_asks_stays_its_own():
    asked = [factor("certificates.none", points=0, missing=["Halal"])], [factor("certificates.all", held=["ISO 9001"])]
    with speaking("en"):
        found = teasers.why(pair(*asked), Reader("KZ", "japan"), "japan")
    assert [one["title"] for one in found["reasons"]] == ["All certificates asked for are there: ISO 9001"]


def test_what_both_hold_is_not_said_twice():
    """Each in its own direction, with the same words."""
    alike = [factor("certificates.alike", ["ISO 9001"], ["EAC"])], [factor("certificates.alike", ["EAC"], ["ISO 9001"])]
    with speaking("en"):
        found = teasers.why(pair(*alike), Reader("KZ", "japan"), "japan")
    assert len(found["reasons"]) == 1


def profile(*lines, language="ja", **said):
    rows = [Plain(text=text, hs_codes=codes) for text, codes in lines]
    full = {"volumes": "20 t", "trade_role": "maker", "language": language}
    return Plain(lines=Plain(all=lambda: rows), **full | said)


JAPANESE = profile(("据付", []), ("充填機", ["842230"]))
KAZAKH = profile(("Құю желісі", ["842230"]), language="kk")
COMPARED = [factor("text.close", ["充填機"], ["Құю желісі"], ("line.text", "line.text"))]


def lines(reader, japan=JAPANESE, partner=KAZAKH, reasons=COMPARED):
    with speaking(reader):
        found = pair_facts.matched_lines(pair(reasons, [], japan_profile=japan, partner_profile=partner))
    return {side: (line.text, line.foreign, line.has_code) for side, line in found.items()}


@pytest.mark.parametrize("reader, japan, asia", [
    ("en", "Japanese", "Kazakh"), ("ja", "", "カザフ語"), ("kk", "жапон тілі", ""),
])
def test_a_line_of_another_language_is_marked_as_an_original(reader, japan, asia):
    assert lines(reader) == {"japan": ("充填機", japan, True), "central_asia": ("Құю желісі", asia, True)}


@pytest.mark.parametrize("japan, reasons, text", [
    (JAPANESE, [], "据付"),  # put together by hand: the first
    (profile(("変えた行", [])), COMPARED, "充填機"),  # changed since: as it was compared
    (None, COMPARED, None), (profile(), [], None),
])
def test_where_the_compared_line_is_not_there(japan, reasons, text):
    found = lines("en", japan=japan, reasons=reasons)
    assert found.get("japan", (None,))[0] == text


FIRM = Plain(employees=40, languages=["ja"])
LINE = pair_facts.Line("充填機", "ja", "", "", True)


@pytest.mark.parametrize("firm, shown, line, words", [
    (FIRM, profile(), LINE, ""),
    (FIRM, profile(volumes=""), LINE, "capacity and volumes"),
    (Plain(employees=None, languages=[]), profile(), LINE, "size of the firm, languages spoken"),
    (FIRM, profile(trade_role=""), LINE._replace(has_code=False),
     "who it is: maker, seller or buyer, customs code of this line"),
    (FIRM, None, None, ""),
])
def test_what_was_not_said_is_said(firm, shown, line, words):
    with speaking("en"):
        assert pair_facts.unsaid(firm, shown, line) == words


@pytest.fixture
def reasoned(match) -> Match:
    lines = ["食用油・飲料用の液体充填機と包装ライン"], ["Күнбағыс майын құюға арналған желі және қаптау жабдығы керек"]
    of_text = [factor("text.close", *both, ("line.text", "line.text"), points=20) for both in (lines, lines[::-1])]
    Match.objects.filter(pk=match.pk).update(
        reasons={"japan": [of_text[0], factor("size.fits")], "partner": [of_text[1], factor("size.smaller", points=1)]}
    )
    return match


MINE, THEIRS = "食用油・飲料用の液体充填機", "Күнбағыс майын құюға"


@pytest.mark.django_db
class TestOnPages:
    def text(self, client, name: str, *args) -> str:
        return client.get(reverse(f"matching:{name}", args=args)).content.decode()

    def test_the_card_of_a_firm_has_its_partners_line_as_headline(self, reasoned, tanaka, as_):
        card = self.text(as_(tanaka), "suggestions")
        headline = card.split("match-card__title")[1].split("</h3>")[0]
        assert THEIRS in headline
        assert 'lang="kk"' in headline
        assert "Goes with your line" in card
        assert MINE in card
        assert "They have not said: capacity and volumes" in " ".join(card.split())

    def test_the_page_of_a_firm_has_verdict_and_buttons_before_the_factors(self, reasoned, aigul, as_):
        page = self.text(as_(aigul), "match", reasoned.pk)
        page = page[page.index("Why this fits"):]
        marks = ["Your line", THEIRS, "Their line", MINE, "We are interested", "How the fit is reckoned"]
        assert sorted(marks, key=page.index) == marks
        assert "compatible" not in page  # the other direction found the firm much smaller

    def test_staff_read_both_lines_before_they_approve(self, reasoned, sato, mori, as_, now):
        services.propose_match(reasoned, by=mori, now=now)
        page = self.text(as_(sato), "approval", reasoned.pk)
        assert page.index(MINE) < page.index("From the point of view of")
        assert page.index(THEIRS) < page.index("From the point of view of")
        assert "Not said, Kazakhstan: capacity and volumes" in " ".join(page.split())

    def test_the_chamber_reads_them_too(self, reasoned, referral, dana, as_):
        page = self.text(as_(dana), "referral", referral.pk)
        assert MINE in page
        assert page.count(THEIRS) == 1
        assert "Not said: capacity and volumes" in " ".join(page.split())
