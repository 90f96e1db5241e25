from django.contrib import admin

from core.admin import SearchedByWords

from .models import ConsentRecord, User


@admin.register(User)
class UserAdmin(SearchedByWords):
    list_display = ["email", "full_name", "role", "language", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["email"]
    fields = ["email", "full_name", "role", "language", "time_zone", "is_active"]


@admin.register(ConsentRecord)
class ConsentAdmin(admin.ModelAdmin):
    list_display = ["person_name", "purpose", "recipient_country", "given_at", "withdrawn_at"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
