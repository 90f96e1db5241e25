"""docker-compose.yml says what the code says; its schema is checked by `make lint`."""
import importlib.util
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.utils import timezone

from core.database.roles import BACKUP, OWNER, WEB
from dashboard.health import checks
from minamin_portal.embedded import postgres
from minamin_portal.settings.queues import QUEUES

WORKERS = ("codes", "mail", "solver", "worker")
ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
OURS = ("roles", "migrate", "web", *WORKERS, "beat", "watch", "backups")
ONCE = {"roles", "migrate"}
BESIDE = ("proxy", "scanner")  # started only where they are asked for


def test_it_names_the_services_of_the_floor_plan():
    assert set(SERVICES) == {"database", "broker", *OURS, *BESIDE}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONCE))
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
    assert modules == {"minamin_portal", "minamin_portal.wsgi", "minamin_portal.recovery"}
    assert all(importlib.util.find_spec(module) for module in modules)
    assert words.count("beat") == 1


def test_what_is_not_needed_everywhere_has_to_be_asked_for():
    assert {name for name, service in SERVICES.items() if "profiles" in service} == set(BESIDE)


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_container_can_take_the_machine_or_gain_rights(name):
    service = SERVICES[name]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["logging"]["options"]["max-size"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("privileged")


def test_only_the_proxy_listens_to_the_world():
    open_to_all = {
        name for name, service in SERVICES.items() for port in service.get("ports", []) if not port.startswith("127.")
    }
    assert open_to_all == {"proxy"}


def test_the_example_proxy_takes_bodies_as_large_as_our_uploads():
    (bound,) = re.findall(r"max_size (\d+)MB", TEXT)
    assert int(bound) * 1_000_000 > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_every_queue_has_one_worker_that_listens_to_it():
    commands = [SERVICES[name]["command"] for name in WORKERS]
    heard = [queue for command in commands for queue in command[command.index("-Q") + 1].split(",")]
    assert sorted(heard) == sorted(QUEUES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["web", *WORKERS, "beat"])
def test_health_checks_ask_for_what_the_portal_watches(name):
    program, script, _address, *asked = SERVICES[name]["healthcheck"]["test"][1:]
    assert (program, script) == ("python", "minamin_portal/healthy.py")
    known = {check.name for check in checks(timezone.now())}
    assert set(asked) <= known


def test_each_service_comes_as_the_role_that_can_do_least():
    comes_as = {name: urlsplit(SERVICES[name]["environment"]["DATABASE_URL"]).username for name in OURS}
    superuser = SERVICES["database"]["environment"]["POSTGRES_USER"]
    working = dict.fromkeys(set(OURS) - ONCE, WEB)
    assert comes_as == working | {"roles": superuser, "migrate": OWNER}
    assert urlsplit(SERVICES["backups"]["environment"]["BACKUP_DATABASE_URL"]).username == BACKUP


def test_no_service_holds_the_password_of_another_role():
    """.env is read by all of ours; what is not for them is emptied again."""
    for name in set(OURS) - ONCE - {"backups"}:
        given = SERVICES[name]["environment"]
        held = {key: value for key, value in given.items() if key.endswith("PASSWORD") and value}
        assert held == {"DATABASE_PASSWORD": "${WEB_PASSWORD:?set it in .env}"}, name


def test_backups_have_a_place_and_a_way_in():
    assert SERVICES["backups"]["volumes"] == ["backups:/backups"]
    assert f"host replication {BACKUP} all scram-sha-256" in TEXT
    for setting in ("max_slot_wal_keep_size=2GB", "hba_file=/etc/portal-access.conf"):
        assert setting in SERVICES["database"]["command"]


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
