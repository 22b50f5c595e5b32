"""Addresses of what is published, for everyone."""

from django.urls import path

from tirek.web.reports import published

app_name = "published"
urlpatterns = [
    path("", published.index, name="index"),
    path("<uuid:key>/", published.report, name="page"),
    path("<uuid:key>/figures/<path:figure>/", published.figure, name="figure"),
    path("<uuid:key>/report.pdf", published.pdf, name="pdf"),
    path("<uuid:key>/report.docx", published.word, name="word"),
    path("<uuid:key>/figures.csv", published.csv, name="csv"),
    path("<uuid:key>/verify/", published.verify, name="verify"),
]
