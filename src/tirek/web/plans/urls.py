"""Addresses of the plan's pages."""

from django.urls import path

from tirek.web.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.index, name="index"),
    path("take-in/", views.take_in, name="take-in"),
    path("<uuid:key>/", views.review, name="review"),
    path("<uuid:key>/progress/", views.progress, name="progress"),
    path("<uuid:key>/original/", views.original, name="original"),
    path("<uuid:key>/findings.csv", views.findings_csv, name="findings-csv"),
    path("<uuid:key>/findings/<uuid:finding>/settle/", views.settle, name="settle"),
    path("<uuid:key>/adopt/", views.adopt, name="adopt"),
]
