"""The engine's codes as sentences: every code has one, each reader reads their own side,
nothing foreign stays unmarked.
"""
import pytest
from django.utils import translation

from companies.models import PartneringProfile
from matching.models import Match
from matching.pages import comparison, sentences, teasers
from matching.pages.sentences import Reader
from matching.scoring import codes
from tests import build

TANAKA, AIGUL, STAFF = Reader("KZ", "japan"), Reader("KZ", "central_asia"), Reader("KZ")


def factor(
    reason: str, ours=("a",), theirs=("b",), field=("firm.certificates", "firm.certificates"), points: int = 5, **params
) -> dict:
    return {"code": reason.split(".")[0], "reason": reason, "points": points, "max_points": 10, "params": params,
            "ours": {"field": field[0], "values": list(ours)}, "theirs": {"field": field[1], "values": list(theirs)}}


def view(one: dict, reader: Reader = STAFF, looking: str = "japan", languages=("ja", "kk")) -> dict:
    return sentences.factor_view(one, reader, looking, languages)


def test_every_code_of_the_engine_has_a_sentence():
    assert set(sentences.FACTOR_TITLE) == set(codes.FACTOR_CODES)
    assert set(sentences.CAUTION) == set(codes.CAUTION_CODES)
    assert set(sentences.EXCLUSION) == set(codes.EXCLUSION_CODES)
    assert set(sentences.FACTOR_TITLE) >= sentences.AGAINST


PARAMS = {"code": ["842230"], "sectors": ["machinery"], "held": ["ISO 9001"], "missing": ["Halal"], "languages": ["ru"]}


@pytest.mark.parametrize("language", ["ja", "en", "ru", "kk", "uz"])
def test_every_sentence_can_be_filled_in_every_language(language):
    with translation.override(language):
        for reason in sentences.FACTOR_TITLE:
            title = view(factor(reason, **PARAMS))["title"]
            assert title
            assert "%(" not in title
        for code in sentences.CAUTION:
            for reader in (TANAKA, AIGUL, STAFF):
                caution = {
                    "code": code, "side": "japan", "params": {"code": "854231", "tier": "1", "certificates": ["Halal"]}
                }
                assert "%(" not in sentences.caution_text(caution, reader)
        for code in sentences.EXCLUSION:
            exclusion = {"code": code, "side": "central_asia", "params": {"country": "KZ", "markets": ["UZ"]}}
            assert "%(" not in sentences.exclusion_text(exclusion, STAFF)


def test_an_unknown_code_of_a_newer_engine_is_shown_as_it_is():
    assert view(factor("moon.full"))["title"] == "moon.full"
    assert sentences.caution_text({"code": "moon", "side": "both", "params": {}}, STAFF) == "moon"


def test_goods_are_named_in_the_readers_words():
    one = factor("hs.same", ["842230"], ["842230"], ("line.hs_codes", "line.hs_codes"), code=["842230"])
    assert view(one)["title"] == "Both name the same goods: Filling and packing machines (842230)"
    with translation.override("ja"):
        assert "842230" in view(one)["title"]
        assert "Filling" not in view(one)["title"]


def test_texts_keep_their_language_and_cannot_break_out():
    one = factor("text.close", ["充填機 <script>"], ["құю желісі"], ("line.text", "line.text"))
    evidence = view(one)["evidence"]
    assert evidence == 'Japan: <q lang="ja">充填機 &lt;script&gt;</q> — Kazakhstan: <q lang="kk">құю желісі</q>'


@pytest.mark.parametrize("reader, looking, evidence", [
    (STAFF, "japan", "Japan: ISO 9001 — Kazakhstan: EAC"), (STAFF, "central_asia", "Japan: EAC — Kazakhstan: ISO 9001"),
    (TANAKA, "japan", "You: ISO 9001 — They: EAC"), (TANAKA, "central_asia", "You: EAC — They: ISO 9001"),
    (AIGUL, "central_asia", "You: ISO 9001 — They: EAC"),
])
def test_evidence_says_whose_it_is(reader, looking, evidence):
    assert view(factor("certificates.alike", ["ISO 9001"], ["EAC"]), reader, looking)["evidence"] == evidence


def test_a_market_names_only_what_is_sought():
    one = factor("market.sought", ["KZ", "UZ"], ["KZ"], ("profile.markets", "firm.country"))
    assert view(one)["evidence"] == "Japan: Kazakhstan, Uzbekistan"


def test_a_caution_tells_a_party_whether_it_is_meant():
    caution = {"code": "missing_certificate", "side": "japan", "params": {"certificates": ["Halal"]}}
    assert sentences.caution_text(caution, TANAKA).startswith("Your partner asks")
    assert sentences.caution_text(caution, AIGUL).startswith("A certificate that you ask for")
    assert sentences.caution_text(caution, STAFF).startswith("Japan: ")


@pytest.mark.parametrize("fit, word, tone",
[(80, "high", "done"), (79, "good", "info"), (65, "good", "info"), (64, "fair", "planned"),
                                             (50, "fair", "planned"), (49, "low", "planned")])
def test_word_before_number(fit, word, tone):
    assert sentences.fit_word(fit) == word
    assert sentences.fit_tag(fit) == (tone, f"{word.capitalize()} fit · {fit}")


@pytest.mark.django_db
class TestTeasers:
    def test_a_card_describes_without_naming(self, match, hokuriku, altai, now):
        altai.employees = 210
        card = teasers.match_card(Match.objects.with_lines().get(), hokuriku, now=now)
        assert card["title"] == "Күнбағыс майын құюға арналған желі және қаптау жабдығы керек"
        assert (card["lang"], card["who"]) == ("kk", "Firm in Kazakhstan · Machinery")
        texts = str(card)
        assert not [word for word in (altai.name, altai.name_latin, altai.city, "Contact of") if word in texts]

    def test_sizes_are_bands(self, altai):
        altai.employees = 210
        assert teasers.anonymous_title(altai, None) == "Firm in Kazakhstan · Machinery · 50–249 employees"

    def test_reasons_on_a_card_are_reasons_for(self, match, hokuriku, now):
        against = factor("text.distant", ["a"], ["b"], ("line.text", "line.text"), points=12)
        good = [factor(reason, points=points, **PARAMS) for points, reason in enumerate(
            ["language.common", "hs.same", "sector.shared", "role.answers"], 1)]
        match.reasons = {"japan": [against, factor("sector.different", points=0), *good], "partner": [], "lines": []}
        match.cautions = [{"code": "no_common_language", "side": "both", "params": {}}] * 2
        card = teasers.match_card(match, hokuriku, now=now)
        assert len(card["reasons"]) == 3
        assert len(card["cautions"]) == 1
        assert card["reasons"][0] == "One offers what the other seeks"

    def test_lines_keep_their_language(self, match):
        lines = teasers.teaser_lines(match.partner_profile)
        assert [(line["lang"], line["goods"]) for line in lines] == [("kk", "Filling and packing machines")]

    def test_a_match_without_profiles_still_has_a_card(self, match, hokuriku, now):
        match.japan_profile = match.partner_profile = None
        assert teasers.match_card(match, hokuriku, now=now)["title"]
        assert comparison.compare_rows(match, exact_size=True) == []


@pytest.mark.django_db
class TestComparison:
    def rows(self, match, **options) -> dict:
        return {
            row["code"] or row["field"]: row for row in comparison.compare_rows(match, **{"exact_size": True} | options)
        }

    def test_texts_carry_their_language_and_the_weaker_verdict(self, match):
        match.reasons = {
            "japan": [factor("text.close", points=10)], "partner": [factor("text.related", points=4)], "lines": []
        }
        row = self.rows(match)["text"]
        assert (row["japan_lang"], row["central_asia_lang"], row["verdict"]) == ("ja", "kk", "partly")

    @pytest.mark.parametrize("points, verdict", [(10, "fits"), (8, "fits"), (5, "partly"), (2, "check"), (0, "check")])
    def test_verdict_follows_the_share_of_the_points(self, match, points, verdict):
        match.japan_profile.sectors = match.partner_profile.sectors = ["food"]
        match.reasons = {"japan": [factor("sector.shared", points=points)], "partner": [], "lines": []}
        assert self.rows(match)["sector"]["verdict"] == verdict

    @pytest.mark.parametrize("reason, verdict", [
        ("text.close", "fits"), ("text.related", "partly"), ("text.distant", "check"), ("hs.heading", "fits"),
        ("hs.chapter", "partly"), ("hs.different", "check"), ("hs.unknown", "unanswered"),
    ])
    def test_the_table_says_of_lines_and_codes_what_the_sentence_says(self, match, reason, verdict):
        match.reasons = {"japan": [factor(reason, points=10)], "partner": [factor(reason, points=1)], "lines": []}
        assert self.rows(match)[reason.split(".")[0]]["verdict"] == verdict

    def test_an_unknown_size_is_an_open_answer(self, match):
        match.japan.employees = 84
        assert self.rows(match)["size"] | {"code": ""} == {
            "code": "", "field": "Size", "japan": "84 employees", "central_asia": "", "verdict": "unanswered"}
        assert self.rows(match, exact_size=False)["size"]["japan"] == "50–249 employees"

    def test_what_neither_has_said_has_no_row(self, match):
        assert "volumes" not in self.rows(match)
        assert "size" not in self.rows(match)


@pytest.mark.django_db
def test_topic_of_goods_then_business_then_cooperation(offer, hokuriku):
    assert teasers.topic(offer, hokuriku) == "Filling and packing machines"
    hokuriku.sectors = []
    plain = PartneringProfile(firm=hokuriku, kind="business_offer", cooperation="joint_venture", title="x")
    plain.save()
    assert teasers.topic(plain, hokuriku) == "Joint venture"
    assert build.contact_of(hokuriku).name not in teasers.topic(offer, hokuriku)
