"""Settings that hold everywhere. local.py, test.py and production.py add what differs."""
import os
import sys
from datetime import timedelta

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from minamin_portal import embedded

from .elsewhere import *  # noqa: F403
from .environment import DATA, ROOT, env
from .health import *  # noqa: F403
from .lines import *  # noqa: F403
from .patience import *  # noqa: F403
from .patience import BROKER_TIMEOUT, CACHE_TIMEOUT, DATABASE_SOCKET
from .proof import *  # noqa: F403
from .queues import *  # noqa: F403

# The operating system's zone files lag behind (Almaty became UTC+5 in March 2024): PyPI's tzdata decides.
os.environ["PYTHONTZPATH"] = ""
if "zoneinfo" in sys.modules:
    sys.modules["zoneinfo"].reset_tzpath(to=())

BASE_DIR = ROOT
PORTAL_DATA = DATA
# Commands that touch no database (help, messages) run without servers: then an address where nobody answers.
SERVERS = (
    embedded.urls() or {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}
)

INSTALLED_APPS = [
    "core",
    "accounts",
    "notifications",
    "companies",
    "matching",
    "events",
    "leads",
    "talks",
    "meetings",
    "mou",
    "office",
    "dashboard",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "core.middleware.AliveMiddleware",
    "core.tracing.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.repeats.RepeatedFormMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.OutsideMiddleware",
    "core.middleware.MissingLanguageMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.middleware.ClosingDaysMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ShortSessionMiddleware",
    "accounts.middleware.ReaderMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "accounts.middleware.TermsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.LooksMiddleware",
    "core.middleware.PrivatePagesMiddleware",
    "core.middleware.RefusalMiddleware",
    "accounts.begun.BegunMiddleware",
]

ROOT_URLCONF = "minamin_portal.urls"
WSGI_APPLICATION = "minamin_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboard.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.portal_ui",
                "core.templatetags.portal_time",
                "core.templatetags.portal_texts",
            ],
        },
    }
]
FORM_RENDERER = "core.forms.drawing.Renderer"

database = dj_database_url.parse(SERVERS["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)
database["PASSWORD"] = env.str("DATABASE_PASSWORD", default=database.get("PASSWORD", ""))  # any signs, / and # too
database["ENGINE"] = "core.database"
database["OPTIONS"] = {**DATABASE_SOCKET, "application_name": "minamin_portal", **database.get("OPTIONS", {})}
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = SERVERS["REDIS_URL"]
CACHES = {
    "default": {
        "BACKEND": "core.cache.FailSoftRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        "OPTIONS": {"socket_connect_timeout": CACHE_TIMEOUT, "socket_timeout": CACHE_TIMEOUT},
    },
    # Where limits are counted while the other is away: slower, and the same for all processes.
    "limits": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_limits"},
}

AUTH_USER_MODEL = "accounts.User"
# E-mail addresses are unique without regard to case, by the constraint user_email_once.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.DressedCommonValidator"},
    {"NAME": "accounts.passwords.NoNamesValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard:home"
LOGOUT_REDIRECT_URL = "public:landing"
ACCOUNT_ADAPTER = "notifications.account_mail.OutboxAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupDetails"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Wrong passwords. By address first: who tries from outside slows themselves down, hardly the person they mean, for whom
# a code by mail stays the way in.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,30/5m/key"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = env.str("PORTAL_URL", default="http://localhost:8000").split(":")[0]
ACCOUNT_FORMS = {
    "confirm_email_verification_code": "accounts.code_forms.ConfirmAddress",
    "confirm_login_code": "accounts.code_forms.ConfirmSignIn",
    "confirm_password_reset_code": "accounts.code_forms.ConfirmReset",
}
MFA_ADAPTER = "accounts.second_factor.EncryptedMFAAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.code_forms.AddAuthenticator",
    "add_webauthn": "accounts.keys.AddKeyForm",
    "authenticate": "accounts.code_forms.SecondFactor",
    "edit_webauthn": "accounts.keys.EditKeyForm",
    "reauthenticate": "accounts.code_forms.SecondFactorAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Minamin"
USERSESSIONS_TRACK_ACTIVITY = False
# Roles that may enter only with a second factor.
MFA_REQUIRED_ROLES = env.list("MFA_REQUIRED_ROLES", default=[])

LANGUAGE_CODE = "en"
LANGUAGES = [("ja", "日本語"), ("en", "English"), ("ru", "Русский"), ("kk", "Қазақша"), ("uz", "Oʻzbekcha")]
# Our words for the texts of Django and allauth stand apart: `make messages` collects into the first folder only.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale_libraries"]
FORMAT_MODULE_PATH = ["core.formats"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
# Seconds. These roles are signed out after an hour without doing anything, and after twelve hours in any case.
SHORT_SESSION_ROLES = env.list("SHORT_SESSION_ROLES", default=["staff", "liaison", "administrator"])
SHORT_SESSION_IDLE = env.int("SHORT_SESSION_IDLE", default=3600)
SHORT_SESSION_AGE = env.int("SHORT_SESSION_AGE", default=12 * 3600)
CSRF_FAILURE_VIEW = "dashboard.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "core.uploads.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# host:port of a ClamAV daemon; without one, files are looked into by the portal itself only.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

# Kept by `python -m minamin_portal.recovery keep`: where, the hour (UTC) of the nightly one, and for how long.
BACKUP_FOLDER = env.str("BACKUP_FOLDER", default="") or str(DATA / "backups")
BACKUP_HOUR = env.int("BACKUP_HOUR", default=18)
BACKUP_KEEP_DAYS = env.int("BACKUP_KEEP_DAYS", default=14)

PORTAL_URL = env.str("PORTAL_URL", default="http://localhost:8000").rstrip("/")
PORTAL_NAME = "Minamin"
MAIL_DOMAIN = env.str("MAIL_DOMAIN", default="portal.minamin.example")
SUPPORT_ADDRESS = env.str("SUPPORT_ADDRESS", default="support@portal.minamin.example")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Minamin <no-reply@portal.minamin.example>")
# The postal identity at the foot of every letter.
OFFICE_NAME = env.str("OFFICE_NAME", default="Minamin Co., Ltd.")
OFFICE_ADDRESS = env.str("OFFICE_ADDRESS", default="Chiyoda-ku, Tokyo, Japan")
CLOSING_DAYS_READ_EVERY = 60  # seconds; what staff write down counts everywhere after that
OFFICE_PHONE = env.str("OFFICE_PHONE", default="+81 3-0000-0000")
# How long a decision can be taken back; nothing it causes leaves the house before.
UNDO_WINDOW = timedelta(seconds=10)

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SOFT_TIME_LIMIT = 1500
CELERY_TASK_TIME_LIMIT = 1700
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Publishing from a page gives up within a second when the broker is down: the outbox is the truth.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "connect_retries_timeout": 0.2,
    "socket_connect_timeout": BROKER_TIMEOUT / 2,
    "socket_timeout": BROKER_TIMEOUT,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 3600,
}
CELERY_BEAT_SCHEDULER = "core.schedule:ClaimedScheduler"
CELERY_BEAT_SCHEDULE = {
    "deliver codes that a wake-up missed": {
        "task": "notifications.deliver_codes", "schedule": 2.0, "options": {"expires": 2}
    },
    "deliver what a wake-up missed": {"task": "notifications.deliver", "schedule": 7.0, "options": {"expires": 6}},
    # Soon after every full hour; a missed one is made up for.
    "digests of mails": {
        "task": "notifications.send_digests", "schedule": crontab(minute="2-59/10"), "options": {"expires": 599}
    },
    "unread messages that are settled": {
        "task": "notifications.settle", "schedule": crontab(minute="7-59/10"), "options": {"expires": 599}
    },
    "drafts of a fortnight ago": {"task": "accounts.delete_drafts", "schedule": crontab(minute=40, hour="*/6")},
    "looks at contacts of years ago": {"task": "accounts.delete_looks", "schedule": crontab(minute=43, hour="*/6")},
    "wipe texts of mails whose time is over": {
        "task": "notifications.end_texts", "schedule": 300.0, "options": {"expires": 299}
    },
    "read the activity log": {"task": "core.read_log", "schedule": 15.0, "options": {"expires": 14}},
    "chain the activity log": {"task": "core.chain_log", "schedule": 60.0, "options": {"expires": 59}},
    "work on imports": {"task": "companies.work_on_imports", "schedule": 30.0, "options": {"expires": 29}},
    "work on matching runs": {"task": "matching.work_on_runs", "schedule": 30.0, "options": {"expires": 29}},
    "refresh changed firms": {"task": "matching.refresh_firms", "schedule": 30.0, "options": {"expires": 29}},
    "answer questions": {"task": "matching.answer_questions", "schedule": 30.0, "options": {"expires": 29}},
    "expire what is due": {"task": "matching.expire_due", "schedule": crontab(minute=5), "options": {"expires": 3000}},
    "tell firms that never answer": {
        "task": "matching.tell_silent_firms", "schedule": crontab(minute=20, hour=3), "options": {"expires": 3000}
    },
    "ask results": {"task": "talks.ask_results", "schedule": crontab(minute=35), "options": {"expires": 3000}},
    "translate messages": {"task": "talks.translate_messages", "schedule": 60.0, "options": {"expires": 55}},
    "watch decisions": {"task": "talks.watch_decisions", "schedule": crontab(minute=25), "options": {"expires": 3000}},
    "chase calls": {"task": "matching.chase_calls", "schedule": crontab(minute=52), "options": {"expires": 3000}},
    "expire partnering profiles": {
        "task": "companies.expire_profiles",
        "schedule": crontab(minute=35),  # each country has a midnight of its own
        "options": {"expires": 3000},
    },
    "remind invited firms": {
        "task": "companies.remind_invited",
        "schedule": crontab(minute=40, hour="3-8"),  # office hours from Tokyo to Tashkent; each reminder is sent once
        "options": {"expires": 3000},
    },
    "tell of firms and chambers nobody acts for": {
        "task": "companies.watch_roles", "schedule": 60.0, "options": {"expires": 59}
    },
    "tell of events nobody organises": {
        "task": "events.watch_organisers", "schedule": 60.0, "options": {"expires": 59}
    },
    "chase requests to join": {
        "task": "companies.chase_claims", "schedule": crontab(minute=50), "options": {"expires": 3000}
    },
    "ask state registers for closed and renamed firms": {
        "task": "companies.watch_registers",
        "schedule": crontab(minute="*/5", hour="15-19"),  # night from Tokyo to Almaty; a part of the firms each time
        "options": {"expires": 299},
    },
    "tell of inquiries nobody answered": {
        "task": "leads.chase", "schedule": crontab(minute=55), "options": {"expires": 3000}
    },
    "let what was left behind follow merged firms": {
        "task": "companies.follow_up_merges",
        "schedule": crontab(minute=45, hour=16),  # before the nightly matching
        "options": {"expires": 3000},
    },
    "write reports": {"task": "mou.work_on_reports", "schedule": 30.0, "options": {"expires": 29}},
    "look into files": {"task": "core.inspect_files", "schedule": 30.0, "options": {"expires": 29}},
    # Whoever has a working morning now; what was said once is not said again.
    "remind of obligations": {"task": "mou.remind", "schedule": crontab(minute=10), "options": {"expires": 3000}},
    "digests of bulletins": {"task": "mou.send_digests", "schedule": crontab(minute=25), "options": {"expires": 3000}},
    # Just after midnight in Tokyo, and once more when it is midnight in Astana.
    "let new terms take over": {
        "task": "mou.turn_over", "schedule": crontab(minute=15, hour="15,19"), "options": {"expires": 3000}
    },
    "end memoranda that have run out": {
        "task": "mou.expire_memoranda",
        "schedule": crontab(minute=20, hour=19),
        "options": {"expires": 3000},
    },
    "carry out changes of events": {"task": "events.carry_out", "schedule": 20.0, "options": {"expires": 19}},
    "tell whoever a change touches": {"task": "events.tell", "schedule": 20.0, "options": {"expires": 19}},
    "tell second contacts": {"task": "events.tell_second_contacts", "schedule": 60.0, "options": {"expires": 59}},
    "remind organisers of late decisions": {
        "task": "events.chase_decisions", "schedule": crontab(minute=40), "options": {"expires": 3000}
    },
    "let offers of seats lapse": {"task": "events.lapse_offers", "schedule": 60.0, "options": {"expires": 59}},
    "compute timetables": {"task": "meetings.work_on_runs", "schedule": 20.0, "options": {"expires": 19}},
    "end requests nobody answered": {"task": "meetings.expire_requests", "schedule": 60.0, "options": {"expires": 59}},
    "remind of next steps after meetings": {
        "task": "meetings.remind_of_next_steps",
        "schedule": crontab(minute=0, hour="4-12"),  # once said; the later ones are for what failed
        "options": {"expires": 3000},
    },
    "write badges": {"task": "events.work_on_prints", "schedule": 30.0, "options": {"expires": 29}},
    "open, close and begin events": {"task": "events.turn", "schedule": 60.0, "options": {"expires": 59}},
    # 02:00 in Tokyo, 22:00 in Astana.
    "match every night": {
        "task": "matching.run_nightly", "schedule": crontab(minute=0, hour=17), "options": {"expires": 3000}
    },
}

PRODUCT_NAME = _("Partner portal")
