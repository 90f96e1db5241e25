"""docker-compose.yml says what the code says; its schema is checked by `make lint`."""
import importlib.util
import re
from pathlib import Path

import pytest
import yaml

from minamin_portal.embedded import postgres

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
OURS = ("migrate", "web", "worker", "beat")


def test_it_names_the_services_of_the_floor_plan():
    assert set(SERVICES) == {"database", "broker", *OURS}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_lasting_service_is_watched_and_comes_back(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", OURS)
def test_our_services_start_from_the_image_in_order(name):
    service = SERVICES[name]
    assert service["init"] is True
    assert service["environment"]["DJANGO_SETTINGS_MODULE"] == "minamin_portal.settings.production"
    for needed, rule in service["depends_on"].items():
        other = SERVICES[needed]
        once = other.get("restart") == "no"
        assert rule["condition"] == ("service_completed_successfully" if once else "service_healthy")


def test_commands_name_modules_that_exist():
    words = [word for name in OURS for word in SERVICES[name]["command"]]
    assert (ROOT / "manage.py").exists()
    assert "manage.py" in words
    modules = {word.partition(":")[0] for word in words if word.startswith("minamin_portal")}
    assert modules == {"minamin_portal", "minamin_portal.wsgi"}
    assert all(importlib.util.find_spec(module) for module in modules)
    assert words.count("beat") == 1


def test_the_cluster_has_the_text_rules_of_development():
    database = SERVICES["database"]
    assert database["environment"]["POSTGRES_INITDB_ARGS"].split() == list(postgres.LOCALE)
    assert database["volumes"] == ["database:/var/lib/postgresql"]


def test_the_broker_keeps_what_it_has_taken():
    command = " ".join(SERVICES["broker"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_every_variable_stands_in_the_example():
    offered = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert set(re.findall(r"\$\{([A-Z_]+)", TEXT)) <= offered
