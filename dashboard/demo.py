"""A portal to try: the invented firms of demo/, and one account for each role."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts import terms
from accounts.enums import Role
from accounts.models import TermsAcceptance, User
from companies import services as companies
from companies.models import Contact, Firm, Liaison
from companies.registers import RegisterEntry
from companies.services.registers import note_answer
from matching import services as matching
from mou.services import record_founding_memorandum
from notifications.models import Message
from notifications.services import put_away, settle

from . import demo_behalf, demo_events, demo_leads, demo_mou, demo_pictures, demo_talks

FOLDER = Path(__file__).resolve().parents[1] / "demo"
PASSWORD = "minamin-demo-2026"  # noqa: S105 - of invented people, printed by load_demo


class Account(NamedTuple):
    email: str
    name: str
    role: Role
    language: str
    zone: str
    firm_key: str
    what: str
    name_latin: str = ""


# A file of firms names no contact person in Latin letters; the firms of the demonstration have corrected that.
CONTACTS_IN_LATIN = {
    "j01": "Yamada Taro", "j02": "Suzuki Ichiro", "j03": "Sato Hanako", "j04": "Takahashi Ken", "j05": "Ito Misaki",
    "j06": "Nakamura Sho", "j07": "Kobayashi Naoki", "j08": "Kato Makoto", "j09": "Yoshida Aya",
    "j10": "Watanabe Kurando", "j11": "Matsumoto Daisuke", "j12": "Inoue Kazuko", "j13": "Kimura Hikaru",
    "j14": "Hayashi Takashi", "j15": "Shimizu Midori", "j16": "Mori Yu",
}
ACCOUNTS = [
    Account("sato@minamin.example", "佐藤 恵", Role.STAFF, "ja", "Asia/Tokyo", "", "Minamin staff", "Sato Megumi"),
    Account(
        "mori@minamin.example", "森 健二", Role.STAFF, "ja", "Asia/Tokyo", "", "Minamin staff, second pair of eyes",
        "Mori Kenji",
    ),
    Account(
        "tanaka@firm.example", "田中 一郎", Role.MEMBER, "ja", "Asia/Tokyo", "j01", "firm in Japan", "Tanaka Ichiro"
    ),
    Account("aigul@firm.example", "Айгүл Серікқызы", Role.MEMBER, "kk", "Asia/Almaty", "k01", "firm in Kazakhstan"),
    Account("dana@chamber.example", "Дана Сейтова", Role.LIAISON, "ru", "Asia/Almaty", "", "liaison of Atameken"),
    Account("admin@minamin.example", "Administrator", Role.ADMINISTRATOR, "en", "Asia/Tokyo", "", "administrator"),
]

RENAMED = 'ТОО "АвтоДеталь Плюс"'  # what the register calls k02


def is_loaded() -> bool:
    return User.objects.filter(email=ACCOUNTS[0].email).exists()


@transaction.atomic
def load(*, now: datetime) -> dict[str, int]:
    """Accounts, the chamber, firms and profiles, and one matching run in the queue. Returns the import's counts."""
    people = {account.email: _person(account) for account in ACCOUNTS}
    staff = people[ACCOUNTS[0].email]
    chamber = record_founding_memorandum(now=demo_mou.BEGIN).parties.get(side="central_asia").chamber
    Liaison.objects.create(user=people["dana@chamber.example"], chamber=chamber)
    plan = companies.prepare_import(
        (FOLDER / "firms.csv").read_bytes(), "firms.csv", (FOLDER / "lines.csv").read_bytes(), "lines.csv"
    )
    counts = companies.import_files(plan, by=staff, now=now)
    for key, name in CONTACTS_IN_LATIN.items():
        Contact.objects.filter(firm__import_key=key).update(name_latin=name)
    demo_behalf.load(people, now=now)
    for account in ACCOUNTS:
        if account.firm_key:
            firm = Firm.objects.get(import_key=account.firm_key)
            companies.add_member(firm, user=people[account.email], role="owner", by=staff, now=now)
    _renamed_in_the_register(now - timedelta(days=2))
    demo_behalf.settle(people, now=now)
    demo_events.load(people, chamber, now=now)
    demo_mou.load(people, now=now)
    demo_leads.load(people, chamber, now=now)
    demo_pictures.load(people, now=now)
    demo_talks.load(people, now=now)
    matching.request_run(by=None, now=now)
    for person in people.values():
        _inbox_as_after_years(person, now)
    return counts


def _inbox_as_after_years(person: User, now: datetime) -> None:
    """What was answered long ago is read and put away."""
    settle(person, now=now)
    said = Message.objects.visible_to(person, now).exclude(read_at=None)
    for message in said.filter(visible_at__lt=now - timedelta(days=45)).order_by("visible_at"):
        put_away(message, now=now)


def _renamed_in_the_register(at: datetime) -> None:
    """What the nightly look into a state register leaves with a firm; the demonstration itself asks none."""
    firm = Firm.objects.get(import_key="k02")
    entry = RegisterEntry("stat_kz", firm.legal_id, {"ru": RENAMED})
    note_answer(firm, entry, now=at)


def _person(account: Account) -> User:
    person = User.objects.create_user(
        account.email,
        PASSWORD,
        full_name=account.name,
        name_latin=account.name_latin,
        role=account.role,
        language=account.language,
        time_zone=account.zone,
        is_superuser=account.role == Role.ADMINISTRATOR,
    )
    EmailAddress.objects.create(user=person, email=account.email, verified=True, primary=True)
    TermsAcceptance.objects.create(
        user=person, version=terms.VERSION, language=person.language, accepted_at=person.joined_at
    )
    return person
