"""Who a firm probably is in an offer or need, from its kind of cooperation and its lines: a proposal, never a fact."""
from collections.abc import Iterable

from core.folding import fold

from .vocabulary import Cooperation, TradeRole

OFFER_KINDS = frozenset({"offer", "business_offer", "technology_offer"})
REQUEST_KINDS = frozenset({"request", "business_request", "technology_request", "research_request"})

# Beginnings of words, in the languages of the lines; a comma parts them.
STEMS = {
    "making": """製造, 生産, 量産, メーカー, 自社工場, 製作, производ, изготов, выпуска, завод, фабрик, manufactur,
        produce, producti, factory, өндір, зауыт, шығарамыз, ishlab chiqar, zavod, fabrika""",
    "trading": """卸売, 商社, 輸入販売, 小売, оптом, оптов, дистриб, торговая сеть, розниц, wholesal, distribut,
        retail, trading, көтерме, дистрибьют, ulgurji, chakana""",
    "makers": """メーカー, 製造元, 仕入先, 供給元, 生産者, производител, поставщик, завод, manufacturer, producer,
        supplier, өндіруші, жеткізуші, ishlab chiqaruvchi, yetkazib beruvchi""",
    "agents": """代理店, 販売店, ディストリビューター, дистрибьютор, агент, представител, дилер, distributor, agent,
        dealer, representative, өкіл, vakil, diler""",
    "service": """サービス, 保守, 据付, 施工, 物流, 輸送, 開発, 設計, 点検, 手配, 教育, 通訳, услуг, сервис, монтаж,
        перевоз, логистик, разработк, консалт, проектиров, обслужив, service, software, outsourc, logistic, consult,
        maintenan, engineering, guides, training, қызмет көрсет, тасымал, жөндеу, xizmat, tashish, taʼmirlash""",
    "investing": """投資会社, 出資します, ファンド, инвестор, инвестируем, инвестиционный фонд, venture capital,
        we invest, investment fund, investor, инвестиция салам, инвестициялық қор, investitsiya kiritamiz,
        investitsiya fondi""",
    "research": """研究所, 研究機関, 大学, 試験場, институт, университет, лаборатор, научн, institute, universit,
        laborator, ғылыми, universitet, laboratoriya, ilmiy""",
}
WORDS = {
    name: tuple(fold(stem) for stem in " ".join(stems.split()).split(",")) for name, stems in STEMS.items()
}
TRADE = frozenset({Cooperation.AGENCY, Cooperation.DISTRIBUTION})
ORDERS = frozenset({Cooperation.SUPPLY, Cooperation.SUBCONTRACTING})
ANY = frozenset(Cooperation)

# The first that holds: (whose kinds, kinds of cooperation, words that are there, words that are not, who that is).
RULES = (
    (OFFER_KINDS | REQUEST_KINDS, {Cooperation.RESEARCH}, "research", "", TradeRole.RESEARCH),
    (OFFER_KINDS | {"investment"}, {Cooperation.INVESTMENT}, "investing", "", TradeRole.INVESTOR),
    (REQUEST_KINDS, TRADE, "makers", "agents", TradeRole.DISTRIBUTOR),
    (REQUEST_KINDS, TRADE, "agents", "makers", TradeRole.MAKER),
    (REQUEST_KINDS, ORDERS, "trading", "", TradeRole.DISTRIBUTOR),
    (REQUEST_KINDS, ORDERS, "", "", TradeRole.BUYER),
    (OFFER_KINDS, ANY, "making", "", TradeRole.MAKER),
    (OFFER_KINDS, ANY, "trading", "", TradeRole.DISTRIBUTOR),
    (OFFER_KINDS, ANY, "service", "", TradeRole.SERVICE),
    (OFFER_KINDS, {Cooperation.DISTRIBUTION, Cooperation.LICENCE}, "", "", TradeRole.MAKER),
)


def proposed_role(kind: str, cooperation: str, texts: Iterable[str]) -> str:
    """A TradeRole; "" where nothing points to one."""
    text = fold("\n".join(texts))
    said = {name for name, words in WORDS.items() if any(word in text for word in words)}
    for kinds, cooperations, there, absent, role in RULES:
        if kind in kinds and cooperation in cooperations and (not there or there in said) and absent not in said:
            return role
    return ""
