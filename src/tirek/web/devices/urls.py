"""Addresses of devices."""

from __future__ import annotations

from django.urls import path

from tirek.web.devices import views

app_name = "devices"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
]
