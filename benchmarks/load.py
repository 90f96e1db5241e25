"""Thirty people at once on 5,000 firms, 50,000 contacts and 200,000 activities: python -m benchmarks.load
[--seconds 60] [--people 30] [--small] [--json]

On servers of its own in var/load (or PORTAL_DATA), filled once and kept. gunicorn as in production (two processes,
four threads), no worker. Four parts: people with a second to think, 80 of 100 requests reading; ten of them while
somebody tries fifty passwords a second; lists as fast as they come, beside a bare Django page with one query; memory
and connections, a tenth of the time after the start and at its end. CPU of application, database and tool is counted
apart. Everything goes to 127.0.0.1 and ends by itself.
"""
import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from benchmarks import population
from minamin_portal.embedded import processes
from minamin_portal.embedded.servers import Servers

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
os.environ.setdefault("PORTAL_DATA", str(ROOT / "var" / "load"))
HOST, PORT, BARE_PORT = "127.0.0.1", 8790, 8791
WRITES = 0.2  # of all requests
FLAT_SECONDS, CONNECTIONS = 10, 8
ATTACK_SECONDS, TRIES = 20, 50  # a second
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
BARS = {"p95_ms": 400, "p99_ms": 1000, "errors": 0}
SMALL = {"firms": 300, "contacts": 1000, "activities": 3000}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    population.add_sizes(parser)
    parser.add_argument("--seconds", type=int, default=60, help="ten minutes: 600")
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--think", type=float, default=1.0, help="seconds, on average")
    parser.add_argument("--small", action="store_true", help="a few firms, to see that it works")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    sizes = SMALL if given.small else {name: getattr(given, name) for name in SMALL}
    servers = Servers(Path(os.environ["PORTAL_DATA"]), say=lambda _text: None)
    try:
        os.environ.update(servers.start())
        figures = measure(sizes, given)
    finally:
        servers.stop()
    print(json.dumps(figures, indent=1) if given.json else shown(figures))
    return int(any(figures["mixed"][name] > bar for name, bar in BARS.items()))


def measure(sizes: dict[str, int], given: argparse.Namespace) -> dict:
    import django

    django.setup()
    figures = {"holds": prepared(sizes)}
    people = crowd(given.people)
    plan = {"host": HOST, "port": PORT, "name": HOST, "think": given.think, "writes": WRITES}
    with gunicorn("minamin_portal.wsgi:application", PORT) as web:
        tool({**plan, "seconds": 5, "people": people[:4]})  # compiled templates, open connections
        figures["mixed"] = mixed({**plan, "seconds": given.seconds, "people": people}, web)
        figures["attacked"] = attacked({**plan, "people": people[:10]})
        lists = {name: flat(plan, cookie, address) for name, cookie, address in listed(people)}
    with gunicorn("benchmarks.bare:application", BARE_PORT):
        tool({**plan, "port": BARE_PORT, "seconds": 1, "flat": _flat("", "/")})
        bare = flat({**plan, "port": BARE_PORT}, "", "/")
    figures["flat"] = {"bare page": bare} | lists
    return figures


def prepared(sizes: dict[str, int]) -> dict[str, int]:
    from django.core.management import call_command

    from accounts.models import User

    call_command("migrate", verbosity=0)
    if not User.objects.filter(email="sato@minamin.example").exists():
        call_command("load_demo", verbosity=0)
    return population.fill(**sizes)


# who comes, and what they do


def crowd(count: int) -> list[dict]:
    """Of ten people one is Minamin's staff, one a liaison, eight are owners of firms."""
    from accounts.models import User

    owners = User.objects.filter(email__endswith=f"@{population.DOMAIN}").order_by("email")[:count]
    staff, liaison = (User.objects.get(email=name) for name in ("sato@minamin.example", "dana@chamber.example"))
    kinds = {0: (staff, staff_pages), 1: (liaison, liaison_pages)}
    return [_person(*kinds.get(number % 10, (owner, owner_pages))) for number, owner in enumerate(owners)]


def _person(user, pages) -> dict:
    from django.test import Client

    client = Client()
    client.force_login(user)
    client.get("/home/", headers={"host": HOST})
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    reads, writes = pages(user)
    return {"cookie": cookie, "reads": reads, "writes": writes}


def staff_pages(_user) -> tuple[list[str], list[dict]]:
    from companies.models import Firm

    firms = Firm.objects.filter(contact__email__endswith=f"@{population.DOMAIN}").order_by("pk")[:20]
    cases = [f"/firms/review/{firm.pk}/" for firm in firms]
    lists = ["/home/", "/firms/", f"/firms/?q={firms[0].name_latin.split()[0]}", "/matching/approvals/"]
    return [*lists, "/matching/introductions/", "/leads/", "/events/", "/inbox/", *cases[:4]], [
        {"page": case, "field": "how", "says": "Called back, note "} for case in cases
    ]


def liaison_pages(_user) -> tuple[list[str], list[dict]]:
    return ["/home/", "/matching/referrals/", "/matching/calls/", "/events/", "/inbox/", "/leads/ours/"], []


def owner_pages(user) -> tuple[list[str], list[dict]]:
    from django.db.models import Q

    from companies.models import Membership
    from matching.models import Match

    firm = Membership.objects.select_related("firm").get(user=user).firm
    seen = Match.objects.filter(Q(japan=firm) | Q(partner=firm)).order_by("pk")[:3]
    pages = ["/home/", "/matching/suggestions/", "/firms/mine/", "/firms/mine/profiles/", "/events/", "/inbox/"]
    return [*pages, *(f"/matching/suggestions/{match.pk}/" for match in seen)], [
        {"page": "/firms/mine/business/", "field": "employees"}
    ]


def listed(people: list[dict]) -> list[tuple[str, str, str]]:
    """Lists as fast as they come: (name, cookie, address)."""
    staff, owner = people[0]["cookie"], people[2]["cookie"]
    return [
        ("firms, staff", staff, "/firms/"), ("approvals, staff", staff, "/matching/approvals/"),
        ("suggestions, firm", owner, "/matching/suggestions/"), ("events, firm", owner, "/events/"),
    ]


# the parts


@contextmanager
def gunicorn(application: str, port: int):
    """As the supervisor starts it; gives its pid."""
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}", "-k", "gthread", "-w", "2",
        "--threads", "4", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    process = processes.spawn(command, cwd=ROOT, env=dict(os.environ))
    try:
        _await(port)
        yield process.pid
    finally:
        processes.stop(process)


def _await(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"nothing answers on port {port}")


def tool(plan: dict) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.visitors"], input=json.dumps(plan), capture_output=True, text=True, cwd=ROOT,
        timeout=plan["seconds"] + 90, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def mixed(plan: dict, web: int) -> dict:
    database = _postmaster()
    before = {"application": cpu(web), "database": cpu(database)}
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.visitors"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, cwd=ROOT,
    )  # fmt: skip
    process.stdin.write(json.dumps(plan))
    process.stdin.close()
    time.sleep(plan["seconds"] / 10)
    early = standing(web)
    time.sleep(plan["seconds"] * 0.88)
    late = standing(web)
    done = json.loads(process.stdout.read())
    process.wait(timeout=60)
    cpus = {name: round(cpu(pid) - before[name], 1) for name, pid in (("application", web), ("database", database))}
    return latencies(done["answers"], plan["seconds"]) | {
        "cpu_s": cpus | {"tool": round(done["cpu_s"], 1)}, "early": early, "late": late,
    }


def attacked(plan: dict) -> dict:
    """Reading while passwords are tried; limits are those of the portal."""
    page = {"page": "/accounts/login/", "a_second": TRIES}
    done = tool({**plan, "seconds": ATTACK_SECONDS, "writes": 0, "attack": page})
    tried = [one for one in done["tried"] if one[2] == "POST"]
    return latencies(done["answers"], ATTACK_SECONDS) | {
        "tried_a_second": round(len(tried) / ATTACK_SECONDS, 1), "refused": sum(one[4] in (403, 429) for one in tried),
        "tried": len(tried),
    }


def latencies(answers: list, seconds: float) -> dict:
    took = sorted(1000 * one[1] for one in answers if one[1])
    wrong = [one[2:] for one in answers if one[4] not in (200, 302)]
    writes = sum(one[2] == "POST" for one in answers)
    return {
        "requests": len(answers), "a_second": round(len(answers) / seconds, 1),
        "writes": round(writes / len(answers), 2),
        "p50_ms": round(took[len(took) // 2]), "p95_ms": round(took[len(took) * 95 // 100]),
        "p99_ms": round(took[len(took) * 99 // 100]), "max_ms": round(took[-1]), "errors": len(wrong),
        "wrong": sorted({str(one) for one in wrong})[:10],
    }


def flat(plan: dict, cookie: str, address: str) -> dict:
    done = tool({**plan, "seconds": FLAT_SECONDS, "flat": _flat(cookie, address)})
    answers = done["answers"]
    bad = sum(one[4] != 200 for one in answers)
    return {
        "a_second": round(len(answers) / FLAT_SECONDS, 1), "errors": bad, "tool_cpu_s": round(done["cpu_s"], 1),
        "p50_ms": round(1000 * statistics.median(one[1] for one in answers), 1),
    }  # fmt: skip


def _flat(cookie: str, address: str) -> dict:
    return {"cookie": cookie, "address": address, "connections": CONNECTIONS}


# what the machine says of processes


def tree(pid: int) -> list[int]:
    """The process and all below it."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            below.setdefault(_after_name(stat)[1], []).append(int(stat.parent.name))
        except OSError:
            continue
    found = [pid]
    for one in found:
        found += below.get(one, [])
    return found


def _after_name(stat: Path) -> list:
    """[state, parent, …] of /proc/PID/stat: a name may hold blanks and brackets."""
    words = stat.read_text().rpartition(")")[2].split()
    return [words[0], *map(int, words[1:])]


def cpu(pid: int) -> float:
    """Seconds of the process, all below it and what ended below it."""
    total = 0
    for one in tree(pid):
        try:
            total += sum(_after_name(Path(f"/proc/{one}/stat"))[11:15])
        except OSError:
            continue
    return total / TICKS


def standing(web: int) -> dict:
    """Memory of gunicorn in MB and open connections of the database."""
    from django.db import connection

    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in tree(web))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        (connections,) = cursor.fetchone()
    return {"memory_mb": round(pages * PAGE / 1e6), "connections": connections}


def _postmaster() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    return _after_name(Path(f"/proc/{backend}/stat"))[1]


# print


def shown(figures: dict) -> str:
    mix, flats, hit = figures["mixed"], figures["flat"], figures["attacked"]
    lines = [
        ", ".join(f"{count} {name.lower()}" for name, count in figures["holds"].items()),
        f"{mix['requests']} requests, {mix['a_second']} a second, {100 * mix['writes']:.0f} % writing: "
        f"p50 {mix['p50_ms']}, p95 {mix['p95_ms']}, p99 {mix['p99_ms']}, longest {mix['max_ms']} ms; "
        f"{mix['errors']} errors {mix['wrong'] or ''}",
        "CPU seconds: " + ", ".join(f"{name} {used}" for name, used in mix["cpu_s"].items()),
        f"memory {mix['early']['memory_mb']} → {mix['late']['memory_mb']} MB, connections "
        f"{mix['early']['connections']} → {mix['late']['connections']}",
        f"while {hit['tried_a_second']} passwords a second are tried ({hit['refused']} of {hit['tried']} not even "
        f"compared): p50 {hit['p50_ms']}, p95 {hit['p95_ms']} ms, {hit['errors']} errors",
        f"as fast as they come, {CONNECTIONS} connections:",
    ]
    bare = flats["bare page"]["a_second"]
    lines += [
        f"  {name:22} {one['a_second']:7.1f} a second, {one['a_second'] / bare:.2f} of the bare page, "
        f"p50 {one['p50_ms']} ms, {one['errors']} errors"
        for name, one in flats.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
