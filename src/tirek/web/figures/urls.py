"""Addresses of figures."""

from django.urls import path

from tirek.web.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:code>/", views.index, name="index"),
    path("<slug:code>/<path:key>/records.csv", views.records_csv, name="records-csv"),
    path("<slug:code>/<path:key>/", views.figure, name="figure"),  # a cell may be named “Centre/North”
]
