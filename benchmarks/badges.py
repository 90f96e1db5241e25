"""Sheets of badges for invented people: python -m benchmarks.badges [PEOPLE]

Default: 450. Without a database. The memory is that of the child process at its highest.
"""
import os
import resource
import sys
import time
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
LINK = "https://portal.example/events/badge/7f3c1c5a-9d10-4e2b-9a01-{number:012d}/"
PEOPLE = [
    ("髙﨑 健一郎", "TAKASAKI Kenichiro", "一般社団法人みなみん（中央アジア経済交流協会）", "JP", "登壇者", "ja"),
    (
        "Әбдіқадырова Гүлшат Нұрсұлтанқызы", "ABDIKADYROVA Gulshat",
        "Ұлттық кәсіпкерлер палатасы", "KZ", "Қатысушы", "kk",
    ),
    (
        "Константинопольский-Преображенский Александр", "KONSTANTINOPOLSKII A.",
        "ТОО «Востокцветметсельхозмаш»", "KZ", "Докладчик", "ru",
    ),
    ("Yoʻldosheva Gulnora Oʻktamovna", "", "Oʻzbekiston Savdo-sanoat palatasi", "UZ", "Ishtirokchi", "uz"),
]
FIELDS = ("name", "name_latin", "organisation", "country", "role", "language")


def main(people: int = 450) -> None:
    import django

    django.setup()
    from core.typesetting.squares import qr_svg
    from events.papers import badges_pdf

    rows = [_row(number) for number in range(people)]
    began = time.perf_counter()
    for row in rows:
        qr_svg(row["link"])
    squares = time.perf_counter() - began
    pdf = badges_pdf(rows, as_of=NOW)
    took = time.perf_counter() - began - squares
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{people} badges {took:.1f} s, of which the squares {squares:.1f} s; {len(pdf) / 1e6:.1f} MB, child's peak "
        f"{peak:.0f} MB"
    )


def _row(number: int) -> dict[str, str]:
    person = dict(zip(FIELDS, PEOPLE[number % len(PEOPLE)], strict=True))
    code = f"{number * 7919 % 1_000_000:06d}"
    return person | {"organisation_latin": "", "code": code, "link": LINK.format(number=number)}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
