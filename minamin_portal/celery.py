"""The Celery application: a hurry-up for work whose truth stands in the database."""
import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minamin_portal.settings.local")
# Encoders start threads before forks otherwise, and forked children hang.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = Celery("minamin_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def _as_django_logs(**_of_the_signal) -> None:
    """A worker that finds somebody here leaves logging as the settings made it."""
