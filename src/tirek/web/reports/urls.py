"""Addresses of reports that are being written, and of what they begin from."""

from django.urls import path

from tirek.web.reports import formal, published, templates, views

app_name = "reports"
urlpatterns = [
    path("of/<slug:code>/", views.index, name="index"),
    path("of/<slug:code>/start/", formal.start, name="start"),
    path("templates/", templates.index, name="templates"),
    path("templates/<slug:kind>/<slug:language>/", templates.narrative, name="template"),
    path("templates/<slug:kind>/<slug:language>/template.md", templates.narrative_file, name="template-file"),
    path("templates/<slug:kind>/<slug:language>/built-in.md", templates.built_in_file, name="built-in-file"),
    path("word-template/", templates.word_template, name="word-template"),
    path("word-template/default.docx", templates.default_template, name="default-template"),
    path("word-template/<slug:kind>.docx", templates.office_word_template, name="office-word-template"),
    path("<uuid:key>/", views.edit, name="edit"),
    path("<uuid:key>/preview/", views.preview, name="preview"),
    path("<uuid:key>/excuse/", views.excuse, name="excuse"),
    path("<uuid:key>/fill/", formal.fill_anew, name="fill"),
    path("<uuid:key>/ask/", formal.ask, name="ask"),
    path("<uuid:key>/review/", formal.review, name="review"),
    path("<uuid:key>/confirm/", published.confirm, name="confirm"),
    path("<uuid:key>/release/", formal.release, name="release"),
    path("<uuid:key>/publish/", views.publish, name="publish"),
]
