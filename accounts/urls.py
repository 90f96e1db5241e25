from django.urls import path, re_path

from .views import agreements, drafts, looks, own_data, settings, terms

app_name = "accounts"
urlpatterns = [
    path("settings/", settings.edit_settings, name="settings"),
    path("consents/", agreements.consents, name="consents"),
    path("consents/<uuid:pk>/withdraw/", agreements.withdraw, name="withdraw"),
    path("terms/", terms.terms, name="terms"),
    path("drafts/", drafts.draft_keep, name="draft_keep"),
    path("drafts/<uuid:pk>/drop/", drafts.draft_drop, name="draft_drop"),
    path("data/", own_data.my_data, name="my_data"),
    re_path("^data/download/(?P<form>json|pdf)/$", own_data.export, name="export"),
    path("data/looks/", looks.my_looks, name="my_looks"),
    path("data/delete/", own_data.delete, name="delete"),
    path("data/deleted/", own_data.deleted, name="deleted"),
]
