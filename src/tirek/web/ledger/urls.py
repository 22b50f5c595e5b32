"""Addresses of the ledger."""

from django.urls import path

from tirek.web.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.index, name="index"),
    path("export.jsonl", views.export, name="export"),
]
