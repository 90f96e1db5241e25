"""Memoranda as everybody reads them: the list, the dashboard, the wording, a year under review."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from companies.pages.timeline import timeline_of
from companies.pages.vacancies import of_chamber, of_firm
from core.acting import asked_filter
from core.lifecycle import allowed_actions
from core.text import clean
from matching.permissions import firm_of

from ..computed import ledger
from ..computed.years import year as year_at
from ..computed.years import year_of, years
from ..forms import DocumentForm
from ..models import Memorandum
from ..pages import display, overview
from ..pages.evidence import waiting_counts
from ..pages.missed import missed_of_memorandum
from ..permissions import can_keep_memoranda, can_name_contacts, can_propose_obligation, party_of

PER_PAGE = 20
SHOWN = {
    "late": lambda _one, late: late > 0,
    "in_force": lambda one, _late: one.is_in_force,
    "others": lambda one, _late: not one.is_in_force,
}


def visible(request, pk) -> Memorandum:
    return get_object_or_404(Memorandum.objects.visible_to(request.user).with_parties(), pk=pk)


def partner_zone(memorandum: Memorandum, user) -> str:
    """The zone of the side the reader is not on."""
    own = party_of(user, memorandum)
    parties = list(memorandum.parties.all())
    return next((party.zone for party in parties if party != own), "") if own else parties[-1].zone


@require_GET
def memoranda(request):
    """All the reader may see: those in force first, of these what is most overdue."""
    now, query = timezone.now(), clean(request.GET.get("q", ""))
    part = asked_filter(request, "show", SHOWN)
    found = Memorandum.objects.visible_to(request.user).with_parties().order_by("-signed_on", "number")
    found = found.searched(query) if query else found
    books = ledger.open_accounts(found, now)
    late = {one.pk: overview.list_row(one, books[one.pk]) for one in found}
    chosen = [one for one in found if SHOWN[part](one, late[one.pk]["late"])] if part else found
    ordered = sorted(chosen, key=lambda one: (not one.is_in_force, -late[one.pk]["late"]))
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "mou/memoranda.html", {
        "rows": [_list_row(one, late[one.pk], now) for one in page], "page": page, "part": part, "query": query,
        "tabs": display.exchange_tabs("memoranda"), "filters": _filters(part, query),
        "may_draft": can_keep_memoranda(request.user),
    })


def _filters(part: str, query: str) -> list[dict]:
    labels = {"": _("All"), "late": _("With something overdue"), "in_force": _("In force"), "others": _("Not in force")}
    asked = {name: {key: value for key, value in {"show": name, "q": query}.items() if value} for name in labels}
    return [
        {"label": label, "url": "?" + urlencode(asked[name]), "current": name == part} for name, label in labels.items()
    ]


def _list_row(memorandum: Memorandum, row: dict, now) -> dict:
    parties = [display.party_view(party) for party in memorandum.parties.all()]
    tone = display.MEMORANDUM_TONE[memorandum.state]
    line = display.term_line(memorandum, display.local_today(memorandum, now))
    return row | {"parties": parties, "tone": tone, "word": memorandum.get_state_display(), "line": line}


@require_GET
def memorandum(request, pk):
    """The dashboard: what the president of Minamin and the chamber open first."""
    found, now = visible(request, pk), timezone.now()
    today = display.local_today(found, now)
    year = year_of(found, today)
    context = _frame(request, found, now) | {"waiting": waiting_counts(request.user, found)}
    if year is None:
        return render(request, "mou/memorandum_unopened.html", context)
    books = ledger.of_memorandum(found, now)
    flat, reciprocity = overview.flat(books), overview.reciprocity(found, books, year)
    return render(request, "mou/memorandum.html", context | {
        "year": year,
        "figures": overview.figures(flat, reciprocity["whole"], year),
        "reciprocity": reciprocity,
        "next_steps": overview.next_steps(flat),
        "lights": overview.lights(books),
        "timeline": overview.timeline(flat, year, today),
    })


def _frame(request, found: Memorandum, now) -> dict:
    user, zone = request.user, partner_zone(found, request.user)
    return {
        "memorandum": found,
        "missed": missed_of_memorandum(found, party_of(user, found), reader=user, now=now),
        "line": display.term_line(found, display.local_today(found, now)),
        "tone": display.MEMORANDUM_TONE[found.state],
        "vacancies": _vacancies(found, user),
        "parties": [display.party_view(party) for party in found.parties.all()],
        "other_zone": zone,
        "may_keep": can_keep_memoranda(user),
        "may_propose": can_propose_obligation(user, found) and found.is_bound,
        "history": timeline_of(found, user, firm_of(user), most=12, partner_zone=zone),
    }


def _vacancies(found: Memorandum, user) -> list[dict]:
    """Of the chambers and, for staff, of the firms that nobody can act for."""
    chambers = [party.chamber for party in found.parties.all() if party.chamber]
    firms = [party.firm for party in found.parties.all() if party.firm and user.is_minamin]
    words = [of_chamber(one, for_staff=user.is_minamin) for one in chambers] + [of_firm(one) for one in firms]
    return [one for one in words if one]


@require_GET
def text(request, pk):
    """What was signed, by whom, in which languages; amendments, documents, contact persons."""
    found, now = visible(request, pk), timezone.now()
    versions, can = list(found.versions.all()), allowed_actions(found) if can_keep_memoranda(request.user) else []
    contacts = [{"party": party, "may_name": can_name_contacts(request.user, party)} for party in found.parties.all()]
    return render(request, "mou/text.html", _frame(request, found, now) | {
        "signed": display.when_signed(found),
        "versions": [one for one in versions if not one.amendment],
        "amendments": [
            {"row": row, "versions": [one for one in versions if one.amendment == row.number]}
            for row in found.amendments.all()
        ],
        "signatories": found.signatories.all(),
        "commitments": found.commitments.all(),
        "documents": found.documents.select_related("file").defer("file__content"),
        "document_form": DocumentForm(),
        "contacts": contacts,
        "may_sign": "sign" in can,
        "may_put_in_force": "enter_force" in can,
        "is_bound": found.is_bound,
        "may_renew": "renew" in can,
    })


@require_GET
def year(request, pk, number: int):
    """One memorandum year under review: every obligation with its periods, the balance of each commitment."""
    found, now = visible(request, pk), timezone.now()
    chosen = year_at(found, number)
    today = display.local_today(found, now)
    known = years(found, today)
    if chosen is None or chosen.number not in [one.number for one in known]:
        raise Http404
    books = ledger.of_memorandum(found, now)
    reciprocity = overview.reciprocity(found, books, chosen)
    return render(request, "mou/year.html", _frame(request, found, now) | {
        "year": chosen,
        "tabs": overview.year_tabs(found, known, number),
        "title": _("Year %(number)s") % {"number": number},
        "figures": overview.figures(overview.flat(books), reciprocity["whole"], chosen)[:1],
        "reciprocity": reciprocity,
        "commitments": [_year_commitment(commitment, rows, chosen) for commitment, rows in books],
    })


def _year_commitment(commitment, rows, chosen) -> dict:
    obligations = [
        {
            "obligation": book.obligation,
            "sides": display.owing_marker(book.obligation),
            "periods": [
                {"words": display.period_words(one), "one": one} | display.standing_tag(one)
                for one in book.within(*chosen[1:])
            ],
        }
        for book in rows
    ]
    return {"commitment": commitment, "obligations": [row for row in obligations if row["periods"]]}
