from django.urls import path

from .views import settings

app_name = "accounts"
urlpatterns = [
    path("settings/", settings.edit_settings, name="settings"),
    path("consents/", settings.consents, name="consents"),
]
