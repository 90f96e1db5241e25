"""The partner's page, its pictures and the same as a paper: for people of the two firms, once contacts are open."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from companies.models import Firm, Picture
from core.errors import NotPermitted
from core.files.downloads import attachment, show_picture
from core.limits import is_within
from core.typesetting.composing import PageNotMade
from matching.computed.answering import record_of
from matching.models import Introduction
from matching.pages import handover
from matching.pages.answering import record_words
from matching.permissions import can_see_contacts, firm_of
from matching.services import reveal_contacts

from .. import papers
from ..pages import partner as pages
from .shared import visible_match

MOST_PAPERS_AN_HOUR = 30  # each takes a process of its own


@require_GET
def partner(request, pk):
    found, own, other = _known(request, pk)
    now = timezone.now()
    try:
        contacts = reveal_contacts(found, by=request.user, now=now)
    except NotPermitted as closed:
        raise Http404 from closed
    contact = contacts["japan" if other.pk == found.match.japan_id else "partner"]
    return render(request, "talks/partner.html", {
        "match": found.match, "introduction": found, "other": other,
        "contact": handover.contact_view(contact, other), "record": record_words(record_of(other, now)),
        "local_times": handover.clocks([own.zone, other.zone], now),
        "hours": handover.office_hours([own.zone, other.zone], now),
    } | _about(other, found))


@require_GET
def partner_paper(request, pk):
    """Without the contact person: what a firm says about itself, to hand on within the reader's own."""
    found, _own, other = _known(request, pk)
    if not is_within(f"papers of {request.user.pk}", MOST_PAPERS_AN_HOUR, 3600):
        messages.error(request, _("Many papers within an hour. Fetch this one later."))
        return redirect("talks:partner", pk)
    try:
        content = papers.about_firm(other, _about(other, found), now=timezone.now(), zone=request.user.time_zone)
    except PageNotMade:
        messages.error(request, _("The page could not be made. Try again in a minute."))
        return redirect("talks:partner", pk)
    return attachment("about.pdf", "application/pdf", content)


@require_GET
def partner_picture(request, pk, picture):
    _found, _own, other = _known(request, pk)
    rows = Picture.objects.for_partners().of_firm(other)
    return show_picture(request, get_object_or_404(rows, pk=picture).file)


def _about(other: Firm, found: Introduction) -> dict:
    facts = pages.firm_facts(other)
    return {
        "logo": pages.logo_of(other, found), "facts": [fact for fact in facts if fact["value"]],
        "unknown": pages.unknown(facts), "offers": pages.offers_of(other, found),
        "answers": pages.answers_of(other, found), "files": pages.files_of(other, found),
    }


def _known(request, pk) -> tuple[Introduction, Firm, Firm]:
    """The introduction, the reader's firm and the other; not there for anybody who may not see contacts."""
    match, own = visible_match(request, pk), firm_of(request.user)
    opened = [one for one in match.introductions.all() if one.is_released]
    found = max(opened, key=lambda one: one.requested_at, default=None)
    if own is None or found is None:
        raise Http404
    found.match = match
    if not can_see_contacts(request.user, found, timezone.now()):
        raise Http404
    return found, own, match.other(own)
