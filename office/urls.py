from django.urls import path

from .views import today

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
]
