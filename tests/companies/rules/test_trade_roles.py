"""Who a firm looks like in an offer or need: a proposal from its kind of cooperation and its lines."""
import pytest

from companies.rules.trade_roles import proposed_role

CASES = [
    ("business_offer", "distribution", "食用油・飲料用の液体充填機", "maker"),  # who seeks distributors, makes
    ("business_offer", "subcontracting", "自動車用ﾌﾟﾚｽ部品の量産", "maker"),
    ("business_offer", "technical_cooperation", "Производство мембранных модулей", "maker"),
    ("business_offer", "supply", "Өндіруші: күнбағыс майы", "maker"),
    ("business_offer", "supply", "Quritilgan meva ishlab chiqaramiz", "maker"),
    ("business_offer", "supply", "Гречка оптом для экспорта", "distributor"),
    ("business_offer", "supply", "Кашемир", ""),  # made or bought: nobody can tell
    ("business_offer", "subcontracting", "Outsourced software teams", "service"),
    ("business_request", "distribution", "自動車部品の販売代理店を募集", "maker"),
    ("business_request", "agency", "Ищем производителей автозапчастей для дистрибуции", "distributor"),
    ("business_request", "agency", "Ищем производителей и агентов", ""),
    ("business_request", "supply", "Зерносушилки для элеватора", "buyer"),
    ("business_request", "supply", "Саке оптом для магазинов", "distributor"),
    ("business_request", "joint_venture", "Қала кәріз суын тазарту", ""),
    ("research_request", "research", "Лаборатория университета ищет партнёра", "research"),
    ("research_request", "research", "高齢者見守りロボットの共同開発", ""),
    ("investment", "investment", "Инвестируем в переработку зерна", "investor"),
    ("investment", "investment", "出資パートナーを募集", ""),
    ("business_offer", "supply", "", ""),
]


@pytest.mark.parametrize("kind, cooperation, line, role", CASES)
def test_what_a_profile_looks_like(kind, cooperation, line, role):
    assert proposed_role(kind, cooperation, [line]) == role
