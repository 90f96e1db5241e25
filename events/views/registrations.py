"""Registering delegates, late requests, one person's page for whoever acts for them, substitutes."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.begun import as_typed, typed_before
from companies.pages.display import mixed_in_name
from companies.pages.timeline import timeline_of
from core.acting import attempt, posted, press
from core.errors import Refusal, require
from core.lifecycle import allowed_actions
from core.looks import look
from core.names import proposed_latin

from .. import forms, services
from ..enums import Rank
from ..errors import EventIsOver, RegistrationIsClosed
from ..links import is_over, pass_path
from ..models import Registration, Substitution
from ..pages.display import SEAT_TONE, SUBSTITUTION_TONE, answer_until, own_actions, seat_facts, seat_words
from ..pages.missed import missed_of_seat, missed_of_substitution
from ..pages.roles import hindrance, role_choices, where_they_are
from ..permissions import can_act_for, can_consent, can_register, can_run, consenting_chamber, registers_for
from .events import own_chamber
from .shared import form_page, visible_event

MOST_AT_ONCE = 20
ALIKE = ("organisation", "organisation_latin", "country", "language", "rank")
WHO = (*ALIKE, "name", "name_latin", "email", "phone", "position")
CORRECTED = gettext_lazy("Saved. The delegate has been told.")
CORRECTION = {
    "title": gettext_lazy("Correct the details"),
    "submit": gettext_lazy("Save the corrections"),
    "note": gettext_lazy("The seat or the place on the waiting list, the badge code and the meetings stay as they "
                         "are. Another address gets a new link to the pass; the former link stops working."),
}
ORGANISER_ACTS: dict[str, tuple[Callable, type | None, str]] = {
    "approve": (services.approve_registration, None, gettext_lazy("Decided. The person has been told.")),
    "refuse": (services.refuse_registration, forms.ReasonForm, gettext_lazy("Refused. The person has been told.")),
    "offer": (services.offer_to, None, gettext_lazy("Offered. The person has been told.")),
    "admit_late": (services.admit_late, forms.AdmitForm, gettext_lazy("Admitted. The person has been told.")),
    "refuse_late": (services.refuse_late, forms.ReasonForm, gettext_lazy("Refused. The person has been told.")),
    "add_firm": (services.add_second_firm, forms.SecondFirmForm, gettext_lazy("Noted. Both firms see this seat now.")),
    "check_in": (services.check_in, None, gettext_lazy("Checked in.")),
    "undo_check_in": (services.undo_check_in, None, gettext_lazy("Taken back.")),
}
BUTTONS = [name for name, (_service, form, _done) in ORGANISER_ACTS.items() if form is None]
OWN_ACTS: dict[str, tuple[Callable, str]] = {
    "accept_offer": (services.accept_offer, gettext_lazy("The seat is yours.")),
    "accept_invitation": (services.accept_invitation, gettext_lazy("Thank you for accepting.")),
    "decline_offer": (services.decline_offer, gettext_lazy("Declined.")),
    "withdraw": (services.withdraw_registration, gettext_lazy("Withdrawn.")),
    "restore": (services.restore_registration, gettext_lazy("Registered again.")),
    "return_original": (services.return_original, gettext_lazy("The seat is yours again.")),
    "renew_pass": (
        services.renew_pass, gettext_lazy("Done. The new link is on its way to the delegate’s own address.")
    ),
}


@require_http_methods(["GET", "POST"])
def register(request, pk):
    """Several delegates on one page; the number of rows grows without JavaScript."""
    event = visible_event(request, pk)
    require(can_register(request.user))
    if why := _closed(request, event) or _hindrance(request, event):
        return why
    form, people = _register_forms(request, event)
    status = 200
    if form.is_bound:
        status = _register(request, event, form, people)
        if status == 0:
            return redirect("events:desk", event.pk) if can_run(request.user, event) else redirect(event)
    return render(request, "events/register.html", {"event": event, "form": form, "people": people}, status=status)


def _closed(request, event):
    """Said before the form, not after it; who was typing when it closed keeps what was typed."""
    if request.method == "POST" or services.is_open(event, timezone.now()):
        return None
    if can_run(request.user, event) and services.takes_late(event, timezone.now()):
        return redirect("events:admit", event.pk)
    late = services.takes_late(event, timezone.now())
    messages.error(request, (RegistrationIsClosed if late else EventIsOver).message)
    return redirect(event)


def _hindrance(request, event):
    """Back to the event, which says why; None where the form makes sense."""
    why = hindrance(event, registers_for(request.user), own_chamber(request.user))
    if not why:
        return None
    messages.error(request, why)
    return redirect(event)


def _roles(user, event) -> list:
    return role_choices(event, registers_for(user) or own_chamber(user))


def _register_forms(request, event) -> tuple:
    """Judged when they are sent; as they were typed when another row is asked for or a draft is taken up."""
    more = "more" in request.POST
    begun = typed_before(request)
    typed = request.POST if more else begun
    data = posted(request) if typed is None else None
    rows = _rows_of(data or typed or {})
    shown = min(rows + more, MOST_AT_ONCE)
    form = forms.RegistrationForm(data, prefix="all", roles=_roles(request.user, event))
    people = forms.person_set(shown)(data, prefix="person", form_kwargs={"initial": _usual(request.user)})
    for one in (form, *people.forms[:rows]) if typed is not None else ():
        as_typed(one, typed)
    return form, people


def _rows_of(typed) -> int:
    asked = typed.get("person-TOTAL_FORMS", "1")
    return max(1, min(int(asked), MOST_AT_ONCE)) if asked.isdecimal() and len(asked) < 4 else 1


def _usual(user) -> dict:
    """What most of a firm's or chamber's delegates have in common."""
    firm, chamber = registers_for(user), own_chamber(user)
    country = firm.country if firm else chamber.country if chamber else "JP"
    organisation, latin = (firm.name, firm.name_latin) if firm else (str(chamber or "Minamin"), "")
    return {
        "country": country, "organisation": organisation, "organisation_latin": latin or proposed_latin(organisation),
        "language": user.language, "rank": Rank.MANAGER,
    }


def _register(request, event, form, people) -> int:
    if not (form.is_valid() & people.is_valid()):
        return 422
    given = people.people()
    try:
        rows = services.register_delegates(
            event,
            people=given,
            **form.cleaned_data,
            firm=registers_for(request.user),
            chamber=own_chamber(request.user),
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        _blame(form, people, refusal)
        return refusal.status
    for words in where_they_are(rows):
        messages.success(request, words)
    return 0


def _blame(form, people, refusal: Refusal) -> None:
    """Beside the person and field it is about, where there is one."""
    number = getattr(refusal, "person", None)
    filled = [one for one in people.forms if one.has_changed()]
    target = filled[number] if number is not None and number < len(filled) else form
    target.add_error(refusal.field if refusal.field in target.fields else None, refusal.message)


@require_http_methods(["GET", "POST"])
def late(request, pk):
    event = visible_event(request, pk)
    require(can_register(request.user))
    if why := _hindrance(request, event):
        return why
    form = forms.LateForm(posted(request), initial=_usual(request.user), roles=_roles(request.user, event))
    status = 200
    if form.is_bound:
        given = {"firm": registers_for(request.user), "chamber": own_chamber(request.user)}
        status = attempt(form, _ask_late, event, by=request.user, **given)
        if status == 0:
            messages.success(request, _("Request sent. The organiser will decide and we will let you know."))
            return redirect(event)
    note = _("Registration is not open. The organiser decides on each request; please say why you are asking "
             "now.")
    return form_page(
        request,
        form,
        _("Ask for late admission"),
        _("Send the request"),
        back_url=event.get_absolute_url(),
        back_text=str(event),
        note=note,
        status=status,
    )


def _ask_late(event, *, role: str, because: str, firm, chamber, by, now, **person):
    return services.ask_late(
        event, person=person, role=role, because=because, firm=firm, chamber=chamber, by=by, now=now
    )


def visible_registration(request, pk) -> Registration:
    return get_object_or_404(Registration.objects.visible_to(request.user).with_people(), pk=pk)


@require_GET
def registration(request, pk):
    return registration_page(request, visible_registration(request, pk))


def registration_page(request, found: Registration, *, bound: dict | None = None, status: int = 200):
    user, bound, now = request.user, bound or {}, timezone.now()
    runs, acts = can_run(user, found.event), can_act_for(user, found)
    can = set(allowed_actions(found))
    organiser_forms = {
        name: bound.get(name) or _organiser_form(name, found, user)
        for name, (_service, form, _done) in ORGANISER_ACTS.items()
        if runs and form and _offers(name, can)
    }
    return render(
        request,
        "events/registration.html",
        {
            "registration": found,
            "event": found.event,
            "facts": seat_facts(found),
            "mixed_names": mixed_in_name(found.name, found.name_latin) if runs else [],
            "tone": SEAT_TONE[found.state],
            "word": seat_words(found),
            "runs": runs,
            "missed": missed_of_seat(found, reader=user, now=now) if runs or acts else [],
            "buttons": [name for name in BUTTONS if runs and _offers(name, can)],
            "answer_by": answer_until(found, now),
            "own": own_actions(found, open_again=runs or services.is_open(found.event, now)) if acts else [],
            "may_substitute": acts and "substitute" in can,
            "may_correct": acts and found.is_live,
            "forms": organiser_forms,
            "pass_path": pass_path(found) if acts and not is_over(found.event, now) else "",
            "before": services.chain_before(found),
            "after": services.chain_after(found),
            "substitutions": [
                {"row": one, "tone": SUBSTITUTION_TONE[one.state]}
                for one in found.substitutions.with_people().order_by("-asked_at")
            ],
            "timeline": timeline_of(found, user, registers_for(user), most=20),
        },
        status=status,
    )


def _organiser_form(act: str, found: Registration, user, data=None):
    form = ORGANISER_ACTS[act][1](data, auto_id=f"{act}-%s")
    if act == "add_firm":
        form.choose_for(found, user)
    return form


def _offers(name: str, can: set[str]) -> bool:
    """A second firm can be named as long as the seat could still be cancelled."""
    return {"approve": "confirm", "add_firm": "cancel"}.get(name, name) in can


@require_POST
def decide(request, pk, act: str):
    """What the organiser does to one seat."""
    found = visible_registration(request, pk)
    require(can_run(request.user, found.event))
    service, form_class, done = ORGANISER_ACTS[act]
    if form_class is None:
        press(request, service, found, done=done)
        return redirect(found)
    form = _organiser_form(act, found, request.user, request.POST)
    if status := attempt(form, service, found, by=request.user):
        return registration_page(request, found, bound={act: form}, status=status)
    messages.success(request, done)
    return redirect(found)


@require_POST
def answer(request, pk, act: str):
    """What the person's own side does."""
    found = visible_registration(request, pk)
    require(can_act_for(request.user, found))
    service, done = OWN_ACTS[act]
    press(request, service, found, done=done)
    return redirect(found)


@require_http_methods(["GET", "POST"])
def substitute(request, pk):
    found = visible_registration(request, pk)
    require(can_act_for(request.user, found))
    waiting = list(services.waiting_colleagues(found).visible_to(request.user))
    chosen = next((one for one in waiting if str(one.pk) == request.GET.get("colleague")), None)
    form = substitute_form(found, posted(request), chosen)
    status = 200
    if form.is_bound:
        status = attempt(form, name_from_form, found, by=request.user)
        if status == 0:
            messages.success(request, _("Named. Where the rank changes, the partner’s side consents first."))
            return redirect(found)
    return form_page(
        request,
        form,
        _("Name a substitute"),
        _("Name the substitute"),
        back_url=found.get_absolute_url(),
        back_text=str(found),
        lead=str(found.event),
        status=status,
        choices=[{"url": f"?colleague={one.pk}", "title": one, "is_chosen": one == chosen} for one in waiting],
    )


def substitute_form(found: Registration, data, colleague: Registration | None = None):
    """`colleague`: who waits for a seat and may come instead; otherwise only what both have in common is filled in."""
    like, names = (look(colleague, about=f"events.event:{found.event_id}"), WHO) if colleague else (found, ALIKE)
    initial = {name: getattr(like, name) for name in names}
    return forms.SubstituteForm(data, initial=initial)


def name_from_form(registration: Registration, *, reason: str, by, now, **person):
    return services.name_substitute(registration, person=person, reason=reason, by=by, now=now)


@require_http_methods(["GET", "POST"])
def correct(request, pk):
    found = visible_registration(request, pk)
    require(can_act_for(request.user, found))
    form = correction_form(found, posted(request))
    status = attempt(form, services.correct_delegate, found, by=request.user) if form.is_bound else 200
    if status == 0:
        messages.success(request, CORRECTED)
        return redirect(found)
    back = {"back_url": found.get_absolute_url(), "back_text": found}
    return form_page(request, form, **CORRECTION, **back, lead=str(found.event), status=status)


def correction_form(found: Registration, data):
    form = forms.CorrectionForm(data, row=found, under=found.event)
    if found.account:
        form.fields["email"].help_text = _("This person has an account: mails go to the address of the account.")
    return form


def visible_substitution(request, pk) -> Substitution:
    return get_object_or_404(Substitution.objects.visible_to(request.user).with_people(), pk=pk)


@require_GET
def substitution(request, pk):
    return _substitution_page(request, visible_substitution(request, pk))


def _substitution_page(request, found: Substitution, form=None, status: int = 200):
    user, waits = request.user, "refuse" in allowed_actions(found)
    return render(
        request,
        "events/substitution.html",
        {
            "substitution": found,
            "event": found.original.event,
            "tone": SUBSTITUTION_TONE[found.state],
            "in_place": found.holds,
            "missed": missed_of_substitution(found, reader=user, now=timezone.now())
            if can_run(user, found.original.event)
            else [],
            "waits_for": (consenting_chamber(found) or "Minamin") if waits else "",
            "paper_languages": [pair for pair in settings.LANGUAGES if pair[0] in found.original.event.titles],
            "form": (form or forms.ReasonForm()) if waits and can_consent(user, found) else None,
            "may_take_back": waits and can_act_for(user, found.original),
            "original_url": found.original.get_absolute_url()
            if Registration.objects.visible_to(user).filter(pk=found.original_id).exists()
            else "",
            "timeline": timeline_of(found, user, registers_for(user), most=60),
        },
        status=status,
    )


@require_POST
def substitution_decide(request, pk, act: str):
    found = visible_substitution(request, pk)
    if act == "take_back":
        require(can_act_for(request.user, found.original))
        press(request, services.take_back_substitute, found, done=_("Taken back."))
    elif act == "consent":
        require(can_consent(request.user, found))
        press(request, services.consent_to_substitute, found, done=_("Consent given. The seat has been "
                                                                     "transferred."))
    else:
        require(can_consent(request.user, found))
        form = forms.ReasonForm(request.POST)
        if status := attempt(form, services.refuse_substitute, found, by=request.user):
            return _substitution_page(request, found, form, status)
        messages.success(request, _("Refused. The person has been told."))
    return redirect("events:substitution", found.pk)
