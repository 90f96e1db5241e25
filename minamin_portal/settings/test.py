"""Tests: real PostgreSQL and Valkey, quick hashes, mails kept in memory."""
import os

from .base import *  # noqa: F403
from .base import CACHES, DATABASES

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-tests"  # noqa: S105 - nothing signed with it leaves a test
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES |= {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_ALWAYS_EAGER = False
ACCOUNT_RATE_LIMITS = False
CLOSING_DAYS_READ_EVERY = 0  # never by itself: the process that writes them learns them at once
# A database that has all migrations already (tests/migrated.py); without one they run.
# Joins are taken in the order they are written. What is found stays the same; on tables of a few rows, looking for the
# best order takes most of PostgreSQL's time (docs/benchmarks.md).
PLANNER = "-c join_collapse_limit=1 -c from_collapse_limit=1"
DATABASES["default"]["OPTIONS"]["options"] = PLANNER
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_DATABASE_TEMPLATE", "template1")}
