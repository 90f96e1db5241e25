"""Read-mostly: states move through the services, never here."""
from django.contrib import admin

from core.admin import ReadOnlyAdmin

from .models import ExportReview, Introduction, Match, MatchRun, Referral


@admin.register(Match)
class MatchAdmin(ReadOnlyAdmin):
    list_display = ["japan", "partner", "state", "fit", "decide_by"]
    list_filter = ["state"]
    list_select_related = ["japan", "partner"]


@admin.register(ExportReview)
class ExportReviewAdmin(ReadOnlyAdmin):
    list_display = ["code", "tier", "state", "reviewed_by", "cleared_until"]
    list_filter = ["state"]


@admin.register(Introduction)
class IntroductionAdmin(ReadOnlyAdmin):
    list_display = ["id", "state", "requested_at", "answer_by", "released_at", "outcome"]
    list_filter = ["state", "outcome"]


@admin.register(Referral)
class ReferralAdmin(ReadOnlyAdmin):
    list_display = ["id", "chamber", "state", "sent_at", "closed_at"]
    list_filter = ["state", "chamber"]
    list_select_related = ["chamber"]


@admin.register(MatchRun)
class MatchRunAdmin(ReadOnlyAdmin):
    list_display = ["requested_at", "state", "requested_by", "finished_at"]
    list_filter = ["state"]
