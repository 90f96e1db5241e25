"""Introductions: consent of both firms, contacts once released, what comes of it; the staff may take one back."""
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.consents import TEXTS
from accounts.enums import Purpose
from accounts.proving import ask_for_proof, proof_is_due
from companies.models import Contact, Firm
from companies.pages.timeline import timeline_of
from companies.pages.vacancies import of_chamber
from core.acting import asked_filter, attempt, press
from core.errors import NotPermitted, require
from core.lifecycle import allowed_actions
from core.text import clean

from .. import services
from ..computed.answering import record_of
from ..forms import ConcludeForm, ConsentForm, IntroductionDeclineForm, ReasonForm
from ..models import Introduction
from ..pages import behalf, casefile, handover
from ..pages.answering import record_words
from ..pages.missed import missed_of_firm, missed_of_match
from ..permissions import can_consent, can_propose, firm_of, has_open_export_question
from ..rules.overlap import far_zone

PARTS = ("", "concluded", "closed")  # in the address
SHOW = "contacts"  # in the address: staff ask for the contact persons


@require_GET
def introductions(request):
    """A firm's own; all of them, to be searched, for the staff. What waits for an answer first, by its day."""
    firm = firm_of(request.user)
    require(request.user.is_minamin or firm is not None)
    part, query = asked_filter(request, "state", PARTS[1:]), "" if firm else clean(request.GET.get("q", ""))
    found = Introduction.objects.visible_to(request.user).with_firms()
    found = found.of_firms(Firm.objects.searched(q=query)) if query else found
    counts = found.counted()
    page = Paginator(found.shown_as(part).most_urgent_first(firm), 25).get_page(request.GET.get("page"))
    tabs = [_tab(request.path, name, query, part, counts[name or "under_way"]) for name in PARTS]
    rows = [handover.firm_row(one, firm) if firm else handover.office_row(one, request.user.time_zone) for one in page]
    template = "matching/introductions.html" if firm else "matching/introductions_office.html"
    return render(request, template, {"page": page, "rows": rows, "tabs": tabs, "part": part, "query": query})


def _tab(path: str, name: str, query: str, part: str, count: int) -> dict:
    label = {"": _("Under way"), "concluded": _("Concluded"), "closed": _("Ended")}[name]
    given = urlencode({key: value for key, value in {"state": name, "q": query}.items() if value})
    return {"url": f"{path}?{given}" if given else path, "label": label, "current": name == part, "count": count}


@require_GET
def introduction(request, pk):
    return _page(request, visible(request, pk))


@require_POST
def consent(request, pk):
    found = _consenting(request, pk)
    form = ConsentForm(request.POST)
    status = attempt(form, services.give_consent, found, firm=firm_of(request.user), by=request.user)
    if status:
        return _page(request, visible(request, pk), consent_form=form, status=status)
    messages.success(request, _("Your firm has agreed. A confirmation is on its way to your mail."))
    return redirect("matching:introduction", found.pk)


@require_POST
def consent_withdraw(request, pk):
    found = _consenting(request, pk)
    done = _("Withdrawn. Nothing has been passed on.")
    press(request, services.withdraw_consent, found, done=done, firm=firm_of(request.user))
    return redirect("matching:introduction", found.pk)


@require_POST
def introduction_decline(request, pk):
    found = _consenting(request, pk)
    form = IntroductionDeclineForm(request.POST)
    status = attempt(form, services.decline_introduction, found, firm=firm_of(request.user), by=request.user)
    if status:
        return _page(request, visible(request, pk), decline_form=form, status=status)
    messages.success(request, _("Declined. Nothing has been passed on."))
    return redirect("matching:introduction", found.pk)


@require_POST
def confirm_contact(request, pk):
    found = _consenting(request, pk)
    press(request, services.confirm_contact, found, done=_("Thank you. Noted: you are in touch."))
    return redirect("matching:introduction", found.pk)


@require_POST
def start_discussion(request, pk):
    found = _consenting(request, pk)
    press(request, services.start_discussion, found, done=_("Noted: you are discussing."))
    return redirect("matching:introduction", found.pk)


@require_POST
def conclude(request, pk):
    found = _consenting(request, pk)
    form = ConcludeForm(request.POST)
    status = attempt(form, services.conclude_introduction, found, by=request.user)
    if status:
        return _page(request, visible(request, pk), conclude_form=form, status=status)
    messages.success(request, _("Thank you. The introduction is concluded."))
    return redirect("matching:introduction", found.pk)


@require_POST
def recall(request, pk):
    found = visible(request, pk)
    require(can_propose(request.user))
    form = ReasonForm(request.POST)
    if status := attempt(form, services.recall_introduction, found, by=request.user):
        return _office_page(request, visible(request, pk), recall_form=form, status=status)
    messages.success(request, _("Recalled. Both firms are told, and the contacts are hidden from them."))
    return redirect("matching:introduction", found.pk)


def visible(request, pk) -> Introduction:
    found = Introduction.objects.visible_to(request.user).with_firms()
    return get_object_or_404(
        found.prefetch_related("match__japan_profile__lines", "match__partner_profile__lines"), pk=pk
    )


def _consenting(request, pk) -> Introduction:
    found = visible(request, pk)
    require(can_consent(request.user, found))
    return found


def _page(request, found: Introduction, *, status: int = 200, **forms):
    if request.user.is_minamin:
        return _office_page(request, found, status=status, **forms)
    now, firm = timezone.now(), firm_of(request.user)
    other, zone = found.match.other(firm), far_zone(found.match, request.user.time_zone)
    contact = Contact.objects.filter(firm=firm).first()
    agreed = found.has_consent_of(firm) and bool(contact) and contact.email.lower() in services.agreed_people(found)
    may, actions = can_consent(request.user, found), allowed_actions(found)
    asking = "decline" in actions
    title, text = handover.CLOSED.get(found.state, ("", ""))
    context = {
        "introduction": found,
        "firm": firm,
        "other": other,
        "other_zone": zone,
        "row": handover.firm_row(found, firm),
        "missed": missed_of_firm(found, firm, reader=request.user, now=now),
        "closed": {"title": title, "text": text} if title else None,
        "is_asking": asking and not agreed,
        "is_waiting": asking and agreed,
        "contact_changed": found.has_consent_of(firm) and not agreed and (asking or found.is_released),
        "other_agreed": found.has_consent_of(other),
        "spoken": behalf.spoken_views(found, request.user, firm),
        "may_decide": may,
        "facts": handover.who_gets_what(found, firm, contact) if asking or not agreed else [],
        "consent_text": TEXTS[Purpose.CONTACT_RELEASE],
        "consent_form": forms.get("consent_form") or ConsentForm(),
        "decline_form": forms.get("decline_form") or IntroductionDeclineForm(),
        "conclude_form": forms.get("conclude_form") or ConcludeForm(),
        "vacancies": _vacancies(found, for_staff=False),
        "actions": {name: may and name in actions for name in ("confirm_contact", "start_discussion", "conclude")},
        "timeline": timeline_of(found, request.user, firm, most=60, partner_zone=zone),
    }
    shown = open_contacts(request, found, [other, firm], now, own=firm)
    if "contacts" in shown:  # both have agreed
        shown["record"] = record_words(record_of(other, now))
    return render(request, "matching/introduction.html", context | shown, status=status)


def open_contacts(request, found: Introduction, firms: list, now, *, own=None) -> dict:
    """Contacts in the order of `firms`, clocks with `own` first, the helping chamber:
    for whom reveal_contacts lets through.
    """
    try:
        shown = services.reveal_contacts(found, by=request.user, now=now)
    except NotPermitted:
        return {"is_hidden": found.is_released}
    contacts = {found.match.japan_id: shown["japan"], found.match.partner_id: shown["partner"]}
    zones = [firm.zone for firm in sorted(firms, key=lambda firm: firm != own)]
    return {
        "contacts": [handover.contact_view(contacts[firm.pk], firm) for firm in firms],
        "local_times": handover.clocks(zones, now),
        "hours": handover.office_hours(zones, now),
        "helpers": [handover.helper_row(one) for one in found.referrals.select_related("chamber").order_by("sent_at")],
    }


def _office_page(request, found: Introduction, *, recall_form=None, status: int = 200):
    now, match = timezone.now(), found.match
    zone = far_zone(match, request.user.time_zone)
    context = {
        "introduction": found,
        "match": match,
        "row": handover.office_row(found, request.user.time_zone),
        "missed": missed_of_match(match, [found], reader=request.user, now=now),
        "other_zone": zone,
        "japan": casefile.side_view(match.japan, match.japan_profile),
        "partner": casefile.side_view(match.partner, match.partner_profile),
        "consents": [handover.consent_check(found, firm) for firm in match.firms],
        "spoken": behalf.spoken_views(found, request.user),
        "unanswered": behalf.to_record(found, request.user, now),
        "obstacles": _obstacles(found, now),
        "referrals": list(found.referrals.select_related("chamber").order_by("sent_at")),
        "vacancies": _vacancies(found, for_staff=True),
        "may_recall": "recall" in allowed_actions(found),
        "recall_form": recall_form or ReasonForm(),
        "timeline": timeline_of(found, request.user, None, most=60, partner_zone=zone),
    }
    if SHOW in request.GET:
        ask_for_proof(request)
    if found.is_released and proof_is_due(request):
        shown = {"show_url": f"?{SHOW}=yes"}
    else:
        shown = open_contacts(request, found, [match.japan, match.partner], now)
    return render(request, "matching/introduction_office.html", context | shown, status=status)


def _vacancies(found: Introduction, *, for_staff: bool) -> list[dict]:
    """Of the chambers that are to help and have nobody who can."""
    open_ones = found.referrals.open().select_related("chamber")
    return [words for one in open_ones if (words := of_chamber(one.chamber, for_staff=for_staff))]


def _obstacles(found: Introduction, now) -> list[str]:
    if "release" in allowed_actions(found):
        return [handover.OBSTACLE[code] for code in services.obstacles(found, now=now)]
    is_kept_back = found.is_released and has_open_export_question(found.match, now)
    return [handover.OBSTACLE["export_control"]] if is_kept_back else []
