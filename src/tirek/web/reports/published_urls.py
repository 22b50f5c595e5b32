"""Addresses of what is published, for everyone."""

from django.urls import path

from tirek.web.reports import views

app_name = "published"
urlpatterns = [
    path("", views.published_index, name="index"),
    path("<uuid:key>/", views.published, name="page"),
    path("<uuid:key>/figures/<path:figure>/", views.published_figure, name="figure"),
    path("<uuid:key>/report.pdf", views.published_pdf, name="pdf"),
    path("<uuid:key>/report.docx", views.published_word, name="word"),
    path("<uuid:key>/figures.csv", views.published_csv, name="csv"),
    path("<uuid:key>/verify/", views.verify, name="verify"),
]
