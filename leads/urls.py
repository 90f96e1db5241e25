from django.urls import path

from .views import chamber, public, staff

app_name = "leads"
urlpatterns = [
    # a liaison's pages
    path("ours/", chamber.ours, name="ours"),
    path("ours/qr/<str:language>/", chamber.qr, name="qr"),
    path("ours/new/", chamber.refer, name="refer"),
    path("ours/file/", chamber.refer_file, name="refer_file"),
    path("ours/file/firms.<str:kind>", chamber.refer_empty, name="refer_empty"),
    # the staff's pages
    path("", staff.leads, name="leads"),
    path("new/", staff.lead_new, name="lead_new"),
    path("<uuid:pk>/", staff.lead, name="lead"),
    path("<uuid:pk>/answer/", staff.lead_answer, name="lead_answer"),
    path("<uuid:pk>/note/", staff.lead_note, name="lead_note"),
    path("<uuid:pk>/otherwise/", staff.lead_otherwise, name="lead_otherwise"),
    path("<uuid:pk>/take/", staff.lead_take, name="lead_take"),
    path("<uuid:pk>/assign/", staff.lead_assign, name="lead_assign"),
    path("<uuid:pk>/close/", staff.lead_close, name="lead_close"),
    path("<uuid:pk>/reopen/", staff.lead_reopen, name="lead_reopen"),
    path("<uuid:pk>/convert/", staff.lead_convert, name="lead_convert"),
    path("<uuid:pk>/join/<uuid:firm>/", staff.lead_join, name="lead_join"),
]
# For everybody: these stand below the language, in minamin_portal/urls.py.
public_urls = [
    path("", public.contact, name="form"),
    path("sent/<str:token>/", public.sent, name="sent"),
]
