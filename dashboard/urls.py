from django.urls import path

from .views import figures, home

app_name = "dashboard"
urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:kind>/", figures.figures_file, name="figures_file"),
]
