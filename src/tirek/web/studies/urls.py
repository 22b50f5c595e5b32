"""Addresses of studies."""

from __future__ import annotations

from django.urls import path

from tirek.web.studies import (
    conforming,
    dots,
    drawings,
    effect,
    figures,
    findings,
    flow,
    logs,
    narrowing,
    pictures,
    record,
    rules,
    simulating,
    studying,
    waiting,
)

app_name = "studies"
urlpatterns = [
    path("", studying.index, name="index"),
    path("begin/", studying.begin, name="begin"),
    path("begin/service/", studying.begin_from, name="begin-from"),
    path("work/<uuid:key>/", studying.work, name="work"),
    path("work/<uuid:key>/progress/", studying.progress, name="progress"),
    path("work/<uuid:key>/cancel/", studying.cancel, name="cancel"),
    path("<slug:code>/", studying.study, name="study"),
    path("<slug:code>/logs/", logs.take_in, name="take-in"),
    path("<slug:code>/from-record/", record.from_record, name="from-record"),
    path("<slug:code>/logs/<uuid:key>/", logs.log, name="log"),
    path("<slug:code>/logs/<uuid:key>/flow.json", flow.flow_json, name="flow"),
    path("<slug:code>/logs/<uuid:key>/flow.csv", flow.flow_csv, name="flow-csv"),
    path("<slug:code>/logs/<uuid:key>/variants/", flow.variants, name="variants"),
    path("<slug:code>/logs/<uuid:key>/cases/", flow.cases, name="cases"),
    path("<slug:code>/logs/<uuid:key>/cases/<str:number>/", flow.case, name="case"),
    path("<slug:code>/logs/<uuid:key>/waiting/", waiting.waiting, name="waiting"),
    path("<slug:code>/logs/<uuid:key>/figures/", figures.figures, name="figures"),
    path("<slug:code>/logs/<uuid:key>/waiting.csv", waiting.waiting_csv, name="waiting-csv"),
    path("<slug:code>/logs/<uuid:key>/dots/", dots.dotted, name="dots"),
    path("<slug:code>/logs/<uuid:key>/dots.csv", dots.dots_csv, name="dots-csv"),
    path("<slug:code>/logs/<uuid:key>/pictures/<slug:name>.<slug:form>", pictures.picture, name="picture"),
    path("<slug:code>/logs/<uuid:key>/conformance/", conforming.conformance, name="conformance"),
    path("<slug:code>/logs/<uuid:key>/conformance/cases/", conforming.conformance_cases, name="conformance-cases"),
    path("<slug:code>/logs/<uuid:key>/conformance.csv", conforming.conformance_csv, name="conformance-csv"),
    path("<slug:code>/logs/<uuid:key>/discover/", drawings.discover, name="discover"),
    path("<slug:code>/drawings/<slug:of>/", drawings.drawing, name="drawing"),
    path("<slug:code>/drawings/<slug:of>/heat.csv", drawings.heat_csv, name="heat-csv"),
    path("<slug:code>/drawings/<slug:of>/draw/", drawings.draw, name="draw"),
    path("<slug:code>/drawings/<slug:of>/<int:version>.bpmn", drawings.bpmn, name="bpmn"),
    path("<slug:code>/logs/<uuid:key>/choose/", narrowing.narrow, name="narrow"),
    path("<slug:code>/logs/<uuid:key>/safeguards/", rules.kept, name="safeguards"),
    path("<slug:code>/findings/", findings.index, name="findings"),
    path("<slug:code>/rules/", rules.rules, name="rules"),
    path("<slug:code>/simulation/", simulating.simulation, name="simulation"),
    path("<slug:code>/effect/", effect.effect, name="effect"),
    path("<slug:code>/logs/<uuid:key>/read/", logs.read, name="read"),
    path("<slug:code>/logs/<uuid:key>/withdraw/", logs.withdraw, name="withdraw"),
]
