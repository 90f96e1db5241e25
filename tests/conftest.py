"""The cast: Tanaka (Japanese firm), Aigul (Kazakh firm), Bekzat (another firm: must see nothing),
Sato and Mori (staff), Dana (liaison).
"""

import gc
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from hypothesis import HealthCheck, settings

from accounts.enums import Role
from accounts.models import User
from companies.models import Chamber, Firm, Liaison
from core import workdays
from core.catalogues import compile_all
from core.wake import Broker

from . import build, emptying
from .one_world import one_world, pytest_fixture_setup  # noqa: F401 - a fixture and a hook

# A busy machine is no fault of what is tested.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


def pytest_configure() -> None:
    """Catalogues are compiled where they are needed; a fresh clone has none. Before Django reads the first one."""
    compile_all()
    emptying.by_deleting()


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no need to look for garbage in it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)  # Tuesday, 15:30 in Tokyo, 11:30 in Almaty


@pytest.fixture(autouse=True)
def _clean_slate():
    """Language, zone and rate limits of one test never reach the next."""
    cache.clear()
    Broker.silent_until = 0.0
    workdays.WRITTEN = {}
    yield
    translation.activate("en")
    timezone.deactivate()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def sato(db) -> User:
    return build.user("sato@minamin.example", "佐藤 恵", role=Role.STAFF, language="ja", zone="Asia/Tokyo")


@pytest.fixture
def mori(db) -> User:
    return build.user("mori@minamin.example", "森 健二", role=Role.STAFF, language="ja", zone="Asia/Tokyo")


@pytest.fixture
def tanaka(db) -> User:
    return build.user("tanaka@hokuriku.example", "田中 一郎", language="ja", zone="Asia/Tokyo")


@pytest.fixture
def aigul(db) -> User:
    return build.user("aigul@altai.example", "Айгүл Серікқызы", language="kk", zone="Asia/Almaty")


@pytest.fixture
def bekzat(db) -> User:
    return build.user("bekzat@detal.example", "Бекзат Омаров", language="ru", zone="Asia/Almaty")


@pytest.fixture
def atameken(db) -> Chamber:
    return Chamber.objects.create(country="KZ", names=build.named("Atameken", ru="Атамекен", ja="アタメケン"))


@pytest.fixture
def dana(atameken) -> User:
    person = build.user("dana@atameken.example", "Дана Сейтова", role=Role.LIAISON, language="ru", zone="Asia/Almaty")
    Liaison.objects.create(user=person, chamber=atameken)
    return person


@pytest.fixture
def zafar(db) -> User:
    """Liaison of a chamber that has nothing to do with the case."""
    person = build.user("zafar@cci.example", "Zafar Karimov", role=Role.LIAISON, language="uz", zone="Asia/Tashkent")
    chamber = Chamber.objects.create(country="UZ", names=build.named("CCI of Uzbekistan"))
    Liaison.objects.create(user=person, chamber=chamber)
    return person


@pytest.fixture
def hokuriku(tanaka, sato) -> Firm:
    return build.firm(
        tanaka,
        sato,
        country="JP",
        legal_id="1626018159083",
        name="株式会社北陸充填機",
        name_latin="Hokuriku Filling Machinery Co., Ltd.",
        city="石川県金沢市",
        languages=["ja", "en"],
    )


@pytest.fixture
def altai(aigul, sato) -> Firm:
    return build.firm(
        aigul,
        sato,
        country="KZ",
        legal_id="050340493133",
        name="ТОО «Алтай Тамақ»",
        name_latin="Altai Tamaq LLP",
        city="Өскемен",
        languages=["kk", "ru", "en"],
    )


@pytest.fixture
def detal(bekzat, sato) -> Firm:
    return build.firm(
        bekzat,
        sato,
        country="KZ",
        legal_id="110840194709",
        name="ТОО «АвтоДеталь Трейд»",
        name_latin="AvtoDetal Trade",
        city="Алматы",
        languages=["ru", "kk"],
    )


@pytest.fixture
def offer(hokuriku, sato):
    return build.profile(
        hokuriku, sato, "business_offer", "distribution",
        ["食用油・飲料用の液体充填機と包装ライン"], ["842230"], ["KZ", "UZ"],
    )


@pytest.fixture
def request_(altai, sato):
    return build.profile(
        altai, sato, "business_request", "supply", ["Күнбағыс майын құюға арналған желі және қаптау жабдығы керек"],
        ["842230"], ["JP"],
    )


@pytest.fixture
def match(offer, request_):
    return build.match(offer, request_)


@pytest.fixture
def introduced(match, tanaka, aigul, sato, dana):
    """Contacts released between Hokuriku and Altai; a referral waits at Atameken."""
    return build.introduction(match, tanaka, aigul, sato)


@pytest.fixture
def as_():
    """as_(person) → a client signed in as that person, who reads English so that words can be looked for."""

    def sign_in(person, language: str | None = "en") -> Client:
        if language and person.language != language:
            person.language = language
            person.save(update_fields=["language"])
        client = Client()
        client.force_login(person)
        return client

    return sign_in
