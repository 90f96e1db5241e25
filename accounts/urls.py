from django.urls import path, re_path

from .views import own_data, settings, terms

app_name = "accounts"
urlpatterns = [
    path("settings/", settings.edit_settings, name="settings"),
    path("consents/", settings.consents, name="consents"),
    path("terms/", terms.terms, name="terms"),
    path("data/", own_data.my_data, name="my_data"),
    re_path("^data/download/(?P<form>json|pdf)/$", own_data.export, name="export"),
    path("data/delete/", own_data.delete, name="delete"),
    path("data/deleted/", own_data.deleted, name="deleted"),
]
