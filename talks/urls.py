from django.urls import path

from .views import deciding, files, threads

app_name = "talks"
urlpatterns = [
    path("", threads.threads, name="threads"),
    path("<uuid:pk>/", threads.thread, name="thread"),
    path("<uuid:pk>/ask/", threads.ask, name="ask"),
    path("<uuid:pk>/write/", threads.write, name="write"),
    path("<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("decisions/<uuid:pk>/end/", deciding.decided, name="decided"),
    path("<uuid:pk>/files/new/", files.file_new, name="file_new"),
    path("files/<uuid:pk>/", files.file, name="file"),
    path("files/<uuid:pk>/remove/", files.file_remove, name="file_remove"),
    path("questions/<uuid:pk>/", threads.answer, name="answer"),
    path("questions/<uuid:pk>/withdraw/", threads.withdraw, name="withdraw"),
]
