"""Names are verbs: mou:<verb>."""
app_name = "mou"
urlpatterns: list = []
