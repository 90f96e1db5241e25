"""A memorandum with something of everything, and the addresses of its pages."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.files.services import inspect_files
from mou import services
from mou.computed import ledger
from mou.models import Bulletin, Evidence, ExperienceSession, Memorandum, Obligation, Report
from tests import files_build
from tests.mou.exchange_build import plan_session

# commitment, indicator, owing, cadence, target
OWED = [
    (1, "contacts_released", "joint", "quarterly", 2), (2, "bulletin_published", "japan", "monthly", 1),
    (2, "bulletin_published", "central_asia", "quarterly", 1), (3, "session_held", "japan", "half_yearly", 1),
    (4, "delegation_completed", "joint", "yearly", 1), (5, "event_announced", "central_asia", "quarterly", 2),
]


def memorandum_to_look_at(sato: User, dana: User) -> Memorandum:
    now = timezone.now()
    made = services.record_founding_memorandum(now=now)
    made.parties.filter(side="japan").update(owner=sato)
    made.parties.filter(side="central_asia").update(owner=dana)
    memorandum = Memorandum.objects.with_parties().get(pk=made.pk)
    for number, indicator, owing, cadence, target in OWED:
        _owe(memorandum, sato, dana, number, indicator, owing, cadence, target)
    japanese = Obligation.objects.with_memorandum().with_parties().get(indicator="bulletin_published", owing="japan")
    for days, settle in ((70, "countersign"), (40, "dispute"), (3, "")):
        evidence = services.add_evidence(
            japanese, titles={"ja": "情報レポート"}, notes={}, happened_on=(now - timedelta(days=days)).date(),
            quantity=1, period="", file=("report.pdf", files_build.pdf()), by=sato, now=now,
        )
        inspect_files(now=now)
        if settle == "countersign":
            services.countersign_evidence(evidence, by=dana, now=now)
        if settle == "dispute":
            services.dispute_evidence(evidence, reason="Только на японском", by=dana, now=now)
    due_on = now.date() + timedelta(days=60)
    services.ask_due_date(
        japanese, period=_open_period(japanese, now), due_on=due_on, reason="印刷機の故障", by=sato, now=now
    )
    services.request_report(
        memorandum, from_on=memorandum.in_force_on, until_on=now.date(), languages=["ja", "ru"], by=sato, now=now
    )
    services.work_on_reports()
    _exchange(sato, now)
    return memorandum


def _owe(memorandum, sato, dana, number, indicator, owing, cadence, target) -> None:
    article = memorandum.commitments.get(number=number)
    article.memorandum = memorandum
    proposer, other = (dana, sato) if owing == "japan" else (sato, dana)
    obligation = services.propose_obligation(
        article, owing=owing, indicator=indicator, wordings={}, cadence=cadence, target=target,
        starts_on=memorandum.in_force_on, ends_on=None,
        by=proposer, now=timezone.now(),
    )
    services.agree_obligation(
        Obligation.objects.with_memorandum().with_parties().get(pk=obligation.pk), by=other, now=timezone.now()
    )


def _open_period(obligation: Obligation, now) -> str:
    book = ledger.account(obligation, now)
    return next(one.period.key for one in book.periods if one.standing in ("overdue", "due_soon", "on_track"))


def _exchange(sato: User, now) -> None:
    bulletin = services.create_bulletin(
        kind="economic_news", chamber=None, about_country="JP", for_country="KZ", sectors=["food"],
        source_url="https://source.example", language="ja", title="食品輸入の新要件", body="本文", by=sato, now=now,
    )
    services.write_wording(
        bulletin, language="ru", title="Новые требования", body="Текст", quality="translated", by=sato, now=now
    )
    services.publish_bulletin(bulletin, by=sato, now=now)
    begins = now + timedelta(days=7)
    plan_session(
        anyway=True, chamber=None, kind="training", for_country="KZ", titles={"ja": "品質管理"},
        summaries={"ja": "概要"},
        spoken=["ja", "ru"], speaker="森",
        place="Online", starts_at=begins, ends_at=begins + timedelta(hours=2), zone="Asia/Tokyo", by=sato, now=now,
    )


def memorandum_pages(memorandum: Memorandum) -> list[str]:
    obligation = Obligation.objects.get(indicator="bulletin_published", owing="japan")
    found = [reverse("mou:memoranda"), memorandum.get_absolute_url()]
    found += [reverse(f"mou:{name}", args=[memorandum.pk]) for name in ("text", "waiting", "reports")]
    found += [reverse("mou:year", args=[memorandum.pk, 1]), reverse("mou:propose", args=[obligation.commitment_id])]
    found += [
        obligation.commitment.get_absolute_url(), obligation.get_absolute_url(), Report.objects.get().get_absolute_url()
    ]
    found += [evidence.get_absolute_url() for evidence in Evidence.objects.order_by("happened_on")]
    return found


def keeping_pages(memorandum: Memorandum) -> list[str]:
    found = [
        reverse(f"mou:{name}", args=[memorandum.pk])
        for name in ("renew", "amend", "terminate", "document", "propose_under")
    ]
    obligation, bulletin, session = Obligation.objects.filter(
        owing="japan"
    ).first(), Bulletin.objects.get(), ExperienceSession.objects.get()
    found += [reverse("mou:memorandum_new"), reverse("mou:evidence_new", args=[obligation.pk])]
    found += [
        reverse("mou:contacts", args=[memorandum.pk, "japan"]), reverse("mou:bulletin_new"), reverse("mou:session_new")
    ]
    found += [reverse("mou:bulletin_wording", args=[bulletin.pk]), reverse("mou:session_edit", args=[session.pk])]
    return [*found, *exchange_pages()]


def exchange_pages() -> list[str]:
    bulletin, session = Bulletin.objects.get(), ExperienceSession.objects.get()
    lists = [reverse(f"mou:{name}") for name in ("bulletins", "sessions", "subscription")]
    return [*lists, bulletin.get_absolute_url(), session.get_absolute_url()]
