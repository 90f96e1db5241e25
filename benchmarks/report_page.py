"""The printed page of a report from invented figures: python -m benchmarks.report_page [YEARS]

For each year 120 periods and as many deliveries, in Japanese and Kazakh; default: two years. Without a database. The
seconds of the page hold the start of the child process; the memory is the child's at its highest.
"""
import os
import resource
import sys
import time
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
OBLIGATIONS = 10
MONTHS = 12
SIDES = ("japan", "central_asia")
BALANCE = {
    "japan": [90, 120], "central_asia": [100, 120], "behind": "japan", "difference": 10, "needed": 2, "tolerance": "0.1"
}
NOW = datetime(2026, 8, 9, tzinfo=UTC)
LINK = "https://portal.example/mou/00000000-0000-0000-0000-000000000000/"


def main(years: int = 2) -> None:
    import django

    django.setup()
    from mou.reporting.paper import make_pdf
    from mou.reporting.words import page_data

    given = invented(years)
    began = time.perf_counter()
    data = page_data(given, ["ja", "kk"], number=1, link=LINK, zones=("Asia/Tokyo", "Asia/Almaty"))
    worded = time.perf_counter()
    pdf = make_pdf(data, as_of=NOW)
    took = time.perf_counter() - worded
    rows = sum(len(row["periods"]) for one in given["commitments"] for row in one["obligations"])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{rows} periods, {len(given['evidence'])} deliveries: words {worded - began:.2f} s, page {took:.2f} s, "
        f"{len(pdf) / 1000:.0f} kB, child's peak {peak:.0f} MB"
    )


def invented(years: int) -> dict:
    """Figures as a report stores them."""
    first = date(NOW.year - years, NOW.month, NOW.day)
    keys = ["cooperation", "information_exchange", "experience_sharing", "visits", "events"]
    commitments = [_commitment(number, key, first, years) for number, key in enumerate(keys, 1)]
    owed = [row for one in commitments for row in one["obligations"]]
    parties = [("japan", "JP", "Minamin"), ("central_asia", "KZ", "Atameken")]
    return {
        "memorandum": {
            "number": "B-2026-001", "titles": {"ja": "協力に関する覚書", "kk": "Ынтымақтастық туралы меморандум"},
            "place": "Astana",
            "signed_on": first.isoformat(), "in_force_on": first.isoformat(), "state": "in_force", "signatories": [],
            "parties": [
                {"side": side, "country": country, "name": name, "names": {}} for side, country, name in parties
            ],
        },
        "from_on": first.isoformat(), "until_on": NOW.date().isoformat(), "as_of": NOW.isoformat(), "balance": BALANCE,
        "commitments": commitments, "evidence": [_delivery(row, one) for row in owed for one in row["periods"]],
        "corrections": [],
    }


def _commitment(number: int, key: str, first: date, years: int) -> dict:
    obligations = [
        {
            "id": f"{number}-{place}", "indicator": "bulletin_published", "wording": "",
            "language": "ja", "owing": SIDES[place % 2],
            "cadence": "monthly",
            "periods": [_period(first + timedelta(days=30 * month)) for month in range(MONTHS * years)],
        }
        for place in range(OBLIGATIONS // 5)
    ]
    return {"number": number, "key": key, "titles": {}, "balance": BALANCE, "acts": [], "obligations": obligations}


def _period(start: date) -> dict:
    end = (start + timedelta(days=29)).isoformat()
    return {
        "key": start.isoformat(), "start": start.isoformat(), "end": end, "due_on": end, "delivered": 1, "target": 1,
        "standing": "fulfilled", "late": False,
    }


def _delivery(obligation: dict, period: dict) -> dict:
    return {
        "day": period["start"], "obligation": obligation["id"],
        "title": f"投資環境のお知らせ {period['start']}", "language": "ja",
        "source": "", "quantity": 1, "submitted_by": "佐藤 恵", "countersigned_by": "Дана Сейтова",
        "countersigned_on": period["end"],
    }


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
