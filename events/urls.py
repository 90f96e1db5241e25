"""Names are verbs: events:<verb>."""
app_name = "events"
urlpatterns: list = []
