from django.urls import path

from .views import away, firm, item, search, today

app_name = "office"
urlpatterns = [
    path("", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("firms/<uuid:pk>/", firm.firm, name="firm"),
    path("firms/<uuid:pk>/people/", firm.people, name="firm_people"),
    path("firms/<uuid:pk>/responsible/", firm.responsible, name="firm_responsible"),
    path("firms/<uuid:pk>/note/", firm.note, name="firm_note"),
    path("away/", away.away, name="away"),
    path("away/end/", away.away_end, name="away_end"),
    path("row/<slug:kind>/<uuid:pk>/", item.item, name="item"),
    path("row/<slug:kind>/<uuid:pk>/take/", item.take, name="take"),
    path("row/<slug:kind>/<uuid:pk>/release/", item.release, name="release"),
    path("row/<slug:kind>/<uuid:pk>/give/", item.give, name="give"),
    path("row/<slug:kind>/<uuid:pk>/rest/", item.rest, name="rest"),
    path("row/<slug:kind>/<uuid:pk>/wake/", item.wake, name="wake"),
]
