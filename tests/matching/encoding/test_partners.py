"""Right partners and what looks like them, as firms type them, with the encoders of the product."""
import pytest

from matching.encoding import prepare, reading
from matching.scoring.engine import score_pool
from matching.scoring.means import line_means
from matching.scoring.pair_score import rank_partners
from matching.scoring.profile import FirmFacts, LineFacts, ProfileFacts

PRAISE = (
    "Наше предприятие работает с 2003 года и пользуется доверием заказчиков в горной и строительной отраслях; "
    "у нас есть свои склады в Караганде и Павлодаре, опытные инженеры и ремонтная бригада, которая выезжает в любое "
    "время суток; будем рады долгому сотрудничеству с производителями. Сейчас ищем дизельные генераторы"
)
# Each firm: its language, what it does, its only line, the codes of that line.
FIRMS = {
    "j-lamb": ("ja", "request", "冷凍の羊肉", "0204"),
    "k-lamb": ("kk", "offer", "Мұздатылған қой еті", ""),
    "k-knives": ("ru", "offer", "Мясорубки и ножи для мяса", "821192"),
    "j-filler": ("ja", "offer", "缶飲料の充填・密封機", "842230"),
    "k-filler": ("ru", "request", "Линия розлива газированных напитков в банки", ""),
    "k-dishes": ("ru", "request", "Посудомоечная техника для ресторанов", "842211"),
    "k-pumps": ("ru", "request", "Погружные насосы для колодцев", "841370"),
    "j-power": ("ja", "offer", "ディーゼル発電機", "850211"),
    "k-power": ("ru", "request", PRAISE, ""),
    "k-slips": ("ru", "request", "Куплю дизильный генератор", ""),
    "k-oil": ("ru", "request", "Дизельное топливо и смазки", "271019"),
    "j-peas": ("ja", "request", "ひよこ豆を輸入したい", "071320"),
    "k-peas": ("ru", "offer", "Нут продовольственный, новый урожай", "071320"),
    "u-peas": ("uz", "offer", "Нўхат, донадор, экспорт учун", "071320"),
    "g-peas": ("ru", "offer", "Нут крупный, калибр 8 мм, на экспорт", "071320"),
}
MARKETS = {"g-peas": frozenset({"UZ", "TR"})}  # wants no partner in Japan


def facts(name: str) -> FirmFacts:
    language, kind, text, code = FIRMS[name]
    japanese = name.startswith("j-")
    side, country = ("japan", "JP") if japanese else ("central_asia", {"u": "UZ", "g": "KG"}.get(name[0], "KZ"))
    line = LineFacts(f"{name}.1", text, language, (code,) if code else ())
    profile = ProfileFacts(f"{name}-a", name, kind, "supply", (line,), MARKETS.get(name, frozenset()))
    return FirmFacts(name, side, country, (language,), profiles=(profile,))


@pytest.fixture(scope="module")
def pairs(real_pool):
    firms = [facts(name) for name in FIRMS]
    lines = [line for firm in firms for profile in firm.profiles for line in profile.lines]
    read = real_pool.encode_safely((line.id, prepare(reading(line.text, line.language))) for line in lines)
    vectors = {result.id: result.vectors for result in read}
    japan, others = ([firm for firm in firms if firm.side == side] for side in ("japan", "central_asia"))
    return list(score_pool(japan, others, vectors, line_means(firms, vectors)))


def suggested(pairs):
    return {(pair.japan, pair.central_asia) for pair in pairs if pair.evident and not pair.exclusions}


@pytest.mark.parametrize(
    "firm, right",
    [
        ("j-lamb", {"k-lamb"}), ("j-filler", {"k-filler"}), ("j-power", {"k-power", "k-slips"}),
        ("j-peas", {"k-peas", "u-peas"}),
    ],
)
def test_right_partners_are_suggested_and_nobody_else(pairs, firm, right):
    assert {partner for japan, partner in suggested(pairs) if japan == firm} == right
    ranked = [pair.central_asia for pair in rank_partners(pairs, firm)]
    assert set(ranked[: len(right)]) == right


@pytest.mark.parametrize("firm", ["k-knives", "k-dishes", "k-pumps", "k-oil"])
def test_what_shares_words_or_a_heading_only_has_no_evidence(pairs, firm):
    assert firm not in {partner for _, partner in suggested(pairs)}


def test_who_seeks_other_markets_is_excluded(pairs):
    (pair,) = [pair for pair in pairs if (pair.japan, pair.central_asia) == ("j-peas", "g-peas")]
    assert [reason.code for reason in pair.exclusions] == ["market_not_sought"]
