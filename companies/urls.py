from django.urls import path, re_path

from .views import firm_case, firms, imports, merge_case, merging, own_firm, profile_case, profiles, review, sections, team

app_name = "companies"
urlpatterns = [
    # the firm's own pages
    path("start/", own_firm.start, name="start"),
    path("mine/", own_firm.tasks, name="tasks"),
    re_path("^mine/(?P<section>identity|business|contact)/$", sections.section, name="section"),
    path("mine/submit/", own_firm.submit, name="submit"),
    path("mine/history/", own_firm.history, name="history"),
    path("mine/profiles/", profiles.profiles, name="profiles"),
    path("mine/profiles/new/", profiles.profile_new, name="profile_new"),
    path("mine/profiles/<uuid:pk>/", profiles.profile, name="profile"),
    path("mine/profiles/<uuid:pk>/edit/", profiles.profile_edit, name="profile_edit"),
    path("mine/profiles/<uuid:pk>/submit/", profiles.profile_submit, name="profile_submit"),
    path("mine/profiles/<uuid:pk>/revise/", profiles.profile_revise, name="profile_revise"),
    path("mine/profiles/<uuid:pk>/withdraw/", profiles.profile_withdraw, name="profile_withdraw"),
    path("mine/profiles/<uuid:pk>/fulfil/", profiles.profile_fulfil, name="profile_fulfil"),
    path("team/", team.team, name="team"),
    path("team/invite/", team.invite, name="invite"),
    path("team/members/<uuid:pk>/role/", team.member_role, name="member_role"),
    path("team/members/<uuid:pk>/remove/", team.member_remove, name="member_remove"),
    path("team/invitations/<uuid:pk>/revoke/", team.invitation_revoke, name="invitation_revoke"),
    path("invitations/<uuid:pk>/take/", team.invitation_take, name="invitation_take"),
    path("invitation/<str:token>/", team.invitation, name="invitation"),
    path("invitation/<str:token>/accept/", team.invitation_accept, name="invitation_accept"),
    # the staff's pages
    path("", firms.firms, name="firms"),
    path("<uuid:pk>/", own_firm.firm, name="firm"),
    path("review/", review.review, name="review"),
    path("review/<uuid:pk>/", firm_case.review_firm, name="review_firm"),
    path("review/<uuid:pk>/identity/", firm_case.firm_identity, name="firm_identity"),
    path("review/<uuid:pk>/check/", firm_case.record_check, name="record_check"),
    path("review/<uuid:pk>/merge/", merging.merge, name="merge"),
    path("review/merges/<uuid:pk>/", merge_case.merge_case, name="merge_case"),
    path("review/merges/<uuid:pk>/act/<str:action>/", merge_case.merge_action, name="merge_action"),
    path("review/<uuid:pk>/bar/", merging.bar, name="bar"),
    path("review/<uuid:pk>/act/<str:action>/", firm_case.firm_action, name="firm_action"),
    path("review/profiles/<uuid:pk>/", profile_case.review_profile, name="review_profile"),
    path("review/profiles/<uuid:pk>/act/<str:action>/", profile_case.profile_action, name="profile_action"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<uuid:pk>/", imports.import_job, name="import"),
    path("imports/<uuid:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<uuid:pk>/abandon/", imports.import_abandon, name="import_abandon"),
]
