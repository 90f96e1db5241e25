"""Two firms, their people, a member of staff and a liaison; none of them is in the database."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from accounts.enums import Role
from accounts.models import User
from companies.models import Chamber, Firm
from core.geography import ZONE
from core.multilingual import Texts
from notifications.services import Sender

NOW = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
# Every reader is on one of the two sides, and the partner on the other.
READERS = {"ja": "JP", "en": "KZ", "ru": "KZ", "kk": "KZ", "uz": "KZ"}


def texts(**wordings: str) -> Texts:
    return Texts().with_wordings(wordings, by=None, at=None)


def _sato() -> User:
    return User(
        full_name="佐藤 恵", name_latin="Sato Megumi", role=Role.STAFF, language="ja", time_zone="Asia/Tokyo",
        email="sato@minamin.example", phone="+81 3-0000-0000",
    )


def _dana() -> User:
    return User(
        full_name="Дана Сейтова", name_latin="Dana Seytova", role=Role.LIAISON, language="ru",
        time_zone="Asia/Almaty", email="dana@chamber.example",
    )


def _tanaka() -> User:
    return User(full_name="田中 一郎", name_latin="Tanaka Ichiro", language="ja", time_zone="Asia/Tokyo")


def _aigul() -> User:
    return User(full_name="Айгүл Серікқызы", name_latin="Aigul Serikkyzy", language="kk", time_zone="Asia/Almaty")


def _hokuriku() -> Firm:
    return Firm(country="JP", name="北陸精機株式会社", name_latin="Hokuriku Seiki", language="ja")


def _altai() -> Firm:
    return Firm(country="KZ", name="ТОО «Алтай-Текстиль»", name_latin="Altai Textile LLP", language="ru")


def _chamber() -> Chamber:
    return Chamber(country="KZ", names=texts(
        en="Chamber of Commerce of Almaty", ja="アルマトイ商工会議所", ru="Торговая палата Алматы",
        kk="Алматы сауда палатасы", uz="Olmaota savdo palatasi",
    ))


@dataclass
class World:
    """As a reader of this language is told of it: `partner` and `other` are on the other side."""

    language: str
    sato: User = field(default_factory=_sato)
    dana: User = field(default_factory=_dana)
    tanaka: User = field(default_factory=_tanaka)
    aigul: User = field(default_factory=_aigul)
    hokuriku: Firm = field(default_factory=_hokuriku)
    altai: Firm = field(default_factory=_altai)
    chamber: Chamber = field(default_factory=_chamber)
    now: datetime = NOW

    @property
    def is_japanese(self) -> bool:
        return READERS[self.language] == "JP"

    @property
    def reader(self) -> User:
        return self.tanaka if self.is_japanese else self.aigul

    @property
    def zone(self) -> str:
        return ZONE[READERS[self.language]]

    @property
    def firm(self) -> Firm:
        return self.hokuriku if self.is_japanese else self.altai

    @property
    def partner(self) -> Firm:
        return self.altai if self.is_japanese else self.hokuriku

    @property
    def sender(self) -> Sender:
        role = Role(self.sato.role).label
        return Sender(self.sato, role, "", self.sato.phone, self.sato.email)

    @property
    def reason(self) -> str:
        """In the language of the other side, as people write it."""
        return "Перенести на неделю позже." if self.is_japanese else "工場の改修のため、日程を変更したいです。"

    @property
    def names(self) -> list[str]:
        """In Latin letters, as readers of other scripts see them."""
        people = [self.sato, self.dana, self.tanaka, self.aigul]
        return [person.name_latin for person in people] + [firm.name_latin for firm in (self.hokuriku, self.altai)]
