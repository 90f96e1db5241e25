from django.urls import path

from .views import jobs, styleguide

app_name = "staff"
urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/again/", jobs.job_again, name="job_again"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
