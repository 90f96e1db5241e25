from django.contrib import admin, messages
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from core.admin import SearchedByWords, ShowsContacts
from core.errors import Refusal
from core.looks import PERSON

from .models import ConsentRecord, User
from .proving import ask_for_proof, proof_first
from .services import give_role, take_second_factor


@admin.register(User)
class UserAdmin(SearchedByWords, ShowsContacts):
    list_display = ["email", "full_name", "role", "language", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["email"]
    fields = ["email", "full_name", "role", "language", "time_zone", "is_active"]
    actions = ["take_away"]

    @admin.action(description=_("Take the second factor away: lost, and I have made sure who asks"))
    def take_away(self, request, queryset) -> None:
        for user in queryset:
            try:
                take_second_factor(user, by=request.user, now=timezone.now())
            except Refusal as refusal:
                self.message_user(request, f"{user}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{user}: {_('Second factor taken away')}", messages.SUCCESS)

    changeform_view = method_decorator(proof_first)(SearchedByWords.changeform_view)
    delete_view = method_decorator(proof_first)(SearchedByWords.delete_view)

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST":
            ask_for_proof(request)
        return super().changelist_view(request, extra_context)

    def save_model(self, request, obj, form, change) -> None:
        """A role never changes without a line in the log."""
        role = obj.role
        if "role" in form.changed_data and change:
            obj.role = form.initial["role"]
        super().save_model(request, obj, form, change)
        if "role" in form.changed_data:
            give_role(obj, role=role, by=request.user, now=timezone.now())


@admin.register(ConsentRecord)
class ConsentAdmin(ShowsContacts):
    parts = (PERSON,)
    list_display = ["person_name", "purpose", "recipient_country", "given_at", "withdrawn_at"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
