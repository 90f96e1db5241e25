"""Read-mostly: states move through the services only, so that every move has its trace."""

from typing import Any

from django.contrib import admin

from .models import StoredFile


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    list_display = ["name", "content_type", "size", "state", "uploaded_by", "uploaded_at"]
    list_filter = ["state", "content_type"]
    list_select_related = ["uploaded_by"]
    exclude = ["content"]

    def get_queryset(self, request):
        rows: Any = super().get_queryset(request)
        return rows.light()
