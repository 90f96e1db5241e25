"""Does the entrance tell by its time who has an account? python -m benchmarks.entrance [--rounds 200] [--json]

Four flows, each with a known and an unknown address in turn, in one process on the portal's own database with the
demonstration in it; every request in a transaction that is rolled back, limits off. Milliseconds of the process's CPU
(a busy machine disturbs them less than the clock), and how many passwords were hashed. Ends with 1 where a flow tells
more than 25 ms, or hashes more for one than for the other.
"""
import argparse
import itertools
import json
import os
import statistics
import sys
import time

from minamin_portal import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
BAR_MS = 25
KNOWN = "tanaka@firm.example"
PASSWORDS = {"password1": "a long enough one 71", "password2": "a long enough one 71"}
SIGN_UP = {"full_name": "Somebody New", "language": "en", "time_zone": "UTC", "terms": "on", **PASSWORDS}
FLOWS = {
    "sign in": ("account_login", "login", {"password": "not the right one 71"}, 200),
    "sign up": ("account_signup", "email", SIGN_UP, 302),
    "reset": ("account_reset_password", "email", {}, 302),
    "code by mail": ("account_request_login_code", "email", {}, 302),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.entrance", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    embedded.ensure_servers(["manage.py", "benchmark"])
    import django

    django.setup()
    from django.conf import settings

    settings.ACCOUNT_RATE_LIMITS = False
    rows = {name: compared(flow, given.rounds) for name, flow in FLOWS.items()}
    if given.json:
        print(json.dumps(rows, indent=1))
    else:
        for name, row in rows.items():
            print(
                f"{name:14} known {row['known_ms']:6.1f} ms, unknown {row['unknown_ms']:6.1f} ms, "
                f"apart {row['apart_ms']:5.1f} ms; hashes {row['known_hashes']} and {row['unknown_hashes']}"
            )
    return int(any(row["apart_ms"] > BAR_MS or row["known_hashes"] != row["unknown_hashes"] for row in rows.values()))


def compared(flow: tuple, rounds: int) -> dict:
    """Medians of `rounds` pairs, in turn, so that what slows the machine slows both."""
    fresh = (f"nobody{number}@nowhere.example" for number in itertools.count())
    asked(flow, KNOWN)
    pairs = [(asked(flow, KNOWN), asked(flow, next(fresh))) for _round in range(rounds)]
    known, unknown = zip(*pairs, strict=True)
    known_ms, unknown_ms = (statistics.median(took for took, _hashes in side) for side in (known, unknown))
    return {
        "known_ms": known_ms, "unknown_ms": unknown_ms, "apart_ms": abs(known_ms - unknown_ms),
        "known_hashes": known[0][1], "unknown_hashes": unknown[0][1],
    }


def asked(flow: tuple, address: str) -> tuple[float, int]:
    """(ms of CPU, passwords hashed) of one visitor who has not been here."""
    from django.contrib.auth.hashers import get_hasher
    from django.db import transaction
    from django.test import Client
    from django.urls import reverse

    page, field, rest, status = flow
    client, hasher = Client(headers={"host": "127.0.0.1"}), type(get_hasher())
    hashed, kept = [], (hasher.encode, hasher.verify)
    hasher.encode, hasher.verify = (_counting(one, hashed) for one in kept)
    try:
        with transaction.atomic():
            began = time.process_time()
            answer = client.post(reverse(page), {field: address, **rest})
            took = 1000 * (time.process_time() - began)
            transaction.set_rollback(True)
    finally:
        hasher.encode, hasher.verify = kept
    if answer.status_code != status:
        sys.exit(f"{page} answered {answer.status_code}")
    return took, len(hashed)


def _counting(method, hashed: list):
    return lambda self, *args, **kwargs: hashed.append(1) or method(self, *args, **kwargs)


if __name__ == "__main__":
    sys.exit(main())
