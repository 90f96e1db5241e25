"""The sections of the task list: each is a form of its own, saved at once, so that one never loses another."""
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.begun import begun
from core.acting import posted, status_of
from core.errors import Refusal, require
from core.forms.edit import alone
from core.geography import Country

from .. import services
from ..computed.progress import SECTIONS, missing_sections
from ..errors import ContactConsentMissing, LegalIdTaken
from ..forms import BusinessForm, ContactForm, IdentityForm
from ..models import Firm
from ..pages.display import business_facts, contact_facts, identity_facts
from ..pages.registers import proposal
from ..pages.tasklist import next_url, task_list
from ..permissions import can_change_identity, can_edit_firm
from .acting import for_members


@require_http_methods(["GET", "POST"])
@for_members
def section(request, firm: Firm, section: str):
    form = FORMS[section](request, firm)
    form.propose(_proposed(section, firm, request.user))
    may_edit = (can_change_identity if section == "identity" else can_edit_firm)(request.user, firm)
    if request.method == "POST":
        require(may_edit)
        if form.is_valid() and _save(request, firm, section, form):
            return _after_saving(request, firm, section)
    entry = services.remembered(firm.country, firm.legal_id) if section == "business" else None
    context = {
        "register": proposal(entry) if entry else None,
        "firm": firm, "section": section, "title": SECTIONS[section],
        "form": begun(request, form) if may_edit else None,
        "facts": FACTS[section](firm), "agreed": _agreement(firm) if section == "contact" else None,
        "list": task_list(firm, missing=missing_sections(firm), current=section),
    }
    return render(request, "companies/section.html", context, status=status_of(form))


def _after_saving(request, firm: Firm, section: str):
    if request.POST.get("next") == "stay":
        messages.success(request, _("Saved."))
        return redirect("companies:section", section)
    return redirect(next_url(firm, missing_sections(firm), section))


def _identity_form(request, firm: Firm) -> IdentityForm:
    country = request.GET.get("country")
    return IdentityForm(
        posted(request), row=firm, country=country if country in Country.values else firm.country,
        page_url=reverse("companies:section", args=["identity"]),
    )


def _business_form(request, firm: Firm) -> BusinessForm:
    return BusinessForm(posted(request), row=firm, names=services.identifying_names(firm))


def _contact_form(request, firm: Firm) -> ContactForm:
    return ContactForm(posted(request), row=firm)


FORMS = {"identity": _identity_form, "business": _business_form, "contact": _contact_form}
FACTS = {
    "identity": identity_facts,
    "business": business_facts,
    "contact": lambda firm: contact_facts(getattr(firm, "contact", None)),
}


def _save(request, firm: Firm, section: str, form) -> bool:
    """Refusals become errors of the field they belong to."""
    given = dict(form.cleaned_data)
    who = {"by": request.user, "now": timezone.now()}
    try:
        with alone(form):
            if section == "identity":
                services.change_identity(firm, **given, **who)
            elif section == "business":
                services.save_business(firm, **given, **who)
            else:
                services.save_contact(firm, consent_given=given.pop("consent"), **given, **who)
    except (LegalIdTaken, ContactConsentMissing) as refusal:
        form.add_error("legal_id" if section == "identity" else "consent", refusal.message)
        return False
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


def _agreement(firm: Firm):
    contact = getattr(firm, "contact", None)
    return services.keeping_agreed(firm, contact.email) if contact else None


def _proposed(section: str, firm: Firm, user) -> dict:
    """What the account says already, until the firm itself has said it; to be changed like everything else."""
    if section == "business" and not firm.languages:
        return {"languages": [user.language]}
    if section == "contact" and not hasattr(firm, "contact"):
        return {"name": user.full_name, "name_latin": user.name_latin, "email": user.email, "language": user.language}
    return {}
