"""Read-mostly: states move through the services only, so that every move has its trace."""
from django.contrib import admin

from core.admin import ReadOnlyAdmin

from .models import Chamber, Firm, ImportJob, Invitation, Liaison, Membership, PartneringProfile


@admin.register(Firm)
class FirmAdmin(ReadOnlyAdmin):
    list_display = ["name", "name_latin", "country", "legal_id", "state", "verified_at"]
    list_filter = ["state", "country"]
    search_fields = ["name", "name_latin", "name_key", "legal_id"]


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
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["email", "firm", "role", "invited_at", "accepted_at", "revoked_at"]
    list_select_related = ["firm"]
    exclude = ["token_hash"]


@admin.register(ImportJob)
class ImportAdmin(ReadOnlyAdmin):
    list_display = ["firms_name", "state", "uploaded_by", "uploaded_at", "finished_at"]
    list_select_related = ["uploaded_by"]
    exclude = ["firms_file", "lines_file", "report"]


@admin.register(Chamber)
class ChamberAdmin(admin.ModelAdmin):
    list_display = ["name", "country", "is_partner"]


@admin.register(Liaison)
class LiaisonAdmin(admin.ModelAdmin):
    list_display = ["user", "chamber"]
    list_select_related = ["user", "chamber"]
