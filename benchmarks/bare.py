"""A bare Django page with one query; the portal's pages are compared with it: gunicorn benchmarks.bare:application"""
import os

import dj_database_url
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    SECRET_KEY="bare", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[],  # noqa: S106 - signs nothing
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)},
)  # fmt: skip
application = get_wsgi_application()


def page(_request) -> HttpResponse:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM companies_firm ORDER BY id LIMIT 1")
        (name,) = cursor.fetchone()
    return HttpResponse(f"<!doctype html><title>Bare</title><p>{name}</p>")


urlpatterns = [path("", page)]
