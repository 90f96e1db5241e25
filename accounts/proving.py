"""Who asks for much is asked once more who they are: password or second factor, within the last minutes.

Asked by allauth's own page, which goes on afterwards with what was wanted, also with a form that was sent.
"""

from collections.abc import Callable
from functools import wraps
from time import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings


def proof_is_due(request) -> bool:
    """Of the roles in REAUTHENTICATE_ROLES; signing in counts."""
    user = request.user
    if not user.is_authenticated or user.role not in settings.REAUTHENTICATE_ROLES:
        return False
    newest = max((one["at"] for one in get_authentication_records(request, user)), default=0)
    return time() - newest > settings.REAUTHENTICATE_AFTER and bool(get_reauthentication_flows(user))


def ask_for_proof(request) -> None:
    if proof_is_due(request):
        raise ReauthenticationRequired


def proof_first(view: Callable) -> Callable:
    @wraps(view)
    def asked(request, *args, **given):
        ask_for_proof(request)
        return view(request, *args, **given)

    return asked
