"""Names are verbs: meetings:<verb>. The addresses stand under /events/, where they have always been."""

from django.urls import path

from .views import grid, mine, runs

app_name = "meetings"
urlpatterns = [
    path("pass/<str:token>/meetings/", mine.mine, name="my_meetings"),
    path("pass/<str:token>/meetings/agenda.ics", mine.ics, name="my_agenda"),
    path("pass/<str:token>/meetings/people/", mine.people, name="meet_people"),
    path("pass/<str:token>/meetings/people/<uuid:other>/ask/", mine.ask, name="meet_ask"),
    path("pass/<str:token>/meetings/listed/", mine.listed, name="meet_listed"),
    path("pass/<str:token>/meetings/times/", mine.times, name="my_times"),
    path("pass/<str:token>/meetings/<uuid:pk>/", mine.meeting, name="my_meeting"),
    path("pass/<str:token>/meetings/<uuid:pk>/<str:what>/", mine.act, name="meeting_act"),
    path("pass/<str:token>/proposals/<uuid:pk>/<str:answer>/", mine.proposal, name="proposal_answer"),
    path("meetings/<uuid:pk>/", grid.meeting, name="meeting"),
    path("meetings/<uuid:pk>/place/", grid.place, name="meeting_place"),
    path("meetings/<uuid:pk>/hold/", grid.hold, name="meeting_hold"),
    path("meetings/<uuid:pk>/loosen/", grid.loosen, name="meeting_loosen"),
    path("meetings/<uuid:pk>/<str:what>/", grid.note, name="meeting_note"),
    path("runs/<uuid:pk>/", runs.run, name="run"),
    path("runs/<uuid:pk>/stop/", runs.stop, name="run_stop"),
    path("runs/<uuid:pk>/apply/", runs.apply, name="run_apply"),
    path("<uuid:pk>/meetings/", grid.timetable, name="grid"),
    path("<uuid:pk>/meetings/setup/", grid.setup, name="meeting_setup"),
    path("<uuid:pk>/meetings/arrange/", grid.arrange, name="meeting_arrange"),
    path("<uuid:pk>/meetings/sheets/", grid.sheets, name="sheets"),
    path("<uuid:pk>/meetings/interpreters/", grid.interpreters, name="interpreters"),
    path("<uuid:pk>/meetings/interpreters/<uuid:person>/", grid.interpreter, name="interpreter"),
    path("<uuid:pk>/meetings/compute/", runs.request_run, name="run_request"),
]
