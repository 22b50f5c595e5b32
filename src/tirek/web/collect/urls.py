"""Addresses of the server that devices talk to."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "collect"
urlpatterns: list[URLPattern] = []
