"""Addresses of the register of places."""

from __future__ import annotations

from django.urls import path

from tirek.web.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add, name="add"),
    path("<str:code>/", views.place, name="place"),
    path("<str:code>/change/", views.change, name="change"),
]
