"""Answers that hold for every page: private pages are not kept, refusals become readable pages."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from . import closing, looks
from .enums import LookWay
from .errors import Refusal
from .i18n import LANGUAGE_CODES, YEAR, accepted_as_ours, missing_language
from .through import link_used, one_request


class AliveMiddleware:
    """First of all: whether this process lives is said without asking cache or database, under the portal's name."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/healthz" and request.method in ("GET", "HEAD"):
            request.get_host()  # another name is refused here as everywhere
            return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})
        return self.get_response(request)


class OutsideMiddleware:
    """What no page should meet: a NUL, which no row can hold, and our languages written in another way ("/EN/")."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        first = request.path_info.split("/")[1]
        if "\0" in request.path_info:
            raise Http404
        if first.lower() in LANGUAGE_CODES and first not in LANGUAGE_CODES:
            raise Http404
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) not in LANGUAGE_CODES:
            request.COOKIES.pop(settings.LANGUAGE_COOKIE_NAME, None)
        return self.get_response(request)


class MissingLanguageMiddleware:
    """Before Django chooses the language: whose browser asks for one that we lack gets Russian, and is told so once."""

    TOLD = "language_told"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        header = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        request.META["HTTP_ACCEPT_LANGUAGE"] = accepted_as_ours(header)
        missing = missing_language(header)
        request.missing_language = missing if request.COOKIES.get(self.TOLD) != missing else ""
        response = self.get_response(request)
        if request.missing_language and getattr(request, "told_of_language", False):
            response.set_cookie(self.TOLD, missing, max_age=YEAR, samesite="Lax", secure=request.is_secure())
        return response


class ClosingDaysMiddleware:
    """Pages count business days with what staff wrote down lately."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        closing.refresh()
        return self.get_response(request)


class LooksMiddleware:
    """Whose contacts an answer shows is written before it leaves; where that fails, it does not leave."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with one_request(), looks.noting() as book:
            response = self.get_response(request)
            if book.seen and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                self._note(request, response, book)
        return response

    @staticmethod
    def _note(request, response, book) -> None:
        reader = request.user if request.user.is_authenticated else None
        looks.note(
            book.seen, by=reader, link=link_used() or ("" if reader else "link"), now=timezone.now(),
            way=LookWay.FILE if response.has_header("Content-Disposition") else LookWay.PAGE,
            page=request.resolver_match.view_name if request.resolver_match else "",
        )


class PrivatePagesMiddleware:
    """What a signed-in person sees is stored by no cache on the way."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response


class RefusalMiddleware:
    """A Refusal that no view turned into a form error becomes a page with its reason and status."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refusal):
            answer = render(request, exception.template, {"refusal": exception}, status=exception.status)
            add_never_cache_headers(answer)
            return answer
        return None
