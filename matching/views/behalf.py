"""A firm answered outside the portal: staff record it; the firm itself confirms it or takes it back."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from companies.models import Contact, Firm
from companies.permissions import can_read_spoken
from core.acting import attempt, posted, press
from core.errors import require
from core.files.downloads import hand_out
from core.uploads import dropped_files

from .. import services
from ..forms import SpokenForm
from ..models import Introduction
from ..pages.calling import person_facts, reach_facts, script
from ..permissions import can_answer_on_behalf, can_consent, firm_of
from .introductions import visible


def party(found: Introduction, pk) -> Firm:
    for firm in found.match.firms:
        if firm.pk == pk:
            return firm
    raise Http404


@require_http_methods(["GET", "POST"])
def answer(request, pk, firm):
    found = visible(request, pk)
    firm = party(found, firm)
    require(can_answer_on_behalf(request.user, found.match, firm))
    form = SpokenForm(posted(request), request.FILES or None, dropped=dropped_files(request))
    status = attempt(form, services.answer_on_behalf, found, firm=firm, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, _("Recorded. The firm can confirm it or take it back once it has an account."))
        return redirect("matching:introduction", found.pk)
    contact = Contact.objects.filter(firm=firm).first()
    return render(request, "matching/answer.html", {
        "introduction": found, "firm": firm, "form": form, "person": person_facts(contact) + reach_facts(contact),
        "script": script(found, firm, contact),
    }, status=status)


@require_POST
def answer_confirm(request, pk):
    return _settle(request, pk, services.confirm_answer, _("Confirmed."))


@require_POST
def answer_take_back(request, pk):
    return _settle(request, pk, services.take_back_answer, _("Taken back. Minamin is told."))


def _settle(request, pk, act, done: str):
    found = visible(request, pk)
    require(can_consent(request.user, found))
    press(request, act, found, done=done, firm=firm_of(request.user))
    return redirect("matching:introduction", found.pk)


@require_GET
def answer_file(request, pk, firm):
    found = visible(request, pk)
    spoken = found.spoken_of(party(found, firm))
    require(spoken is not None and spoken.file is not None and can_read_spoken(request.user, spoken))
    return hand_out(request, spoken.file)
