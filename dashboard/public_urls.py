"""Public pages carry their language in the address."""

from django.urls import path

from .views import public

app_name = "public"
urlpatterns = [
    path("", public.landing, name="landing"),
    path("how-matching-works/", public.page, {"name": "how_matching_works"}, name="how_matching_works"),
    path("terms/", public.page, {"name": "terms"}, name="terms"),
    path("privacy/", public.page, {"name": "privacy"}, name="privacy"),
    path("accessibility/", public.page, {"name": "accessibility"}, name="accessibility"),
    path("help/", public.page, {"name": "help"}, name="help"),
]
