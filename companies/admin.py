"""Read-mostly: states move through the services only, so that every move has its trace."""
from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts.proving import proof_first
from core.admin import ReadOnlyAdmin, SearchedByWords, ShowsContacts
from core.forms.fields import Words
from core.forms.languages import control
from core.i18n import LANGUAGE_CODES, current_language
from core.lifecycle import lock
from core.multilingual import Texts

from .models import Chamber, Firm, ImportJob, Invitation, Liaison, Membership, PartneringProfile


@admin.register(Firm)
class FirmAdmin(SearchedByWords, ReadOnlyAdmin):
    list_display = ["name", "name_latin", "country", "legal_id", "state", "verified_at"]
    list_filter = ["state", "country"]
    search_fields = ["legal_id"]


@admin.register(PartneringProfile)
class ProfileAdmin(ReadOnlyAdmin):
    list_display = ["title", "firm", "kind", "state", "expires_on"]
    list_filter = ["state", "kind"]
    list_select_related = ["firm"]


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "firm", "role", "joined_at"]
    list_select_related = ["user", "firm"]


@admin.register(Invitation)
class InvitationAdmin(ShowsContacts, ReadOnlyAdmin):
    list_display = ["email", "firm", "role", "invited_at", "accepted_at", "revoked_at"]
    list_select_related = ["firm"]
    exclude = ["token_hash"]


@admin.register(ImportJob)
class ImportAdmin(ReadOnlyAdmin):
    list_display = ["firms_name", "state", "uploaded_by", "uploaded_at", "finished_at"]
    list_select_related = ["uploaded_by"]
    exclude = ["firms_file", "lines_file", "report"]


class NamesOfChamber(forms.ModelForm):
    """A control for each language; gives those that were changed."""

    class Meta:
        model = Chamber
        fields = ["country", "is_partner"]

    def __init__(self, *args, instance: Chamber | None = None, initial: dict | None = None, **options):
        known = instance.names if instance else Texts()
        shown = {control("names", language): text for language, text in known.items()}
        super().__init__(*args, instance=instance, initial=shown | (initial or {}), **options)

    def clean(self) -> dict:
        given = super().clean()
        if not any(given.get(name) for name in NAMES):
            missing = _("A chamber needs its name in at least one language.")
            self.add_error(control("names", current_language()), missing)
        return given

    @property
    def changed_names(self) -> dict[str, str]:
        return {code: self.cleaned_data[name] for name, code in NAMES.items() if name in self.changed_data}


NAMES = {control("names", code): code for code in LANGUAGE_CODES}
ChamberForm = type("ChamberForm", (NamesOfChamber,), {
    control("names", code): Words(limit=Chamber.names, required=False, show_hidden_initial=True, label=label)
    for code, label in settings.LANGUAGES
})


@admin.register(Chamber)
class ChamberAdmin(admin.ModelAdmin):
    form = ChamberForm
    list_display = ["__str__", "country", "is_partner"]

    def save_model(self, request, obj, form, change) -> None:
        """Two people may write two languages at once: the names are put into what stands there now."""
        known = lock(obj).names if change else Texts()
        obj.names = known.with_wordings(form.changed_names, by=request.user, at=timezone.now())
        super().save_model(request, obj, form, change)


@admin.register(Liaison)
class LiaisonAdmin(admin.ModelAdmin):
    changeform_view = method_decorator(proof_first)(admin.ModelAdmin.changeform_view)
    delete_view = method_decorator(proof_first)(admin.ModelAdmin.delete_view)
    list_display = ["user", "chamber"]
    list_select_related = ["user", "chamber"]
