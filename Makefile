# Every command of the project; `make help` lists them. Paths are relative: the folder's own name may hold spaces.
.DEFAULT_GOAL := help
.PHONY: help run backup restore verify-backup drill test lint lint-types lint-rest expected-pairs messages url-roles screens lock clean reset runtime tools scan advisories sbom nightly

PORT ?= 8000
ARGS ?=
# Two test processes, each with its own servers; one at a time: make test WORKERS=0
WORKERS ?= 2
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --progress-bar off --require-hashes
# A closure with hashes needs no second look at what depends on what.
PIP_SCAN := python -m pip --disable-pip-version-check install --progress-bar off --quiet --require-hashes --no-deps \
	--no-compile -r requirements-scan.lock
LOCALES := -l ja -l ru -l kk -l uz
# Enough for the settings of production to be read; nobody answers at these addresses.
PRODUCTION := DJANGO_SETTINGS_MODULE=minamin_portal.settings.production ALLOWED_HOSTS=portal.example \
	PORTAL_URL=https://portal.example MAIL_DOMAIN=portal.example DEFAULT_FROM_EMAIL=no-reply@portal.example \
	EMAIL_URL=smtp+tls://nobody:none@mail.example:587 DATABASE_URL=postgresql://nobody@127.0.0.1:1/none \
	REDIS_URL=redis://127.0.0.1:1/0
export PYTHONUNBUFFERED := 1
# Where a machine forbids compiled modules, each of the portal's processes would compile all of them anew.
unexport PYTHONDONTWRITEBYTECODE

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

run: runtime  ## start everything and print the address; another port: make run PORT=8001
	@exec $(PY) -m minamin_portal.supervisor --port $(PORT)

backup: runtime  ## take a backup of the running portal, checked, into var/backups (BACKUP_FOLDER)
	@$(PY) -m minamin_portal.recovery backup

restore: runtime  ## bring a lost portal back; up to a second: make restore ARGS="--until 2026-11-30T14:05:00+09:00"
	@$(PY) -m minamin_portal.recovery restore $(ARGS)

verify-backup: runtime  ## is the newest backup whole? 0 yes, 1 no, 2 could not be checked
	@$(PY) -m minamin_portal.recovery verify $(ARGS)

drill: runtime  ## bring the newest backup back beside the portal; prints what would be lost and how long it takes
	@$(PY) -m minamin_portal.recovery drill

test: tools  ## all tests, journeys in the browser included; a part: make test ARGS="tests/matching -x"
	@exec $(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

lint: tools  ## style of code and templates, types, settings (of production too), migrations, docker-compose.yml
	@$(MAKE) --no-print-directory --jobs=2 lint-types lint-rest

lint-types: tools
	$(PY) -m mypy

lint-rest: tools
	$(PY) -m ruff check .
	$(dir $(PY))djangofmt check templates
	$(PY) -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(PY) -m pip --disable-pip-version-check check
	$(PY) manage.py check --fail-level WARNING
	@echo "manage.py check --deploy, with settings of production"
	@$(PRODUCTION) SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(PY) manage.py check --deploy --fail-level WARNING
	$(PY) manage.py makemigrations --check --dry-run

scan: $(PY)  ## read the code with the rules of semgrep/; bugs planted beside them must be found
	@cmp -s requirements-scan.lock .venv-scan/requirements.lock || { echo "installing requirements-scan.lock into .venv-scan" \
		&& rm -rf .venv-scan && $(PY) -m venv .venv-scan && .venv-scan/bin/$(PIP_SCAN) && cp requirements-scan.lock .venv-scan/requirements.lock; }
	@$(PY) -m scripts.scan

advisories: tools  ## every locked package against scripts/advisories.json; how old it may be: ARGS="--max-age 30"
	@$(PY) -m scripts.advisories $(ARGS)

# All of them, also when one falls short; what fell short is said at the end.
nightly: tools  ## the figures of docs/trust.md at full size: about an hour, on a machine that has nothing else to do
	@short=; \
	for part in "benchmarks.load --seconds 600" "benchmarks.event_cascade" "benchmarks.mail" "benchmarks.log_chain" \
		"benchmarks.migrations" "pytest -q -s tests/recovery/test_drill.py" \
		"scripts.advisories --max-age 90"; do \
		echo "== $$part"; $(PY) -m $$part || short="$$short; $$part"; \
	done; \
	PORTAL_DATA=var/load $(PY) -m benchmarks.entrance || short="$$short; benchmarks.entrance"; \
	$(MAKE) --no-print-directory scan || short="$$short; scan"; \
	[ -z "$$short" ] || { echo "short of what is wanted$$short"; exit 1; }

sbom: runtime  ## what the portal is made of, with licences: var/sbom.json (CycloneDX)
	@mkdir -p var && $(PY) -m scripts.sbom > var/sbom.json

expected-pairs: runtime  ## import demo/, run the matching once, print the ranks; the last line is JSON
	@$(PY) manage.py migrate --noinput --verbosity 0
	@$(PY) manage.py load_demo
	@$(PY) manage.py import_firms demo/firms.csv demo/lines.csv
	@$(PY) manage.py run_matching
	@$(PY) manage.py expected_pairs

messages: runtime  ## collect the texts of code and templates into locale/ (needs gettext)
	@command -v xgettext >/dev/null || { echo "xgettext is missing (Debian: apt-get install gettext)"; exit 1; }
	$(PY) manage.py makemessages $(LOCALES) --no-wrap --ignore "var/*" --ignore "tests/*"

url-roles: tools  ## write anew who reaches which page; its diff says what a change lets whom do
	@WRITE_URL_ROLES=1 $(PY) -m pytest tests/architecture/test_url_roles.py -q
	@git --no-pager diff -U0 -- tests/architecture/url_roles.txt

screens: tools  ## pictures of every page in var/screens/; a part: make screens ARGS="--pages home,jobs --languages ja"
	@$(PY) -m scripts.screens $(ARGS)

lock:  ## write the lock files again after a change of requirements*.txt (needs uv)
	@command -v uv >/dev/null || { echo "uv is missing: pip install uv"; exit 1; }
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements.txt -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links requirements-dev.txt -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras --no-emit-index-url --no-emit-find-links requirements-scan.txt -o requirements-scan.lock

reset: runtime  ## delete this portal's data (var/), so that the next start begins anew
	@$(PY) -m minamin_portal.supervisor --reset

clean:  ## delete the virtual environment and caches; the data stays
	rm -rf .venv .venv-scan .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A lock that was installed is kept as a copy inside the environment: nothing is installed twice.
runtime: $(PY)
	@cmp -s requirements.lock .venv/requirements.lock || { echo "installing requirements.lock into .venv" \
		&& $(PIP) -r requirements.lock && cp requirements.lock .venv/; }

tools: runtime
	@cmp -s requirements-dev.lock .venv/requirements-dev.lock || { echo "installing requirements-dev.lock into .venv" \
		&& $(PIP) -r requirements.lock -r requirements-dev.lock && cp requirements-dev.lock .venv/; }

# The first Python that is new enough; a shim that only says "not installed" is passed over.
$(PY):
	@for python in python3.11 python3 python3.12 python3.13 python3.14; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && break; python=; \
	done; \
	[ -n "$$python" ] || { echo "Python 3.11 or newer is needed; found: $$(python3 -V 2>&1)"; exit 1; }; \
	echo "making .venv with $$("$$python" -V)"; \
	"$$python" -m venv .venv && $(PY) -m pip --version >/dev/null \
		|| { rm -rf .venv; echo "no virtual environment could be made (Debian: apt-get install python3-venv)"; exit 1; }
