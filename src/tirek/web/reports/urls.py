"""Addresses of reports that are being written."""

from django.urls import path

from tirek.web.reports import views

app_name = "reports"
urlpatterns = [
    path("of/<slug:code>/", views.index, name="index"),
    path("word-template/", views.word_template, name="word-template"),
    path("word-template/default.docx", views.default_template, name="default-template"),
    path("<uuid:key>/", views.edit, name="edit"),
    path("<uuid:key>/preview/", views.preview, name="preview"),
    path("<uuid:key>/excuse/", views.excuse, name="excuse"),
    path("<uuid:key>/publish/", views.publish, name="publish"),
]
