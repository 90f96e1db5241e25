"""Inquiries as staff work on them: the list, one inquiry, and what becomes of it."""
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import begun
from companies.models import Firm
from companies.pages.display import mixed_in_name
from companies.pages.timeline import timeline_of
from companies.rules.naming import REASONS
from companies.services import likely_duplicates
from core.acting import attempt, attempt_fields, posted, press
from core.errors import require
from core.geography import ZONE
from core.lifecycle import allowed_actions
from core.looks import look
from core.names import proposed_latin
from notifications.pages import Addressee, missed_mails

from .. import services
from ..forms import AnswerForm, AssignForm, CloseForm, ConvertForm, EnterForm, LeadFilter, NoteForm
from ..models import Lead
from ..pages.display import facts, lead_row, lead_tag, said, subject_in, with_phrases
from ..permissions import can_work_on_leads
from ..services.answering import writer_of

PER_PAGE, HISTORY = 50, 40


@require_GET
def leads(request):
    require(can_work_on_leads(request.user))
    form, now = LeadFilter(request.GET), timezone.now()
    asked = form.values()
    shown = LeadFilter(initial=asked | {"mine": "mine" in asked})
    if asked.pop("mine", ""):
        asked["owner"] = request.user
    found = Lead.objects.visible_to(request.user).searched(**asked).select_related("owner", "chamber")
    page = Paginator(found.most_urgent_first(now), PER_PAGE).get_page(request.GET.get("page"))
    rows = [lead_row(lead, now) for lead in page]
    late = Lead.objects.late(now).count()
    return render(request, "leads/leads.html", {"form": shown, "page": page, "rows": rows, "late": late})


def _lead(request, pk) -> Lead:
    found = Lead.objects.visible_to(request.user).select_related("owner", "chamber", "firm")
    lead = get_object_or_404(found, pk=pk)
    require(can_work_on_leads(request.user))
    return lead


@require_GET
def lead(request, pk):
    return _page(request, _lead(request, pk))


def _page(request, found: Lead, *, status: int = 200, **forms):
    now, allowed = timezone.now(), allowed_actions(found)
    writer = writer_of(found)
    blank = {
        "answer": AnswerForm(initial={"subject": subject_in(found.language)}, auto_id="answer_%s"),
        "note": NoteForm(auto_id="note_%s"), "otherwise": NoteForm(auto_id="otherwise_%s"),
        "close": CloseForm(auto_id="close_%s"), "assign": AssignForm(auto_id="assign_%s"),
    }
    return render(request, "leads/lead.html", {
        "mixed_names": mixed_in_name(found.name, found.name_latin),
        "lead": found, "tag": lead_tag(found), "late": found.is_late(now), "facts": facts(found),
        "zone": ZONE[found.country], "writer": writer, "language": found.language,
        "said": [said(one) for one in found.messages.select_related("by")],
        "items": timeline_of(found, request.user, None, most=HISTORY, own=True, partner_zone=ZONE[found.country]),
        "may_close": "close" in allowed, "may_reopen": "reopen" in allowed, "may_invite": "invite" in allowed,
        "missed": missed_mails(
            [found], lambda: {found.email.lower(): Addressee(found.name, found.phone)}, reader=request.user, now=now
        ),
        "is_mine": found.owner_id == request.user.pk, **blank, **forms,
    }, status=status)


@require_POST
def lead_answer(request, pk):
    """Either only puts sentences below what was typed, or sends it."""
    found = _lead(request, pk)
    if "compose" in request.POST:
        text = with_phrases(request.POST.get("text", ""), request.POST.getlist("phrases"), found.language)
        typed = {"subject": request.POST.get("subject", ""), "text": text}
        return _page(request, found, answer=AnswerForm(initial=typed, auto_id="answer_%s"))
    form = AnswerForm(request.POST, auto_id="answer_%s")
    if form.is_valid():
        del form.cleaned_data["phrases"]
    if status := attempt(form, services.answer_lead, found, by=request.user):
        return _page(request, found, status=status, answer=form)
    return redirect(found)


def _take(request, pk, name: str, form_class, service):
    """One form of the page, by its name there; what is refused stays in it."""
    found = _lead(request, pk)
    form = form_class(request.POST, auto_id=f"{name}_%s")
    if status := attempt(form, service, found, by=request.user):
        return _page(request, found, status=status, **{name: form})
    return redirect(found)


@require_POST
def lead_note(request, pk):
    return _take(request, pk, "note", NoteForm, services.note_on_lead)


@require_POST
def lead_otherwise(request, pk):
    return _take(request, pk, "otherwise", NoteForm, services.answer_otherwise)


@require_POST
def lead_take(request, pk):
    found = _lead(request, pk)
    press(request, services.take_lead, found, done=_("You look after this inquiry now."))
    return redirect(found)


@require_POST
def lead_assign(request, pk):
    return _take(request, pk, "assign", AssignForm, services.assign_lead)


@require_POST
def lead_close(request, pk):
    return _take(request, pk, "close", CloseForm, services.close_lead)


@require_POST
def lead_reopen(request, pk):
    found = _lead(request, pk)
    press(request, services.reopen_lead, found, done=_("The inquiry is open again."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def lead_convert(request, pk):
    """The draft of the firm, filled with what the inquiry says; above it firms that may be this one."""
    found = _lead(request, pk)
    if "invite" not in allowed_actions(found):
        return redirect(found)
    look(found, about=found)
    initial = {
        name: getattr(found, name)
        for name in ("country", "firm_name", "legal_id", "name", "email", "phone", "language")
    }
    form = ConvertForm(posted(request), initial=initial | _latin_of(found))
    status = attempt_fields(form, services.convert_lead, found, request.user, "as_services_take_it")
    if status == 0:
        return redirect(found)
    return render(request, "leads/convert.html", {
        "lead": found, "form": begun(request, form), "doubles": _doubles(found)
    }, status=status or 200)


def _latin_of(found: Lead) -> dict:
    """As they wrote it, otherwise a proposal where one can be derived."""
    return {
        "name_latin": found.firm_name_latin or proposed_latin(found.firm_name),
        "contact_latin": found.name_latin or proposed_latin(found.name),
    }


def _doubles(found: Lead) -> list[dict]:
    typed = Firm(
        country=found.country, name=found.firm_name, name_latin=found.firm_name_latin, legal_id=found.legal_id)
    return [
        {"firm": firm, "percent": round(100 * like.score), "reasons": [REASONS[code] for code in like.reasons]}
        for firm, like in likely_duplicates(typed)
    ]


@require_POST
def lead_join(request, pk, firm):
    found = _lead(request, pk)
    here = get_object_or_404(Firm.objects.visible_to(request.user).open(), pk=firm)
    press(request, services.join_firm, found, firm=here, done=_("The inquiry belongs to this firm now."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def lead_new(request):
    """Somebody whom staff met at a fair, or were told of."""
    require(can_work_on_leads(request.user))
    form = EnterForm(posted(request), initial={"told_to": request.user.full_name})
    if form.is_bound:
        status = attempt(form, _enter, None, by=request.user)
        if status == 0:
            return redirect("leads:leads")
        return render(request, "leads/lead_new.html", {"form": begun(request, form)}, status=status)
    return render(request, "leads/lead_new.html", {"form": begun(request, form)})


def _enter(_nothing, **given):
    services.enter_lead(**given)
