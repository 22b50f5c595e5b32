"""Addresses of authorities."""

from __future__ import annotations

from django.urls import path

from tirek.web.authorities import views

app_name = "authorities"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.authority, name="authority"),
    path("<str:code>/recommendations.csv", views.table, name="csv"),
]
