"""Forms that were begun and not saved: kept when they are refused, when the session has ended, or while somebody types.

A page takes part with `begun(request, form)`.
"""

from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from core.forms.edit import SEAL

from . import services

REFUSED = (409, 422)
TAKEN_UP = "begun"  # in the address: the form shows what was typed
WHO = "writer"  # the cookie that says who was signed in here last
WHO_SALT = "accounts.begun"
WHO_AGE = int(services.drafts.LIFETIME.total_seconds())


def page_of(address: str) -> str:
    """The page of a form, whether or not its draft is being taken up."""
    path, _mark, query = address.partition("?")
    asked = QueryDict(query, mutable=True)
    asked.pop(TAKEN_UP, None)
    return f"{path}?{asked.urlencode()}" if asked else path


def taken_up(page: str) -> str:
    return f"{page}{'&' if '?' in page else '?'}{TAKEN_UP}=yes"


def typed_before(request) -> QueryDict | None:
    """What the reader typed here and did not save, if they want it back; the page offers it otherwise."""
    request.keeps_form = page_of(request.get_full_path())
    if request.method != "GET" or not request.user.is_authenticated:
        return None
    found = services.draft_of(person=request.user, page=request.keeps_form, now=timezone.now())
    if found is None:
        return None
    request.draft, typed = found
    request.draft_url = "" if TAKEN_UP in request.GET else taken_up(request.keeps_form)
    return typed if TAKEN_UP in request.GET else None


def begun(request, form):
    """The form as it was typed, not judged yet, where its draft is taken up."""
    typed = typed_before(request)
    return form if typed is None or form is None or form.is_bound else as_typed(form, typed)


def as_typed(form, typed: QueryDict):
    """A form that is not bound, with what was typed instead of what it would begin with."""
    form.initial = dict(form.initial)
    for name, field in form.fields.items():
        kept = name == SEAL or not (field.widget.is_hidden or field.disabled or isinstance(field, forms.FileField))
        if kept:
            form.initial[name] = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
            field.show_hidden_initial = False  # what was seen then is no more what stands there
    return form


class BegunMiddleware:
    """Innermost: it sees what the view answered, and where somebody is sent to sign in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and not request.path.startswith("/accounts/"):
            response = _after(request, response)
        _remember_who(request, response)
        return response


def _after(request, response) -> HttpResponse:
    page, is_redirect = page_of(request.get_full_path()), isinstance(response, HttpResponseRedirect)
    if request.user.is_authenticated:
        if response.status_code in REFUSED and hasattr(request, "keeps_form"):
            keep(request, request.user.pk)
        elif is_redirect and not hasattr(request, "kept"):
            services.drop_draft(person=request.user, page=page)
    elif is_redirect and response.url.startswith(resolve_url(settings.LOGIN_URL)) and keep(request, writer(request)):
        messages.warning(
            request, _("Your session has ended. Sign in again: the form comes back as you typed it.")
        )
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': taken_up(page)})}")
    return response


def keep(request, person) -> bool:
    """For the person who typed it, whoever signs in here next."""
    if not person:
        return False
    fields, page = services.fields_of(request.POST), page_of(request.get_full_path())
    request.kept = services.keep_draft(person=person, page=page, fields=fields, now=timezone.now())
    return request.kept


def writer(request) -> str:
    """Who was signed in with this browser until the session ended, and did not sign out; "" where nobody is known."""
    return request.get_signed_cookie(WHO, default="", salt=WHO_SALT, max_age=WHO_AGE) or ""


def _remember_who(request, response) -> None:
    if not request.user.is_authenticated:
        if request.path == resolve_url("account_logout") and WHO in request.COOKIES:
            response.delete_cookie(WHO, samesite="Lax")
    elif writer(request) != str(request.user.pk):
        response.set_signed_cookie(
            WHO, str(request.user.pk), salt=WHO_SALT, max_age=WHO_AGE, httponly=True, samesite="Lax",
            secure=bool(settings.SESSION_COOKIE_SECURE),
        )
