from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("settings/", views.edit_settings, name="settings"),
    path("consents/", views.consents, name="consents"),
]
