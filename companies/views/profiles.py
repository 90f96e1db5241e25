"""A firm's partnering profiles: written, shown as partners see them, sent, taken back."""
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import typed_before
from core.acting import INVALID, attempt, posted, press, status_of
from core.errors import Refusal, require
from core.forms.edit import SEAL, alone
from core.lifecycle import allowed_actions

from .. import services
from ..computed.progress import missing_sections
from ..errors import ProfileNotEditable
from ..forms import CodesForm, ProfileForm, TradeRoleForm, line_formset
from ..forms.profiles import SPARE_LINES, lines_of
from ..models import Firm, PartneringProfile
from ..pages.codes import code_question, codes_form
from ..pages.display import profile_row, profile_tag, teaser
from ..pages.pictures import looked_at, own_url
from ..pages.roles import role_question
from ..pages.tasklist import is_waiting, state_reason, task_list
from ..pages.timeline import timeline_of
from ..permissions import can_edit_firm, can_edit_profile, can_say_codes, can_say_trade_role, can_send_profile
from ..rules.answering import review_by
from ..rules.teaser import questions, refusals
from .acting import for_members
from .profile_case import case as review_case

MORE, ASKS = "more", "suggest"  # buttons that save nothing
OWN_ACTIONS = ("submit", "revise", "withdraw", "fulfil")


@require_GET
@for_members
def profiles(request, firm: Firm):
    rows = firm.profiles.order_by("-created_at", "pk")
    return render(request, "companies/profiles.html", {
        "firm": firm, "rows": [profile_row(profile) for profile in rows], "may_edit": can_edit_firm(request.user, firm),
        "list": task_list(firm, missing=missing_sections(firm), current="profiles"),
    })


@require_GET
def profile(request, pk):
    """As partners see it, with what the firm can do now; staff come to the review."""
    shown = _visible(request, pk)
    if request.user.is_minamin:
        return redirect("companies:review_profile", shown.pk)
    return _page(request, shown)


def _page(
    request, shown: PartneringProfile, *, form: TradeRoleForm | None = None, codes: CodesForm | None = None,
    status: int = 200,
):
    may_edit = can_edit_profile(request.user, shown)
    problems = services.teaser_problems(shown) if shown.is_editable else []
    actions = [action for action in allowed_actions(shown) if action in OWN_ACTIONS] if may_edit else []
    return render(request, "companies/profile.html", {
        "firm": shown.firm, "profile": shown, "teaser": teaser(shown), "tag": profile_tag(shown),
        "problems": refusals(problems), "questions": questions(problems), "reason": state_reason(shown),
        "may_change": may_edit and shown.is_editable,
        "may_send": "submit" in actions and can_send_profile(request.user, shown),
        "with_firm": "submit" in actions and not can_send_profile(request.user, shown), "actions": actions,
        "until": review_by(shown.firm.country, shown.submitted_at) if is_waiting(shown) else None,
        "items": timeline_of(shown, request.user, shown.firm, most=30), "pictures": looked_at(shown, own_url),
        "role": role_question(shown, request.user, form),
        "codes": code_question(shown, request.user, codes),
    }, status=status)


@require_POST
def profile_role(request, pk):
    """Who the firm is in it: said by the firm, or by staff who have spoken with it."""
    shown = _visible(request, pk)
    require(can_say_trade_role(request.user, shown))
    form = TradeRoleForm(request.POST, row=shown)
    if status := attempt(form, services.say_trade_role, shown, by=request.user):
        page = review_case if request.user.is_minamin else _page
        return page(request, shown, form=form, status=status)
    messages.success(request, _("Saved."))
    return redirect(shown)


@require_POST
def profile_codes(request, pk):
    """Which codes fit lines without one, among those found by their words."""
    shown = _visible(request, pk)
    require(can_say_codes(request.user, shown))
    form = codes_form(shown, request.POST)
    if status := attempt(form, services.say_codes, shown, by=request.user):
        page = review_case if request.user.is_minamin else _page
        return page(request, shown, codes=form, status=status)
    messages.success(request, _("Saved."))
    return redirect(shown)


@require_http_methods(["GET", "POST"])
@for_members
def profile_new(request, firm: Firm):
    require(can_edit_firm(request.user, firm))
    return _edit(request, firm, None)


@require_http_methods(["GET", "POST"])
def profile_edit(request, pk):
    edited = _visible(request, pk)
    require(can_edit_profile(request.user, edited))
    if not edited.is_editable:
        messages.error(request, ProfileNotEditable.message)
        return redirect(edited)
    return _edit(request, edited.firm, edited)


def _edit(request, firm: Firm, edited: PartneringProfile | None):
    form, lines = _forms(request, firm, edited)
    saved = None
    if request.method == "POST" and not _is_typing(request) and form.is_valid() & lines.is_valid():
        saved = _save(request, firm, edited, form, lines)
    if saved:
        messages.success(request, _("Saved. This is how partners see it."))
        return redirect(saved)
    wrong = form.is_bound and (form.errors or not lines.is_valid())
    status = (status_of(form) if form.errors else INVALID) if wrong else 200
    if form.shows_new_lines:
        lines = line_formset(initial=lines_of(edited), names=form.names, country=firm.country)
    context = {"firm": firm, "profile": edited, "form": form, "lines": lines}
    return render(request, "companies/profile_form.html", context, status=status)


def _forms(request, firm: Firm, edited: PartneringProfile | None) -> tuple:
    common = {"names": services.identifying_names(firm), "country": firm.country}
    typed = request.POST if _is_typing(request) else typed_before(request)
    if typed is not None:  # nothing is judged yet: what was typed comes back, with more empty rows
        form = ProfileForm(initial=_typed(typed), carried=typed.get(SEAL, ""), **common)
        lines = _typed_lines(typed)
        if ASKS in typed:  # for codes: every row stays where it is
            return form, line_formset(initial=lines, spare=0, **common)
        return form, line_formset(initial=[line for line in lines if any(line.values())], spare=SPARE_LINES, **common)
    lines = line_formset(posted(request), initial=lines_of(edited) if edited else [], **common)
    begin = {"row": edited} if edited else {"initial": {"language": firm.language}}
    return ProfileForm(posted(request), lines=lines, **begin, **common), lines


def _is_typing(request) -> bool:
    """A button that saves nothing was pressed: more rows, or codes for a line."""
    return MORE in request.POST or ASKS in request.POST


def _typed(data) -> dict:
    several = {name: data.getlist(name) for name in ("markets", "certificates_wanted")}
    return {name: data.get(name, "") for name in ProfileForm.base_fields} | several


def _typed_lines(data) -> list[dict]:
    count = data.get("lines-TOTAL_FORMS", "0")
    rows = range(min(int(count), 100) if count.isdecimal() else 0)
    return [_typed_line(data, f"lines-{row}") for row in rows]


def _typed_line(data, prefix: str) -> dict:
    """What was ticked stands among the codes from now on."""
    codes = [data.get(f"{prefix}-hs_codes", ""), *data.getlist(f"{prefix}-suggested")]
    asked = {"asked": True} if data.get(ASKS) == prefix else {}
    return {"text": data.get(f"{prefix}-text", ""), "hs_codes": ", ".join(filter(None, codes))} | asked


def _save(request, firm: Firm, edited: PartneringProfile | None, form, lines) -> PartneringProfile | None:
    given = {"lines": lines.lines(), "by": request.user, "now": timezone.now(), **form.cleaned_data}
    try:
        if edited is None:
            return services.create_profile(firm, **given)
        with alone(form):
            services.save_profile(edited, **given)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None
    return edited


@require_POST
def profile_submit(request, pk):
    sent = _own(request, pk)
    require(can_send_profile(request.user, sent))
    confirmed = "confirmed" in request.POST
    done = _("Sent to Minamin. A confirmation is on its way to your mail.")
    press(request, services.submit_profile, sent, confirmed=confirmed, done=done)
    return redirect(sent)


@require_POST
def profile_revise(request, pk):
    taken = _own(request, pk)
    done = press(request, services.revise_profile, taken, done=_("Taken back: you can change it now."))
    return redirect("companies:profile_edit", pk) if done else redirect(taken)


@require_POST
def profile_withdraw(request, pk):
    withdrawn = _own(request, pk)
    press(request, services.withdraw_profile, withdrawn, done=_("Withdrawn. Partners no longer see it."))
    return redirect(withdrawn)


@require_POST
def profile_fulfil(request, pk):
    fulfilled = _own(request, pk)
    press(request, services.fulfil_profile, fulfilled, done=_("Marked as fulfilled. Congratulations!"))
    return redirect(fulfilled)


def _own(request, pk) -> PartneringProfile:
    found = _visible(request, pk)
    require(can_edit_profile(request.user, found))
    return found


def _visible(request, pk) -> PartneringProfile:
    return get_object_or_404(PartneringProfile.objects.visible_to(request.user).select_related("firm"), pk=pk)
