from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read-all/", views.read_all, name="read_all"),
    path("settings/", views.mail_settings, name="settings"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("undelivered/", views.undelivered, name="undelivered"),
    path("undelivered/<uuid:pk>/send-again/", views.send_again, name="send_again"),
    path("<uuid:pk>/open/", views.open_message, name="open"),
    path("<uuid:pk>/done/", views.put_away, name="done"),
    path("<uuid:pk>/back/", views.bring_back, name="back"),
]
