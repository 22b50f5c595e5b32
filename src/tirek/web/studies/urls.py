"""Addresses of studies."""

from __future__ import annotations

from django.urls import path

from tirek.web.studies import flow, logs, studying

app_name = "studies"
urlpatterns = [
    path("", studying.index, name="index"),
    path("begin/", studying.begin, name="begin"),
    path("work/<uuid:key>/", studying.progress, name="progress"),
    path("work/<uuid:key>/cancel/", studying.cancel, name="cancel"),
    path("<slug:code>/", studying.study, name="study"),
    path("<slug:code>/logs/", logs.take_in, name="take-in"),
    path("<slug:code>/logs/<uuid:key>/", logs.log, name="log"),
    path("<slug:code>/logs/<uuid:key>/flow.json", flow.flow_json, name="flow"),
    path("<slug:code>/logs/<uuid:key>/flow.csv", flow.flow_csv, name="flow-csv"),
    path("<slug:code>/logs/<uuid:key>/variants/", flow.variants, name="variants"),
    path("<slug:code>/logs/<uuid:key>/cases/", flow.cases, name="cases"),
    path("<slug:code>/logs/<uuid:key>/cases/<str:number>/", flow.case, name="case"),
    path("<slug:code>/logs/<uuid:key>/read/", logs.read, name="read"),
    path("<slug:code>/logs/<uuid:key>/withdraw/", logs.withdraw, name="withdraw"),
]
