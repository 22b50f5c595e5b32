"""Addresses of the feed."""

from __future__ import annotations

from django.urls import path

from tirek.web.odata import views

app_name = "odata"
urlpatterns = [
    path("<str:form_id>/", views.service, name="service"),
    path("<str:form_id>/$metadata", views.metadata, name="metadata"),
    path("<str:form_id>/<str:name>", views.table, name="table"),
]
