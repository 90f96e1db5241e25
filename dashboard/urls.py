from django.urls import path

from .views import gallery, home

app_name = "dashboard"
urlpatterns = [
    path("", home.home, name="home"),
    path("gallery/", gallery.gallery, name="gallery"),
]
