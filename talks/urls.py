from django.urls import path

from .views import calls, deciding, files, samples, threads

app_name = "talks"
urlpatterns = [
    path("", threads.threads, name="threads"),
    path("<uuid:pk>/", threads.thread, name="thread"),
    path("<uuid:pk>/ask/", threads.ask, name="ask"),
    path("<uuid:pk>/write/", threads.write, name="write"),
    path("<uuid:pk>/call/", calls.call_new, name="call_new"),
    path("calls/<uuid:pk>/take/", calls.call_take, name="call_take"),
    path("calls/<uuid:pk>/decline/", calls.call_decline, name="call_decline"),
    path("calls/<uuid:pk>/withdraw/", calls.call_withdraw, name="call_withdraw"),
    path("calls/<uuid:pk>/cancel/", calls.call_cancel, name="call_cancel"),
    path("calls/<uuid:pk>/call.ics", calls.call_ics, name="call_ics"),
    path("<uuid:pk>/decide/", deciding.decide, name="decide"),
    path("decisions/<uuid:pk>/end/", deciding.decided, name="decided"),
    path("<uuid:pk>/files/new/", files.file_new, name="file_new"),
    path("files/<uuid:pk>/", files.file, name="file"),
    path("files/<uuid:pk>/remove/", files.file_remove, name="file_remove"),
    path("questions/<uuid:pk>/", threads.answer, name="answer"),
    path("questions/<uuid:pk>/withdraw/", threads.withdraw, name="withdraw"),
    path("<uuid:pk>/sample/", samples.sample_new, name="sample_new"),
    path("samples/<uuid:pk>/", samples.sample, name="sample"),
    path("samples/<uuid:pk>/terms/", samples.sample_step, {"act": "terms"}, name="sample_terms"),
    path("samples/<uuid:pk>/send/", samples.sample_step, {"act": "send"}, name="sample_send"),
    path("samples/<uuid:pk>/receive/", samples.sample_step, {"act": "receive"}, name="sample_receive"),
    path("samples/<uuid:pk>/judge/", samples.sample_step, {"act": "judge"}, name="sample_judge"),
    path("samples/<uuid:pk>/order/", samples.sample_step, {"act": "order"}, name="sample_order"),
    path("samples/<uuid:pk>/deliver/", samples.sample_step, {"act": "deliver"}, name="sample_deliver"),
    path("samples/<uuid:pk>/agree/", samples.sample_press, {"act": "agree"}, name="sample_agree"),
    path("samples/<uuid:pk>/agree-order/", samples.sample_press, {"act": "agree_order"}, name="sample_agree_order"),
    path("samples/<uuid:pk>/repeat/", samples.sample_press, {"act": "repeat"}, name="sample_repeat"),
    path("samples/<uuid:pk>/finish/", samples.sample_press, {"act": "finish"}, name="sample_finish"),
    path("samples/<uuid:pk>/end/", samples.sample_end, name="sample_end"),
    path("samples/<uuid:pk>/remind/", samples.sample_remind, name="sample_remind"),
]
