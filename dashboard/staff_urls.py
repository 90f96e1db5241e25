from django.urls import path

from accounts.views.looks import looks

from .views import closing, jobs, mails, styleguide, translations

app_name = "staff"
urlpatterns = [
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:pk>/again/", jobs.job_again, name="job_again"),
    path("closing-days/", closing.closing_days, name="closing_days"),
    path("closing-days/<uuid:pk>/remove/", closing.remove, name="closing_day_remove"),
    path("looks/", looks, name="looks"),
    path("mails/", mails.mails, name="mails"),
    path("mails/<slug:app>/<slug:name>/", mails.mail, name="mail"),
    path("mails/<slug:app>/<slug:name>/html/", mails.mail_html, name="mail_html"),
    path("translations/", translations.translations, name="translations"),
    path("translations/<slug:language>/", translations.texts, name="texts"),
    path("translations/<slug:language>/<slug:key>/", translations.text, name="text"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
