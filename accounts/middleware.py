"""The reader's language and zone for every page, and the second factor where the role asks for it."""

from http import HTTPStatus
from time import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from core.i18n import keep_language

from .terms import TO_ACCEPT


class ReaderMiddleware:
    """A signed-in reader's own language and zone win over browser and cookie, except under /ja/, /ru/ … addresses.

    For a signed-out reader the language of such an address is kept: "Register" under /kk/ leads on in Kazakh.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user, of_address = request.user, translation.get_language_from_path(request.path_info)
        if user.is_authenticated:
            user.kept = {}
            if not of_address:
                translation.activate(user.language)
                request.LANGUAGE_CODE = user.language
            timezone.activate(user.time_zone)
        else:
            timezone.deactivate()
        response = self.get_response(request)
        if user.is_authenticated:
            response.headers["Content-Language"] = translation.get_language()
        elif of_address and response.status_code == HTTPStatus.OK:
            keep_language(request, response, of_address)
        return response


class TermsMiddleware:
    """Who signed in without having accepted the terms in force is asked before anything else.

    Their own data they may take along, or delete, all the same.
    """

    OPEN = ("/accounts/", "/language/", "/static/", "/healthz", "/readyz", "/me/terms/", "/me/data/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._must_be_asked(request):
            wanted = request.get_full_path() if request.method == "GET" else "/home/"
            return redirect(f"{reverse('accounts:terms')}?{urlencode({'next': wanted})}")
        return self.get_response(request)

    def _must_be_asked(self, request) -> bool:
        if not request.user.is_authenticated or not request.session.get(TO_ACCEPT):
            return False
        public = translation.get_language_from_path(request.path_info)  # the terms themselves stand there
        return not public and not request.path.startswith(self.OPEN)


class ShortSessionMiddleware:
    """Who may read other people's contacts by their role is signed out after a while without doing anything, and once
    a working day. What they were typing comes back when they sign in again (accounts/begun.py).
    """

    BEGAN, SEEN = "session_began", "session_seen"
    WRITE_AFTER = 60  # seconds: not every page needs to be noted

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.user.role in settings.SHORT_SESSION_ROLES:
            self._watch(request, time())
        return self.get_response(request)

    @classmethod
    def note_sign_in(cls, request, **_of_the_signal) -> None:
        """With the sign-in, so that the first page has nothing to write."""
        request.session[cls.BEGAN] = request.session[cls.SEEN] = time()

    def _watch(self, request, now: float) -> None:
        session = request.session
        began, seen = session.setdefault(self.BEGAN, now), session.setdefault(self.SEEN, now)
        if now - seen > settings.SHORT_SESSION_IDLE or now - began > settings.SHORT_SESSION_AGE:
            logout(request)
        elif now - seen > self.WRITE_AFTER and not request.headers.get("HX-Request"):  # a page asks by itself
            session[self.SEEN] = now


class SecondFactorMiddleware:
    """Roles in MFA_REQUIRED_ROLES reach only the pages where a second factor is set up or given, until this session
    has used one: a session that began without it, or before there was one, proves nothing.
    """

    OPEN = ("/accounts/", "/language/", "/static/", "/healthz", "/readyz")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if page := self._must_see(request):
            wanted = request.get_full_path() if request.method == "GET" else "/home/"
            return redirect(f"{reverse(page)}?{urlencode({'next': wanted})}")
        return self.get_response(request)

    def _must_see(self, request) -> str:
        user = request.user
        if not user.is_authenticated or user.role not in settings.MFA_REQUIRED_ROLES:
            return ""
        if request.path.startswith(self.OPEN) or used_second_factor(request):
            return ""
        adapter = get_adapter()
        if not adapter.is_mfa_enabled(user):
            return "mfa_index"
        by_code = adapter.is_mfa_enabled(user, [Authenticator.Type.TOTP])
        return "mfa_reauthenticate" if by_code else "mfa_reauthenticate_webauthn"


def used_second_factor(request) -> bool:
    return any(one.get("method") == "mfa" for one in get_authentication_records(request, request.user))
