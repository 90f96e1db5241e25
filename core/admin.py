"""Read-mostly: states move through the services only, so that every move has its trace."""

from typing import Any

from django.contrib import admin
from django.db.models import Q

from .looks import look
from .models import StoredFile
from .searching import found


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ShowsContacts(admin.ModelAdmin):
    """Its pages show addresses: whose, and to whom, is written (core.looks)."""

    parts: tuple[str, ...] = ()

    def get_changelist_instance(self, request):
        listed = super().get_changelist_instance(request)
        for row in listed.result_list:
            look(row, *self.parts)
        return listed

    def get_object(self, request, object_id, from_field=None):
        return look(super().get_object(request, object_id, from_field), *self.parts)


class SearchedByWords(admin.ModelAdmin):
    """Its box asks `core.searching`, and the columns of `search_fields` as they stand."""

    def get_search_results(self, request, queryset, search_term):
        as_it_stands, _many = super().get_search_results(request, queryset, search_term)
        return queryset.filter(found(search_term) | Q(pk__in=as_it_stands.values("pk"))), False


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    list_display = ["name", "content_type", "size", "state", "uploaded_by", "uploaded_at"]
    list_filter = ["state", "content_type"]
    list_select_related = ["uploaded_by"]
    exclude = ["content"]

    def get_queryset(self, request):
        rows: Any = super().get_queryset(request)
        return rows.light()
