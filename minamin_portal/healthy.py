"""For health checks of containers: asks the portal and ends with 0 or 1. Starts nothing but a question.

python minamin_portal/healthy.py http://web:8000                     is the web process alive?
python minamin_portal/healthy.py http://web:8000 queue:codes beat    do these checks of /readyz hold?
"""
import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

TIMEOUT = 8  # seconds


def ask(base: str, path: str) -> tuple[int, bytes]:
    """Under the portal's own name: any other host is refused."""
    name = urlsplit(os.environ.get("PORTAL_URL", base)).netloc
    question = Request(base + path, headers={"Host": name})  # noqa: S310 - our own address
    try:
        with urlopen(question, timeout=TIMEOUT) as answer:  # noqa: S310
            return answer.status, answer.read()
    except HTTPError as refused:
        return refused.code, refused.read()


def problems(base: str, wanted: list[str]) -> list[str]:
    """What is wrong, in words; empty when all is well."""
    if not wanted:
        status, _text = ask(base, "/healthz")
        return [] if status == 200 else [f"/healthz answers {status}"]
    _status, text = ask(base, "/readyz")
    states = {check["name"]: check["state"] for check in json.loads(text)["checks"]}
    return [f"{name}: {states.get(name, 'unknown')}" for name in wanted if states.get(name) != "ok"]


def main() -> int:
    try:
        found = problems(sys.argv[1], sys.argv[2:])
    except (OSError, ValueError, KeyError) as error:
        found = [f"{type(error).__name__}: {error}"]
    sys.stdout.write("\n".join(found) or "well")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
