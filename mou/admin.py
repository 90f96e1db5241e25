"""Read-mostly: states move through the services, never here."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin

from .models import Bulletin, Evidence, ExperienceSession, Memorandum, Obligation, Report


@admin.register(Memorandum)
class MemorandumAdmin(ReadOnlyAdmin):
    list_display = ["number", "title", "state", "signed_on", "in_force_on", "ends_on"]
    list_filter = ["state"]


@admin.register(Obligation)
class ObligationAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "commitment", "owing", "cadence", "target", "state", "starts_on"]
    list_filter = ["state", "indicator", "owing"]
    list_select_related = ["commitment"]


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "obligation", "state", "happened_on", "submitted_side", "countersigned_by"]
    list_filter = ["state"]
    list_select_related = ["obligation", "countersigned_by"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["memorandum", "number", "state", "from_on", "until_on", "as_of"]
    list_filter = ["state"]
    exclude = ["pdf", "xlsx"]

    def get_queryset(self, request):
        return super().get_queryset(request).light().select_related("memorandum")


@admin.register(Bulletin)
class BulletinAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "kind", "about_country", "for_country", "state", "published_at"]
    list_filter = ["state", "kind"]

    def get_queryset(self, request):
        return super().get_queryset(request).without_bodies()


@admin.register(ExperienceSession)
class ExperienceSessionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "kind", "state", "starts_at", "zone"]
    list_filter = ["state", "kind"]
