"""An event of 450 people is cancelled; 2,000 register for another: python -m benchmarks.event_cascade [people]
[registrations] [threads]

On servers of its own, with a durable PostgreSQL, thrown away afterwards. Two worker processes tell and deliver; each
mail is written to a file. The clock runs from the organiser's confirmation until the last mail is handed over.
"""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "minamin_portal.settings.local"
WORKERS = 2
LANGUAGES, ZONES = ("ja", "en", "ru", "kk", "uz"), ("Asia/Tokyo", "Asia/Almaty", "Asia/Tashkent")
COUNTRY = {"Asia/Tokyo": "JP", "Asia/Almaty": "KZ", "Asia/Tashkent": "UZ"}
SYLLABLES = "ka ri mo shi ta ze bu len dar gul nur bek tai san ol yer pin vas rok min hal dju fe zor ash".split()
CONTRIBUTORS = 10  # of a hundred


def main(people: int = 450, registrations: int = 2000, threads: int = 64) -> None:
    from minamin_portal.embedded import postgres, valkey

    home = Path(tempfile.mkdtemp(prefix="portal-benchmark-"))
    home.chmod(0o711)
    os.environ["PORTAL_DATA"] = str(home)
    servers = []
    try:
        for name, starter in (("DATABASE_URL", postgres), ("REDIS_URL", valkey)):
            servers.append(starter.start(home, home / f"{name}.log"))
            os.environ[name] = servers[-1].url
        measure(people, registrations, threads)
    finally:
        for server in reversed(servers):
            server.stop()
        postgres.remove(home)
        shutil.rmtree(home, ignore_errors=True)


def _set_up() -> None:
    import django
    from django.conf import settings

    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = os.environ["PORTAL_DATA"] + "/mails"


def measure(people: int, registrations: int, threads: int) -> None:
    _set_up()
    from django.core.management import call_command

    from accounts.models import User

    call_command("migrate", verbosity=0)
    staff = User.objects.create_user("staff@minamin.example", None, full_name="Staff", role="staff")
    cascade(staff, people)
    register(staff, registrations, threads)


# the cancellation


def cascade(staff, people: int) -> None:
    from django.utils import timezone

    from events import services
    from events.models import Notice
    from notifications.models import Delivery

    event = _crowded(staff, people)
    workers = [_worker() for _number in range(WORKERS)]
    digest = services.preview_change(event, "cancel")[2]
    began = time.perf_counter()
    now = timezone.now()
    reasons = {"en": "Earthquake advisory", "ja": "地震注意情報のため"}
    services.confirm_change(
        event, anyway=True, kind="cancel", digest=digest, reasons=reasons, at_once=True, by=staff, now=now
    )
    services.carry_out_due(now=now)
    carried_out = time.perf_counter()
    _until(lambda: not Notice.objects.filter(message=None).exists())
    told = time.perf_counter()
    _until(lambda: not _waiting().exists())
    delivered = time.perf_counter()
    for worker in workers:
        worker.communicate("end\n", timeout=60)
    mails = Delivery.objects.filter(state="delivered", message__kind="events/event_changed").count()
    print(
        f"{people} people, {WORKERS} worker processes: carry-out {carried_out - began:.2f} s, telling "
        f"{told - carried_out:.2f} s,"
    )
    print(
        f"  delivering {delivered - told:.2f} s; from confirming to the last of {mails} mails {delivered - began:.2f} s"
    )


def _waiting():
    from notifications.models import Delivery

    return Delivery.objects.filter(state__in=["pending", "sending"])


def _until(done) -> None:
    while not done():
        time.sleep(0.02)


def _worker() -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-m", __spec__.name, "worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if process.stdout.readline().strip() != "ready":
        sys.exit("a worker did not start")
    return process


def work() -> None:
    """A worker: tells and delivers whatever waits, until a line comes in."""
    _set_up()
    from django.utils import timezone

    from events import services
    from notifications.services import deliver_due

    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.readline(), ended.set()), daemon=True).start()
    deliver_due()
    print("ready", flush=True)
    while not ended.is_set():
        if not services.tell_waiting(now=timezone.now()) + deliver_due():
            time.sleep(0.02)


# the registrations


def register(staff, count: int, threads: int) -> None:
    """Threads of one process, as a web server would run them; waiting for the event's lock is part of each time."""
    from django.db import connection
    from django.utils import timezone

    from events import services
    from events.errors import Perhaps

    event = _event(staff, capacity=count * 3 // 4)
    takes, suspected = [], []

    def act(person: dict) -> None:
        began = time.perf_counter()
        try:
            services.register_delegates(event, people=[person], role="delegate", by=None, now=timezone.now())
        except Perhaps:
            suspected.append(person)
        takes.append(1000 * (time.perf_counter() - began))

    people = [_person(number) for number in range(count)]
    began = time.perf_counter()
    with ThreadPoolExecutor(threads, initializer=connection.ensure_connection) as pool:
        list(pool.map(act, people))
    took = time.perf_counter() - began
    takes.sort()
    pool = event.pools.get()
    print(f"{count} register with {threads} threads: {took:.1f} s, {count / took:.0f} a second; "
          f"median {takes[count // 2]:.0f} ms, p95 {takes[count * 95 // 100]:.0f} ms")
    print(
        f"  {pool.taken} of {pool.capacity} seats taken, {event.registrations.queue().count()} wait, {len(suspected)} "
        f"perhaps doubles"
    )


# whom and what


def _event(staff, capacity: int):
    from django.utils import timezone

    from events import services

    now = timezone.now()
    starts = now + timedelta(days=90)
    event = services.plan_event(
        chamber=None, kind="forum", titles={"en": "Forum", "ja": "フォーラム"},
        summaries={}, country="KZ", zone="Asia/Almaty",
        venue="Astana", starts_at=starts, ends_at=starts + timedelta(hours=9), opens_at=now - timedelta(days=1),
        closes_at=starts - timedelta(days=14), needs_approval=False, by=staff, now=now,
    )
    services.set_seats(event, role="delegate", country="", capacity=capacity, by=staff, now=now)
    services.announce_event(event, anyway=True, by=staff, now=now)
    event.refresh_from_db()
    return event


def _crowded(staff, people: int):
    """Nine of ten hold seats, one of ten speaks or interprets; written at once."""
    from django.utils import timezone

    from events.models import Contributor, Registration

    event, tasks = _event(staff, capacity=people), people * CONTRIBUTORS // 100
    pool, now = event.pools.get(), timezone.now()
    Registration.objects.bulk_create(
        Registration(
            event=event, pool=pool, state="confirmed", registered_at=now, badge_code=f"B{number}", **_person(number)
        )
        for number in range(tasks, people)
    )
    Contributor.objects.bulk_create(
        Contributor(
            event=event, role="interpreter",
            **{name: _person(number)[name] for name in ("name", "email", "language", "zone")},
        )
        for number in range(tasks)
    )
    pool.taken = people - tasks
    pool.save(update_fields=["taken"])
    return event


def _person(number: int) -> dict:
    chance, zone = random.Random(number), ZONES[number % 3]
    words = ["".join(chance.choices(SYLLABLES, k=3)).title() for _word in range(2)]
    return {
        "name": " ".join(words), "email": f"person{number}@example.com",
        "language": LANGUAGES[number % 5], "zone": zone,
        "country": COUNTRY[zone], "organisation": "Firm",
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["worker"]:
        work()
    else:
        main(*map(int, sys.argv[1:4]))
