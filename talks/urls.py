from django.urls import path

from .views import threads

app_name = "talks"
urlpatterns = [
    path("", threads.threads, name="threads"),
    path("<uuid:pk>/", threads.thread, name="thread"),
    path("<uuid:pk>/ask/", threads.ask, name="ask"),
    path("<uuid:pk>/write/", threads.write, name="write"),
    path("questions/<uuid:pk>/", threads.answer, name="answer"),
    path("questions/<uuid:pk>/withdraw/", threads.withdraw, name="withdraw"),
]
