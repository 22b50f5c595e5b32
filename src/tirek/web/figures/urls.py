"""Addresses of figures."""

from django.urls import path

from tirek.web.figures import views

app_name = "figures"
urlpatterns = [
    path("<slug:code>/", views.index, name="index"),
    path("<slug:code>/<str:key>/", views.figure, name="figure"),
    path("<slug:code>/<str:key>/records.csv", views.records_csv, name="records-csv"),
]
