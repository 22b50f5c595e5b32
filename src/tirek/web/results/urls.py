"""Addresses of a programme's results."""

from django.urls import path

from tirek.web.results import views

app_name = "results"
urlpatterns = [
    path("<slug:code>/", views.index, name="index"),
]
