"""Addresses of mechanisms."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "mechanisms"
urlpatterns: list[URLPattern] = []
