"""Ten years of a memorandum: 5,000 activities collected, then the dashboard: python -m benchmarks.mou_history
[activities] [pages]

On the portal's own database, inside one transaction that is rolled back. In one process without a network: the time of
Django, the database and the template on one core.
"""
import os
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
BATCH = 200
YEARS = 10
# indicator, who owes it, how often, how many each time
OWED = [
    ("contacts_released", "joint", "monthly", 30), ("contacts_released", "japan", "quarterly", 60),
    ("contacts_released", "central_asia", "yearly", 300), ("bulletin_published", "japan", "monthly", 1),
    ("bulletin_published", "central_asia", "monthly", 1), ("session_held", "japan", "half_yearly", 1),
    ("session_held", "central_asia", "half_yearly", 1), ("delegation_completed", "joint", "yearly", 1),
    ("meeting_held", "joint", "quarterly", 10), ("event_announced", "japan", "quarterly", 1),
    ("event_announced", "central_asia", "quarterly", 1), ("event_supported", "central_asia", "yearly", 1),
]


def main(activities: int = 5000, pages: int = 30) -> None:
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        measure(activities, pages)
        transaction.set_rollback(True)


def measure(activities: int, pages: int) -> None:
    from accounts.models import User
    from mou.models import Evidence
    from mou.services import collect_evidence

    staff = User.objects.filter(role="staff").order_by("joined_at").first()
    liaison = User.objects.filter(role="liaison").first()
    if staff is None or liaison is None:
        sys.exit("no staff or liaison here: load the demonstration data first (manage.py load_demo)")
    memorandum = _memorandum(staff, liaison)
    acts = _releases(activities)
    began = time.perf_counter()
    for start in range(0, len(acts), BATCH):
        collect_evidence(acts[start : start + BATCH])
    took = time.perf_counter() - began
    found = Evidence.objects.filter(obligation__commitment__memorandum=memorandum)
    print(f"{len(acts)} activities collected in {took:.1f} s: {found.count()} pieces of evidence proposed")
    began = time.perf_counter()
    for start in range(0, len(acts), BATCH):
        collect_evidence(acts[start : start + BATCH])
    print(f"the same once more, nothing new: {time.perf_counter() - began:.1f} s; still {found.count()}")
    now = datetime.now(UTC)
    found.update(
        state="countersigned", submitted_side="japan", submitted_by=staff, submitted_at=now,
        countersigned_side="central_asia", countersigned_by=liaison, countersigned_at=now,
    )
    _pages(memorandum, staff, pages)


def _memorandum(staff, liaison):
    """In force for ten years, all its obligations active."""
    from companies.models import Liaison
    from mou import services
    from mou.models import Memorandum, Obligation

    begin = datetime.now(UTC).date() - timedelta(days=round(365.25 * YEARS))
    chamber = Liaison.objects.get(user=liaison).chamber
    made = services.draft_memorandum(
        number=f"B-{uuid.uuid4()}", titles={"en": "Ten years"}, japan={},
        central_asia={"chamber": chamber}, by=staff, now=datetime.now(UTC),
    )
    services.word_commitment(
        made, number=1, language="en", title="All", text="All of it.", by=staff, now=datetime.now(UTC)
    )
    services.sign_memorandum(made, signed_on=begin, place="Astana", signatories=[], by=staff, now=datetime.now(UTC))
    services.put_in_force(made, in_force_on=begin, by=staff, now=datetime.now(UTC))
    article = Memorandum.objects.with_parties().get(pk=made.pk).commitments.get()
    for indicator, owing, cadence, target in OWED:
        obligation = services.propose_obligation(
            article, owing=owing, indicator=indicator, wordings={}, cadence=cadence,
            target=target, starts_on=begin, ends_on=None,
            by=staff, now=datetime.now(UTC),
        )
        agreeing = Obligation.objects.with_memorandum().with_parties().get(pk=obligation.pk)
        services.agree_obligation(agreeing, by=liaison, now=datetime.now(UTC))
    return Memorandum.objects.with_parties().get(pk=made.pk)


def _releases(count: int) -> list:
    """Introductions spread over ten years and their acts in the log; the pairs are copies of one suggestion."""
    from core.models import Activity
    from matching.models import Introduction, Match

    pattern = Match.objects.filter(partner__country="KZ").order_by("pk").first()
    if pattern is None:
        sys.exit("no suggestion with a firm of Kazakhstan here: run the matching first (manage.py run_matching)")
    fields = {
        field.attname: getattr(
            pattern, field.attname
        ) for field in Match._meta.concrete_fields if field.name not in ("id", "state")
    }
    now, step = datetime.now(UTC), timedelta(days=365.25 * YEARS) / count
    matches = Match.objects.bulk_create([Match(state="expired", **fields) for _number in range(count)])
    given = [now - step * number for number in range(count, 0, -1)]
    rows = Introduction.objects.bulk_create([
        Introduction(match=match, requested_at=at, answer_by=at, state="concluded",
                     outcome="order", concluded_at=at, released_at=at,
                     japan_consent_at=at, japan_consent_by_id=_person(), partner_consent_at=at,
                     partner_consent_by_id=_person())
        for match, at in zip(matches, given, strict=True)
    ])
    return Activity.objects.bulk_create([
        Activity(
            at=row.released_at, verb="matching.introduction.release",
            subject=f"matching.introduction:{row.pk}", about=[],
        )
        for row in rows
    ])


def _person():
    from accounts.models import User

    return User.objects.order_by("joined_at").values_list("pk", flat=True).first()


def _pages(memorandum, staff, pages: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(staff)
    for address in (
        memorandum.get_absolute_url(), f"/mou/{memorandum.pk}/years/5/",
        f"/mou/{memorandum.pk}/evidence/?show=all", "/mou/",
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            size = len(client.get(address).content)
            asked = len(queries)  # counted here: the next request empties the log
        times = []
        for _ in range(pages):
            began = time.perf_counter()
            client.get(address)
            times.append(1000 * (time.perf_counter() - began))
        times.sort()
        name = address.replace(str(memorandum.pk), "…")
        print(
            f"{name:28} median {times[len(times) // 2]:5.0f} ms, slowest {times[-1]:5.0f} ms, {asked} queries, "
            f"{size / 1000:.0f} kB"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
