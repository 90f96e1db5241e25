"""Every variable the settings read stands in .env.example, and nothing else does."""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ_ELSEWHERE = {
    "POSTGRES_PASSWORD", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "PG_BIN", "EMAIL_URL", "PORTAL_DATA"
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
