"""Addresses of studies."""

from __future__ import annotations

from django.urls import path

from tirek.web.studies import logs, studying

app_name = "studies"
urlpatterns = [
    path("", studying.index, name="index"),
    path("begin/", studying.begin, name="begin"),
    path("work/<uuid:key>/", studying.progress, name="progress"),
    path("work/<uuid:key>/cancel/", studying.cancel, name="cancel"),
    path("<slug:code>/", studying.study, name="study"),
    path("<slug:code>/logs/", logs.take_in, name="take-in"),
    path("<slug:code>/logs/<uuid:key>/", logs.log, name="log"),
    path("<slug:code>/logs/<uuid:key>/read/", logs.read, name="read"),
    path("<slug:code>/logs/<uuid:key>/withdraw/", logs.withdraw, name="withdraw"),
]
