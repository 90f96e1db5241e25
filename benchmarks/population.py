"""A portal of a drawn size beside the demonstration: firms with owners and profiles, suggestions, delegates, acts.

    python -m benchmarks.population [--firms 5000] [--contacts 50000] [--activities 200000]

On the portal's own database, which it fills once: what is there already stays, so a second call adds nothing. Drawn
with one seed. Contacts are people with an address: one of each firm, the others delegates of past events.
"""
import argparse
import os
import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
BATCH = 2000
DOMAIN = "population.example"
SEATS = 450  # of each past event
SUGGESTIONS = 8  # of each Japanese firm
SYLLABLES = "ka ri mo shi ta ze bu len dar gul nur bek tai san ol yer pin vas rok min hal dju fe zor ash".split()
GOODS = {
    "ja": "充填機 冷凍食品 自動車部品 水処理装置 農業機械 医療機器 化粧品 建設資材".split(),
    "ru": "насосы мука мебель удобрения кабель упаковка трактор стекло".split(),
    "kk": "бидай тері жүн сүт темір құбыр киіз бал".split(),
    "uz": "paxta ipak meva sabzavot gilam charm mis sement".split(),
}
HOMES = [
    ("JP", "ja", "Asia/Tokyo"), ("KZ", "kk", "Asia/Almaty"), ("KZ", "ru", "Asia/Almaty"), ("UZ", "uz", "Asia/Tashkent"),
]  # fmt: skip
HEADINGS = ["842230", "160420", "870899", "842121", "843680", "901890", "330499", "681099"]
VERBS = ["update", "answer", "view", "suggest", "remind"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.population", description=__doc__)
    add_sizes(parser)
    given = parser.parse_args()
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    print(fill(given.firms, given.contacts, given.activities))


def add_sizes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--firms", type=int, default=5000)
    parser.add_argument("--contacts", type=int, default=50_000)
    parser.add_argument("--activities", type=int, default=200_000)


def fill(firms: int, contacts: int, activities: int) -> dict[str, int]:
    """How many there are afterwards. The demonstration must be there: its staff verified, its pairs lend reasons."""
    from django.db import connection

    from companies.models import Contact, Firm
    from core.models import Activity
    from events.models import Registration
    from matching.models import Match

    chance = random.Random(1)
    add_firms(max(0, firms - Firm.objects.count()), chance)
    if not Match.objects.filter(weights_version=0).exists():
        add_matches(chance)
    add_delegates(max(0, contacts - Contact.objects.count() - Registration.objects.count()), chance)
    add_activities(max(0, activities - Activity.objects.count()), chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {model.__name__: model.objects.count() for model in (Firm, Contact, Match, Registration, Activity)}


def word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).title()


def write(model, rows: Iterable) -> list:
    """In batches, so that no size needs all of them at once in one statement."""
    rows, made = iter(rows), []
    while batch := list(islice(rows, BATCH)):
        made += model.objects.bulk_create(batch)
    return made


# firms, their owners and their offers


def add_firms(count: int, chance: random.Random) -> None:
    from django.utils import timezone

    from accounts import terms
    from accounts.models import TermsAcceptance, User
    from companies.models import Contact, Firm, Membership, PartneringProfile, ProductLine

    now, staff = timezone.now(), _staff()
    homes = [HOMES[0] if number % 2 else HOMES[1 + number // 2 % 3] for number in range(count)]
    firms = write(Firm, (_firm(number, *home[:2], staff, now, chance) for number, home in enumerate(homes)))
    people = write(User, (_owner(number, *home[1:], chance) for number, home in enumerate(homes)))
    pairs = list(zip(firms, people, strict=True))
    write(Membership, (Membership(firm=firm, user=owner, role="owner", joined_at=now) for firm, owner in pairs))
    write(TermsAcceptance, (_accepted(owner, terms.VERSION, now) for owner in people))
    write(Contact, (_contact(firm, owner) for firm, owner in pairs))
    profiles = write(PartneringProfile, (_profile(firm, staff, now, chance) for firm in firms))
    write(ProductLine, (line for profile in profiles for line in _lines(profile, chance)))


def _staff():
    from accounts.models import User

    return User.objects.get(email="sato@minamin.example")


def _firm(number: int, country: str, language: str, staff, now, chance: random.Random):
    from companies.models import Firm

    latin = f"{word(chance)} {word(chance)} {number}"
    name = f"株式会社{chance.choice(GOODS['ja'])}{number}" if country == "JP" else f"ТОО «{latin}»"
    return Firm(
        state="verified", country=country, legal_id=f"9{number:011}", name=name, name_latin=latin,
        name_key=latin.lower(), city=word(chance), language=language, submitted_at=now, verified_at=now,
        verified_by=staff, sectors=["machinery"], employees=chance.randint(5, 900), languages=[language, "en"],
    )  # fmt: skip


def _owner(number: int, language: str, zone: str, chance: random.Random):
    from accounts.models import User

    return User(
        email=f"owner{number}@{DOMAIN}", full_name=f"{word(chance)} {word(chance)}", language=language,
        time_zone=zone,
    )  # fmt: skip


def _accepted(owner, version: str, now):
    from accounts.models import TermsAcceptance

    return TermsAcceptance(user=owner, version=version, language=owner.language, accepted_at=now)


def _contact(firm, owner):
    from companies.models import Contact

    return Contact(
        firm=firm, name=owner.full_name, position="Export", email=owner.email, phone="+81 76 000 0000",
        language=owner.language,
    )  # fmt: skip


def _profile(firm, staff, now, chance: random.Random):
    from companies.models import PartneringProfile

    kind = "business_offer" if chance.random() < 0.6 else "business_request"
    return PartneringProfile(
        firm=firm, state="published", kind=kind, cooperation="distribution",
        title=" ".join(chance.sample(_goods(firm), 2)), language=firm.language,
        markets=["KZ", "UZ"] if firm.country == "JP" else ["JP"], published_at=now,
        published_by=staff, submitted_at=now, expires_on=now.date() + timedelta(days=300),
    )  # fmt: skip


def _goods(firm) -> list[str]:
    return GOODS[firm.language]


def _lines(profile, chance: random.Random) -> Iterator:
    from companies.models import ProductLine

    for position, text in enumerate(chance.sample(_goods(profile.firm), 2), start=1):
        yield ProductLine(profile=profile, position=position, text=text, hs_codes=[chance.choice(HEADINGS)])


# suggestions, with the reasons of a real pair


def add_matches(chance: random.Random) -> None:
    from django.utils import timezone

    from companies.models import PartneringProfile
    from matching.models import Match

    now = timezone.now()
    pattern = Match.objects.exclude(reasons={}).order_by("created_at").first()
    drawn = PartneringProfile.objects.filter(firm__contact__email__endswith=f"@{DOMAIN}").select_related("firm")
    ours = [profile for profile in drawn if profile.firm.country == "JP"]
    theirs = [profile for profile in drawn if profile.firm.country != "JP"]
    write(Match, (
        Match(
            japan=mine.firm, partner=other.firm, japan_profile=mine, partner_profile=other, weights_version=0,
            fit=(fit := chance.randint(40, 95)), forward=fit, backward=fit, created_at=now, scored_at=now,
            reasons=pattern.reasons if pattern else {},
        )
        for mine in ours for other in chance.sample(theirs, min(SUGGESTIONS, len(theirs)))
    ))  # fmt: skip


# delegates of past events


def add_delegates(count: int, chance: random.Random) -> None:
    from django.utils import timezone

    from events.models import Event, Registration, SeatPool

    now = timezone.now()
    sizes = [min(SEATS, count - start) for start in range(0, count, SEATS)]
    events = write(Event, (_event(number, now) for number in range(len(sizes))))
    pools = write(SeatPool, (
        SeatPool(event=event, capacity=size, taken=size) for event, size in zip(events, sizes, strict=True)
    ))  # fmt: skip
    write(Registration, (
        _delegate(number * SEATS + seat, pool, now, chance)
        for number, pool in enumerate(pools) for seat in range(sizes[number])
    ))  # fmt: skip


def _event(number: int, now):
    from events.models import Event

    starts = now - timedelta(days=30 + 3 * number)
    return Event(
        state="held", kind="forum", titles=_titles(number), country="KZ", zone="Asia/Almaty", venue="Astana",
        starts_at=starts, ends_at=starts + timedelta(hours=8), opens_at=starts - timedelta(days=90),
        closes_at=starts - timedelta(days=14), created_by=_staff(), created_at=starts - timedelta(days=100),
        announced_at=starts - timedelta(days=95),
    )  # fmt: skip


def _titles(number: int):
    from core.multilingual import Texts

    return Texts().with_wordings({"en": f"Forum {number}", "ja": f"フォーラム{number}"}, by=None, at=None)


def _delegate(number: int, pool, now, chance: random.Random):
    from events.models import Registration

    country, language, zone = HOMES[number % 4]
    return Registration(
        event=pool.event, pool=pool, state="attended", name=f"{word(chance)} {word(chance)}",
        email=f"delegate{number}@{DOMAIN}", phone="+7 701 000 0000", language=language, zone=zone,
        country=country, organisation=word(chance), registered_at=now, checked_in_at=now, badge_code=f"P{number:07}",
    )  # fmt: skip


# what was done over the years


def add_activities(count: int, chance: random.Random) -> None:
    from django.utils import timezone

    from companies.models import Firm
    from core.models import Activity

    now, firms = timezone.now(), list(Firm.objects.values_list("pk", flat=True))
    subjects = [f"companies.firm:{key}" for key in firms]
    write(Activity, (
        Activity(
            at=now - timedelta(minutes=10 * (count - number)), verb=f"companies.firm.{chance.choice(VERBS)}",
            subject=(subject := chance.choice(subjects)), about=[subject],
        )
        for number in range(count)
    ))  # fmt: skip


if __name__ == "__main__":
    main()
