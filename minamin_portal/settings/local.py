"""A newcomer's machine and demonstrations: everything works at once, nothing leaves the machine."""
from .base import *  # noqa: F403
from .base import DATA, LOGGING, env

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-a-machine-that-nobody-else-reaches")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Static files straight from the source folder: no collectstatic before the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "notifications.backends.AppendFileBackend"
EMAIL_FILE = DATA / "mail.mbox"
# For a person at a terminal; a line for each page and task would bury what matters.
LOGGING["handlers"]["console"]["formatter"] = env.str("LOG_SHAPE", default="plain")
LOGGING["loggers"] |= {"portal.request": {"level": "WARNING"}, "portal.task": {"level": "WARNING"}}
