"""A form that is sent twice (a double click, an impatient second press) is answered
as the first was (docs/decisions/0022).
"""

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, UnreadablePostError

KEPT = 300  # seconds an answer is remembered
RUNNING, LONGEST_RUN = "running", 60  # an act that takes longer, or whose process died, holds nobody up
PATIENCE, PAUSE = 20.0, 0.05  # how long a second press waits for the first one's answer


class RepeatedFormMiddleware:
    """Outside the session's middleware, so that an answer is remembered with its cookies: a sign-in, a message."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        first = getattr(request, "first_answer", None)
        if first is not None:
            return first
        if hasattr(request, "form_sent"):
            _remember(request.form_sent, response)
        return response

    def process_view(self, request, _view, _args, _kwargs) -> HttpResponse | None:
        """An answer given here keeps the view from acting; `__call__` puts the first one's in its place."""
        form = form_sent(request)
        if not form:
            return None
        request.first_answer = _answer_or_turn(form)
        if request.first_answer is not None:
            return HttpResponse(status=204)
        request.form_sent = form
        return None


def form_sent(request) -> str:
    """A name for this very sending: the token of the page it was sent from, where to, and all that was filled in.

    Django masks the token anew whenever it renders a page; the cookie that belongs to it keeps one browser's answers
    from every other's. Without a token: nothing, the form is not one of ours.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    if request.method != "POST" or not cookie:
        return ""
    try:
        filled_in = request.POST
    except UnreadablePostError:
        return ""
    if not filled_in.get("csrfmiddlewaretoken"):
        return ""
    digest = hashlib.sha256(repr([cookie, request.get_full_path(), list(filled_in.lists())]).encode())
    for field, files in request.FILES.lists():
        for file in files:
            digest.update(repr([field, file.name, file.size]).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return f"form:{digest.hexdigest()}"


def _answer_or_turn(form: str) -> HttpResponse | None:
    """What the first one was answered, once it is there; None for the first one itself, and while the cache is away."""
    until = time.monotonic() + PATIENCE
    while not cache.add(form, RUNNING, LONGEST_RUN):
        answer = cache.get(form)
        if isinstance(answer, HttpResponse):
            return answer
        if time.monotonic() > until:
            break
        time.sleep(PAUSE)
    return None


def _remember(form: str, response: HttpResponse) -> None:
    """Only where it led to. A page of errors is not kept: the form is simply read again."""
    if 300 <= response.status_code < 400:
        cache.set(form, response, KEPT)
    else:
        cache.delete(form)
