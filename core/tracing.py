"""One id for all that a request sets off: its lines, and those of the tasks it wakes."""

import logging
import re
import time
import uuid

from celery.signals import before_task_publish, task_postrun, task_prerun
from django.conf import settings

from .logs import CONTEXT, current_request_id, during, shown_path

logger = logging.getLogger("portal.request")
tasks = logging.getLogger("portal.task")
HEADER = "X-Request-ID"
HARMLESS = re.compile(r"[A-Za-z0-9-]{8,64}")
SECRETS = ("token", "key", "code", "uidb36")  # arguments of addresses by which somebody is let in
QUIET = ("/static/", "/healthz", "/readyz")


class RequestLogMiddleware:
    """Outermost: a line for each request, its id in the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began, number = time.perf_counter(), request_id_of(request)
        with during(
            request=number, method=request.method, person=lambda: person_of(request), path=lambda: path_of(request)
        ):
            response = self.get_response(request)
            response[HEADER] = number
            if not request.path.startswith(QUIET):
                ms = round((time.perf_counter() - began) * 1000)
                logger.info("answered", extra={"status": response.status_code, "ms": ms})
        return response


def request_id_of(request) -> str:
    """A proxy's own is taken over, where one is trusted; otherwise a new one."""
    given = request.headers.get(HEADER, "") if getattr(settings, "TRUSTED_PROXIES", 0) else ""
    return given if HARMLESS.fullmatch(given) else uuid.uuid4().hex


def person_of(request) -> str:
    """Known once the page has asked who reads it; the log asks nobody."""
    user = getattr(request, "_cached_user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""


def path_of(request) -> str:
    found = getattr(request, "resolver_match", None)
    given = {name: str(value) for name, value in found.kwargs.items()} if found else {}
    return shown_path(request.path, tuple(given[name] for name in SECRETS if name in given))


@before_task_publish.connect
def _hand_on(headers=None, **_of_the_signal) -> None:
    if headers is not None and (number := current_request_id()):
        headers["request_id"] = number


@task_prerun.connect
def _begin(task=None, **_of_the_signal) -> None:
    number = getattr(task.request, "request_id", None) or (task.request.headers or {}).get("request_id")
    task.request.began, task.request.before = time.perf_counter(), CONTEXT.get()
    CONTEXT.set({"request": number or uuid.uuid4().hex, "task": task.name})


@task_postrun.connect
def _end(task=None, state="", **_of_the_signal) -> None:
    ms = round((time.perf_counter() - task.request.began) * 1000)
    tasks.info("ran", extra={"status": state, "ms": ms})
    CONTEXT.set(task.request.before)
