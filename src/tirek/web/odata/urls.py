"""Addresses of the feed."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "odata"
urlpatterns: list[URLPattern] = []
