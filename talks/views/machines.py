"""The translation service: a firm agrees and ends it, and keeps a conversation out of it."""
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from companies.models import Firm
from core.acting import press
from core.errors import require
from matching.permissions import firm_of

from .. import services
from ..pages import machines as pages
from ..permissions import can_agree_to_machine, can_decide
from .shared import visible_match


@require_GET
def machine(request):
    firm = _own_firm(request)
    may_act = can_agree_to_machine(request.user, firm)
    return render(request, "talks/machine.html", pages.of_firm(firm) | {"may_act": may_act})


@require_POST
def machine_agree(request):
    firm = _own_firm(request)
    require(can_agree_to_machine(request.user, firm))
    press(request, services.agree_to_machine, firm, done=_("Your firm has agreed. It can be ended here at any time."))
    return redirect("talks:machine")


@require_POST
def machine_end(request):
    firm = _own_firm(request)
    require(can_agree_to_machine(request.user, firm))
    press(request, services.end_machine, firm, done=_("Ended. Nothing is sent to the service any more."))
    return redirect("talks:machine")


@require_POST
def machine_keep(request, pk):
    done = _("Nothing of this conversation is sent to the service.")
    return _of_thread(request, pk, services.keep_from_machine, done)


@require_POST
def machine_allow(request, pk):
    done = _("Your firm no longer keeps this conversation from the service.")
    return _of_thread(request, pk, services.allow_machine, done)


def _of_thread(request, pk, act, done: str):
    match = visible_match(request, pk)
    require(can_decide(request.user, match))
    press(request, act, match, done=done)
    return redirect("talks:thread", match.pk)


def _own_firm(request) -> Firm:
    firm = firm_of(request.user)
    if firm is None:
        raise Http404
    return firm
