"""What staff record of the paper: drafts, signing, entry into force, renewal, amendments, end;
and who is written to.
"""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.begun import begun
from core.acting import INVALID, attempt, posted
from core.errors import Refusal, require
from core.i18n import LANGUAGE_CODES, current_language
from core.uploads import dropped_files

from .. import forms, services
from ..computed.people import people_of
from ..computed.wording import parts_of, unfinished, whole
from ..models import Memorandum
from ..pages import display
from ..pages.wording import wording_table
from ..permissions import can_keep_memoranda, can_name_contacts
from .memoranda import visible


@require_http_methods(["GET", "POST"])
def memorandum_new(request):
    require(can_keep_memoranda(request.user))
    form = forms.DraftForm(posted(request), initial={"language": current_language()})
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = services.draft_memorandum(
                number=given["number"], titles={given["language"]: given["title"]},
                **form.parties, by=request.user, now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(
                request, _("The draft is begun. Add the commitments in every language it will be signed in.")
            )
            return redirect("mou:text", made.pk)
    return _form_page(request, form, _("New memorandum"), _("Begin the draft"))


def _form_page(request, form, title: str, submit: str, found=None, status: int = 200, **more):
    form = begun(request, form)
    context = {"form": form, "title": title, "submit": submit, "memorandum": found} | more
    return render(request, "mou/form.html", context, status=INVALID if form.errors and status == 200 else status)


def _kept(request, pk):
    found = visible(request, pk)
    require(can_keep_memoranda(request.user))
    return found


def _record(request, pk, form_class, act, title: str, submit: str, done: str, **more):
    """A page with one form and one service behind it."""
    found = _kept(request, pk)
    begin = {"row": found, "shown": more.pop("shown")} if "shown" in more else {"initial": more.pop("initial", None)}
    form = form_class(posted(request), **begin)
    if request.method == "POST" and not (status := attempt(form, act, found, by=request.user)):
        messages.success(request, done)
        return redirect("mou:text", found.pk)
    return _form_page(request, form, title, submit, found, status=status if form.is_bound else 200, **more)


@require_http_methods(["GET", "POST"])
def wording(request, pk):
    return _record(
        request, pk, forms.WordingForm, services.word_memorandum, _("Title and purpose"), _("Save"), _("Saved."),
        shown=partial(_worded, _language(request)),
    )


def _language(request) -> str:
    """Of the wording that the form is about: chosen in it, else the reader's."""
    chosen = request.POST.get("language")
    return chosen if chosen in LANGUAGE_CODES else current_language()


def _worded(language: str, found: Memorandum) -> dict:
    return {
        "language": language, "title": found.titles.get(language, ""), "purpose": found.purposes.get(language, "")
    }


def _commitment_worded(language: str, number: str, found: Memorandum) -> dict:
    """The next commitment, or the one whose number was chosen."""
    known = found.commitments.filter(number=number).first() if number.isdecimal() else None
    words = {"title": known.titles.get(language, ""), "text": known.texts.get(language, "")} if known else {}
    return {"language": language, "number": known.number if known else found.commitments.count() + 1} | words


@require_http_methods(["GET", "POST"])
def commitment_wording(request, pk):
    shown = partial(_commitment_worded, _language(request), request.POST.get("number", ""))
    return _record(
        request, pk, forms.CommitmentForm, services.word_commitment,
        _("A commitment in one language"), _("Save"), _("Saved."),
        shown=shown,
    )


@require_http_methods(["GET", "POST"])
def sign(request, pk):
    found = _kept(request, pk)
    parts = parts_of(found)
    form = forms.SignForm(posted(request), unfinished=unfinished(parts))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("signed_on", "place", "ends_on", "renew_by")}
        given["leave_out"] = form.cleaned_data.get("leave_out", ())
        people = form.signatories(current_language())
        try:
            services.sign_memorandum(found, **given, signatories=people, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("Recorded. What was signed is kept with its hash and is never changed."))
            return redirect("mou:text", found.pk)
    languages = display.languages_of(whole(parts))
    note = _("Will be kept as signed in: %(languages)s.") % {"languages": languages} if languages else ""
    more = {"note": note, "wording": wording_table(found)}
    return _form_page(request, form, _("Record the signing"), _("Record"), found, **more)


@require_http_methods(["GET", "POST"])
def in_force(request, pk):
    found = _kept(request, pk)
    return _record(
        request, pk, forms.InForceForm, services.put_in_force, _("Entry into force"), _("Record"),
        _("The memorandum is in force."), initial={"in_force_on": found.signed_on},
    )


@require_http_methods(["GET", "POST"])
def renew(request, pk):
    return _record(
        request, pk, forms.RenewForm, services.renew_memorandum, _("Renew the memorandum"), _("Renew"),
        _("Renewed. Both sides are told."),
    )


@require_http_methods(["GET", "POST"])
def amend(request, pk):
    found = _kept(request, pk)
    form = forms.AmendForm(posted(request), initial={"language": current_language()})
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.amend_memorandum(
                found, signed_on=given["signed_on"], texts=form.texts, ends_on=given["ends_on"],
                by=request.user, now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            messages.success(request, _("The amendment is recorded with its hash."))
            return redirect("mou:text", found.pk)
    return _form_page(request, form, _("Record an amendment"), _("Record"), found)


@require_http_methods(["GET", "POST"])
def terminate(request, pk):
    found, now = _kept(request, pk), timezone.now()
    periods = [
        {"title": str(obligation), "words": display.period_words(one)} | display.standing_tag(one)
        for obligation, one in services.open_periods(found, now)
    ]
    return _record(
        request, pk, forms.TerminateForm, services.terminate_memorandum, _("Terminate the memorandum"), _("Terminate"),
        _("Terminated. Both sides are told."), periods=periods, danger=True,
    )


@require_http_methods(["GET", "POST"])
def document(request, pk):
    found = _kept(request, pk)
    form = forms.DocumentForm(posted(request), request.FILES or None, dropped=dropped_files(request))
    if request.method == "POST" and not attempt(form, services.add_document, found, by=request.user):
        messages.success(request, _("Added. It is being checked."))
        return redirect("mou:text", found.pk)
    return _form_page(request, form, _("Add a document"), _("Add"), found)


@require_http_methods(["GET", "POST"])
def contacts(request, pk, side: str):
    found = visible(request, pk)
    party = next((one for one in found.parties.all() if one.side == side), None)
    if party is None:
        raise Http404
    require(can_name_contacts(request.user, party))
    form = forms.ContactsForm(posted(request), people=people_of(party), row=party)
    if form.is_bound and not (status := attempt(form, services.name_contacts, party, by=request.user)):
        messages.success(request, _("Saved."))
        return redirect("mou:text", found.pk)
    title = _("Contact persons of %(party)s") % {"party": party.name}
    return _form_page(request, form, title, _("Save"), found, status=status if form.is_bound else 200)
