"""For machines: /healthz says that the process lives, /readyz whether work is being done."""

import time

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..health import Check, checks

KEPT = 3.0  # seconds: many may ask, the database is asked once


class Last:
    at = -KEPT
    found: list[Check] = []


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    if time.monotonic() - Last.at >= KEPT:
        Last.found, Last.at = checks(timezone.now()), time.monotonic()
    red = [check.name for check in Last.found if check.is_red]
    answer = {"state": "red" if red else "ok", "red": red, "checks": [check.as_json() for check in Last.found]}
    response = JsonResponse(answer, status=503 if red else 200)
    response._has_been_logged = True  # an answer, not an error of ours: asked every few seconds, it would fill the log
    return response


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process lives; asks nobody. core.middleware.AliveMiddleware answers before this does."""
    return HttpResponse("ok", content_type="text/plain")
