"""Addresses of findings."""

from __future__ import annotations

from django.urls import path

from tirek.web.findings import views, withdrawing

app_name = "findings"
urlpatterns = [
    path("", views.index, name="index"),
    path("recommendations.csv", views.table, name="csv"),
    path("cases/<str:number>/", views.of_case, name="case"),
    path("recommendations/<uuid:key>/", views.recommendation, name="recommendation"),
    path("recommendations/<uuid:key>/answer/", views.answer, name="answer"),
    path("recommendations/<uuid:key>/follow-up/", views.follow_up, name="follow-up"),
    path("recommendations/<uuid:key>/withdraw/", withdrawing.recommendation, name="withdraw-recommendation"),
    path("<uuid:key>/withdraw/", withdrawing.finding, name="withdraw"),
    path("<uuid:key>/", views.finding, name="finding"),
]
