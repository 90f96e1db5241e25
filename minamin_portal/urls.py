from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.views.keys import remove_key
from accounts.views.settings import set_language
from dashboard.views import health, public
from leads.urls import public_urls
from notifications.views import mailbox

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", public.entrance, name="entrance"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("language/", set_language, name="set_language"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", remove_key, name="mfa_remove_webauthn"),  # before allauth's
    path("accounts/", include("allauth.urls")),
    path("me/", include("accounts.urls")),
    path("home/", include("dashboard.urls")),
    path("inbox/", include("notifications.urls")),
    path("firms/", include("companies.urls")),
    path("leads/", include("leads.urls")),
    path("talks/", include("talks.urls")),
    path("matching/", include("matching.urls")),
    path("events/", include("meetings.urls")),  # first: their addresses are the longer ones
    path("events/", include("events.urls")),
    path("mou/", include("mou.urls")),
    path("office/", include("office.urls")),
    path("staff/", include("dashboard.staff_urls")),
    path("demo/mails/", mailbox, name="mailbox"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("contact/", include((public_urls, "contact"))),
        path("", include("dashboard.public_urls")),
        prefix_default_language=True,
    ),
]
handler400 = "dashboard.views.errors.bad_request"
handler403 = "dashboard.views.errors.permission_denied"
handler404 = "dashboard.views.errors.page_not_found"
handler500 = "dashboard.views.errors.server_error"
