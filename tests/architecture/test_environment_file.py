"""Every variable the settings read stands in .env.example, and nothing else does."""
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ_ELSEWHERE = {
    "POSTGRES_PASSWORD", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "PG_BIN", "EMAIL_URL", "PORTAL_DATA",
    "BACKUP_DATABASE_URL", "BACKUP_DATABASE_PASSWORD", "OWNER_PASSWORD", "WEB_PASSWORD", "BACKUP_PASSWORD",
}


def test_env_example_lists_what_is_read():
    sources = [*(ROOT / "minamin_portal").rglob("*.py")]
    read = set()
    for path in sources:
        read |= set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', path.read_text(encoding="utf-8")))
    listed = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.M))
    assert read - listed == set()
    assert listed - read - READ_ELSEWHERE == set()


def test_production_has_no_default_secret():
    text = (ROOT / "minamin_portal/settings/production.py").read_text(encoding="utf-8")
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "MAIL_DOMAIN"):
        assert re.search(rf'"{name}"\)', text), name


def production(**given: str) -> subprocess.CompletedProcess:
    """Reads the settings of production and prints the password that the database is asked with."""
    filled = {
        "DJANGO_SETTINGS_MODULE": "minamin_portal.settings.production", "SECRET_KEY": "s" * 50,
        "ALLOWED_HOSTS": "portal.example", "PORTAL_URL": "https://portal.example", "MAIL_DOMAIN": "portal.example",
        "DEFAULT_FROM_EMAIL": "a@portal.example", "EMAIL_URL": "smtp+tls://nobody:none@mail.example:587",
        "DATABASE_URL": "postgresql://portal@database:5432/portal", "REDIS_URL": "redis://broker:6379/0",
    }
    program = "from django.conf import settings; print(settings.DATABASES['default']['PASSWORD'])"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={"PATH": os.environ["PATH"]} | filled | given,
        capture_output=True, text=True, check=False,
    )


def test_any_password_of_the_database_arrives_as_it_is():
    assert production(DATABASE_PASSWORD="a/b#c@d:e%f").stdout.strip() == "a/b#c@d:e%f"


def test_a_secret_that_is_too_short_refuses_to_start():
    refused = production(SECRET_KEY="x")
    assert refused.returncode != 0
    assert "SECRET_KEY is too short" in refused.stderr
