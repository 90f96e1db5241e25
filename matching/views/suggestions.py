"""A firm's suggested partners: anonymous teasers with reasons, answered with interest or a coded refusal."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from companies.models import Firm, Picture
from companies.pages.timeline import timeline_of
from core.acting import attempt, press
from core.errors import require
from core.files.downloads import show_picture
from core.lifecycle import allowed_actions
from core.paging import page_for
from core.prepared import only, rows_for

from .. import services
from ..computed.answering import record_of
from ..computed.weights import active_weights
from ..forms import DeclineForm, InterestForm
from ..models import Match
from ..pages import teasers
from ..pages.answering import record_words
from ..pages.comparison import compare_rows
from ..pages.pictures import pictures_of
from ..pages.sentences import caution_text
from ..pages.waiting import without_partner
from ..permissions import can_answer, firm_of
from ..rules.overlap import far_zone
from .approvals import case_page

CARDS_ON_A_PAGE = 20


@require_GET
def suggestions(request):
    firm = firm_of(request.user)
    if firm is None:
        return redirect("matching:workbench" if request.user.is_minamin else "dashboard:home")
    now = timezone.now()
    who, asked = (request.user.role, {"user": request.user.pk, "firm": firm.pk}), request.GET.get
    to_answer = page_for(_to_answer, *who, size=CARDS_ON_A_PAGE, number=asked("open"))
    cards = [_card(match, firm, request.user, now) for match in to_answer]
    page = page_for(_known, *who, size=20, number=asked("page"))
    rows = [teasers.answered_row(match, firm) for match in page]
    own, silent = record_of(firm, now), active_weights()["silent"]
    context = {
        "record": record_words(own), "is_silent": own.asked >= silent["asked"] and not own.answered,
        "places": silent["places"], "firm": firm, "cards": cards, "to_answer": to_answer, "page": page,
        "no_partner": without_partner(firm, live=bool(to_answer) or bool(rows_for(_one_live, *who))),
        "waiting": [row for row in rows if row["waiting"]], "answered": [row for row in rows if not row["waiting"]],
    }
    return render(request, "matching/suggestions.html", context)


def _mine(role: str, values: dict):
    return Match.objects.visible_to(User.reader(values["user"], role))


def _to_answer(role: str, values: dict):
    return _mine(role, values).for_firm_to_answer(only(Firm, id=values["firm"])).with_lines()


def _known(role: str, values: dict):
    return _mine(role, values).known_to_firm(only(Firm, id=values["firm"])).with_lines()


def _one_live(role: str, values: dict):
    return _mine(role, values).live().values_list("pk")[:1]


def _card(match, firm, user, now) -> dict:
    lines = teasers.teaser_lines(match.other_profile(firm))
    return teasers.match_card(match, firm, now=now, may_answer=can_answer(user, match)) | {"lines": lines}


@require_GET
def match(request, pk):
    """A teaser for the two firms, the whole case for the staff."""
    found = _visible(request, pk)
    if request.user.is_minamin:
        return case_page(request, found)
    return _teaser_page(request, found)


@require_GET
def picture(request, pk, picture):
    """Of the other firm's profile: only one that staff have looked at."""
    found, firm = _visible(request, pk), firm_of(request.user)
    if firm is None or not found.other(firm).is_live:
        raise Http404
    rows = Picture.objects.looked_at().filter(profile=found.other_profile(firm))
    return show_picture(request, get_object_or_404(rows, pk=picture).file)


@require_POST
def interest(request, pk):
    found = _visible(request, pk)
    require(can_answer(request.user, found))
    form = InterestForm(request.POST)
    status = attempt(form, services.express_interest, found, firm=firm_of(request.user), by=request.user)
    if status:
        return _teaser_page(request, found, interest_form=form, status=status)
    messages.success(request, _("Thank you. Minamin will now review this pair; the other firm does not see "
                                "your name. Until then you can take your answer back on its page."))
    return redirect("matching:suggestions")


@require_POST
def decline(request, pk):
    found = _visible(request, pk)
    require(can_answer(request.user, found))
    form = DeclineForm(request.POST)
    status = attempt(form, services.decline_suggestion, found, firm=firm_of(request.user), by=request.user)
    if status:
        return _teaser_page(request, found, decline_form=form, status=status)
    messages.success(request, _("This suggestion has been set aside. Your reason helps us to improve the "
                                "next ones. If that was a mistake, you can take it back on its page."))
    return redirect("matching:suggestions")


@require_POST
def retract(request, pk):
    found = _visible(request, pk)
    require(can_answer(request.user, found))
    firm = firm_of(request.user)
    press(request, services.retract_answer, found, firm=firm, done=_("Your answer has been taken back."))
    return redirect(found)


def _visible(request, pk) -> Match:
    return get_object_or_404(Match.objects.visible_to(request.user).with_lines().prefetch_related("interests"), pk=pk)


def _teaser_page(request, found: Match, *, interest_form=None, decline_form=None, status: int = 200):
    firm = firm_of(request.user)
    found.refresh_from_db(fields=["state"])
    reader, own = teasers.reader_of(found, firm), found.side_of(firm)
    answer = next((one for one in found.interests.all() if one.firm_id == firm.pk), None)
    is_open = "decline_suggestion" in allowed_actions(found) and answer is None
    context = {
        "match": found,
        "firm": firm,
        "card": teasers.match_card(found, firm, now=timezone.now()) | {
            "lines": teasers.teaser_lines(found.other_profile(firm))
        },
        "profile": found.other_profile(firm),
        "pictures": pictures_of(found, firm),
        **teasers.why(found, reader, own),
        **teasers.own_gaps(found, firm),
        "cautions": [caution_text(caution, reader) for caution in found.cautions],
        "rows": compare_rows(found, exact_size=False),
        "status_row": teasers.answered_row(found, firm),
        "answer": answer,
        "may_answer": is_open and can_answer(request.user, found),
        "may_retract": can_answer(request.user, found) and services.can_retract(found, firm, now=timezone.now()),
        "interest_form": interest_form or InterestForm(),
        "decline_form": decline_form or DeclineForm(),
        "introduction": found.introductions.visible_to(request.user).order_by("-requested_at").first(),
        "timeline": timeline_of(
            found, request.user, firm, most=60, partner_zone=far_zone(found, request.user.time_zone)
        ),
    }
    return render(request, "matching/match.html", context, status=status)
