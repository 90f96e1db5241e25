"""The memorandum of 2024 with two years of invented deliveries, and one between two firms;
through the services as people would.
"""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from accounts.models import User
from companies.models import Firm
from mou import services as mou
from mou.models import Evidence, Memorandum, Obligation

BEGIN = datetime(2024, 8, 12, 3, 0, tzinfo=UTC)
JAPAN, CENTRAL_ASIA, JOINT = "japan", "central_asia", "joint"
# commitment, indicator, owing, cadence, target
OWED = [
    (1, "contacts_released", JOINT, "quarterly", 1),
    (1, "referral_helped", CENTRAL_ASIA, "per_event", 1),
    (1, "agreement_signed", JOINT, "yearly", 1),
    (2, "bulletin_published", JAPAN, "quarterly", 1),
    (2, "bulletin_published", CENTRAL_ASIA, "quarterly", 1),
    (3, "session_held", JAPAN, "half_yearly", 1),
    (3, "session_held", CENTRAL_ASIA, "half_yearly", 1),
    (4, "delegation_completed", JOINT, "yearly", 1),
    (4, "meeting_held", JOINT, "half_yearly", 4),
    (5, "event_announced", JAPAN, "half_yearly", 1),
    (5, "event_announced", CENTRAL_ASIA, "half_yearly", 1),
    (5, "event_supported", CENTRAL_ASIA, "yearly", 1),
]
# day: days after the start; negative: before today, so that the present year is never empty
DELIVERIES = Path(__file__).resolve().parents[1] / "demo" / "deliveries.csv"
PACT = [
    ("Engineers visit Oskemen", JAPAN, -230, -190, -200),
    ("Data on raw material are handed over", CENTRAL_ASIA, -210, -150, -160),
    ("Oil samples are sent, 3 batches", CENTRAL_ASIA, -110, -15, None),
    ("Twelve operators are trained", JAPAN, -120, 25, None),
    ("Site and 380 V supply are prepared", CENTRAL_ASIA, -50, 6, None), ("Trial run of line 1", JAPAN, 5, 70, None),
    ("Trial delivery of 20 t of oil", CENTRAL_ASIA, 35, 115, None),
]
PACT_TEXTS = {
    1: {"en": ("Technology", "The Japanese side supplies the line, trains operators and shows how it is run."),
        "ja": ("技術", "日本側は設備を納め、操作員を研修し、運転を示す。"),
        "ru": ("Технология", "Японская сторона поставляет линию, обучает операторов и показывает её работу."),
        "kk": ("Технология", "Жапон тарапы желіні жеткізеді, операторларды оқытады және жұмысын көрсетеді.")},
    2: {"en": ("Raw material and site", "The Kazakh side sends samples and data, and prepares site and power."),
        "ja": ("原料と敷地", "カザフスタン側は試料とデータを送り、敷地と電源を用意する。"),
        "ru": (
            "Сырьё и площадка", "Казахстанская сторона передаёт образцы и данные, готовит площадку и электроснабжение."
        ),
        "kk": (
            "Шикізат пен алаң", "Қазақстан тарапы үлгілер мен деректерді береді, алаң мен электр қуатын дайындайды."
        ),},
}
PACT_TITLES = {
    "en": "Memorandum on bottling and packing",
    "ja": "充填と包装に関する覚書",
    "ru": "Меморандум о сотрудничестве в области розлива и упаковки",
    "kk": "Құю және қаптау саласындағы ынтымақтастық туралы меморандум",
}

BULLETINS = [
    {
        "kind": "import_requirements", "sectors": ["food"], "language": "ja", "days": 9,
        "text": ("食用油の輸入検査の変更", "2027年4月から、食用油の輸入には新しい成分表が必要です。"),
        "others": [
            (
                "ru", "translated",
                (
                    "Новые правила ввоза растительного масла",
                    "С апреля 2027 года для ввоза масла нужна новая таблица состава.",
                ),
            ),
            (
                "kk", "unchecked",
                ("Өсімдік майын әкелудің жаңа ережелері", "2027 жылғы сәуірден бастап жаңа құрам кестесі қажет."),
            ),
        ],
    },
    {
        "kind": "export_possibilities", "sectors": ["agriculture", "food"], "language": "ru", "days": 6,
        "text": (
            "Экспорт подсолнечного масла: урожай 2026 года",
            "Урожай подсолнечника вырос, заводы ищут покупателей в Азии.",
        ),
        "others": [
            (
                "ja", "translated",
                ("ひまわり油の輸出：2026年の収穫", "ひまわりの収穫が増え、搾油工場はアジアの買い手を探しています。"),
            ),
        ],
    },
    {
        "kind": "investment_rules", "sectors": [], "language": "ja", "days": 2,
        "text": ("対内投資の届出制度", "届出が必要な業種の一覧が改められました。"), "others": [],
    },
]


def load(people: dict[str, User], *, now: datetime) -> None:
    sato, mori, dana = (
        people[email] for email in ("sato@minamin.example", "mori@minamin.example", "dana@chamber.example")
    )
    memorandum = mou.record_founding_memorandum(now=BEGIN)
    parties = {party.side: party for party in memorandum.parties.all()}
    mou.name_contacts(parties[JAPAN], owner=sato, second_contact=mori, by=sato, now=BEGIN)
    mou.name_contacts(parties[CENTRAL_ASIA], owner=dana, second_contact=None, by=sato, now=BEGIN)
    sides = {JAPAN: sato, CENTRAL_ASIA: dana}
    with DELIVERIES.open(encoding="utf-8") as rows:
        deliveries = list(csv.DictReader(rows))
    for number, indicator, owing, cadence, target in OWED:
        obligation = _owe(memorandum, number, indicator, owing, cadence, target, sides)
        given = [row for row in deliveries if (row["indicator"], row["owing"]) == (indicator, owing)]
        for row in given:
            settle = row is not given[-1] or indicator != "bulletin_published"
            _deliver(obligation, int(row["day"]), row["title"], int(row["count"]), sides, now, settle=settle)
    _load_pact(people, sato, now=now)
    _load_exchange(people, sato, dana, now=now)


def _owe(
    memorandum: Memorandum, number: int, indicator: str, owing: str, cadence: str, target: int, sides: dict
) -> Obligation:
    commitment = memorandum.commitments.get(number=number)
    proposer, other = (sides[CENTRAL_ASIA], sides[JAPAN]) if owing == JAPAN else (sides[JAPAN], sides[CENTRAL_ASIA])
    obligation = mou.propose_obligation(
        commitment, owing=owing, indicator=indicator, wordings={}, cadence=cadence,
        target=target, starts_on=date(2024, 8, 9),
        ends_on=None, days_to_deliver=60 if cadence == "per_event" else None, by=proposer, now=BEGIN,
    )
    mou.agree_obligation(obligation, by=other, now=BEGIN)
    return obligation


def _deliver(
    obligation: Obligation, day: int, title: str, count: int, sides: dict, now: datetime, *, settle: bool
) -> None:
    """The newest bulletins wait for their countersignature, so that there is something to try."""
    happened_on = (obligation.starts_on if day > 0 else now.date()) + timedelta(days=day)
    at = datetime.combine(happened_on + timedelta(days=1), time(3), tzinfo=UTC)
    if at > now:
        return
    giver = CENTRAL_ASIA if obligation.owing == CENTRAL_ASIA else JAPAN
    evidence: Evidence = mou.add_evidence(
        obligation, titles={"en": title}, notes={}, happened_on=happened_on, quantity=count,
        period="", file=None, by=sides[giver], now=at,
    )
    if settle:
        receiver = JAPAN if giver == CENTRAL_ASIA else CENTRAL_ASIA
        mou.countersign_evidence(evidence, by=sides[receiver], now=at + timedelta(days=3))


def _load_pact(people: dict[str, User], staff: User, *, now: datetime) -> None:
    """Between the firms of Tanaka and Aigul: what the portal is for when a pair has found each other."""
    tanaka, aigul = people["tanaka@firm.example"], people["aigul@firm.example"]
    firms = {JAPAN: Firm.objects.of_member(tanaka).get(), CENTRAL_ASIA: Firm.objects.of_member(aigul).get()}
    today = now.date()
    begin, at = today - timedelta(days=238), now - timedelta(days=237)
    pact = mou.draft_memorandum(
        number=f"M-{begin.year}-031", titles=PACT_TITLES, japan={"firm": firms[JAPAN], "owner": tanaka},
        central_asia={"firm": firms[CENTRAL_ASIA], "owner": aigul}, by=staff, now=at,
    )
    for number, texts in PACT_TEXTS.items():
        for language, (title, text) in texts.items():
            mou.word_commitment(pact, number=number, language=language, title=title, text=text, by=staff, now=at)
    mou.sign_memorandum(
        pact, signed_on=begin, place="Astana", ends_on=begin + timedelta(days=364), by=staff, now=at,
        signatories=[
            {"side": side, "name": person.full_name, "name_latin": person.name_latin}
            for side, person in ((JAPAN, tanaka), (CENTRAL_ASIA, aigul))
        ],
    )
    mou.put_in_force(pact, in_force_on=begin, by=staff, now=at)
    sides = {JAPAN: tanaka, CENTRAL_ASIA: aigul}
    for wording, owing, start, end, done in PACT:
        commitment = pact.commitments.get(number=1 if owing == JAPAN else 2)
        giver, other = sides[owing], sides[CENTRAL_ASIA if owing == JAPAN else JAPAN]
        target = {"Oil samples are sent, 3 batches": 3, "Twelve operators are trained": 12}.get(wording, 1)
        obligation = mou.propose_obligation(
            commitment, owing=owing, indicator="other", wordings={"en": wording}, cadence="once", target=target,
            starts_on=today + timedelta(days=start), ends_on=today + timedelta(days=end), by=giver, now=at,
        )
        mou.agree_obligation(obligation, by=other, now=at)
        for day, count in {
            "Twelve operators are trained": [(-60, 8)], "Oil samples are sent, 3 batches": [(-70, 1)]
        }.get(
            wording, [(done, 1)] if done else []
        ):
            happened_on = today + timedelta(days=day)
            evidence = mou.add_evidence(
                obligation, titles={"en": wording}, notes={}, happened_on=happened_on, quantity=count,
                period="", file=None, by=giver, now=now,
            )
            mou.countersign_evidence(evidence, by=other, now=now)


def _load_exchange(people: dict[str, User], sato: User, dana: User, *, now: datetime) -> None:
    """Bulletins of both sides, one of them without a checked translation, and two sessions: held and coming."""
    chamber = mou.record_founding_memorandum(now=now).parties.get(side=CENTRAL_ASIA).chamber
    for writer, row in ((sato, BULLETINS[0]), (dana, BULLETINS[1]), (sato, BULLETINS[2])):
        home = "JP" if writer is sato else "KZ"
        language, (title, body), others, days = row["language"], row["text"], row["others"], row["days"]
        at = now - timedelta(days=days)
        bulletin = mou.create_bulletin(
            kind=row["kind"], chamber=None if writer is sato else chamber, about_country=home,
            for_country="KZ" if home == "JP" else "JP",
            sectors=row["sectors"], source_url="", language=language, title=title, body=body, by=writer, now=at,
        )
        for code, quality, (other_title, other_body) in others:
            mou.write_wording(
                bulletin, language=code, title=other_title, body=other_body, quality=quality, by=writer, now=at
            )
        mou.publish_bulletin(bulletin, by=writer, now=at)
    aigul, altai = people["aigul@firm.example"], Firm.objects.of_member(people["aigul@firm.example"]).get()
    held = {"ja": "食品工場の品質管理", "ru": "Управление качеством на пищевом предприятии"}
    coming = {"ja": "日本の食品表示制度", "ru": "Маркировка пищевых продуктов в Японии"}
    for days, titles in ((-20, held), (18, coming)):
        begins = (now + timedelta(days=days)).replace(hour=6, minute=0, second=0, microsecond=0)
        session = mou.draft_session(
            chamber=None, kind="training", for_country="KZ", titles=titles,
            summaries={}, spoken=["ja", "ru"], speaker="森 健二",
            place="Online", starts_at=begins, ends_at=begins + timedelta(hours=2), zone="Asia/Tokyo", by=sato,
            now=now - timedelta(days=30),
        )
        mou.publish_session(session, by=sato, now=now - timedelta(days=30))
        person = mou.enrol(session, firm=altai, by=aigul, now=now - timedelta(days=29))
        if days < 0:
            mou.hold_session(session, attended=[person.pk], by=sato, now=begins + timedelta(hours=3))
