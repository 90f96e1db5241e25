"""Read-mostly: states move through the services, never here."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin, SearchedByWords, ShowsContacts
from core.looks import SECOND, SELF

from .models import Delegation, Event, EventChange, Registration


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "kind", "state", "country", "starts_at", "chamber"]
    list_filter = ["state", "kind", "country"]
    list_select_related = ["chamber"]


@admin.register(Registration)
class RegistrationAdmin(SearchedByWords, ShowsContacts, ReadOnlyAdmin):
    parts = (SELF, SECOND)
    list_display = ["name", "organisation", "country", "event", "state", "registered_at"]
    list_filter = ["state", "country"]
    list_select_related = ["event"]
    search_fields = ["email"]


@admin.register(Delegation)
class DelegationAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "from_country", "to_country", "starts_on", "ends_on"]
    list_filter = ["state"]


@admin.register(EventChange)
class EventChangeAdmin(ReadOnlyAdmin):
    list_display = ["event", "kind", "state", "confirmed_by", "confirmed_at", "effective_at", "closed_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["event", "confirmed_by"]
