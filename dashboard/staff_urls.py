from django.urls import path

from .views import jobs

app_name = "staff"
urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/again/", jobs.job_again, name="job_again"),
]
