"""Agreements about personal data: what was agreed to, and withdrawing it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.acting import press
from core.looks import PERSON, look

from .. import services, withdrawing
from ..consents import agreed_text
from ..models import ConsentRecord

PER_PAGE = 50


def _visible_to(user):
    """Agreements the reader recorded, or that concern their own address."""
    return ConsentRecord.objects.filter(Q(recorded_by=user) | Q(person_email__iexact=user.email))


@require_GET
def consents(request):
    found = _visible_to(request.user).order_by("-given_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        look(one, PERSON)
    return render(request, "accounts/consents.html", {"consents": page})


@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    """Says what follows; the button withdraws."""
    found = get_object_or_404(_visible_to(request.user), pk=pk)
    done = _("The agreement is withdrawn.")
    if request.method == "POST" and press(request, services.withdraw_agreement, found, done=done):
        return redirect("accounts:consents")
    look(found, PERSON)
    text = agreed_text(found.purpose, found.text_version)
    context = {"consent": found, "text": text, "follows": withdrawing.said_before(found)}
    return render(request, "accounts/withdraw.html", context)
